/** What people who put releases into production for a living do each time, and where each of it lives in a plan. */

import { standardRelease } from '../../plan/facts/example.ts';

export interface Practice {
  /** What people do. */
  readonly practice: string;
  /** How a plan says it: whole lines, `at` says of what. */
  readonly construct: string;
  /** Where the lines stand: in a file, in a release, in its run. */
  readonly at: 'file' | 'release' | 'run';
  /** The codes of the checks that ask for it or look at it. */
  readonly checks: readonly string[];
  readonly views: readonly View[];
  /** A plan that does it, and one that fails: the examples of checks, or two of its own. */
  readonly shown: readonly (string | Shown)[];
}

export interface Shown {
  /** What is shown, as a sentence without its end. */
  readonly title: string;
  readonly passes: string;
  readonly breaks: string;
  /** The check that speaks of the one that fails. */
  readonly code: string;
}

const rehearsed = (measured: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment staging
    `,
    `
    durations measured

    rehearsal dress in staging at Tue 2026-09-29 10:00 {
      passed by jonas on Tue 2026-09-29${measured}
    }
    run {
      deploy web 15m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

/** The night is over, the warranty is not. */
const measured = (actual: string) => `person priya
person jonas
service web

release shop-2.0 "Shop 2.0" {
  kind   standard
  zone   Europe/Berlin
  owner  priya
  window Sat 2026-08-01 22:00 .. Sun 2026-08-02 02:00
  change CHG0042101

  benefit fewer-calls "Fewer calls about parcels" by priya {
    assessed on Mon 2026-06-01
    target   40 calls -> 10 calls
    review   at T+30d
    actual   ${actual} on Mon 2026-08-31
  }
  run {
    deploy web 10m by priya undo 5m done
    verify web 10m by jonas done
  }
  milestone warranty-ends Mon 2026-11-02
}
`;

const afterFreeze = (item: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    change CHG0042190
    scope {
      frozen on Fri 2026-09-18
      must   SHOP-7 "Vouchers"       by jonas due T-5wd enhancement
      must   SHOP-9 "Wrong rounding" by jonas due T-8wd ${item} added on Thu 2026-09-24 under CHG0042190
    }

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

const escalated = (to: string) =>
  standardRelease(
    `
    person priya
    person jonas
    person mara
    service web
    `,
    `
    issue printer "Labels are cut off" by jonas due T-3wd escalated to ${to} on Fri 2026-10-02

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    hypercare T .. T+2d {
      cover    by jonas
      respond  P1 within 2h
      escalate priya, mara
    }
    `,
  );

export const VIEWS = {
  schedule: 'schedule',
  'schedule by person': 'schedule by person',
  'schedule by system': 'schedule by system',
  checklist: 'checklist',
  summary: 'summary',
  findings: 'findings',
  hover: 'hover over the name',
  diff: 'diff of two versions',
} as const;
export type View = keyof typeof VIEWS;

export const PRACTICES: readonly Practice[] = [
  {
    practice: 'Keep a punch list: what must be done before the release, by whom, until when',
    construct: 'scope {\n  must PAY-311 "Instant refunds" by jonas due T-10wd\n}',
    at: 'release',
    checks: ['punch-list-open', 'priority-inversion'],
    views: ['findings', 'hover'],
    shown: ['punch-list-open'],
  },
  {
    practice: 'Agree the date with both teams, those who change and those who use, away from their busy times',
    construct:
      'confirmed by client-lead on Mon 2026-10-05\nfreeze    year-end of production from Fri 2026-12-18 until Mon 2027-01-04',
    at: 'release',
    checks: ['date-unconfirmed', 'freeze-violation', 'freeze-implausible', 'dst-crossing'],
    views: ['schedule', 'summary'],
    shown: ['date-unconfirmed', 'uat-team-unavailable'],
  },
  {
    practice: 'Write a schedule: every task, how long it takes, what it waits for, when it starts',
    construct: 'migrate orders-db 20m..25m..50m by priya after backup orders-db undo 30m',
    at: 'run',
    checks: ['cycle', 'outside-window', 'estimate-missing', 'starts-too-early', 'due-missed'],
    views: ['schedule', 'checklist'],
    shown: ['estimate-missing'],
  },
  {
    practice: 'Name the people for each task, and who stands in; nobody twice at once, nobody without sleep',
    construct: 'role dba is priya else jonas',
    at: 'file',
    checks: ['unassigned', 'double-booked', 'no-deputy', 'rest-too-short', 'duty-too-long', 'accountable-unclear'],
    views: ['schedule by person', 'hover'],
    shown: ['double-booked', 'no-deputy'],
  },
  {
    practice: 'Rehearse the release at least twice outside of production, and measure it',
    construct:
      'rehearsal first 3h by priya in staging at Tue 2026-11-17 10:00 {\n  passed by jonas on Tue 2026-11-17\n}',
    at: 'release',
    checks: ['rehearsal-missing', 'rehearsal-stale', 'estimate-below-measured', 'rollback-unrehearsed'],
    views: ['schedule', 'findings'],
    shown: ['rehearsal-missing', 'estimate-below-measured'],
  },
  {
    practice: 'Let the rehearsal calibrate the plan: what was measured counts, and not what was hoped for',
    construct: 'durations measured',
    at: 'release',
    checks: ['estimate-below-measured', 'outside-window', 'rollback-too-late'],
    views: ['schedule', 'hover'],
    shown: [
      {
        title: 'A rehearsal is held, and nobody writes down what it took',
        passes: rehearsed('\n      measured deploy web 25m'),
        breaks: rehearsed(''),
        code: 'estimate-below-measured',
      },
    ],
  },
  {
    practice: 'Take a snapshot of every server right before it changes',
    construct: 'snapshot app-01 10m by priya',
    at: 'run',
    checks: ['snapshot-missing'],
    views: ['schedule by system', 'checklist'],
    shown: ['snapshot-missing'],
  },
  {
    practice: 'Back up the data, try the restore, keep the backup as long as it may be needed',
    construct: 'backup orders-db 40m by priya to vault {\n  tested 10m\n  keep   14d\n}',
    at: 'run',
    checks: ['backup-missing', 'backup-unverified', 'backup-retention', 'rollback-missing', 'rollback-too-late'],
    views: ['schedule', 'summary'],
    shown: ['backup-missing', 'backup-unverified'],
  },
  {
    practice: 'Enter the release into the calendar of changes, and have it approved in time',
    construct:
      'change CHG0042137 during Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00 approved by jonas on Wed 2026-11-18',
    at: 'release',
    checks: ['change-record-missing', 'change-lead-time', 'self-approval'],
    views: ['findings'],
    shown: ['change-record-missing', 'change-lead-time'],
  },
  {
    practice: 'Record what is changed in the configuration management, version by version',
    construct: 'record payments-api 10m by priya in cmdb version 4.1.3 -> 4.2.0',
    at: 'run',
    checks: ['record-missing', 'verify-missing'],
    views: ['schedule by system', 'checklist'],
    shown: ['record-missing'],
  },
  {
    practice: 'Have the users test in an environment of their own, and sign before it is decided',
    construct:
      'uat acceptance by client-lead in preprod {\n  during   Thu 2026-11-26 09:00 .. 17:00\n  sign-off by client-lead due T-3wd\n}',
    at: 'release',
    checks: ['uat-signoff-late', 'uat-team-unavailable', 'uat-environment-busy'],
    views: ['schedule', 'findings'],
    shown: ['uat-signoff-late'],
  },
  {
    practice: 'Tell everybody whom it concerns: long before, right before, and when it is done',
    construct: 'notify customers "Maintenance on Saturday night" by jonas via email at T-5wd',
    at: 'release',
    checks: ['message-missing', 'notice-too-short', 'channel-unread', 'message-unmonitored'],
    views: ['schedule', 'checklist'],
    shown: ['message-missing', 'message-unmonitored'],
  },
  {
    practice: 'Plan months ahead: money and priorities are settled before the work begins',
    construct: 'budget 18000 EUR approved by jonas on Mon 2026-09-14',
    at: 'release',
    checks: ['budget-exceeded', 'priority-inversion', 'benefit-after-budget'],
    views: ['findings'],
    shown: ['budget-exceeded'],
  },
  {
    practice: 'Keep a list of risks; somebody owns each, and something makes it smaller in time',
    construct:
      'risk slow-migration "Slower than rehearsed" by priya {\n  likelihood medium\n  impact     high\n  review     due T-3wd\n}',
    at: 'release',
    checks: ['risk-unmitigated', 'point-of-no-return'],
    views: ['findings', 'hover'],
    shown: ['risk-unmitigated'],
  },
  {
    practice: 'Say what it is good for in numbers, and look weeks later whether it came',
    construct: 'benefit fast-refunds "Refunds in a day" by jonas {\n  target 3d -> 1d\n  review at T+30d\n}',
    at: 'release',
    checks: ['benefit-after-budget', 'benefit-unreviewed'],
    views: ['findings', 'hover'],
    shown: [
      'benefit-after-budget',
      'benefit-unreviewed',
      {
        title: 'What came of it is measured, and is not what it was done for',
        passes: measured('9 calls'),
        breaks: measured('25 calls'),
        code: 'benefit-unreviewed',
      },
    ],
  },
  {
    practice: 'Control the change: what comes in after the freeze is decided, and says where',
    construct:
      'scope {\n  frozen on Fri 2026-11-06\n  must   PAY-371 by jonas due T-8wd added on Thu 2026-11-12 under CHG0042190\n}',
    at: 'release',
    checks: ['scope-after-freeze', 'gate-missing'],
    views: ['diff', 'findings'],
    shown: [
      'scope-after-freeze',
      {
        title: 'What mends comes in after the freeze under a change record; what is new, only where that is approved',
        passes: afterFreeze('correction'),
        breaks: afterFreeze('enhancement'),
        code: 'scope-after-freeze',
      },
    ],
  },
  {
    practice: 'Releases come for ever: what one leaves open is in the list of the next',
    construct: 'train payments every 2w from Sat 2026-12-05 22:00 {\n  carry-over scope\n  release    payments-4.2\n}',
    at: 'file',
    checks: ['carry-over-missing'],
    views: ['findings'],
    shown: ['carry-over-missing'],
  },
  {
    practice: 'One person writes the record of a configuration item',
    construct: 'database ledger-db {\n  writer jonas\n}',
    at: 'file',
    checks: ['record-two-writers'],
    views: ['schedule by system', 'hover'],
    shown: ['record-two-writers'],
  },
  {
    practice: 'Leave room for crises: time before the window ends, and a response that is prepared',
    construct: 'when "Error rate" > 1 % over 5m from grafana then notify customers',
    at: 'run',
    checks: ['contingency-thin', 'rollback-too-late'],
    views: ['summary', 'schedule'],
    shown: ['contingency-thin'],
  },
  {
    practice: 'Give access for the night, and take it back in the morning',
    construct: 'grant  payments-api 5m by priya to jonas\nrevoke payments-api 5m by priya from jonas',
    at: 'run',
    checks: ['access-not-revoked'],
    views: ['schedule', 'checklist'],
    shown: ['access-not-revoked'],
  },
  {
    practice: 'Say who is there afterwards, and who is called when nobody answers',
    construct:
      'hypercare T .. T+5d {\n  cover     by jonas otherwise\n  escalate  priya, jonas\n  criterion "Open P1" = 0 over 48h from jira\n}',
    at: 'release',
    checks: ['hypercare-gap', 'shift-handover'],
    views: ['schedule', 'schedule by person'],
    shown: ['hypercare-gap'],
  },
  {
    practice: 'Keep people free for a crisis, and have nothing else take their time',
    construct: 'reserve 1 of duty during T .. T+2h',
    at: 'release',
    checks: ['reserve-short'],
    views: ['schedule', 'schedule by person'],
    shown: ['reserve-short'],
  },
  {
    practice: 'Call somebody else when nobody answers, in a step, a gate, an issue and afterwards',
    construct: 'verify payments-api 10m by jonas {\n  escalate priya, client-lead within 10m\n}',
    at: 'run',
    checks: ['escalation-unreachable', 'message-unmonitored', 'accountable-unclear', 'hypercare-gap'],
    views: ['checklist', 'hover'],
    shown: [
      'escalation-unreachable',
      {
        title: 'An issue is escalated to whoever could not solve it',
        passes: escalated('mara'),
        breaks: escalated('jonas'),
        code: 'accountable-unclear',
      },
      'hypercare-gap',
    ],
  },
];
