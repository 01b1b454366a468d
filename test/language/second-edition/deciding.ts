/** For which kinds, only if, what a no means, shares of traffic, triggers, runbooks. */
import { plan, type Row } from './row.ts';

const DRAIN = 'play drain {\ntask empty 20m by bob\n}\n';

/** A tenth of the traffic, then all of it. */
const SHARES = ({ soak = '45m', trigger = '' }: { soak?: string; trigger?: string }) =>
  plan({
    run: `switch web as some 5m by ann to 10 % undo 5m
wait soak ${soak}
gate go-on 10m by ann with bob {
criterion "Errors" < 1 % over 45m from grafana
no-go then rollback abort
}
switch web as all 5m by ann to 100 % undo 5m
verify web as last 10m by bob
${trigger}`,
    after: 'rollback abort {\nswitch web as back 5m by ann to 0 %\nverify web as again 5m by bob\n}',
  });

const CANARY = (parameters: string, given: string) =>
  plan({
    file: `runbook canary(${parameters}) {
switch web "To {share}" 2m by ann undo 1m
wait watch soak
gate promote 5m by ann with bob {
no-go then rollback back
}
}`,
    run: `use canary(${given}) as ten\nverify web as last 10m by bob`,
    after: 'rollback abort {\nswitch web 1m by ann\n}',
  });

