/** What is still open; who does it, who stands in, who is called, who is asked. */
import { plan, type Row } from './row.ts';

const GATE = (line: string) => plan({ first: `gate go 5m by ann with bob {\n${line}\nno-go then stop\n}` });

export const OPEN_AND_PEOPLE: readonly Row[] = [
  {
    says: 'who does it is open',
    plan: plan({ first: 'task a 5m by ⟦tbd¦cid⟧' }),
    differs: [
      { finds: 'still-open', saying: 'who does `a`' },
      { view: 'people', shows: 'tbd' },
    ],
    told: '~ a: by cid → tbd',
  },
  {
    says: 'who fills a role is open',
    plan: plan({ file: 'role design is ⟦tbd¦cid⟧', first: 'task a 5m by design' }),
    differs: [{ finds: 'still-open', saying: 'who `design` is' }],
    told: '~ role design: is cid → tbd',
  },
  {
    says: 'how long it takes is open',
    plan: plan({ first: 'task a ⟦tbd¦20m⟧ by cid' }),
    differs: [
      { finds: 'still-open', saying: 'how long `a` takes' },
      { of: 'last', is: 'Thu 2026-12-10 20:10 .. 20:20', was: 'Thu 2026-12-10 20:30 .. 20:40' },
      { view: 'checklist', shows: 'how long it takes is open' },
    ],
    told: '~ a: duration 20m → tbd; ends Thu 2026-12-10 20:00, 20 min earlier',
  },
  {
    says: 'which value decides is open',
    plan: GATE('criterion "Errors" < ⟦tbd¦1⟧ % over 5m from grafana'),
    differs: [
      { finds: 'still-open', saying: 'what `Errors` has to be' },
      { view: 'checklist', shows: '(still open)' },
    ],
    told: '~ go: criteria Errors < 1 % over 5m from grafana → Errors < tbd % over 5m from grafana',
  },
  {
    says: 'where a figure is read is open',
    plan: GATE('criterion "Errors" < 1 % over 5m from ⟦tbd¦grafana⟧'),
    differs: [{ finds: 'still-open', saying: 'where a figure of `go` is read' }],
    told: '~ go: criteria Errors < 1 % over 5m from grafana → Errors < 1 % over 5m from tbd',
  },
  {
    says: 'what follows from a no is open',
    plan: plan({ first: 'gate go 5m by ann with bob {\nno-go then ⟦tbd¦stop⟧\n}' }),
    differs: [{ finds: 'still-open', saying: 'what follows from a no at `go`' }],
    told: '~ go: no-go stop → tbd',
  },
  {
    says: 'how long what was rehearsed took is open',
    plan: plan({ release: 'rehearsal dry 1h by ann at Mon 2026-12-07 10:00 {\nmeasured last ⟦tbd¦9m⟧\n}' }),
    differs: [{ finds: 'still-open', saying: 'how long what was tried in `dry` took' }],
    told: '~ dry: measured last 9m → last tbd',
  },
  {
    says: 'over which channel a message goes is open',
    plan: plan({
      file: 'audience users {\nchannels mail\n}',
      release: 'notify users as ahead "Tomorrow" by ann via ⟦tbd¦mail⟧ at T-1d',
    }),
    differs: [{ finds: 'still-open', saying: 'over which channel `ahead` goes' }],
    told: '~ ahead: via mail → tbd',
  },
  {
    says: 'where it is rehearsed is open',
    plan: plan({
      file: 'environment staging',
      release: 'rehearsal dry 1h by ann in ⟦tbd¦staging⟧ at Mon 2026-12-07 10:00',
    }),
    differs: [{ finds: 'still-open', saying: 'where `dry` is' }],
    told: '~ dry: in staging → tbd',
  },
  {
    says: 'of which kind the release is is open',
    plan: plan({ kind: '⟦tbd¦standard⟧' }),
    differs: [{ finds: 'still-open', saying: 'of which kind the release is' }],
    told: '~ Kind: standard → tbd',
  },
  {
    says: 'when it is is open',
    plan: plan({ release: 'meet briefing 1h by ann with bob at ⟦tbd¦Wed 2026-12-09 10:00⟧' }),
    differs: [
      { finds: 'still-open', saying: 'when `briefing` is' },
      { of: 'briefing', is: 'no time', was: 'Wed 2026-12-09 10:00 .. 11:00' },
      { view: 'dates', shows: 'not decided yet' },
    ],
    told: '~ briefing: at Wed 2026-12-09 10:00 → tbd; by ann, bob → nobody; has no time any more, was Wed 2026-12-09 10:00',
  },
  {
    says: 'a chain of stand-ins on a line',
    plan: plan({
      kind: 'normal',
      file: 'person dan { deputy ann }',
      run: 'deploy web 10m by dan undo 5m\nverify web 10m by bob ⟦else cid else ann⟧',
    }),
    differs: [{ settles: 'no-deputy', saying: '`bob`' }],
    told: '~ verify web: by bob → bob else cid else ann',
  },
  {
    says: 'a chain of stand-ins of a role',
    plan: plan({
      kind: 'normal',
      file: 'person dan { deputy ann }\nrole lead is bob ⟦else cid else ann⟧',
      run: 'deploy web 10m by dan undo 5m\nverify web 10m by lead',
    }),
    differs: [{ settles: 'no-deputy', saying: '`bob`' }],
    told: '~ role lead: else now cid, ann',
  },
  {
    says: 'who watches for an answer, and who else',
    plan: plan({
      release: 'notify buyers "Soon" by ann via mail at T-1wd {\n⟦acknowledge by bob else cid within 10m⟧\n}',
    }),
    differs: [{ view: 'checklist', shows: 'Acknowledged within 10m, watched by bob, else cid.' }],
    told: '~ notify buyers: acknowledge now within 10m by bob else cid',
  },
  {
    says: 'who is called when nobody answers at a step',
    plan: plan({ first: 'task a 5m by cid {\n⟦escalate bob, ann within 10m⟧\n}' }),
    differs: [{ view: 'checklist', shows: 'No answer within 10m: call bob, then ann.' }],
    told: '~ a: escalate now bob, ann within 10m',
  },
  {
    says: 'who is called when nobody answers at a gate',
    plan: GATE('⟦escalate bob, cid within 10m⟧'),
    differs: [{ view: 'checklist', shows: 'No answer within 10m: call bob, then cid.' }],
    told: '~ go: escalate now bob, cid within 10m',
  },
  {
    says: 'how a team is reached',
    plan: plan({
      file: 'team night-crew is cid {\n⟦contact phone "+1 617 555 0100"⟧\n}',
      first: 'task a 5m by ann {\nescalate night-crew, bob\n}',
    }),
    differs: [{ view: 'checklist', shows: '+1 617 555 0100' }],
    told: '~ team night-crew: contact now phone +1 617 555 0100',
  },
  {
    says: 'an `else` that names a block is that of the block',
    plan: plan({
      after: `play drain by bob ⟦else cid else call-everybody⟧ until 21:00 {
task empty 20m by bob
}
play call-everybody {
meet bridge 30m by ann
}
when "Queue" > 5 from grafana then play drain`,
    }),
    differs: [
      { settles: 'unused', saying: '`call-everybody`' },
      { view: 'schedule', shows: 'then call-everybody until' },
    ],
    told: '~ play drain: by bob → bob else cid; else now call-everybody',
  },
  {
    says: 'silence is consent',
    plan: plan({
      release: `notify bob as terms "The terms" by ann via mail at Mon 2026-12-07 09:00 {
acknowledge by bob within 3d ⟦then approve⟧
}
prepare {
task print 1h by cid after terms due Tue 2026-12-08
}`,
    }),
    differs: [
      { finds: 'consent-too-late' },
      { view: 'checklist', shows: 'Silence approves from Thu 2026-12-10 09:00 on.' },
    ],
    told: '~ terms: acknowledge within 3d by bob → within 3d by bob then approve',
  },
  {
    says: 'over several channels',
    plan: plan({ release: 'notify buyers "Soon" by ann via mail⟦, post⟧ at T-1wd' }),
    differs: [{ view: 'communications', shows: 'mail, post' }],
    told: '~ notify buyers: via mail → mail, post',
  },
  {
    says: 'each channel must be one of the audience',
    plan: plan({ file: 'channel fax', release: 'notify buyers "Soon" by ann via mail⟦, fax⟧ at T-1wd' }),
    differs: [{ finds: 'channel-unread', saying: '`fax`' }],
    told: '~ notify buyers: via mail → mail, fax',
  },
  {
    says: 'all of them decide',
    plan: plan({
      file: 'person zoe { leave Thu 2026-12-10 }\nteam crew is ann, bob, zoe',
      first: 'gate go 5m by ann with all of crew {\nquorum ⟦all¦2⟧\nno-go then stop\n}',
    }),
    differs: [{ finds: 'quorum-unreachable' }, { view: 'checklist', shows: 'Quorum: all' }],
    told: '~ go: quorum 2 → all',
  },
  {
    says: 'who is heard and has no vote',
    plan: plan({ first: 'gate go 5m by ann with bob, cid {\nquorum 3\n⟦consulted cid⟧\nno-go then stop\n}' }),
    differs: [
      { finds: 'quorum-unreachable', saying: 'only 2 are invited' },
      { view: 'checklist', shows: 'cid heard, without a vote' },
    ],
    told: '~ go: consulted now cid',
  },
  {
    says: 'who is heard has to be asked to come, and has no veto',
    plan: plan({
      first: 'gate go 5m by ann with bob {\nveto cid\n⟦consulted cid⟧\nno-go then stop\n}',
    }),
    differs: [{ finds: 'quorum-unreachable', saying: 'has a veto at `go`, and is only consulted' }],
    told: '~ go: consulted now cid',
  },
  {
    says: 'a machine does it by itself',
    plan: plan({
      file: 'service pipeline',
      first: 'parallel {\ntask load 1h by ⟦pipeline¦ann⟧\ntask look 1h by ann\n}',
    }),
    differs: [
      { of: 'last', is: 'Thu 2026-12-10 21:10 .. 21:20', was: 'Thu 2026-12-10 22:10 .. 22:20' },
      { view: 'run-sheet', shows: 'pipeline' },
    ],
    told: '~ load: by ann → pipeline',
  },
  {
    says: 'all of a team do it',
    plan: plan({ first: 'task a 5m by ann with ⟦all of ops¦bob⟧' }),
    differs: [{ view: 'checklist', shows: 'ann with bob, cid' }],
    told: '~ a: by ann, bob → ann, bob, cid',
  },
  {
    says: 'whoever does it is independent',
    plan: plan({
      file: 'person eve\nteam crew is eve, cid',
      run: 'deploy web 10m by ann undo 5m\nverify web 10m by eve ⟦independent of crew⟧',
    }),
    differs: [{ finds: 'not-independent', saying: '`crew`' }],
    told: '~ verify web: by eve → eve independent of crew',
  },
  {
    says: 'a step is handed over at every shift',
    plan: plan({
      file: 'person dan { shift Mon..Sun 18:00 .. 22:00 }\nperson eve { shift Mon..Sun 22:00 .. 06:00 }\nteam movers is dan, eve',
      first: 'task load 4h by ⟦relay of movers¦any of movers⟧',
    }),
    differs: [
      { settles: 'shift-handover', saying: '`load`' },
      { view: 'schedule', shows: 'By dan until Thu 2026-12-10 22:00, eve until Fri 2026-12-11 00:00.' },
    ],
    told: '~ load: by dan → dan, eve',
  },
  {
    says: 'people are kept free for a crisis',
    plan: plan({ file: 'team two is bob, cid', release: '⟦reserve 2 of two during night⟧', first: 'task a 5m by bob' }),
    differs: [{ finds: 'reserve-short' }, { view: 'dates', shows: 'reserve\n2 of two' }],
    told: '+ reserve 2 of two: is new',
  },
];
