/** A plan, and outlines that are taken over into it: rows that say what it says, otherwise, more, and what it cannot say. */
import type { Outline, OutlineItem } from '../../../plan/outline/model.ts';

/** Each step and milestone is there twice: with all that can be said on its line, and bare. */
export const PLAN = `// Kept as it is.
zone Europe/Berlin
import "shared.release"
person ann "Ann Lee" { leave 2026-12-21 .. 2026-12-23 }
person bob "Bob Ray"
team   ops "Operations" is ann
role   dba is ann
service shop "The Shop"
database db
environment live
audience users "All users"
freeze year-end "Year end" of shop from 2026-12-20 until 2027-01-06
calendar office { working Mon..Fri 09:00 .. 17:00 }

release shop-2.0 "Shop 2.0" {
  kind normal
  owner ann
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  change CHG-1
  event fair "The fair" during T-1d .. T
  scope { must one "The one" }
  risk rain "It rains"

  prepare {
    milestone full "All said" Fri 2026-12-04 12:00 by ann with bob due Fri 2026-12-04 13:00 was Thu 2026-12-03 12:00 done  // why
    milestone bare "Nothing said" tbd
    use elsewhere(shop)
    use patch(shop) "Patched" by ann
  }

  run {
    deploy shop   as all "All of it" 20m..50m by ann with bob in live version 1.2 not before 22:10 due 23:00 after full + 5m undo 10m tags slow, dear link https://x.example/1 done // stays
    // stays
    task noted "Noted" 60m {
      how "Open the console"
    }
    /* in front */ task bare-step "Bare" // behind
    task "Twice" 10m
    task "Twice" 20m
    backup db
    notify users via chat "Told" at 23:30 { - "Who" }
    task every-day "Daily" every 1d from Mon 2026-11-16 10:00 until Wed 2026-11-18 12:00
    parallel both "Both" {
      task inner 5m
    }
  }

  messages {
    notify users "Later" {
      text "Dear all"
    }
  }
}
runbook patch(host) {
  configure host as done-by "Configure it" 5m
}
`;

/** What a row may say of a step that the plan has, for one that has all of it and for one that has nothing. */
const SAYS: readonly OutlineItem[] = [
  { duration: '45m' },
  { duration: '20m .. 50m' },
  { duration: '20..50 min' },
  { duration: '20m..0h50m' },
  { duration: 'a while' },
  { duration: 'tbd' },
  { by: 'Bob Ray' },
  { by: 'ann lee' },
  { by: 'TBD' },
  { by: '' },
  { by: 'Cy Dow' },
  { by: 'any of Operations' },
  { by: 'x else y' },
  { at: '2026-12-05T22:30' },
  { at: 'T+1h' },
  { at: 'noon' },
  { notBefore: '22:10' },
  { notBefore: '2026-12-05T22:20' },
  { due: '23:00' },
  { due: '2026-12-05T23:30' },
  { title: 'all of IT' },
  { title: 'Something else' },
  { done: true },
  { done: false },
  { notes: ['stays', 'Look twice\nand again'] },
  { notes: [''] },
  { actualStart: '22:01' },
  { actualEnd: '22:40' },
  { actualStart: '22:01', actualEnd: '22:40' },
  { start: '2026-12-05T22:10' },
  { start: '2026-12-05T23:50' },
  { start: '2026-12-05T23:50', at: '2026-12-05T23:50' },
  { start: 'x' },
  { with: ['Bob Ray'] },
  { with: ['Ann Lee', 'Bob Ray'] },
  { after: [{ of: 'full', lag: '5m' }] },
  { after: [{ of: 'full' }, { of: 'all', side: 'start', lag: '-1h' }] },
  { after: [{ of: 'full', lag: '5m', most: '1h' }] },
  { after: [{ of: 'full', most: '1h' }] },
  { undo: '10m' },
  { undo: '20m' },
  { every: '1d' },
  { via: ['chat'] },
  { via: ['mail', 'chat'] },
  { in: 'live' },
  { in: 'test' },
  { version: '1.2' },
  { version: '1.3' },
  { was: ['2026-12-03 12:00'] },
  { tags: ['dear', 'SLOW'] },
  { tags: ['dear'] },
  { links: ['https://x.example/1'] },
  { links: ['https://x.example/2'] },
  { verb: 'deploy' },
  { verb: 'verify' },
];

const FRESH: readonly OutlineItem[] = [
  { title: 'In the run', duration: '5m', by: 'Cy Dow' },
  { title: 'Of two lines', checklist: [{ text: 'one' }] },
  {
    kind: 'prepare',
    items: [{ title: 'Into prepare' }, { kind: 'milestone', title: 'New milestone', at: '2026-12-04' }],
  },
  {
    kind: 'run',
    items: [
      { title: 'Into run' },
      { kind: 'parallel', name: 'both', items: [{ title: 'Into both' }] },
      { kind: 'Parallel', items: [{ title: 'By kind' }] },
      { kind: 'Both', items: [{ title: 'By title' }] },
    ],
  },
  { kind: 'messages', items: [{ title: 'Told', verb: 'notify', targets: ['users'] }] },
  { kind: 'odd', items: [{ title: 'Into nothing' }] },
  { title: 'Unreadable', by: 'ann', at: 'noon' },
  { verb: 'deploy', targets: ['New Shop'], in: 'stage' },
  { title: 'Broken', version: '"' },
];

