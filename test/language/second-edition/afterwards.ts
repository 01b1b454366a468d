/** What proves it, which words are said, where people meet, who is there afterwards. */
import { plan, type Row } from './row.ts';

const TALLY = (line: string) => plan({ first: `task tally 10m by cid {\n${line}\n}` });
const OTHER = 'meet other 30m by cid where "Room 5" at Wed 2026-12-09 10:00';

export const AFTERWARDS: readonly Row[] = [
  {
    says: 'how a step is done',
    plan: TALLY('⟦how "Reports, day end; press Export twice"⟧'),
    differs: [{ view: 'checklist', shows: 'Reports, day end; press Export twice' }],
    told: '~ tally: how now Reports, day end; press Export twice',
  },
  {
    says: 'what comes out',
    plan: TALLY('⟦expect "Balance" = 0⟧'),
    differs: [{ view: 'checklist', shows: 'Expect: Balance = 0' }],
    told: '~ tally: expect now Balance = 0',
  },
  {
    says: 'what proves it',
    plan: TALLY('⟦evidence "Tally export" by vendor {⟧\n⟦keep 60mo⟧\n⟦}⟧'),
    differs: [{ view: 'checklist', shows: 'Evidence: Tally export by vendor, keep 60mo' }],
    told: '~ tally: evidence now Tally export by vendor keep 60mo',
  },
  {
    says: 'the words of a message',
    plan: plan({
      release: 'notify buyers "Soon" by ann via mail at T-1wd {\n⟦text "From {window.start} on, {owner}"⟧\n}',
    }),
    differs: [{ view: 'communications', shows: 'From Thu 2026-12-10 20:00 UTC on, ann' }],
    told: '~ notify buyers: text now From {window.start} on, {owner}',
  },
  {
    says: 'words that cannot be filled in',
    plan: plan({
      release: 'notify buyers "Soon" by ann via mail at T-1wd {\ntext "From ⟦{launch.start}¦20:00⟧ on"\n}',
    }),
    differs: [{ finds: 'text-unfilled', saying: 'launch' }],
    told: '~ notify buyers: text From 20:00 on → From {launch.start} on',
  },
  {
    says: 'words that several messages say',
    plan: plan({
      release:
        '⟦text no-return "From {window.start} on"⟧\nnotify buyers "Soon" by ann via mail at T-1wd {\n⟦text no-return⟧\n}',
    }),
    differs: [{ view: 'checklist', shows: 'To buyers: From Thu 2026-12-10 20:00 UTC on' }],
    told: '~ notify buyers: text now no-return',
  },
  {
    says: 'stages of a promise',
    plan: plan({
      release: `hypercare T .. T+5d {
cover by any of ops otherwise
respond P1 within 2h
⟦mitigate P1 within 12h⟧
⟦resolve P1 within 1h⟧
escalate ann, bob
}`,
    }),
    differs: [
      { finds: 'stages-implausible', saying: '`P1`' },
      { view: 'schedule', shows: 'mitigate P1 within 12h' },
    ],
    told: '~ hypercare hypercare: stages respond P1 within 2h → respond P1 within 2h, mitigate P1 within 12h, resolve P1 within 1h',
  },
  {
    says: 'over which channel an incident of a priority comes, and who is called how',
    plan: plan({
      release: `hypercare T .. T+5d {
cover by any of ops otherwise
respond P1 ⟦via post⟧ within 2h
respond P2 ⟦via mail⟧ within 8h
escalate ann, bob ⟦via post⟧
}`,
    }),
    differs: [{ view: 'schedule', shows: 'respond P1 via post within 2h' }],
    told: '~ hypercare hypercare: stages respond P1 within 2h, respond P2 within 8h → respond P1 via post within 2h, respond P2 via mail within 8h; escalate ann, bob → ann, bob via post',
  },
  {
    says: 'what is aimed at, and what is promised',
    plan: plan({
      release:
        'promise outage ⟦5m..1h¦1h⟧\nhypercare T .. T+5d {\ncover by any of ops otherwise\nrespond P1 within ⟦30m..2h¦2h⟧\nescalate ann, bob\n}',
      run: 'outage {\ndeploy web as first 10m by ann undo 5m\n}\nverify web as last 10m by bob',
    }),
    differs: [
      { finds: 'outage-promise', saying: '5 min more than the 5 min that are aimed at, and within the promised 1 h' },
      { view: 'schedule', shows: 'respond P1 within 30m..2h' },
    ],
    told: '~ promise outage: aim now 5m',
  },
  {
    says: 'how soon somebody answers',
    plan: plan({
      release: 'hypercare T .. T+5d {\ncover by any of ops otherwise\n⟦respond P1 within 2h⟧\nescalate ann, bob\n}',
    }),
    differs: [{ view: 'schedule', shows: 'respond P1 within 2h' }],
    told: '~ hypercare hypercare: stages now respond P1 within 2h',
  },
  {
    says: 'cover that comes round',
    plan: plan({
      release: 'roster desk during T .. T+2w {\ncover by any of ops ⟦every Mon..Fri 09:00 .. 18:00¦T .. T+1h⟧\n}',
    }),
    differs: [
      { settles: 'hypercare-gap', saying: '`desk`' },
      { view: 'dates', shows: 'ops, 10 times, the last Thu 2026-12-24 09:00' },
    ],
    told: '~ roster desk: cover any of ops T .. T+1h → any of ops every Mon, Tue, Wed, Thu, Fri 09:00 .. 18:00 UTC',
  },
  {
    says: 'all positions are covered',
    plan: plan({
      file: 'person zoe { leave Fri 2026-12-11 }\nteam war-room is ann, zoe',
      release: 'hypercare T .. T+3d {\ncover by ⟦all of war-room¦any of war-room⟧ otherwise\n}',
    }),
    differs: [{ finds: 'hypercare-gap', saying: 'fewer people are there' }],
    told: '~ hypercare hypercare: cover any of war-room otherwise → all of war-room otherwise',
  },
  {
    says: 'over which channel whoever covers is reached',
    plan: plan({ release: 'roster desk during T .. T+2w {\ncover by any of ops ⟦via post⟧ otherwise\n}' }),
    differs: [{ view: 'schedule', shows: 'any of ops via post' }],
    told: '~ roster desk: cover any of ops otherwise → any of ops via post otherwise',
  },
  {
    says: 'an open bridge',
    plan: plan({ release: '⟦roster bridge "Launch room" by cid via mail during Thu 2026-12-10 20:00 .. 20:10⟧' }),
    differs: [
      { finds: 'outside-bridge', saying: '`last`' },
      { view: 'checklist', shows: 'Bridge Launch room · via mail · by cid' },
    ],
    told: '+ roster bridge: is new',
  },
  {
    says: 'where people meet',
    plan: plan({ release: `meet briefing 30m by ann with bob ⟦where "Room 5"⟧ at Wed 2026-12-09 10:00\n${OTHER}` }),
    differs: [{ finds: 'room-double-booked', saying: '`briefing`' }],
    told: '~ briefing: where now Room 5',
  },
  {
    says: 'where a gate is',
    plan: plan({
      release: `gate go 30m by ann with bob ⟦where "Room 5"⟧ at Wed 2026-12-09 10:00 {\nno-go then stop\n}\n${OTHER}`,
    }),
    differs: [{ finds: 'room-double-booked', saying: '`go`' }],
    told: '~ go: where now Room 5',
  },
  {
    says: 'where a roster is',
    plan: plan({ release: 'roster desk by cid ⟦where "Room 5"⟧ during Wed 2026-12-09 09:00 .. 12:00' }),
    differs: [{ view: 'checklist', shows: 'Room desk · where Room 5' }],
    told: '~ roster desk: where now Room 5',
  },
  {
    says: 'the address of a call',
    plan: plan({ release: 'roster desk by cid via mail during T .. T+2h ⟦link https://calls.acme.example/launch⟧' }),
    differs: [{ view: 'checklist', shows: 'https://calls.acme.example/launch' }],
    told: '~ roster desk: link now https://calls.acme.example/launch',
  },
  {
    says: 'a link on an event',
    plan: plan({ file: 'event fair during Tue 2026-12-08 .. Fri 2026-12-11 ⟦link https://fair.example⟧' }),
    differs: [{ view: 'schedule', shows: 'https://fair.example' }],
    told: '~ event fair: link now https://fair.example',
  },
  {
    says: 'who has to be there at a milestone',
    plan: plan({
      file: 'person zoe { leave Wed 2026-12-09 }',
      release: 'milestone signed Wed 2026-12-09 10:00 ⟦with zoe⟧',
    }),
    differs: [{ finds: 'double-booked', saying: '`zoe` is on leave' }],
    told: '~ signed: with now zoe',
  },
  {
    says: 'holidays of two calendars',
    plan: plan({
      file: 'calendar one {\nworking Mon..Fri 09:00 .. 17:00\n}\ncalendar two {\nholiday Wed 2026-12-09 "Feast"\n}\nperson eve {\ncalendar one\n⟦holidays two⟧\n}',
      release: 'prepare {\ntask a 1wd by eve due Wed 2026-12-09 17:00\n}',
    }),
    differs: [{ of: 'a', is: 'Tue 2026-12-08 09:00 .. 17:00', was: 'Wed 2026-12-09 09:00 .. 17:00' }],
    told: '~ person eve: holidays now two',
  },
  {
    says: 'names in any script',
    plan: plan({ file: 'person ⟦Jürgen¦eve⟧', first: 'task a 5m by ⟦Jürgen¦eve⟧' }),
    differs: [{ view: 'people', shows: 'Jürgen' }],
    told: '~ a: by eve → Jürgen',
  },
];
