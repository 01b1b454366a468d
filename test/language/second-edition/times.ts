/** When it is, how long it lasts, how often it comes round. */
import { plan, type Row } from './row.ts';

const TRAIN = (date: string) => `person ann
release weekly(day: date, version) "Week" {
  kind   standard
  window day 22:00 .. 24:00
  milestone code-complete at ${date}
  run {
    task a 5m by ann
  }
}
release shop-1.0 {
  kind   standard
  window Thu 2026-11-12 22:00 .. 24:00
  change C1
  milestone code-complete Mon 2026-11-09 12:00
  run {
    task a 5m by ann
  }
}
train shop every 2w from Thu 2026-11-12 22:00 until Thu 2027-03-04 {
  template weekly
  release  shop-1.0 at Thu 2026-11-12 22:00
}
`;

export const TIMES: readonly Row[] = [
  {
    says: 'it lasts from here to there',
    plan: plan({ release: 'stream data by cid {\ntask mapping ⟦Tue 2026-12-01 .. Fri 2026-12-04¦1wd⟧\n}' }),
    differs: [
      { of: 'mapping', is: 'Tue 2026-12-01 00:00 .. Sat 2026-12-05 00:00', was: 'Thu 2026-12-10 09:00 .. 17:00' },
    ],
    told: '~ mapping: duration no longer 1wd; during now Tue 2026-12-01 .. Fri 2026-12-04; starts Tue 2026-12-01 00:00, 9 d 9 h earlier; ends Sat 2026-12-05 00:00, 5 d 17 h earlier',
  },
  {
    says: 'wait until a time',
    plan: plan({ first: 'wait soak ⟦until Thu 23:00¦5m⟧' }),
    differs: [{ of: 'first', is: 'Thu 2026-12-10 23:00 .. 23:10', was: 'Thu 2026-12-10 20:05 .. 20:15' }],
    told: '~ soak: duration no longer 5m; until now Thu 23:00; ends Thu 2026-12-10 23:00, 2 h 55 min later',
  },
  {
    says: 'wait until something is so',
    plan: plan({ first: 'wait soak ⟦until "Queue" = 0 from grafana ..2h¦5m⟧' }),
    differs: [
      { of: 'first', is: 'Thu 2026-12-10 22:00 .. 22:10', was: 'Thu 2026-12-10 20:05 .. 20:15' },
      { view: 'checklist', shows: 'until Queue = 0, from grafana · estimated ..2h' },
    ],
    told: '~ soak: duration 5m → ..2h; until now Queue = 0 from grafana; ends Thu 2026-12-10 22:00, 1 h 55 min later',
  },
  {
    says: 'at least and at most so long behind',
    plan: plan({
      release: 'milestone beta Mon 2026-12-07 10:00\nprepare {\ntask a 1h by cid after beta ⟦+ 1d..2d⟧\n}',
    }),
    differs: [{ of: 'a', is: 'Wed 2026-12-09 10:00 .. 11:00', was: 'Thu 2026-12-10 16:00 .. 17:00' }],
    told: '~ a: after beta → beta + 1d..2d; starts Wed 2026-12-09 10:00, 1 d 6 h earlier',
  },
  {
    says: 'at least so long behind',
    plan: plan({ run: 'task vote 5m by ann\ntask a 5m by bob after vote ⟦+ 1h..⟧' }),
    differs: [{ of: 'a', is: 'Thu 2026-12-10 21:05 .. 21:10', was: 'Thu 2026-12-10 20:05 .. 20:10' }],
    told: '~ a: after vote → vote + 1h; starts Thu 2026-12-10 21:05, 1 h later',
  },
  {
    says: 'at most so long behind, where that cannot be',
    plan: plan({ run: 'task vote 5m by ann\ntask long 1h by cid\ntask a 5m by bob after vote ⟦+ ..10m⟧' }),
    differs: [{ finds: 'lag-exceeded', saying: '`a`' }],
    told: '~ a: after vote → vote + ..10m',
  },
  {
    says: 'as early as possible',
    plan: plan({ release: 'prepare {\ntask order 1h by cid not before Tue 2026-12-01 09:00 ⟦asap⟧\n}' }),
    differs: [{ of: 'order', is: 'Tue 2026-12-01 09:00 .. 10:00', was: 'Thu 2026-12-10 16:00 .. 17:00' }],
    told: '~ order: asap now yes; starts Tue 2026-12-01 09:00, 9 d 7 h earlier',
  },
  {
    says: 'a cycle of steps, and what comes after its last one',
    plan: plan({
      release:
        '⟦cycle weekly every 1w from Mon 2026-11-23 09:00 until Mon 2026-12-07 12:00¦phase weekly at Mon 2026-11-23 09:00⟧ {\ntask cut 1h by cid\n}\nmilestone settled after weekly',
    }),
    differs: [
      { of: 'settled', is: 'Mon 2026-12-07 10:00', was: 'Mon 2026-11-23 10:00' },
      { view: 'dates', shows: 'weekly, 3 times, the last Mon 2026-12-07 09:00' },
    ],
    told: '~ settled: at Mon 2026-11-23 10:00 → Mon 2026-12-07 10:00',
  },
  {
    says: 'a second point of no return',
    plan: plan({
      run: 'task a 5m by ann\npoint of no return moved\ntask b 5m by bob\n⟦point of no return settled⟧\ntask c 5m by cid',
    }),
    differs: [
      { of: 'settled', is: 'Thu 2026-12-10 20:10', was: 'no time' },
      { view: 'checklist', shows: 'Point of no return settled, Thu 2026-12-10 20:10' },
    ],
    told: '+ point of no return settled: is new',
  },
  {
    says: 'an estimate of a block',
    plan: plan({ run: 'sequence ftp ⟦1h30m..2h⟧ {\ntask copy 20m by ann\ntask count by bob\n}' }),
    differs: [
      { settles: 'estimate-missing', saying: '`count`' },
      { of: 'count', is: 'Thu 2026-12-10 20:20 .. 21:45', was: 'Thu 2026-12-10 20:20' },
    ],
    told: '~ run night > sequence ftp: duration now 1h30m..2h',
  },
  {
    says: 'an estimate of a block that its steps do not fit into',
    plan: plan({ run: 'sequence ftp ⟦30m..1h⟧ {\ntask copy 2h by ann\n}' }),
    differs: [{ finds: 'estimate-off', saying: '`ftp`' }],
    told: '~ run night > sequence ftp: duration now 30m..1h',
  },
  {
    says: 'backwards from the end',
    plan: plan({ window: 'tbd', runs: '⟦due Fri 2026-12-11 02:00⟧' }),
    differs: [{ of: 'first', is: 'Fri 2026-12-11 01:40 .. 01:50', was: 'T .. T+0:10' }],
    told: '~ run night: due now Fri 2026-12-11 02:00',
  },
  {
    says: 'a freeze that comes round, whose it is and what is excepted',
    plan: plan({
      file: 'environment production\nservice shop in production',
      release: '⟦freeze thursdays of production every Thu 12:00 .. 24:00 by cid except "critical fixes" by bob⟧',
      run: 'deploy shop 10m by ann undo 5m\nverify shop 10m by bob',
    }),
    differs: [
      { finds: 'freeze-violation', saying: '("critical fixes"), have the change approved by `bob`' },
      { of: 'thursdays', is: 'Thu 2026-12-10 12:00 .. Fri 2026-12-11 00:00', was: 'no time' },
    ],
    told: '+ freeze thursdays: is new',
  },
  {
    says: 'a freeze on working days of the month',
    plan: plan({
      window: 'Mon 2026-11-30 20:00 .. Tue 2026-12-01 02:00',
      file: 'freeze month-end of web every ⟦last 2wd of month¦Sun⟧',
    }),
    differs: [{ finds: 'freeze-violation', saying: '`month-end` (Mon 2026-11-30 00:00' }],
    told: '~ freeze month-end: every Sun → last 2wd of month',
  },
  {
    says: 'a weekday of the month',
    plan: plan({
      file: 'maintenance patches of web every ⟦second Thu of month¦Thu⟧ 20:00 .. 24:00',
      window: 'Thu 2026-12-17 20:00 .. Fri 2026-12-18 02:00',
    }),
    differs: [{ finds: 'outside-maintenance', saying: '`patches`' }],
    told: '~ maintenance patches: every Thu 20:00 .. 24:00 UTC → second Thu of month 20:00 .. 24:00 UTC',
  },
  {
    says: 'days and working days together',
    plan: plan({ release: 'milestone proof ⟦T+30d5wd¦T+30d⟧' }),
    differs: [{ of: 'proof', is: 'Fri 2027-01-15 09:00', was: 'Sat 2027-01-09 20:00' }],
    told: '~ proof: at T+30d → T+30d5wd',
  },
  {
    says: 'a maintenance that comes round',
    plan: plan({ file: '⟦maintenance sundays of web every Sun 02:00 .. 05:00⟧' }),
    differs: [
      { finds: 'outside-maintenance', saying: '`sundays`' },
      { view: 'dates', shows: 'sundays, comes round' },
    ],
    told: '+ maintenance sundays: is new',
  },
  {
    says: 'the dates of the last release',
    plan: TRAIN('⟦previous.code-complete + 2w¦day - 3d⟧'),
    differs: [{ nextSays: 'code-complete at Mon 2026-11-23 12:00' }],
    told: '~ template weekly: lines `milestone code-complete at day - 3d` → `milestone code-complete at previous.code-complete + 2w`',
  },
];
