/** Random plans leave in each format and are taken over into themselves: nothing changes, and nothing is told but what the format says otherwise. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../../language/workspace.ts';
import { exported } from '../../../service/formats/export.ts';
import { imported } from '../../../service/formats/import.ts';
import { randomPlan } from './plan.ts';

const FIRST = Number(process.env.RELEASE_PLAN_SEED ?? 1);
const URI = 'file:///plan.release';

function target(text: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(URI, text);
  return { uri: URI, text, ...workspace.analysis(URI) };
}

async function taken(text: string, format: string, change = (sent: string) => sent) {
  const into = target(text);
  const sent = await exported(into, 'plan', { format });
  if ('trouble' in sent) throw new Error(sent.trouble);
  const bytes = typeof sent.data === 'string' ? new TextEncoder().encode(change(sent.data)) : sent.data;
  const got = await imported({ format, bytes, file: 'plan', into });
  if ('trouble' in got) throw new Error(got.trouble);
  return { text: got.text, told: got.ledger.report(), code: got.ledger.exitCode };
}

test.each(['json', 'csv', 'xlsx', 'markdown'])('%s: a plan that nobody changed stays as it was', async (format) => {
  for (let seed = FIRST; seed < FIRST + 12; seed++) {
    const plan = randomPlan(seed);
    const { text, told, code } = await taken(plan, format);
    expect({ seed, text, told: code === 0 ? '' : told }).toEqual({ seed, text: plan, told: '' });
  }
});

test.each([
  ['With', 'ben'],
  ['After', 'verify web'],
  ['Undo', '25m'],
  ['Owner', 'ben'],
  ['Duration', '40m'],
  ['Action', 'verify'],
  ['Link', 'https://x.example/2'],
  ['Notes', 'Look twice'],
  ['Status', 'done'],
  ['Actual start', '2026-12-05 22:04'],
  ['When', 'due Sun 2026-12-06 01:00'],
  ['Start', '2026-12-05 23:30'],
  ['Task', 'Something else'],
])('a cell of %s that somebody filled in is an edit, or told', async (head, value) => {
  const plan = `person ann\nperson ben\nservice web\nrelease shop-1.0 {\n  kind standard\n  zone UTC\n  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00\n  run {\n    verify web 5m by ann\n    deploy web "Roll out" 15m by ann\n  }\n}\n`;
  const { text, told } = await taken(plan, 'csv', (sent) => {
    const [first, one, two, ...rest] = sent.split('\r\n').map((line) => line.split(','));
    const column = first!.findIndex((cell) => cell.startsWith(head));
    return [first!, one!, two!.with(column, value), ...rest].map((line) => line.join(',')).join('\r\n');
  });
  expect({
    isTold: told.includes(value.slice(0, 16)) || told.includes('status was'),
    isEdit: text !== plan,
  }).not.toEqual({
    isTold: false,
    isEdit: false,
  });
  expect(told).not.toContain(' 0 changed, 0 with something left out');
});

test('a calendar that is taken over brings freezes, events and rosters, once; a person and leave that the plan lacks are told', async () => {
  const plan =
    'person ann "Ann Lee"\nrelease shop-1.0 {\n  kind standard\n  zone UTC\n  window tbd\n  run {\n    task a\n  }\n}\n';
  const events = [
    ['Year-end freeze', '20261218', '20270104'],
    ['Trade fair', '20261201', '20261202'],
    ['Ann Lee on call', '20261205', '20261207'],
    ['Ann Lee: vacation', '20261221', '20261223'],
    ['Christmas (public holiday)', '20261225', '20261226'],
  ].map(
    ([summary, from, to], i) =>
      `BEGIN:VEVENT\r\nUID:${i}\r\nSUMMARY:${summary}\r\nDTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${to}\r\nEND:VEVENT`,
  );
  const bytes = new TextEncoder().encode(
    `BEGIN:VCALENDAR\r\nX-WR-CALNAME:Ops\r\n${events.join('\r\n')}\r\nEND:VCALENDAR\r\n`,
  );
  const once = await imported({ format: 'ics', bytes, file: 'ops.ics', into: target(plan) });
  if ('trouble' in once) throw new Error(once.trouble);
  expect(once.text).toContain('freeze year-end-freeze "Year-end freeze" of production from Fri 2026-12-18');
  expect(once.text).toContain('event trade-fair "Trade fair" during Tue 2026-12-01');
  expect(once.text).toMatch(/roster ops "Ops" during .*\n +cover by ann/);
  const told = once.ledger.report();
  expect(told).toContain('leave of Ann Lee');
  expect(told).toContain('the calendar "Ops"');
  const twice = await imported({ format: 'ics', bytes, file: 'ops.ics', into: target(once.text) });
  expect('text' in twice && twice.text).toBe(once.text);
});