export const DECIDING: readonly Row[] = [
  {
    says: 'kinds of release of one’s own',
    plan: plan({
      file: '⟦kinds candidate, final⟧',
      kind: '⟦candidate¦normal⟧',
      first: 'task sign 1h by cid ⟦only for final⟧',
    }),
    differs: [
      { of: 'sign', is: 'no time', was: 'Thu 2026-12-10 20:00 .. 21:00' },
      { finds: 'practices-missing', saying: 'a candidate release' },
    ],
    told: '~ Kind: normal → candidate',
  },
  {
    says: 'a kind that nobody has declared',
    plan: plan({ first: 'task sign 1h by cid only for ⟦final¦major⟧' }),
    differs: [{ finds: 'syntax', saying: '`final` is no kind of release' }],
    told: '+ sign: in run night, Thu 2026-12-10 20:00',
  },
  {
    says: 'a kind of one’s own that is asked what another one is',
    plan: plan({ file: 'kinds nightly ⟦as standard⟧', kind: 'nightly' }),
    differs: [{ settles: 'practices-missing' }],
    told: '~ release-kind nightly: as normal → standard',
  },
  {
    says: 'only for some kinds',
    plan: plan({ file: 'kinds candidate, final', kind: 'candidate', first: 'task sign 1h by cid ⟦only for final⟧' }),
    differs: [{ of: 'last', is: 'Thu 2026-12-10 20:10 .. 20:20', was: 'Thu 2026-12-10 21:10 .. 21:20' }],
    told: '- sign: in run night, Thu 2026-12-10 20:00',
  },
  {
    says: 'a line of a checklist for some kinds only',
    plan: plan({ first: 'task a 5m by cid {\n- "On site"\n- "Off site, too" ⟦only for major⟧\n}' }),
    differs: [{ view: 'checklist', hides: 'Off site, too' }],
    told: '~ a: checklist On site, Off site, too → On site',
  },
  {
    says: 'only if something is so',
    plan: plan({ first: 'task notes 20m by cid ⟦only if "Notes merged" = "yes"⟧' }),
    differs: [{ view: 'run-sheet', shows: 'only if Notes merged = yes' }],
    told: '~ notes: only if now Notes merged = yes',
  },
  {
    says: 'how likely that is',
    plan: plan({ first: 'task notes 20m by cid only if "Notes merged" ⟦likely 30 %⟧' }),
    differs: [{ view: 'schedule', shows: '20m · only if Notes merged (30 %)' }],
    told: '~ notes: only if Notes merged → Notes merged likely 30 %',
  },
  {
    says: 'it may be left out',
    plan: plan({
      file: 'database db',
      run: 'backup db 20m by cid ⟦optional⟧\nmigrate db 10m by ann undo 5m\nverify db 10m by bob',
    }),
    differs: [{ finds: 'backup-missing' }, { view: 'checklist', shows: 'optional' }],
    told: '~ backup db: optional now yes',
  },
  {
    says: 'no means again, once',
    plan: plan({
      release: 'gate go 1h by ann with bob at Mon 2026-12-07 10:00 {\nno-go then ⟦again at Wed of T¦stop⟧\n}',
    }),
    differs: [{ view: 'dates', shows: 'gate again\ngo, once' }],
    told: '~ go: no-go stop → again at Wed of T',
  },
  {
    says: 'no means again, time and again, and the end that remains is checked',
    plan: plan({ first: 'gate go 10m by ann with bob {\nno-go then ⟦again every 1h until T+7h¦stop⟧\n}' }),
    differs: [{ finds: 'again-too-late' }, { view: 'checklist', shows: 'decide again 7 times' }],
    told: '~ go: no-go stop → again every 1h until T+7h',
  },
  {
    says: 'as much as was counted before',
    plan: plan({
      first:
        'parallel {\nrecord web as counts 40m by cid in cmdb\nverify web as same 10m by bob {\nexpect "Rows" = 100 % ⟦of counts⟧\n}\n}',
    }),
    differs: [
      { of: 'same', is: 'Thu 2026-12-10 20:40 .. 20:50', was: 'Thu 2026-12-10 20:00 .. 20:10' },
      { view: 'checklist', shows: 'Rows = 100 % of counts' },
    ],
    told: '~ same: expect Rows = 100 % → Rows = 100 % of counts; starts Thu 2026-12-10 20:40, 40 min later',
  },
  {
    says: 'a gate waits for what it compares with',
    plan: plan({
      first:
        'parallel {\nverify web as before 40m by cid\ngate go-on 10m by ann with bob {\ncriterion "P95" <= 110 % ⟦of before¦of before.start⟧ from grafana\nno-go then stop\n}\n}',
    }),
    differs: [{ of: 'go-on', is: 'Thu 2026-12-10 20:40 .. 20:50', was: 'Thu 2026-12-10 20:00 .. 20:10' }],
    told: '~ go-on: criteria P95 <= 110 % of before.start from grafana → P95 <= 110 % of before from grafana; starts Thu 2026-12-10 20:40, 40 min later',
  },
  {
    says: 'half as much again as was measured before, in a trigger that is over before that',
    plan: plan({
      after: 'task before 1h by cid at T+8h\nwhen "P95" > 150 % ⟦of before⟧ from grafana during T .. T+6h then stop',
    }),
    differs: [{ finds: 'call-impossible', saying: 'never fires' }],
    told: '+ when P95 > 150 % of before from grafana: is new',
  },
  {
    says: 'a share of the traffic',
    plan: plan({
      run: 'switch web as some 5m by ann ⟦to 10 %⟧ undo 5m\nwait soak 45m\nswitch web as all 5m by ann to 100 % undo 5m\nverify web 10m by bob',
    }),
    differs: [
      {
        view: 'schedule',
        shows: 'Share of the traffic that web gets: 10 % from Thu 20:05 on, 100 % from Thu 20:55 on',
      },
    ],
    told: '~ some: to now 10 %',
  },
  {
    says: 'shares rise',
    plan: plan({
      run: 'switch web as some 5m by ann to 50 % undo 5m\nswitch web as all 5m by ann ⟦to 10 %¦to 100 %⟧ undo 5m\nverify web 10m by bob',
    }),
    differs: [{ finds: 'traffic-share' }],
    told: '~ all: to 100 % → 10 %',
  },
  {
    says: 'the wait covers what the gate looks back to',
    plan: SHARES({ soak: '⟦10m¦45m⟧' }),
    differs: [{ finds: 'soak-too-short', saying: 'let `soak` last `45m`' }],
    told: '~ soak: duration 45m → 10m; ends Thu 2026-12-10 20:15, 35 min earlier',
  },
  {
    says: 'trigger and gate agree',
    plan: SHARES({ trigger: 'when "Errors" > ⟦5¦1⟧ % over 45m from grafana then rollback abort' }),
    differs: [{ finds: 'trigger-unlike-gate', saying: 'The trigger allows what `go-on` forbids' }],
    told: '+ when Errors > 5 % over 45m from grafana: is new',
  },
  {
    says: 'more than one condition',
    plan: plan({ after: `${DRAIN}when "Page online" >= 2h from grafana ⟦and "Engineering agrees"⟧ then play drain` }),
    differs: [{ view: 'checklist', shows: 'Page online >= 2 h, from grafana and Engineering agrees' }],
    told: '+ when Page online >= 2 h from grafana and Engineering agrees: is new',
  },
  {
    says: 'when a trigger is armed',
    plan: plan({ after: `${DRAIN}when "Queue" > 5 from grafana ⟦during T-24h .. T+72h⟧ then play drain` }),
    differs: [{ view: 'dates', shows: 'Wed 2026-12-09 20:00\nSun 2026-12-13 20:00\ntrigger' }],
    told: '~ when Queue > 5 from grafana: during now T-24h .. T+72h',
  },
  {
    says: 'when a trigger is looked at',
    plan: plan({ after: `${DRAIN}when "Queue" > 5 from grafana ⟦at T+45d⟧ then play drain` }),
    differs: [{ view: 'dates', shows: 'Sun 2027-01-24 20:00' }],
    told: '~ when Queue > 5 from grafana: at now T+45d',
  },
  {
    says: 'something takes too long',
    plan: plan({ after: `${DRAIN}⟦when first.length > 5m then play drain⟧` }),
    differs: [
      { finds: 'fires-as-planned', saying: '`first` takes 10 min as planned' },
      { view: 'dates', shows: 'trigger\nfirst.length' },
    ],
    told: '+ when first.length > 5 m: is new',
  },
  {
    says: 'something is late',
    plan: plan({ after: `${DRAIN}⟦when first.late > 30m then play drain⟧` }),
    differs: [
      { settles: 'unused', saying: '`drain`' },
      { view: 'dates', shows: 'trigger\nfirst.late' },
    ],
    told: '+ when first.late > 30 m: is new',
  },
  {
    says: 'something has failed',
    plan: plan({ after: `${DRAIN}⟦when first.failed then play drain⟧` }),
    differs: [
      { settles: 'unused', saying: '`drain`' },
      { view: 'checklist', shows: 'first has failed' },
    ],
    told: '+ when first.failed: is new',
  },
  {
    says: 'a share as a parameter',
    plan: CANARY('⟦share: percent¦share⟧, soak: duration, back: rollback', '10m, 30m, abort'),
    differs: [{ finds: 'syntax', saying: 'a share' }],
    told: '~ runbook canary: parameters share, soak: duration, back: rollback → share: percent, soak: duration, back: rollback',
  },
  {
    says: 'a length as a parameter',
    plan: CANARY('share: percent, ⟦soak: duration¦soak⟧, back: rollback', '10 %, 30, abort'),
    differs: [{ finds: 'syntax', saying: 'a duration' }],
    told: '~ runbook canary: parameters share: percent, soak, back: rollback → share: percent, soak: duration, back: rollback',
  },
  {
    says: 'a rollback as a parameter',
    plan: CANARY('share: percent, soak: duration, ⟦back: rollback¦back⟧', '10 %, 30m, night'),
    differs: [{ finds: 'unknown-name' }],
    told: '~ runbook canary: parameters share: percent, soak: duration, back → share: percent, soak: duration, back: rollback',
  },
  {
    says: 'what a runbook is given',
    plan: CANARY('share: percent, soak: duration, back: rollback', '10 %, ⟦1h¦30m⟧, abort'),
    differs: [{ of: 'last', is: 'Thu 2026-12-10 21:07 .. 21:17', was: 'Thu 2026-12-10 20:37 .. 20:47' }],
    told: '~ ten.watch: duration 30m → 1h; ends Thu 2026-12-10 21:02, 30 min later',
  },
];
