/** What public procedures showed that move circuits and services: what they leave out, throw away, mistype, lose and never write down. */
import { describe, expect, test } from 'vitest';
import { toldOf } from './marked.ts';

const HEAD = `person ann
person bob
service shop on shop-db
database shop-db
`;

interface Parts {
  readonly head?: string;
  readonly title?: string;
  readonly before?: string;
  readonly behind?: string;
}

function plan(run: string, { head = HEAD, title = 'Shop 2', before = '', behind = '' }: Parts = {}): string {
  return `${head}release r "${title}" {
  owner ann
  zone  UTC
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  ${before}
  run {
${run}
  }
  ${behind}
}
`;
}

const told = (code: string, part: string, text: string) => toldOf(code, text).filter((one) => one.includes(part));

describe('things of one series', () => {
  const series = (kind: string, names: readonly string[]) =>
    `${HEAD}${names.map((name) => `${kind} ${name}`).join('\n')}\n`;
  const circuits = series('network', ['clr-6526', 'clr-6705', 'clr-6380', 'clr-7000']);
  const hosts = series('server', ['web-1', 'web-2', 'web-3']);
  const shards = series('database', ['shard01', 'shard02', 'shard03', 'shard04']);
  test.each([
    [
      circuits,
      'configure clr-6526 "Move the jumper" 10m by ann',
      '`clr-6705`, `clr-6380` and `clr-7000` are changed by nothing',
    ],
    [hosts, 'deploy web-1 10m by ann\ndeploy web-2 10m by ann', '`web-3` is changed by nothing'],
    [shards, 'migrate shard01, shard02 10m by ann\nmigrate shard04 10m by ann', '`shard03` is changed by nothing'],
  ])('are changed all, or it is told', (head, run, message) => {
    expect(told('unused', 'changed by nothing', plan(run, { head }))).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    [hosts, 'deploy web-1 10m by ann\nverify web-1 5m by bob\ndeploy shop "The rest" 20m by ann'],
    [hosts, 'deploy web-1 "web 1, 2 and 3" 10m by ann'],
    [hosts, 'deploy shop 10m by ann'],
    [series('server', ['web-1', 'web-2']), 'deploy web-1 10m by ann'],
  ])('may be named otherwise, or not be meant at all', (head, run) => {
    expect(told('unused', 'changed by nothing', plan(run, { head }))).toEqual([]);
  });
});

describe('what is old at the end of a run', () => {
  const change = 'deploy shop 10m by ann undo 5m\nverify shop 5m by bob\n';
  const back = { behind: 'rollback back {\n    deploy shop as older 5m by ann\n  }' };
  test.each([
    'task bin "Remove and dispose of all un-terminated jumpers" 5m by ann',
    'task bin "Delete the old images" 5m by ann',
    'configure shop-db as bin "Drop the previous tables" 5m by ann undo 5m',
    'stop shop as bin "Tear down the blue cluster" 5m by ann',
  ])('is needed by the way back: %s', (line) => {
    const count = line.includes('undo') ? 0 : 1;
    expect(told('point-of-no-return', 'throws away', plan(change + line, back))).toHaveLength(count);
  });

  test.each([
    [`${change}point of no return\ntask bin "Delete the old images" 5m by ann`, back],
    [
      `${change}gate keep "Keep it?" by bob {\n  criterion "Errors" = 0\n}\ntask bin "Delete the old images" 5m by ann`,
      back,
    ],
    [`${change}task bin "Dispose of old packaging" 5m by ann`, back],
    [`${change}task bin "Delete the old images" 5m by ann`, {}],
  ])('may go where somebody has decided, or where nothing needs it', (run, parts) => {
    expect(told('point-of-no-return', 'throws away', plan(run, parts))).toEqual([]);
  });
});

test.each([
  ['configure shop as up "Configure as: no shut" 5m by ann', 1],
  ['task up "Re-enable the jobs" 5m by ann', 1],
  ['task up "Unmute the alerts" 5m by ann', 1],
  ['task down "Pause the jobs" 5m by ann\ntask up "Re-enable the jobs" 5m by ann', 0],
  ['configure shop as down "Maintenance mode" 5m by ann\ntask up "Resume replication" 5m by ann', 0],
  ['stop shop 5m by ann\ntask up "Unblock the firewall" 5m by ann', 0],
  ['task up "Resume of the week" 5m by ann', 0],
])('what is opened has been closed: %s', (run, count) => {
  expect(told('left-stopped', 'opens or resumes', plan(`deploy shop 10m by ann undo 5m\n${run}`))).toHaveLength(count);
});

test.each([
  ['system panel "PP-RR.410.09:A"', 'Move it from PP-RR.401.10:A to PP-RR-410.09B', 1],
  ['network vlan "VLAN 1834"', 'Put the port into VLAN 1843', 1],
  ['server host "FRA-3021"', 'Reboot FRA-3012 over its console', 1],
  ['system panel "PP-RR.410.09:A"', 'Move it to PP-RR-410.09B', 0],
  ['server host "FRA-3021"\nserver other "FRA-3012"', 'Reboot FRA-3012 over its console', 0],
  ['server host "FRA-3021"', 'Reboot FRA-4412 over its console', 0],
])('a label in which two figures have changed places: %s, %s', (thing, title, count) => {
  const text = plan(`task hands "${title}" 5m by ann`, { head: `${HEAD}${thing}\n` });
  expect(told('count-differs', 'have two figures changed places', text)).toHaveLength(count);
});

