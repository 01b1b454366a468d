import { header, lean, people, type Template } from './template.ts';

/** An evening: one service changes, and comes back if it does not work. */
export const hotfix: Template = (facts) => {
  const { name, window, zone, cast } = facts;
  const { owner, doer, tester } = cast;
  return `${header('A hotfix: one service changes in the evening, and comes back if it does not work.')}

${lean(facts)}

${people(facts)}

// ---- What changes, and who notices

server  app-01
service web on app-01

audience users "Everybody who uses it" {
  channels status-page
  uses     web
}

// ---- The evening

release ${name} "Hotfix" {
  kind   standard  // a small change that is approved once and for all: no gate, no rehearsal
  owner  ${owner}
  zone   ${zone}   // of every time below
  window ${window} // T is its start

  run { // one step after the other
    snapshot app-01 as before-fix 5m by ${doer}
    deploy web "The fix" 10m by ${doer}
    verify web "Does it work?" 10m by ${tester}
    when "Error rate" > 1 % over 5m from monitoring then rollback back
  }

  rollback back { // happens only when it is called
    restore web 10m by ${doer} from before-fix
    verify web "As it was" 5m by ${tester}
  }

  notify users "The fix is live" by ${owner} via status-page after run

  hypercare T .. T+1d { // who is there afterwards
    cover by ${cast.anybody} otherwise
  }
}
`;
};
