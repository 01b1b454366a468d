/**
 * What the example of a check does not show: other ways in which it speaks up, and plans that look alike and are right.
 * Every line that must be marked ends with its code; findings of other checks do not matter here.
 */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { analyseText, described, found, marks, messagesOf, repaired, repairedAt, toldOf } from './marked.ts';

const CAST = `
calendar office {
  zone    Europe/Berlin
  working Mon..Fri 09:00 .. 17:00
}
person mara
person priya
person jonas
person sam {
  calendar office
  rate     100 EUR
}
team   ops is priya, jonas
service web
service search
network edge {
  exclusive
}
`;

const RUN = `run {
  deploy web 10m by priya undo 5m
  verify web 10m by jonas
}`;

const ASKS_FOR_GATES = 'policy standard {\n  check gate-missing error\n}';
const MARKED_RUN = (code: string, after = '') =>
  `run${after} {\n  deploy web 10m by priya undo 5m${code && `  // <- ${code}`}\n  verify web 10m by jonas\n}`;

const ASKS_FOR_CHAINS = 'policy standard {\n  check hypercare-gap warning asks chain\n}\n';
const LOOKS_FOR_ONE = 'policy standard {\n  check single-point-of-failure information\n}\n';

/** Thu 2026-12-03 08:00 UTC. */
const DAYS_BEFORE = Date.UTC(2026, 11, 3, 8) / 60_000;
const ASKS_FOR_LEAD = 'policy standard {\n  check change-lead-time warning lead 5wd\n}\n';

const HOLIDAYS = `calendar texas {
  working Mon..Fri 08:00 .. 17:00
  holiday Fri 2026-12-04
}
person tessa {
  calendar texas
}
person remi {
  calendar texas
}
`;

const ENVIRONMENTS = `environment production
environment west
environment east
service shop in production
`;

const OLD_AND_NEW = 'database old-db\ndatabase new-db\nservice shop {\n  uses old-db\n}';

/** Beside the old database a new one is filled, and the shop is led to it. */
const BESIDE = (fill: string, more = '') =>
  `run {\n  ${fill}\n  switch shop 5m by priya from old-db to new-db undo 5m\n  ${more}\n  verify shop 5m by jonas\n}`;

type Case = readonly [title: string, shared: string, body: string, now?: number];