test.each([
  ['task a "Jumper 1 to port 19" 5m by ann\ntask b "Jumper 2 to port 20" 5m by ann', 1],
  ['configure shop as a "New VLAN" 5m by ann\nconfigure shop as b "Readdress the hosts" 5m by ann', 1],
  ['task a "Move it to rack 4" 5m by ann\ntask b "Cable it" 5m by ann\nverify shop 5m by bob', 1],
  [
    'task a "Jumper 1 to port 19" 5m by ann\ntask b "Jumper 2 to port 20" 5m by ann\ntask c "Update the inventory" 5m by bob',
    0,
  ],
  ['task a "Jumper 1 to port 19" 5m by ann\ntask b "Jumper 2 to port 20" 5m by ann\nrecord shop 5m by bob', 0],
  ['task a "Jumper 1 to port 19" 5m by ann', 0],
])('what is plugged in elsewhere is written down: %s', (run, count) => {
  expect(told('record-missing', 'nothing writes down how it is then', plan(run))).toHaveLength(count);
});

describe('a service that moves', () => {
  const head = (one: string, other: string) => `person ann\nperson bob\n${one}\n${other}\n`;
  const dns = head('service old-dns "DNS in the data centre"', 'service new-dns "DNS in the cloud"');
  const mail = head('server mail-1 "Mail (bare metal)"', 'server mail-2 "Mail (virtual)"');
  const wiki = head('application wiki "Wiki on Confluence"', 'application wiki-next "Wiki on BookStack"');
  test.each([
    [dns, 'DNS: migration to the cloud', 'deploy new-dns 20m by ann undo 5m\nverify new-dns 10m by bob', 1],
    [mail, 'Mail moves', 'deploy mail-2 20m by ann undo 5m\nverify mail-2 10m by bob', 1],
    [wiki, 'Replace the wiki', 'deploy wiki-next 20m by ann undo 5m\nverify wiki-next 10m by bob', 1],
    [dns, 'DNS: migration to the cloud', 'deploy new-dns 20m by ann undo 5m\nswitch old-dns to new-dns 5m by bob', 0],
    [
      dns,
      'DNS: migration to the cloud',
      'deploy new-dns 20m by ann undo 5m\ntask turn "Update the forwarders" 5m by bob',
      0,
    ],
    [mail, 'Mail moves', 'deploy mail-2 20m by ann undo 5m\nstop mail-1 5m by bob', 0],
    [mail, 'Mail 4.2', 'deploy mail-2 20m by ann undo 5m\nverify mail-2 10m by bob', 0],
  ])('leads users over, or stops the old one: %s%s, %s', (things, title, run, count) => {
    expect(told('traffic-share', 'nothing leads anybody from', plan(run, { head: things, title }))).toHaveLength(count);
  });
});

describe('data that are said to be copied', () => {
  const change = 'deploy shop 10m by ann undo 5m\nverify shop 5m by bob';
  const store = (line: string) => ({ head: `${HEAD}${line}\n` });
  const asked = (line: string) => `gate go "Go?" by bob {\n  criterion ${line}\n}\n${change}`;
  test.each([
    [change, store('database zones "Zones (migrated through database copy)"'), 1],
    [change, store('storage files "Files, moved over by rsync"'), 1],
    [asked('"Customer data imported" = "yes"'), {}, 1],
    [
      `migrate shop-db 10m by ann undo 5m\n${change}`,
      store('database zones "Zones (migrated through database copy)"'),
      0,
    ],
    [`task across "Copy the files" 10m by ann\n${change}`, store('storage files "Files, moved over by rsync"'), 0],
    [asked('"Load of the hosts" < 80 %'), {}, 0],
    [change, store('database zones "Zones"'), 0],
  ])('are copied by a step', (run, parts, count) => {
    expect(told('writes-lost', 'is said to be copied', plan(run, parts))).toHaveLength(count);
  });
});

describe('the only copy', () => {
  const change = 'deploy shop 10m by ann undo 5m\nverify shop 5m by bob';
  const copy = (at: string) => ({ before: `prepare {\n    backup shop-db as early 10m by bob at ${at}\n  }` });
  test.each([
    [change, copy('T-2h'), 1],
    [change, copy('Sat 2026-12-05 18:00'), 1],
    [`deploy shop 10m by ann undo 5m`, copy('T-1d'), 1],
    [`backup shop-db as late 10m by bob\n${change}`, copy('T-2h'), 0],
    [`stop shop 5m by bob\n${change}\nstart shop 5m by bob`, copy('T-2h'), 0],
    [change, copy('T-15m'), 0],
    [`configure shop as close "Read-only" 5m by bob\n${change}`, copy('T-2h'), 0],
  ])('is as old as what is lost with it', (run, parts, count) => {
    expect(told('writes-lost', 'is the only copy', plan(run, parts))).toHaveLength(count);
  });
});

