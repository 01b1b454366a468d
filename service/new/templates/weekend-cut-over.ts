import { header, lean, people, type Template } from './template.ts';

/** A weekend: the old system closes, the new one opens, and until Sunday there is a way back. */
export const weekendCutOver: Template = (facts) => {
  const { name, window, again, zone, cast } = facts;
  const { owner, doer, tester } = cast;
  return `${header('A weekend cut-over: the old system closes, the new one opens, and somebody decides to stay.')}

${lean(facts)}

${people(facts)}

// ---- What changes, and who notices

environment production
environment staging
environment preprod
database shop-db in production
service web in production {
  uses shop-db
}

audience users "Everybody who uses it" {
  channels status-page
  notice   5wd // how long before they want to know
  uses     web
}

// ---- The weekend

release ${name} "Weekend cut-over" {
  kind    normal
  owner   ${owner}
  zone    ${zone} // of every time below
  window  ${window} // T is its start
  promise outage 6h // what users were promised at most

  scope { // the punch list, by priority
    frozen on T-10wd
    must   CUT-1 "All orders are moved" by ${doer} due T-12wd
    should CUT-2 "Reports of last year" by ${tester} due T-12wd
  }

  risk slow-copy "The copy takes longer than rehearsed" by ${doer} {
    likelihood medium
    impact     high
    threatens  copy
    mitigation early-copy // whatever makes it smaller before the weekend
    review     due T-3wd
  }

  rehearsal first 4h by ${doer} in staging at T-15wd 10:00
  rehearsal second 4h by ${doer} in staging at T-10wd 10:00

  uat acceptance by ${owner} in preprod { // the users say that they can work with it
    during   T-8wd 09:00 .. T-7wd 17:00
    covers   CUT-1, CUT-2
    sign-off by ${owner} due T-4wd
  }

  notify users "Closed on Saturday, open again on Sunday" by ${owner} via status-page at T-7wd 10:00
  notify users "Open again" by ${owner} via status-page after run

  prepare { // no order but \`after\`; in the working hours of whoever does it
    task early-copy "Copy what no longer changes" 2wd by ${doer} due T-2wd
    meet briefing "Walk through the weekend" 1h by ${owner}${cast.withAll} at T-1wd 14:00
  }

  run { // one step after the other
    gate go "Go / no-go" 30m by ${owner} {
      needs     second, acceptance, early-copy
      criterion "Open P1" = 0 from tracker
      - "Everybody is reachable"
      no-go     then postpone to ${again}
    }
    backup shop-db as last-full 45m by ${doer} to backup-store {
      tested 30m
      keep   30d
    }
    outage { // the users are cut off from here to the end of the block
      stop web 10m by ${doer}
      migrate shop-db as copy "Copy the last days" 1h..1h30m..2h30m by ${doer} undo 30m // shortest, likely, longest
      verify shop-db "Row counts and checksums" 30m by ${tester}
      switch web as to-new "To the new system" 15m by ${doer} undo 15m
      verify web "A day of orders, replayed" 30m by ${tester}
      gate keep "Keep it, or go back?" 15m by ${owner} {
        criterion "Failed orders" = 0 from monitoring
        no-go     then rollback to-old
      }
      point of no return // from here on new orders are only in the new system
      start web 10m by ${doer}
    }
    when "Failed orders" > 0 over 10m from monitoring then play by-hand
  }

  rollback to-old "Back to the old system" { // happens only when it is called
    switch web 15m by ${doer}
    restore shop-db 45m by ${doer} from last-full
    start web 10m by ${doer}
    verify web "As it was" 15m by ${tester}
  }

  play by-hand "Orders by hand, until it is repaired" { // a response that is prepared, for what is no reason to go back
    notify users "Orders are slower today" by ${owner} via status-page
    task desk "Enter the orders by hand" 1h by ${tester}
  }

  follow-up {
    task switch-off "Switch the old system off" 2h by ${doer} due T+15wd
    meet lessons "What the next one can use" 1h by ${owner}${cast.withAll} at T+3wd 10:00
  }

  hypercare T .. T+5d { // who is there afterwards
    cover     by ${cast.anybody} otherwise
    respond   P1 within 30m
    escalate  ${cast.chain}
    criterion "Open P1" = 0 over 48h from tracker
  }
}
`;
};
