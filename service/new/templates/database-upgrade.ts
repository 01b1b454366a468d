import { header, lean, people, type Template } from './template.ts';

/** A Saturday night: the data changes, so it is saved, rehearsed twice, and decided. */
export const databaseUpgrade: Template = (facts) => {
  const { name, window, again, zone, cast } = facts;
  const { owner, doer, tester } = cast;
  return `${header('A database upgrade: the data is saved first, it is rehearsed twice, and somebody says go.')}

${lean(facts)}

${people(facts)}

// ---- What changes, and who notices

environment production
environment staging
environment preprod
server db-01 in production
database shop-db in production on db-01
service web in production {
  uses shop-db
}

audience users "Everybody who uses it" {
  channels status-page
  notice   3wd // how long before they want to know
  uses     web
}

// ---- The night

release ${name} "Database upgrade" {
  kind    normal
  owner   ${owner}
  zone    ${zone} // of every time below
  window  ${window} // T is its start
  promise outage 2h // what users were promised at most

  risk slow-upgrade "It takes longer than rehearsed" by ${doer} {
    likelihood medium
    impact     high
    threatens  upgrade
    mitigation second // whatever makes it smaller before the night
    review     due T-3wd
  }

  rehearsal first 2h by ${doer} in staging at T-10wd 10:00
  rehearsal second 2h by ${doer} in staging at T-5wd 10:00

  uat acceptance by ${owner} in preprod { // the users say that they can work with it
    during   T-8wd 09:00 .. 17:00
    sign-off by ${owner} due T-4wd
  }

  notify users "Closed for two hours in the night" by ${owner} via status-page at T-4wd 10:00
  notify users "Open again" by ${owner} via status-page after run

  prepare { // no order but \`after\`; in the working hours of whoever does it
    task disk-space "Room for a second copy of the data" 2h by ${doer} due T-3wd
  }

  run { // one step after the other
    gate go "Go / no-go" 15m by ${owner} {
      needs     second, acceptance, disk-space
      criterion "Replication lag" < 5 s over 15m from monitoring
      - "Nobody else changes the database tonight"
      no-go     then postpone to ${again}
    }
    parallel { // side by side
      backup shop-db as night-backup 30m by ${doer} to backup-store {
        tested 15m // a backup that was never restored is a hope
        keep   14d
      }
      snapshot db-01 10m by ${tester}
    }
    outage { // the users are cut off from here to the end of the block
      stop web 5m by ${doer}
      migrate shop-db as upgrade "To the new version" 20m..30m..50m by ${doer} undo 20m // shortest, likely, longest
      verify shop-db "Row counts and checksums" 15m by ${tester}
      start web 5m by ${doer}
    }
    verify web "Log in, search, pay" 15m by ${tester}
    when "Error rate" > 1 % over 5m from monitoring then rollback full
  }

  rollback full { // happens only when it is called
    restore shop-db 30m by ${doer} from night-backup
    start web 5m by ${doer}
    verify web "As it was" 10m by ${tester}
  }

  follow-up {
    meet lessons "What the next one can use" 30m by ${owner}${cast.withAll} at T+3wd 10:00
  }

  hypercare T .. T+3d { // who is there afterwards
    cover     by ${cast.anybody} otherwise
    respond   P1 within 30m
    escalate  ${cast.chain}
    criterion "Open P1" = 0 over 24h from tracker
  }
}
`;
};