describe('a copy that is put back when users are in', () => {
  const run = (more: string) => `backup shop-db as before 10m by bob { tested 5m }
deploy shop 10m by ann
switch shop as few to 10 % 5m by ann
${more}
switch shop as all-of-it to 100 % 5m by ann`;
  const back = (first = '') => ({
    behind: `rollback back {\n    ${first}\n    restore shop-db 20m by ann from before\n  }`,
  });
  test.each([
    [run('wait soak 2h'), back(), 1],
    [run('verify shop as look 1h by bob'), back(), 1],
    [run('task calls "Call the first ones" 45m by bob'), back(), 1],
    [run('wait soak 2h'), back('task save "Export the new orders" 5m by ann'), 0],
    [run('wait soak 5m'), back(), 0],
    [run('configure shop-db as close "Read-only" 5m by bob\nwait soak 2h'), back(), 0],
  ])('loses what they have entered', (lines, parts, count) => {
    expect(told('writes-lost', 'while users work with it', plan(lines, parts))).toHaveLength(count);
  });
});

test.each([
  ['task pre "Verify prerequisites" 5m by ann', 1],
  ['task pre "Complete the readiness checklist" 5m by ann', 1],
  ['verify shop as pre "Check that all preconditions are met" 5m by ann', 1],
  ['task pre "Verify prerequisites" 5m by ann {\n  - "The host has room"\n}', 0],
  ['task pre "Verify prerequisites: disk space, access" 5m by ann', 0],
  ['task pre "Draft the checklist" 5m by ann', 0],
  ['task confirm-list "Rollback confirmation checklist" 5m by ann', 0],
  ['task pre "Verify prerequisites" 5m by ann link "docs/before.md"', 0],
])('a list that is gone through has lines: %s', (line, count) => {
  expect(
    told('gate-criteria-missing', 'goes through a list', plan(`${line}\ndeploy shop 10m by ann undo 5m`)),
  ).toHaveLength(count);
});

test.each([
  ['task report "Report" by bob due Sat 2026-12-12', '`report` is due Sat 2026-12-12'],
  [
    'task a "One" by bob due Sun 2026-12-13\nmeet b "Two" with ann due Sun 2026-12-13',
    '`a` and `b` are due Sun 2026-12-13',
  ],
  ['verify shop as look by bob due Sat 2026-12-19', '`look` is due Sat 2026-12-19'],
  ['task report "Report" by bob due Fri 2026-12-11', undefined],
  ['task a "One" by bob due Sat 2026-12-12\ntask b "Two" by bob due Sat 2026-12-19', undefined],
  ['task report "Report" by bob due Sat 2026-12-12 18:00', undefined],
])('work that is due on a free day: %s', (lines, message) => {
  const text = plan('deploy shop 10m by ann undo 5m', { behind: `follow-up {\n${lines}\n}` });
  expect(toldOf('milestone-off-day', text)).toEqual(message === undefined ? [] : [expect.stringContaining(message)]);
});

test.each([
  ['switch shop to 10 % 5m by ann\nwait soak 1h\ngate more "More?"', 1],
  ['wait soak 1h\ngate keep "Keep it?"', 1],
  ['task a "Call" 5m by ann\nwait soak 1h\ntask b "Note" 5m by bob\ngate keep "Keep it?" after soak', 1],
  ['wait soak 1h\ngate keep "Keep it?" by bob', 0],
  ['verify shop 5m by bob\ngate keep "Keep it?"', 0],
])('whoever has waited has seen nothing yet: %s', (lines, count) => {
  const text = plan(`deploy shop 10m by ann undo 5m\n${lines}`);
  expect(told('gate-criteria-missing', 'nothing says by what', text)).toHaveLength(count);
});

describe('what others give first', () => {
  const long = Array.from({ length: 20 }, (_, i) => `task t${i} "Chapter ${i}" by bob due Fri 2026-11-20`).join('\n');
  const run = 'deploy shop 10m by ann undo 5m';
  test.each([
    ['milestone cert "Paylink certification" Mon 2026-11-02', '', 1],
    ['milestone ga "Orbit Cloud GA" Mon 2026-11-02', '', 1],
    ['milestone paper "Accreditation by TUV" Mon 2026-11-02', '', 1],
    [
      'milestone cert "Paylink certification" Mon 2026-11-02',
      'task bring "Bring in Paylink" 5m by ann after cert due Fri 2026-11-20',
      0,
    ],
    [
      'milestone cert "Paylink certification" Mon 2026-11-02',
      'verify shop as link "Paylink" by bob due Fri 2026-11-20',
      0,
    ],
    ['milestone cert "Paylink certification" Mon 2026-11-02 by ann', '', 0],
    ['milestone texts "Texts are done" Mon 2026-11-02', '', 0],
  ])('is waited for: %s, %s', (milestone, more, count) => {
    expect(
      told('unused', 'Nothing waits for', plan(run, { before: `${milestone}\nprepare {\n${long}\n${more}\n}` })),
    ).toHaveLength(count);
  });
});