/** A night that stops `web`, changes its data, and starts it again. */
const UP_AND_DOWN = (back: string) =>
  `run {\n  stop web 5m by priya\n  migrate db 10m by priya\n  start web 5m by priya\n  verify web 5m by jonas\n}\nrollback {\n  ${back}\n}`;

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'gate-missing': [
    ['a gate on the day before', ASKS_FOR_GATES, `gate go 15m by mara at Fri 2026-12-04 10:00\n${RUN}`],
    ['a gate three working days before', ASKS_FOR_GATES, `gate go 15m by mara at Wed 2026-12-02 10:00\n${RUN}`],
    [
      'a gate long before that asks for nothing',
      ASKS_FOR_GATES,
      `gate early 15m by mara at Tue 2026-12-01 10:00\n${MARKED_RUN('gate-missing')}`,
    ],
    [
      'a gate long before that the run waits for and that asks for nothing',
      ASKS_FOR_GATES,
      `gate early 15m by mara at Tue 2026-12-01 10:00\n${MARKED_RUN('gate-missing', ' after early')}`,
    ],
    [
      'a gate long before that the run waits for and that asks for something',
      ASKS_FOR_GATES,
      `gate early 15m by mara at Tue 2026-12-01 10:00 {\n  criterion "Open P1" = 0 from jira\n}\n${MARKED_RUN('', ' after early')}`,
    ],
    [
      'a gate long before, where the policy takes any',
      ASKS_FOR_GATES.replace('error', 'error earliest 0d'),
      `gate early 15m by mara at Tue 2026-12-01 10:00\n${RUN}`,
    ],
  ],
  'change-lead-time': [
    [
      'nobody has approved it and the lead time has begun',
      ASKS_FOR_LEAD,
      `change CHG-2 approved by mara  // <- change-lead-time\n${RUN}`,
      DAYS_BEFORE,
    ],
    ['weeks before there is time', ASKS_FOR_LEAD, `change CHG-2 approved by mara\n${RUN}`],
    ['whoever approves it is not said', ASKS_FOR_LEAD, RUN, DAYS_BEFORE],
    ['it is approved', ASKS_FOR_LEAD, `change CHG-2 approved by mara on Mon 2026-11-02\n${RUN}`, DAYS_BEFORE],
    [
      'no lead time is asked for',
      ASKS_FOR_LEAD.replace('5wd', '0d'),
      `change CHG-2 approved by mara\n${RUN}`,
      DAYS_BEFORE,
    ],
  ],
  'party-away': [
    [
      'a holiday of several is one fact, and the time of a meeting counts',
      HOLIDAYS,
      'meet talk 1h by tessa with remi at Fri 2026-12-04 10:00  // <- party-away',
    ],
    ['a holiday of somebody who is not needed', HOLIDAYS, RUN],
    ['work that takes working hours', HOLIDAYS, 'prepare {\n  task texts 2h by tessa\n}'],
    [
      'a holiday is that date where they are',
      `${HOLIDAYS}person ken {\n  zone Asia/Tokyo\n  calendar texas\n}`,
      'run {\n  deploy web 10m by priya undo 5m\n  verify web 10m by ken\n}',
    ],
    [
      'a rehearsal, and a milestone',
      `${HOLIDAYS}environment staging`,
      'rehearsal first 2h by priya with tessa in staging at Fri 2026-12-04 10:00  // <- party-away\nmilestone seen Fri 2026-12-04 12:00 with remi',
    ],
    [
      'somebody who has agreed to that very date',
      HOLIDAYS.replace('12-04', '12-05'),
      'confirmed by tessa on Mon 2026-10-05 for Sat 2026-12-05 22:00\nrun {\n  deploy web 10m by priya undo 5m\n  verify web 10m by tessa\n}',
    ],
    [
      'and one who has agreed to another',
      HOLIDAYS.replace('12-04', '12-05'),
      'confirmed by tessa on Mon 2026-10-05 for Fri 2026-12-04 22:00\nrun {\n  deploy web 10m by priya undo 5m\n  verify web 10m by tessa  // <- party-away\n}',
    ],
    [
      'a party with holidays and no hours',
      'calendar texas {\n  holiday Sat 2026-12-05\n}\nparty host {\n  holidays texas\n}',
      'run {\n  deploy web 10m by priya with host undo 5m  // <- party-away\n  verify web 10m by jonas\n}',
    ],
    ['an event of the release itself', '', `event feast during T .. T+3h\n${RUN}`],
    ['an event on another day', 'event fair during Mon 2026-12-07 .. Tue 2026-12-08', RUN],
    [
      'an event that something waits for',
      'event fair during Fri 2026-12-04 .. Sat 2026-12-05',
      RUN.replace('run', 'run after fair.start'),
    ],
  ],
  'switched-off': [
    [
      'what is tried elsewhere before it is changed in production',
      ENVIRONMENTS,
      'run {\n  deploy shop as green 10m by priya in east\n  switch shop 10m by priya from west to east undo 5m\n  verify shop 10m by jonas\n}',
    ],
    [
      'a switch leads to users, wherever it leads',
      `${ENVIRONMENTS}policy standard {\n  check rollback-missing error\n}`,
      'run {\n  switch shop 10m by priya from west to east undo 5m\n  verify shop 10m by jonas\n}',
    ],
    [
      'one environment that two steps go to is one fact',
      `${ENVIRONMENTS}service cart in production\n`,
      'run {\n  deploy shop 10m by priya in east undo 5m  // <- switched-off\n  deploy cart 10m by priya to east undo 5m\n  verify shop 10m by jonas\n}',
    ],
    [
      'a system that nobody has put anywhere',
      ENVIRONMENTS,
      'run {\n  deploy web 10m by priya in east undo 5m\n  verify web 10m by jonas\n}',
    ],
    [
      'a system of that environment',
      `${ENVIRONMENTS}service test-shop in east\n`,
      'run {\n  deploy test-shop 10m by priya\n}',
    ],
    [
      'changes of production on another day, and none in a run: these are judged',
      ENVIRONMENTS,
      'prepare {\n  deploy shop 10m by priya due T-1wd\n  configure shop 10m by jonas due T-1wd\n}',
    ],
    [
      'preparations of what the run changes',
      ENVIRONMENTS,
      'prepare {\n  configure shop 10m by jonas due T-1wd\n}\nrun {\n  deploy shop 10m by priya undo 5m\n  verify shop 10m by jonas\n}',
    ],
  ],
  'scope-after-freeze': [
    [
      'an item of the day of the freeze',
      '',
      'scope {\n  frozen on Fri 2026-11-06\n  should A-1 added on Fri 2026-11-06\n}',
    ],
    [
      'an item that waits for the next release',
      '',
      'scope {\n  frozen on Fri 2026-11-06\n  should A-1 added on Mon 2026-11-09 deferred to shop-2.2\n}',
    ],
    ['no freeze', '', 'scope {\n  should A-1 added on Mon 2026-11-09\n}'],
    [
      'a freeze of the scope as a line of its own',
      '',
      'freeze feature-freeze of scope from Fri 2026-11-06 18:00 until T\nscope {\n  should A-1 added on Mon 2026-11-09  // <- scope-after-freeze\n}',
    ],
  ],
  'punch-list-open': [
    [
      'issues that somebody answers for, and one that nobody does',
      '',
      'issue a "Cheques" by jonas due T-5wd\nissue b "Feeds" done\nissue c "Comments"  // <- punch-list-open',
    ],
    ['items that need not be done', '', 'scope {\n  should A-1\n  could  A-2\n  wont   A-3\n}'],
    ['what is done, or deferred', '', 'scope {\n  must A-1 done\n  must A-2 deferred to shop-2.2\n}'],
    ['a due behind T', '', 'scope {\n  must A-1 by priya due T+1d  // <- punch-list-open\n}'],
    [
      'a due behind an early gate',
      '',
      'scope {\n  must A-1 by priya due T-1wd  // <- punch-list-open\n}\nprepare {\n  gate go 30m by mara at Mon 2026-11-30 10:00\n}\nrun {\n  deploy web 10m by priya undo 5m\n}',
    ],
    ['nobody who does it', '', 'scope {\n  must A-1 due T-5wd  // <- punch-list-open\n}'],
  ],
  'priority-inversion': [
    [
      'items of one rank, or that wait for a higher one',
      '',
      'scope {\n  must   A-1\n  must   A-2 after A-1\n  should A-3 after A-2\n}',
    ],
    ['what is done already', '', 'scope {\n  could A-1 done\n  must  A-2 after A-1\n}'],
    [
      'a should that waits for a could',
      '',
      'scope {\n  could  A-1\n  should A-2 after A-1  // <- priority-inversion\n}',
    ],
    [
      'a must that waits for what is deferred',
      '',
      'scope {\n  must A-1 deferred to shop-2.2\n  must A-2 after A-1  // <- priority-inversion\n}',
    ],
    [
      'a line that says nothing of rank',
      '',
      'milestone printed Mon 2026-11-30 12:00\nscope {\n  must A-1 after printed\n}',
    ],
  ],
  'risk-unmitigated': [
    ['a low risk', '', 'risk r {\n  likelihood low\n  impact high\n}'],
    ['an unlikely one', '', 'risk r {\n  likelihood 5 %\n  impact high\n}'],
    ['minutes that the window can bear', '', `risk r {\n  likelihood high\n  impact 20m\n}\n${RUN}`],
    [
      'minutes that it cannot bear',
      '',
      `risk r {  // <- risk-unmitigated\n  likelihood 40 %\n  impact 3h..4h..6h\n}\n${RUN}`,
    ],
    ['a risk that says neither', '', 'risk r'],
    [
      'a mitigation that comes too late',
      '',
      `risk r by mara {  // <- risk-unmitigated\n  impact high\n  likelihood high\n  threatens deploy web\n  mitigation later\n  review due T-3wd\n}\nfollow-up {\n  task later 1h by mara at T+2wd\n}\n${RUN}`,
    ],
    [
      'a way out that is no mitigation',
      '',
      `risk r by mara {  // <- risk-unmitigated\n  impact high\n  likelihood high\n  mitigation back\n  review due T-3wd\n}\nrollback back {\n  deploy web 10m by priya\n}\n${RUN}`,
    ],
    [
      'a review behind the night',
      '',
      `risk r by mara {  // <- risk-unmitigated\n  impact high\n  mitigation early\n  review due T+3wd\n}\nprepare {\n  task early 1h by mara\n}\n${RUN}`,
    ],
    [
      'a proof of the night that comes before what it threatens',
      '',
      `risk r by mara {\n  impact high\n  threatens deploy web\n  mitigation sums\n}\nrun {\n  verify search as sums 5m by jonas\n  deploy web 10m by priya undo 5m\n}`,
    ],
    [
      'a proof of the night that comes too late',
      '',
      `risk r by mara {  // <- risk-unmitigated\n  impact high\n  threatens deploy web\n  mitigation sums\n}\nrun {\n  deploy web 10m by priya undo 5m\n  verify web as sums 5m by jonas\n}`,
    ],
    [
      'a gate that is passed before',
      '',
      `risk r by mara {\n  impact high\n  mitigation go\n  review due T-3wd\n}\nrun {\n  gate go 5m by mara\n  deploy web 10m by priya undo 5m\n}`,
    ],
  ],
  'budget-exceeded': [
    ['people without rates', '', `budget 1 EUR approved by mara on Mon 2026-09-14\n${RUN}`],
    [
      'another currency',
      '',
      'budget 1 USD approved by mara on Mon 2026-09-14\nrun {\n  deploy web 2h by sam undo 5m\n}',
    ],
    ['no approver', '', `budget 100 EUR  // <- budget-exceeded\n${RUN}`],
    [
      '150 EUR of overtime',
      '',
      'budget 150 EUR approved by mara on Mon 2026-09-14\nrun {\n  deploy web 1h by sam undo 5m\n}',
    ],
    [
      '1 EUR more',
      '',
      'budget 149 EUR approved by mara on Mon 2026-09-14  // <- budget-exceeded\nrun {\n  deploy web 1h by sam undo 5m\n}',
    ],
    [
      'a week of work in its working hours only',
      '',
      'budget 4000 EUR approved by mara on Mon 2026-09-14\nprepare {\n  task texts 5wd by sam\n}',
    ],
    [
      'two budgets',
      '',
      'budget 100 EUR approved by mara on Mon 2026-09-14\nbudget 50 EUR approved by mara on Tue 2026-09-15\nrun {\n  deploy web 1h by sam undo 5m\n}',
    ],
    [
      'only when it is called',
      '',
      'budget 1 EUR approved by mara on Mon 2026-09-14\nrollback {\n  deploy web 2h by sam\n}',
    ],
  ],
  'benefit-after-budget': [
    [
      'the same day',
      '',
      'budget 9 EUR approved by mara on Mon 2026-09-14\nbenefit b by mara {\n  assessed on Mon 2026-09-14\n}',
    ],
    ['no approval', '', 'budget 9 EUR\nbenefit b by mara {\n  assessed on Mon 2026-09-14\n}'],
    ['not assessed', '', 'budget 9 EUR approved by mara on Mon 2026-09-14\nbenefit b by mara'],
  ],
  'benefit-unreviewed': [
    ['no benefit at all', '', RUN],
    [
      'a target without a number',
      '',
      'benefit b by mara {  // <- benefit-unreviewed\n  target slow -> fast\n  review at T+30d\n}',
    ],
    [
      'a review before the night',
      '',
      `benefit b by mara {\n  target 3d -> 1d\n  review at T-1d  // <- benefit-unreviewed\n}\n${RUN}`,
    ],
    ['nobody', '', 'benefit b {  // <- benefit-unreviewed\n  target 3d -> 1d\n  review at T+30d\n}'],
  ],
  'hypercare-gap': [
    [
      'one person alone, whom nobody stands in for',
      ASKS_FOR_CHAINS,
      'hypercare T .. T+12h {\n  cover by mara otherwise  // <- hypercare-gap\n}',
    ],
    [
      'one person at all hours',
      ASKS_FOR_CHAINS,
      'hypercare T .. T+12h {\n  cover by mara Sat 22:00 .. Sun 04:00  // <- hypercare-gap\n  cover by mara otherwise\n}',
    ],
    [
      'one who has a deputy',
      `${ASKS_FOR_CHAINS}person zoe {\n  deputy mara\n}`,
      'hypercare T .. T+12h {\n  cover by zoe\n}',
    ],
    ['one of a team', ASKS_FOR_CHAINS, 'hypercare T .. T+12h {\n  cover by any of ops\n}'],
    [
      'two, one after the other',
      ASKS_FOR_CHAINS,
      'hypercare T .. T+12h {\n  cover by mara Sat 22:00 .. Sun 04:00\n  cover by priya otherwise\n}',
    ],
    ['a party', `${ASKS_FOR_CHAINS}party desk`, 'hypercare T .. T+12h {\n  cover by desk\n}'],
    [
      'cover otherwise',
      '',
      `hypercare T .. T+2d {\n  cover by priya Sat 22:00 .. Sun 08:00\n  cover by ops otherwise\n}`,
    ],
    ['cover without hours is for all of them', '', 'hypercare T .. T+2d {\n  cover by priya\n}'],
    [
      'hours that meet',
      '',
      'hypercare T .. T+12h {\n  cover by priya Sat 22:00 .. Sun 04:00\n  cover by jonas Sun 04:00 .. Sun 10:00\n}',
    ],
    ['hours that nobody knows', '', 'milestone calm tbd\nhypercare T .. T+12h {\n  cover by priya during T .. calm\n}'],
    ['a roster without hours of its own', '', 'roster phones {\n  cover by priya Sat 22:00 .. Sun 04:00\n}'],
    ['nobody at all', '', 'hypercare T .. T+12h {  // <- hypercare-gap\n  criterion "Open P1" = 0\n}'],
    [
      'somebody on leave',
      'person ann {\n  leave 2026-12-06 .. 2026-12-07\n}',
      'hypercare T .. T+12h {  // <- hypercare-gap\n  cover by ann\n}',
    ],
    [
      'no end',
      'policy standard {\n  check hypercare-gap warning asks exit\n}',
      'hypercare T .. T+12h {  // <- hypercare-gap\n  cover by ops\n}',
    ],
    [
      'a chain of one',
      'policy standard {\n  check hypercare-gap warning asks chain\n}',
      'hypercare T .. T+12h {\n  cover by ops\n  escalate mara  // <- hypercare-gap\n}',
    ],
    [
      'a team is no chain of one, nor is a party',
      'policy standard {\n  check hypercare-gap warning asks chain\n}\nparty desk',
      'hypercare T .. T+12h {\n  cover by ops\n  escalate ops\n}\nroster phones T .. T+12h {\n  escalate desk\n}',
    ],
    [
      'a run on Saturday night, and office hours from Monday on',
      '',
      `hypercare T .. T+5d {  // <- hypercare-gap\n  cover by ops every Mon..Fri 08:00 .. 18:00\n  respond P1 within 15m\n}\n${RUN}`,
    ],
    [
      'a run on Saturday night, and somebody on Sunday',
      '',
      `hypercare T .. T+5d {\n  cover by ops every Mon..Fri 08:00 .. 18:00\n  cover by priya during Sun 10:00 .. 14:00\n  respond P1 within 15m\n}\n${RUN}`,
    ],
    [
      'an end that a gate decides',
      'policy standard {\n  check hypercare-gap warning asks exit\n}',
      'hypercare T .. T+5d {\n  cover by ops\n}\nfollow-up {\n  gate close 5m by mara at T+5d {\n    criterion "Open P1" = 0 over 2d from tracker\n  }\n}',
    ],
    [
      'an answer promised, and nobody to call',
      'policy standard {\n  check hypercare-gap warning asks chain\n}',
      'hypercare T .. T+12h {\n  cover by ops\n  respond P1 within 15m  // <- hypercare-gap\n}',
    ],
  ],
  'access-not-revoked': [
    [
      'taken back the week after',
      '',
      'prepare {\n  grant web 5m by priya to jonas\n}\nfollow-up {\n  revoke web 5m by priya from jonas\n}',
    ],
    ['taken back from everybody', '', 'run {\n  grant web 5m by priya to jonas\n  revoke web 5m by priya\n}'],
    [
      'taken back from somebody else',
      '',
      'run {\n  grant web 5m by priya to jonas  // <- access-not-revoked\n  revoke web 5m by priya from mara\n}',
    ],
    [
      'taken back first',
      '',
      'run {\n  revoke web 5m by priya from jonas\n  grant web 5m by priya to jonas  // <- access-not-revoked\n}',
    ],
    [
      'one of two things',
      '',
      'run {\n  grant web, search 5m by priya to jonas  // <- access-not-revoked\n  revoke web 5m by priya from jonas\n}',
    ],
    [
      'beside it, by luck of the clock',
      '',
      'run {\n  parallel {\n    grant  web 5m by priya to jonas  // <- access-not-revoked\n    revoke web 9m by priya from jonas\n  }\n}',
    ],
    ['only when it is called', '', 'play p {\n  grant web 5m by priya to jonas\n}'],
    [
      'what users get for good',
      'audience editors',
      'prepare {\n  grant web "40 accounts" 1h by priya\n  grant search 5m by priya to editors\n}\nrun {\n  grant search 5m by priya to editors\n}',
    ],
    ['in the night, to nobody by name', '', 'run {\n  grant web 5m by priya  // <- access-not-revoked\n}'],
  ],
  'vendor-unavailable': [
    [
      'every step at which it is missing',
      'party desk {\n  calendar office\n}',
      'run {\n  meet hello 5m by priya with desk  // <- vendor-unavailable\n  configure edge 30m by desk undo 5m  // <- vendor-unavailable\n  verify edge 10m by desk  // <- vendor-unavailable\n}',
    ],
    ['a party without hours', 'party desk', 'run {\n  configure edge 5m by desk undo 5m\n}'],
    [
      'a party that is asked in working hours',
      'party desk {\n  calendar office\n}',
      'prepare {\n  configure edge 2h by desk\n}',
    ],
    [
      'a party asked at an hour of the night',
      'party desk {\n  calendar office\n}',
      'prepare {\n  configure edge 2h by desk at Fri 2026-12-04 20:00  // <- vendor-unavailable\n}',
    ],
    [
      'only when it is called',
      'party desk {\n  calendar office\n}',
      `rollback {\n  configure edge 5m by desk\n}\n${RUN}`,
    ],
    ['a certificate that nothing here uses', 'certificate tls until 2026-12-06', RUN],
    [
      'one that ends long after',
      'certificate tls until 2027-12-06\nservice shop {\n  uses tls\n}',
      'run {\n  deploy shop 10m by priya undo 5m\n}',
    ],
    [
      'one that ends in hypercare',
      'certificate tls until 2026-12-07\nservice shop {\n  uses tls\n}',
      'run {\n  deploy shop 10m by priya undo 5m  // <- vendor-unavailable\n}\nhypercare T .. T+5d {\n  cover by ops\n}',
    ],
    [
      'one that this release renews',
      'certificate tls until 2026-12-07\nservice shop {\n  uses tls\n}',
      'run {\n  deploy tls 5m by priya undo 5m\n  deploy shop 10m by priya undo 5m\n}\nhypercare T .. T+5d {\n  cover by ops\n}',
    ],
  ],
  'date-unconfirmed': [
    [
      'a party that owns the release has set the date',
      'policy standard {\n  check date-unconfirmed warning\n  check practices-missing singly date-unconfirmed\n}\nparty crew\nparty desk',
      'owner crew\nrun {\n  deploy web 10m by crew undo 5m\n  configure edge 5m by desk undo 5m  // <- date-unconfirmed\n}',
    ],
    [
      'and is asked where the policy asks the owner',
      'policy standard {\n  check date-unconfirmed warning asked owner\n  check practices-missing singly date-unconfirmed\n}\nparty crew',
      'owner crew  // <- date-unconfirmed\nrun {\n  deploy web 10m by crew undo 5m\n}',
    ],
    [
      'nobody from outside',
      'policy standard {\n  check date-unconfirmed warning\n  check practices-missing singly date-unconfirmed\n}',
      RUN,
    ],
    [
      'one of the team has confirmed',
      'policy standard {\n  check date-unconfirmed warning\n  check practices-missing singly date-unconfirmed\n}\nenvironment preprod',
      `confirmed by jonas on Thu 2026-10-01\nuat u by ops in preprod {\n  during Mon 2026-11-30 09:00 .. 12:00\n}\n${RUN}`,
    ],
    [
      'the owner, where the policy asks',
      'policy standard {\n  check date-unconfirmed warning asked owner\n  check practices-missing singly date-unconfirmed\n}',
      `owner mara  // <- date-unconfirmed\n${RUN}`,
    ],
    [
      'nothing changes in production',
      'policy standard {\n  check date-unconfirmed warning asked owner\n  check practices-missing singly date-unconfirmed\n}',
      'owner mara\nprepare {\n  task a 1h by mara\n}',
    ],
  ],
  'self-approval': [
    [
      'a change approved by who makes it',
      '',
      'change CHG2 approved by priya on Wed 2026-11-18  // <- self-approval\nrun {\n  deploy web 10m by priya undo 5m\n}',
    ],
    [
      'a change of several people',
      '',
      'change CHG2 approved by priya on Wed 2026-11-18\nrun {\n  deploy web 10m by priya undo 5m\n  deploy search 10m by jonas undo 5m\n}',
    ],
    [
      'a team approves',
      '',
      'change CHG2 approved by ops on Wed 2026-11-18\nrun {\n  deploy web 10m by priya undo 5m\n}',
    ],
    [
      'what cannot be taken back',
      '',
      'run {\n  deploy web 10m by priya irreversible approved by priya  // <- self-approval\n}',
    ],
    [
      'a role is whoever fills it',
      'role dba is priya',
      'run {\n  deploy web 10m by dba irreversible approved by priya  // <- self-approval\n}',
    ],
    [
      'verified with somebody else',
      'policy standard {\n  check self-approval error eyes verification\n}',
      'run {\n  deploy web 10m by priya undo 5m\n  verify web 10m by priya with jonas\n}',
    ],
    [
      'verified a second time',
      'policy standard {\n  check self-approval error eyes verification\n}',
      'run {\n  deploy web 10m by priya undo 5m\n  verify web 10m by priya\n  verify web 10m by jonas\n}',
    ],
    [
      'by whoever of a team',
      'policy standard {\n  check self-approval error eyes verification\n}',
      'run {\n  deploy web 10m by ops undo 5m\n  verify web 10m by ops\n}',
    ],
    [
      'a gate over nothing but own work',
      'policy standard {\n  check self-approval error eyes decision\n}',
      'run {\n  gate go 5m by priya  // <- self-approval\n  deploy web 10m by priya undo 5m\n}',
    ],
  ],
  'duty-too-long': [
    ['a long break', '', 'run {\n  deploy web 3h by sam undo 5m\n}'],
    [
      'the working day before',
      '',
      'window friday Fri 2026-12-04 19:00 .. 23:00\nrun in friday {\n  deploy web 3h by sam undo 5m  // <- duty-too-long\n}',
    ],
    ['cover of several days', '', 'hypercare T .. T+5d {\n  cover by priya T .. T+5d\n}'],
    ['cover of thirteen hours', '', 'roster phones {\n  cover by priya Sat 22:00 .. Sun 11:00  // <- duty-too-long\n}'],
    ['a week of work', '', 'prepare {\n  task texts 4wd by sam at Mon 2026-11-30 09:00\n}'],
    ['no date', '', 'run {\n  deploy search 13h by priya undo 5m\n}\nwindow later tbd'.replace('run', 'run in later')],
  ],
  'shift-handover': [
    ['no shifts', '', 'run {\n  deploy web 9h by sam undo 5m\n}'],
    [
      'covers that overlap',
      '',
      'run {\n  deploy web 4h by priya undo 5m\n}\nroster phones {\n  cover by priya Sat 22:00 .. Sun 00:15\n  cover by jonas Sun 00:00 .. Sun 04:00\n}',
    ],
    [
      'covers that hand over in the middle of a step',
      '',
      'run {\n  deploy web 4h by mara undo 5m\n}\nroster phones {\n  cover by priya Sat 22:00 .. Sun 00:00\n  cover by jonas Sun 00:00 .. Sun 04:00  // <- shift-handover\n}',
    ],
    [
      'between two steps',
      '',
      'run {\n  deploy web 2h by mara undo 5m\n  verify web 1h by priya\n}\nroster phones {\n  cover by priya Sat 22:00 .. Sun 00:00\n  cover by jonas Sun 00:00 .. Sun 04:00\n}',
    ],
    [
      'another roster person goes on',
      '',
      'run {\n  deploy web 4h by mara undo 5m\n}\nroster phones {\n  cover by priya Sat 22:00 .. Sun 00:00\n  cover by jonas Sun 00:00 .. Sun 04:00\n  cover by mara Sat 23:00 .. Sun 02:00\n}',
    ],
    [
      'a shift that ends with the step',
      'person ann {\n  zone  Europe/Berlin\n  shift Mon..Sun 16:00 .. 24:00\n}',
      'run {\n  deploy web 2h by ann undo 5m\n}',
    ],
  ],
  'shared-exclusively': [
    ['one below the other', '', 'run {\n  configure edge 10m by priya undo 5m\n  switch edge 10m by jonas undo 5m\n}'],
    [
      'what takes several',
      '',
      'run {\n  parallel {\n    configure web 10m by priya undo 5m\n    deploy web 10m by jonas undo 5m\n  }\n}',
    ],
    [
      'working hours without an order',
      '',
      'prepare {\n  configure edge 2h by priya due T-1wd\n  switch edge 2h by jonas due T-1wd\n}',
    ],
    [
      'a branch deeper',
      '',
      'run {\n  parallel {\n    configure edge 10m by priya undo 5m\n    sequence {\n      deploy web 1m by jonas undo 5m\n      switch edge 10m by jonas undo 5m  // <- shared-exclusively\n    }\n  }\n}',
    ],
    [
      'an environment that is booked by one',
      'environment stage {\n  exclusive\n}',
      'run {\n  parallel {\n    deploy web 10m by priya in stage\n    deploy search 10m by jonas in stage  // <- shared-exclusively\n  }\n}',
    ],
  ],
  'contingency-thin': [
    [
      'a window without an end',
      '',
      'window open Sun 2026-12-06 03:00\nrun in open {\n  deploy web 3h by priya undo 5m\n}',
    ],
    ['no time at all is another finding', '', 'run {\n  deploy web 5h by priya undo 5m\n}'],
    [
      'a second window',
      '',
      'window second Sun 2026-12-06 20:00 .. 21:00  // <- contingency-thin\nrun in second {\n  deploy web 55m by priya undo 5m\n}',
    ],
  ],
  'single-point-of-failure': [
    [
      'a way back that one person alone goes, and the run has others',
      LOOKS_FOR_ONE,
      `${RUN}\nrollback {\n  deploy web 10m by mara  // <- single-point-of-failure\n  verify web 10m by mara\n}`,
    ],
    ['a way back with somebody beside', LOOKS_FOR_ONE, `${RUN}\nrollback {\n  deploy web 10m by mara with sam\n}`],
    ['a way back with a stand-in', LOOKS_FOR_ONE, `${RUN}\nrollback {\n  deploy web 10m by mara else sam\n}`],
    ['a way back of any of a team', LOOKS_FOR_ONE, `${RUN}\nrollback {\n  deploy web 10m by ops\n}`],
    [
      'who is critical in the run as well is told of there',
      LOOKS_FOR_ONE,
      `${RUN}\nrollback {\n  deploy web 10m by priya\n}`,
    ],
    [
      'somebody beside',
      'policy standard {\n  check single-point-of-failure information steps 1\n}',
      'run {\n  deploy web 10m by priya with jonas undo 5m\n}',
    ],
    [
      'any of a team',
      'policy standard {\n  check single-point-of-failure information steps 1\n}',
      'run {\n  deploy web 10m by ops undo 5m\n}',
    ],
    [
      'few steps',
      'policy standard {\n  check single-point-of-failure information\n}',
      'run {\n  deploy web 10m by priya undo 5m\n}',
    ],
  ],
  unassigned: [
    [
      'a block that names nobody',
      '',
      'run {\n  deploy web 10m undo 5m  // <- unassigned\n  deploy search 10m undo 5m  // <- unassigned\n  verify web, search 10m  // <- unassigned\n}',
    ],
    [
      'in blocks inside it, too',
      '',
      'prepare {\n  task texts 1h  // <- unassigned\n  sequence {\n    task pictures 1h  // <- unassigned\n    task page 1h  // <- unassigned\n  }\n}',
    ],
    [
      'so are those among steps that somebody does',
      '',
      'run {\n  deploy web 10m by priya undo 5m\n  deploy search 10m undo 5m  // <- unassigned\n  verify web 10m  // <- unassigned\n  verify search 10m  // <- unassigned\n}',
    ],
    [
      'one name for the block',
      '',
      'run {\n  by priya\n  deploy web 10m undo 5m\n  deploy search 10m undo 5m\n  verify web, search 10m\n}',
    ],
    [
      'outside of all blocks',
      '',
      'notify ops "a"  // <- unassigned\nnotify ops "b"  // <- unassigned\nnotify ops "c"  // <- unassigned',
    ],
  ],
  'freeze-implausible': [
    [
      'a window of weeks in which nothing is done late',
      '',
      `window rollout Mon 2026-12-07 .. Mon 2027-12-20  // <- freeze-implausible\nrun stages in rollout {\n  deploy web 10m by priya undo 5m\n}`,
    ],
    [
      'a rollout that uses its weeks',
      '',
      'window rollout Mon 2026-12-07 .. Sun 2026-12-20\nrun stages in rollout {\n  switch web as some by priya to 10 % undo 5m\n  switch web as all by priya to 100 % at Wed 2026-12-16 undo 5m\n}',
    ],
  ],
  'backup-missing': [
    ['what nobody uses yet', OLD_AND_NEW, BESIDE('migrate new-db 20m by priya')],
    [
      'what was new and is in use by now',
      OLD_AND_NEW,
      BESIDE('task look 5m by mara', 'migrate new-db 20m by priya undo 5m  // <- backup-missing'),
    ],
    [
      'what is said to be in use',
      `${OLD_AND_NEW}\nservice desk {\n  uses new-db\n}`,
      BESIDE('migrate new-db 20m by priya undo 5m  // <- backup-missing'),
    ],
    [
      'what has a version already',
      OLD_AND_NEW,
      BESIDE('migrate new-db 20m by priya version 15 -> 16 undo 5m  // <- backup-missing'),
    ],
    ['what nothing leads to', OLD_AND_NEW, 'run {\n  migrate new-db 20m by priya undo 5m  // <- backup-missing\n}'],
    [
      'a way back to a copy that nothing makes',
      '',
      `${RUN}\nrollback back {\n  restore web 20m by priya  // <- backup-missing\n}`,
    ],
    [
      'a way back to what the night has copied, or to a copy of others',
      'store vault',
      `run {\n  snapshot web as before 5m by priya\n  deploy web 10m by priya\n  deploy search 10m by priya\n  verify web, search 10m by jonas\n}\nrollback back {\n  restore web 20m by priya\n  restore search 20m by priya from vault\n}`,
    ],
  ],
  'estimate-missing': [
    [
      'a block of order and no hours',
      '',
      'run {\n  deploy web by priya undo 5m  // <- estimate-missing\n  deploy search by priya undo 5m  // <- estimate-missing\n  verify web, search by jonas  // <- estimate-missing\n}',
    ],
    [
      'messages and waiting for a moment take no time',
      '',
      'run {\n  notify ops "We start" by mara\n  deploy web by priya undo 5m  // <- estimate-missing\n  verify web by jonas  // <- estimate-missing\n  wait not before Sat 2026-12-05 23:00\n}',
    ],
    [
      'one that is known among three',
      '',
      'run {\n  deploy web 10m by priya undo 5m\n  deploy search by priya undo 5m  // <- estimate-missing\n  verify web, search by jonas  // <- estimate-missing\n}',
    ],
    [
      'a list of what has to be ready says of nothing how long it takes',
      '',
      `prepare {\n  configure web as a by priya due T-2d\n  configure web as b by priya\n  configure web as c by priya\n}\n${RUN}`,
    ],
    [
      'preparations of which some have an estimate',
      '',
      `prepare {\n  configure web as a 1h by priya due T-2d\n  configure web as b by priya  // <- estimate-missing\n}\n${RUN}`,
    ],
    [
      'three that a norm could fill',
      'norm deploy 10m\nnorm verify 10m',
      'run {\n  deploy web by priya undo 5m  // <- estimate-missing\n  deploy search by priya undo 5m  // <- estimate-missing\n  verify web, search by jonas  // <- estimate-missing\n}',
    ],
    [
      'what is done when it is called, with all the time it needs',
      '',
      `${RUN}\nplay ask {\n  task advice by mara\n  task write "Write it down" by priya\n}`,
    ],
    [
      'what is called and must be over by some time, or gives way',
      '',
      `${RUN}\nplay ask until Sat 2026-12-05 23:00 {\n  task advice by mara  // <- estimate-missing\n}\nplay drain else ask {\n  task pump by priya  // <- estimate-missing\n}`,
    ],
    [
      'stages of days',
      '',
      'window rollout Mon 2026-12-07 .. Fri 2026-12-11\nrun {\n  deploy web 10m by priya undo 5m\n  verify web 10m by jonas\n}\nrun stages in rollout {\n  switch web as some by priya to 10 % undo 5m\n  switch web as all by priya to 100 % at Thu 2026-12-10 undo 5m\n}',
    ],
    [
      'an outage counts its minutes, in a window of days as well',
      '',
      'window rollout Mon 2026-12-07 .. Fri 2026-12-11\nrun stages in rollout {\n  task read "Read the figures" by mara\n  outage {\n    deploy web by priya undo 5m  // <- estimate-missing\n    verify web 5m by jonas\n  }\n}',
    ],
  ],
  'accountable-unclear': [
    [
      'organisations that each answer for their own',
      'party north\nparty south\nteam branches is north, south',
      'notify mara "We have begun" by all of branches after run\nrun {\n  verify web 5m by all of branches\n}',
    ],
    ['people', '', 'run {\n  verify web 5m by all of ops  // <- accountable-unclear\n}'],
  ],
  'uat-signoff-late': [
    [
      'a signature with a date, and a session without one',
      'environment staging\npolicy standard {\n  check uat-signoff-late error\n}',
      `uat look by mara in staging {  // <- uat-signoff-late\n  sign-off by mara due T-2wd\n}\ngate go 5m by mara at T-1d {\n  needs look\n}\n${RUN}`,
    ],
    [
      'a session that was signed off',
      'environment staging\npolicy standard {\n  check uat-signoff-late error\n}',
      `uat look by mara in staging {\n  sign-off by mara on Mon 2026-11-30\n}\ngate go 5m by mara at T-1d {\n  needs look\n}\n${RUN}`,
    ],
  ],
  'message-missing': [
    ['a word to one person', '', `notify sam "The licence is there" by mara at T-3wd\n${RUN}`],
    ['a word to those who work on it', '', `notify ops "The licence is there" by mara at T-3wd\n${RUN}`],
    [
      'a team that does not work on it',
      'person tessa\nperson remi\nteam desk is tessa, remi',
      `notify desk "Closed on Saturday" by mara at T-3wd  // <- message-missing\n${RUN}`,
    ],
    [
      'somebody outside',
      'party client',
      `notify client "Closed on Saturday" by mara at T-3wd  // <- message-missing\n${RUN}`,
    ],
    [
      'who was told of an outage and not of its end',
      'audience readers\npolicy standard {\n  check message-missing error announced users reported users\n}',
      'notify readers "Closed on Saturday" by mara at T-5d  // <- message-missing\nrun {\n  outage {\n    deploy web 10m by priya undo 5m\n    verify web 10m by jonas\n  }\n}',
    ],
    [
      'who was told of a night in which nothing is closed',
      'audience readers\npolicy standard {\n  check message-missing error announced users reported users\n}',
      `notify readers "News on Saturday" by mara at T-5d\n${RUN}`,
    ],
    [
      'a sponsor who decides before and signs after',
      'policy standard {\n  check message-missing error announced sponsor reported sponsor\n}',
      `sponsor mara\ngate go 5m by priya with mara at T-2d\nmeet close 5m by mara at T+1wd 10:00\n${RUN}`,
    ],
    [
      'a sponsor who decides before and hears nothing after',
      'policy standard {\n  check message-missing error announced sponsor reported sponsor\n}',
      `sponsor mara  // <- message-missing\ngate go 5m by mara at T-2d\nnotify ops "Tonight" by sam at T-1d\n${RUN}`,
    ],
  ],
  'criterion-untestable': [
    [
      'what somebody who agrees has looked at',
      '',
      `when "Sums are wrong" > 4h and "Mara agrees" then rollback back\n${RUN}\nrollback back {\n  deploy web 5m by priya\n}`,
    ],
    [
      'what nobody has looked at',
      '',
      `when "Sums are wrong" > 4h then rollback back  // <- criterion-untestable\n${RUN}\nrollback back {\n  deploy web 5m by priya\n}`,
    ],
  ],
  'starts-too-early': [
    [
      'a day has room behind what ends on it',
      '',
      'phase betas {\n  task build 3h by sam at Mon 2026-11-30 09:00\n  task beta  1h by priya at Mon 2026-11-30 after build\n}',
    ],
    [
      'a day of a week that T is in',
      '',
      'phase betas {\n  task build 3h by sam at Tue of T-1w 09:00\n  gate beta  1h by mara at Tue of T-1w after build\n}',
    ],
    [
      'the day after',
      '',
      'phase betas {\n  task build 3h by sam at Mon 2026-11-30 16:00\n  task beta  1h by priya at Mon 2026-11-30 after build  // <- starts-too-early\n}',
    ],
    [
      'an hour of the day',
      '',
      'phase betas {\n  task build 3h by sam at Mon 2026-11-30 09:00\n  task beta  1h by priya at Mon 2026-11-30 10:00 after build  // <- starts-too-early\n}',
    ],
  ],
  'snapshot-missing': [
    [
      'a server that nobody uses yet',
      'server app-02',
      'run {\n  deploy app-02 5m by priya\n  switch web 5m by priya to app-02 undo 5m\n  verify web 5m by jonas\n}',
    ],
    [
      'traffic that goes another way changes no server',
      'server app-01\nservice shop on app-01',
      'run {\n  switch shop 5m by priya undo 5m\n  verify shop 5m by jonas\n}',
    ],
    [
      'a server that is switched itself',
      'server app-01\nservice shop on app-01',
      'run {\n  switch app-01 5m by priya undo 5m  // <- snapshot-missing\n  verify shop 5m by jonas\n}',
    ],
    [
      'a deployment behind it',
      'server app-01\nservice shop on app-01',
      'run {\n  switch shop 5m by priya undo 5m\n  deploy shop 5m by priya undo 5m  // <- snapshot-missing\n  verify shop 5m by jonas\n}',
    ],
  ],
  'backup-unverified': [
    [
      'what the way back itself copies and puts back',
      'database db',
      'run {\n  backup db as before 5m by priya  // <- backup-unverified\n  migrate db 10m by priya\n  verify db 5m by jonas\n}\nrollback {\n  restore db 5m by priya from before\n  backup db as aside 5m by priya\n  deploy db 5m by priya\n  restore db 5m by priya from aside\n}',
    ],
  ],
  'rollback-missing': [
    ['what nobody uses yet', OLD_AND_NEW, BESIDE('migrate new-db 20m by priya')],
    ['the old one', OLD_AND_NEW, BESIDE('migrate old-db 20m by priya  // <- rollback-missing')],
    [
      'nodes that are changed in turns',
      'server left\nserver right',
      'run {\n  switch web 5m by priya from left to right undo 5m\n  deploy left 5m by priya  // <- rollback-missing\n  switch web 5m by priya from right to left undo 5m\n  deploy right 5m by priya  // <- rollback-missing\n}',
    ],
    [
      'what one line of the rollback would take back',
      '',
      'run {\n  configure web 5m by priya  // <- rollback-missing\n  deploy web 10m by priya  // <- rollback-missing\n  deploy search 10m by priya\n}\nrollback {\n  deploy search 10m by priya\n}',
    ],
    [
      'two things',
      '',
      'run {\n  deploy web 10m by priya  // <- rollback-missing\n  switch edge 5m by priya  // <- rollback-missing\n  deploy web 10m by priya  // <- rollback-missing\n  deploy search 10m by priya\n}\nrollback {\n  deploy search 10m by priya\n}',
    ],
    [
      'without a rollback each is undone by itself',
      '',
      'run {\n  configure web 5m by priya  // <- rollback-missing\n  deploy web 10m by priya  // <- rollback-missing\n}',
    ],
    [
      'what the way back stops, and does not start again',
      'database db',
      UP_AND_DOWN('stop web 5m by priya  // <- rollback-missing\n  restore db 10m by priya'),
    ],
    [
      'and what it starts',
      'database db',
      UP_AND_DOWN('stop web 5m by priya\n  restore db 10m by priya\n  start web 5m by priya'),
    ],
    [
      'and what it sets up anew',
      'database db',
      UP_AND_DOWN('stop web 5m by priya\n  restore db 10m by priya\n  deploy web 5m by priya'),
    ],
    [
      'and what is started behind it',
      'database db',
      `${UP_AND_DOWN('stop web 5m by priya\n  restore db 10m by priya')}\nfollow-up {\n  start web 5m by priya\n}`,
    ],
    [
      'what the run alone has started',
      'server spare',
      'run {\n  start spare 5m by priya\n  verify spare 5m by jonas\n}\nrollback {\n  stop spare 5m by priya\n}',
    ],
    [
      'what stands on another that is started',
      'server host\nservice shop on host',
      'run {\n  stop shop, host 5m by priya\n  start shop, host 5m by priya\n}\nrollback {\n  stop shop 5m by priya\n  stop host 5m by priya\n  start host 5m by priya\n}',
    ],
  ],
};

