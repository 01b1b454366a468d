import { header, lean, people, type Template } from './template.ts';

/** Every week at the same hour: what is not ready takes the next one. */
export const weeklyTrain: Template = (facts) => {
  const { name, window, zone, cast } = facts;
  const { owner, doer, tester } = cast;
  const start = window.slice(0, window.indexOf(' .. '));
  return `${header('A weekly train: it leaves at the same hour, and what is not ready takes the next one.')}
// The plan of the next week is a copy of this release with another name, window and scope; once the train has a
// template, which is a release with parameters, release-plan next writes it.

${lean(facts)}

${people(facts)}

// ---- What changes, and who notices

server app-01
service web on app-01

audience users "Everybody who uses it" {
  channels status-page
  uses     web
}

// ---- The cadence, and what is done every time

zone ${zone}

train weekly "Every week" every 1w from ${start} {
  carry-over scope // what one leaves open is in the list of the next
  release    ${name}
}

runbook roll-out(doer, tester) "Out to everybody" { // written once, used in every release
  snapshot app-01 10m by doer
  deploy web 15m by doer undo 10m
  verify web "Log in, search, pay" 15m by tester
}

// ---- This week

release ${name} "This week" {
  kind   standard // approved once and for all, because it is the same every week
  owner  ${owner}
  zone   ${zone} // of every time below
  window ${window} // T is its start

  scope { // the punch list, by priority
    frozen on T-1wd
    must   WEB-1 "What has to be in" by ${doer} due T-2wd
    could  WEB-2 "What may wait a week" by ${tester} due T-2wd
  }

  run { // one step after the other
    gate go "What is in?" 10m by ${owner} {
      criterion "Failed tests" = 0 from monitoring
      no-go     then stop "this week nothing leaves"
    }
    use roll-out(${doer}, ${tester})
    when "Error rate" > 1 % over 5m from monitoring then rollback back
  }

  rollback back { // happens only when it is called
    deploy web "The version of last week" 10m by ${doer}
    verify web "As it was" 5m by ${tester}
  }

  notify users "What is new this week" by ${owner} via status-page after run

  hypercare T .. T+1d { // who is there afterwards
    cover by ${cast.anybody} otherwise
  }
}
`;
};
