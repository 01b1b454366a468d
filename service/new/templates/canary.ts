import { header, lean, people, type Template } from './template.ts';

/** A working day: a few users first, and more as long as the numbers allow it. */
export const canary: Template = (facts) => {
  const { name, window, again, zone, cast } = facts;
  const { owner, doer, tester } = cast;
  return `${header('A canary: a few users get it first, and more as long as the numbers allow it.')}

${lean(facts)}

${people(facts)}

// ---- What changes, and who notices

environment production
environment staging
service web in production

audience users "Everybody who uses it" {
  channels status-page
  uses     web
}

// ---- The day

release ${name} "Canary" {
  kind   standard // routine: no test by users, and no lead time
  owner  ${owner}
  zone   ${zone} // of every time below
  window ${window} // T is its start

  rehearsal first 1h by ${doer} in staging at T-2wd 14:00

  notify users "Some of you get the new version today" by ${owner} via status-page at T-1wd 15:00
  notify users "Everybody has the new version" by ${owner} via status-page after run

  run { // one step after the other
    gate go "Go / no-go" 15m by ${owner} {
      needs     first
      criterion "Open P1" = 0 from tracker
      no-go     then postpone to ${again}
    }
    deploy web "Beside the old version, without traffic" 15m by ${doer} version 1.4.0 -> 1.5.0 undo 5m
    switch web as few 5m by ${doer} to 5 % // a share of the traffic
    wait soak-few 30m // as long as the numbers of the next gate are read over
    gate more "More?" 10m by ${tester} {
      criterion "Error rate" < 0.5 % over 30m from monitoring
      no-go     then rollback back
    }
    switch web as half 5m by ${doer} to 50 %
    wait soak-half 30m
    gate everybody "Everybody?" 10m by ${tester} {
      criterion "Error rate" < 0.5 % over 30m from monitoring
      no-go     then rollback back
    }
    switch web as all 5m by ${doer} to 100 %
    verify web "Log in, search, pay" 15m by ${tester}
    when "Error rate" >= 0.5 % over 5m from monitoring then rollback back // as the gates say, at once
  }

  rollback back { // happens only when it is called
    switch web as none 5m by ${doer} to 0 %
    verify web "The old version serves everybody" 5m by ${tester}
  }

  hypercare T .. T+2d { // who is there afterwards
    cover     by ${cast.anybody} otherwise
    respond   P1 within 30m
    escalate  ${cast.chain}
    criterion "Open P1" = 0 over 12h from tracker
  }
}
`;
};