describe.each(Object.entries(CASES))('%s', (code, cases) => {
  for (const [title, shared, body, now] of cases) {
    test(title, () => {
      const text = standardRelease(`${CAST}${shared}`, body);
      const { findings } = now === undefined ? analyseText(text) : analyseText(text, now);
      const broken = findings.filter((finding) => finding.code === 'syntax' || finding.code === 'internal-error');
      expect(described(broken)).toEqual([]);
      const own = findings.filter((finding) => finding.code === code);
      expect(found(own), described(own).join('\n')).toEqual(marks(text));
    });
  }
});

test('a block that names nobody is given to the owner by one line', () => {
  const text = standardRelease(
    CAST,
    'owner mara\nrun night {\n  deploy web 10m undo 5m\n  deploy search 10m undo 5m\n  verify web, search 10m\n}',
  );
  expect(toldOf('unassigned', text)).toEqual([
    '3 steps of `night` are done by nobody: `deploy web`, `deploy search` and `verify web, search`; add `by` and the name of who is accountable to each, or to the block for all of them.',
  ]);
  const given = repairedAt('unassigned', text);
  expect(given).toMatch(/run night \{\n\s+by mara\n/);
  expect(messagesOf('unassigned', given)).toEqual([]);
});

test('changes that a rollback leaves out are counted, and can each be undone', () => {
  const text = standardRelease(
    CAST,
    'run {\n  configure web 5m by priya\n  deploy web 20m by priya\n  deploy search 10m by priya\n}\nrollback {\n  deploy search 10m by priya\n}',
  );
  expect(toldOf('rollback-missing', text)).toEqual([
    '2 changes of `run` are taken back by nothing: `configure web` and `deploy web`; add `undo` and how long it takes to each or a step of the `rollback`, or say who accepts that there is no way back: `irreversible approved by …`.',
  ]);
  const undone = repairedAt('rollback-missing', text);
  expect(undone).toContain('configure web 5m by priya undo 5m');
  expect(undone).toContain('deploy web 20m by priya undo 20m');
  expect(messagesOf('rollback-missing', undone)).toEqual([]);
});

test('a gate that decides whether to keep it is no go/no-go, and is not asked to move', () => {
  const withGate = (gate: string) =>
    standardRelease(
      `${CAST}policy standard {\n  check gate-missing error\n}\n`,
      `run {\n  deploy web 10m by priya undo 5m\n  verify web 10m by jonas\n  gate keep 5m by mara {\n    ${gate}\n  }\n}\nrollback back {\n  deploy web 10m by priya\n}`,
    );
  expect(messagesOf('gate-missing', withGate('no-go then rollback back'))).toEqual([
    'Nobody says go before `deploy web`, the first change of the run; put a gate before it.',
  ]);
  expect(messagesOf('gate-missing', withGate('no-go then stop'))).toEqual([
    'Nobody says go before `deploy web`, the first change of the run: `keep` decides later. Put a gate before it, or `keep` itself if that is meant.',
  ]);
});

test('a message that waits for a change announces nothing, even while nobody knows how long the change takes', () => {
  const told = (at: string) =>
    standardRelease(
      `${CAST}policy standard {\n  check message-missing error announced users reported users\n}\naudience shoppers {\n  uses web\n}\n`,
      `notify shoppers "The shop" by mara ${at}\nnotify shoppers "It is done" by mara after run\nrun {\n  deploy web by priya undo 5m\n}`,
    );
  expect(messagesOf('message-missing', told('at T-2wd'))).toEqual([]);
  expect(messagesOf('message-missing', told('after run'))).toEqual([
    '`shoppers` is not told before the release (at T or earlier), though `deploy web` changes what they use; add `notify shoppers "Shop 2.1 is coming" by mara at T-1wd`.',
  ]);
});

test('a budget that is exceeded says how many people of the run have no rate in its currency, if any', () => {
  const paidFor = (others: string) =>
    messagesOf(
      'budget-exceeded',
      standardRelease(
        CAST,
        `budget 100 EUR approved by mara on Mon 2026-09-14\nrun {\n  deploy web 1h by sam undo 5m\n${others}}`,
      ),
    ).map((message) => /budget of 100 EUR(.*?);/.exec(message)?.[1]);
  expect(paidFor('')).toEqual(['']);
  expect(paidFor('  verify web 10m by jonas\n')).toEqual([', and 1 person without a rate in EUR not counted']);
  expect(paidFor('  verify web 10m by jonas\n  task look 10m by priya\n')).toEqual([
    ', and 2 people without a rate in EUR not counted',
  ]);
});

test('steps whose hours are known last until the next one begins, and the last one lacks its length', () => {
  const [message] = toldOf(
    'estimate-missing',
    standardRelease(
      CAST,
      'run {\n  deploy web by priya at 22:00\n  deploy search by priya at 22:30\n  verify web by jonas at 23:00\n}',
    ),
  );
  expect(message).toMatch(/^`verify web` has no duration and counts as 0 min; /);
});

test('nobody is proposed for a step whom nobody has chosen yet', () => {
  const text = standardRelease(
    `${CAST}role lead is tbd\n`,
    'run {\n  deploy web 10m by lead undo 5m\n  verify web 10m\n}',
  );
  expect(messagesOf('unassigned', text)).toHaveLength(1);
  expect(() => repaired('unassigned', text)).toThrow('no quick fix');
});

test('what waits for a step of a night without a date waits for that date, and is told with it', () => {
  const text = standardRelease(
    CAST,
    'run {\n  deploy web as out 10m by priya undo 5m\n  verify web 10m by jonas\n}\nfollow-up {\n  task look 1h by jonas after out\n  task tidy 1h by priya\n}',
  ).replace(/window .*/, 'window tbd');
  expect(messagesOf('not-scheduled', text)).toEqual([
    'The window has no date yet, so `look` and `tidy` have no time; they are planned once it has one.',
  ]);
});

test('a play that nothing calls lacks its moment, and is no slip', () => {
  const text = standardRelease(CAST, `${RUN}\nplay ask by mara {\n  task advice 5m\n}`);
  expect(messagesOf('unused', text)).toContain(
    'Nothing calls the play `ask`; say when it is done: `when … then play ask`, a `no-go`, or the `else` of another one.',
  );
  const called = text.replace('play ask', 'when "Errors" > 1 % from grafana then play ask\n  play ask');
  expect(messagesOf('unused', called).join()).not.toContain('`ask`');
});