export const MERGES: Readonly<Record<string, Outline>> = {
  'nothing else': {
    release: 'shop-2.0',
    kind: 'normal',
    owner: 'Ann Lee',
    people: [{ title: 'Ann Lee', leave: [{}] }, { name: 'bob' }],
    teams: [{ title: 'Operations' }],
    roles: [{ name: 'dba' }],
    systems: [{ title: 'The shop' }, { name: 'db' }],
    audiences: [{ name: 'users' }],
    environments: [{ name: 'live' }],
    calendars: [{ name: 'office' }],
    changes: ['CHG-1'],
    scope: [{ name: 'one' }],
    risks: [{ title: 'It rains' }],
    freezes: [{ title: 'Year end', from: 'x' }],
    events: [{ name: 'fair' }],
    items: [
      { id: 'all' },
      { kind: 'milestone', name: 'full' },
      { verb: 'backup', targets: ['db'] },
      { verb: 'notify', targets: ['users'], title: 'Told' },
      { title: 'twice', duration: '10m' },
      { title: 'Twice', duration: '20m' },
    ],
  },
  'all of it otherwise': {
    release: 'shop-3.0',
    kind: 'major',
    owner: 'Bob Ray',
    sponsor: 'Bob Ray',
    people: [{ title: 'Ann Lee', leave: [{}, {}] }, { name: 'cy' }],
    teams: [{ title: 'Crew' }],
    roles: [{ name: 'pm' }],
    systems: [{ title: 'Cart' }],
    audiences: [{ name: 'partners' }],
    environments: [{ name: 'test' }],
    calendars: [{ name: 'home' }, {}],
    changes: ['CHG-2'],
    scope: [{ name: 'two' }],
    risks: [{ title: 'It snows' }],
    freezes: [
      { title: 'Easter', from: '2027-03-26', to: '2027-03-29', of: ['cart'] },
      { name: 'around', from: 'T-1d', to: 'T' },
    ],
    events: [{ title: 'Show', from: '2026-12-01', to: '2026-12-02' }],
    rosters: [{ title: 'Phones', from: '2026-12-05', to: '2026-12-06', covers: [{ by: 'Cy Dow' }] }],
  },
  'dates that are half known': {
    freezes: [
      { name: 'year-end', title: 'Another end', from: '2027-12-20', to: '2027-12-27' },
      { name: 'other', title: 'Year end', from: '2027-12-20', to: '2027-12-27' },
      { name: 'spring', title: 'Spring', from: '2027-03-20', to: '2027-03-27' },
    ],
    events: [
      { name: 'fair', title: 'Another fair', from: '2026-12-01', to: '2026-12-02' },
      { name: 'show', title: 'The fair', from: '2026-12-01', to: '2026-12-02' },
    ],
    rosters: [
      { name: 'ops', title: 'Phones', from: '2026-12-05', to: '2026-12-06' },
      { name: 'desk', title: 'Operations', from: '2026-12-05', to: '2026-12-06' },
      {
        title: 'Night desk',
        from: '2026-12-05',
        to: '2026-12-06',
        by: 'Ann Lee',
        covers: [{ by: 'Bob Ray' }, { by: 'New One' }],
      },
    ],
    items: [
      { id: 'done-by', title: 'Otherwise' },
      { title: 'Elsewhere', duration: '7m' },
      { id: 'noted', duration: '1:00:30' },
    ],
  },
  'rows that are new': { items: FRESH },
  'a third of what is said twice': { items: ['10m', '20m', '30m'].map((duration) => ({ title: 'Twice', duration })) },
  'notes that the plan has': {
    items: [
      { id: 'noted', notes: ['stays', 'Open the console', 'is new'], duration: '1h' },
      { title: 'Later', notes: ['Dear all'] },
      { id: 'noted', duration: '2h' },
    ],
  },
  'one of two that cannot be read': {
    items: [
      { id: 'bare', at: 'noon' },
      { id: 'bare-step', by: 'Bob Ray' },
    ],
  },
  'rows with a verb for their kind': {
    items: [
      { kind: 'gate', title: 'Go on' },
      { kind: 'rehearsal', title: 'Dry run' },
      { kind: 'run' },
      { kind: 'step', verb: 'deploy', title: 'Cart' },
      { verb: 'deploy', targets: ['The Shop'], title: 'Deploy The Shop' },
    ],
  },
  'a line of another file': { items: [{ title: 'Elsewhere', duration: '9m' }] },
  'leave by name': {
    people: [
      { name: 'ann', leave: [{}, {}] },
      { name: '', title: 'Ann Lee' },
    ],
  },
  'lines that others share': {
    items: [
      { title: 'Configure it', duration: '9m' },
      { id: 'elsewhere', duration: '9m' },
    ],
  },
};

/** One outline for each thing that a row may say of this step or milestone. */
export function sayings(id: string): readonly Outline[] {
  return SAYS.map((says) => ({ items: [{ id, ...says }] }));
}
