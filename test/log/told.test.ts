/** All that is known of a night, in each of the ways it may go: what becomes another thing with each line of its log, and with time alone. */
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../plan/log/events.ts';
import { logName, nightOf } from '../../plan/log/night.ts';
import { stateOf } from '../../plan/log/run.ts';
import type { Instant } from '../../plan/time/model.ts';
import { analyseText } from '../checks/marked.ts';
import { expectGolden } from '../support/golden.ts';
import { toldText } from '../support/told-texts.ts';
import { event } from './events.ts';
import { clock, EXAMPLES, payments, SIX_LATE, said, told } from './payments.ts';

const OPEN = SIX_LATE.slice(0, 1);
const DEPLOYED = [
  said('23:45', 'ops-lead', { done: 'deploy payments-api' }),
  said('23:46', 'ops-lead', { start: 'deploy checkout-web' }),
];
const CALLED = [...DEPLOYED, said('23:50', 'mara', { call: 'full' }, { because: 'errors' })];

/** Behind what is known at 23:31. */
const STORIES: Readonly<Record<string, readonly RunEvent[]>> = {
  'it goes on': DEPLOYED,
  'a step fails and is done again': [
    said('23:40', 'ops-lead', { fail: 'deploy payments-api' }, { because: 'no runner' }),
    said('23:50', 'ops-lead', { start: 'deploy payments-api' }),
  ],
  'a step is skipped, another one handed over': [
    said('23:40', 'ops-lead', { skip: 'deploy payments-api' }, { because: 'not needed' }),
    said('23:41', 'mara', { hand: 'deploy checkout-web', to: 'sam' }),
  ],
  'it will take longer': [said('23:40', 'ops-lead', { delay: 'deploy payments-api', minutes: 45 })],
  'it is decided to go on': [said('23:32', 'mara', { decide: 'no return', as: 'go' })],
  'it is decided later': [said('23:32', 'mara', { decide: 'no return', as: 'later', until: '2026-12-05T23:21:00Z' })],
  'all is taken back': [
    ...CALLED,
    said('23:53', 'ops-lead', { undo: 'deploy checkout-web' }),
    said('23:58', 'ops-lead', { start: 'deploy payments-api' }),
  ],
  'all is taken back, and some of it is skipped': [
    ...CALLED,
    said('23:53', 'ops-lead', { skip: 'deploy payments-api' }),
  ],
  'it is closed early': [said('23:55', 'mara', { close: 'stopped' })],
  'somebody notes, measures and corrects': [
    said('23:33', 'sam', { note: 'The pager is loud' }),
    said('23:34', 'grafana', { measure: 'Error rate', value: '3 %' }),
  ],
};

test('how it stands, and what each line of the log changes', () => {
  const rows: string[] = [];
  let before = new Map<string, string>();
  const tell = (title: string, events: readonly RunEvent[], at: string) => {
    const now = leavesOf(stateOf(payments, events, clock(at)));
    rows.push(`── ${title}, ${at}`, ...differences(before, now));
    return now;
  };
  tell('nobody has opened it', [], '21:55');
  before = tell('nobody has opened it', [], '22:10');
  before = tell('opened', OPEN, '22:10');
  for (const count of [2, 5, 7, 8, 12, 14, 16]) before = tell(`line ${count}`, SIX_LATE.slice(0, count), '23:00');
  before = tell('six minutes late', SIX_LATE, '23:31');
  const late = before;
  for (const [story, events] of Object.entries(STORIES)) {
    before = late;
    for (const count of events.keys())
      before = tell(`${story}, line ${count + 1}`, [...SIX_LATE, ...events.slice(0, count + 1)], '23:59');
    tell(`${story}, an hour later`, [...SIX_LATE, ...events], '00:59');
    tell(`${story}, much later`, [...SIX_LATE, ...events], '05:00');
  }
  expect(rows.length).toBeGreaterThan(500);
  expectGolden(
    `${rows.join('\n').replaceAll(pathToFileURL(EXAMPLES).href, 'examples')}\n`,
    './golden/told.golden.txt',
    import.meta.url,
  );
});

test('before anything was changed a no-go ends it', () => {
  const rows: string[] = [];
  let before = leavesOf(stateOf(payments, OPEN, clock('22:16')));
  const votes = [
    said('22:09', 'mara', { vote: 'go', as: 'go' }),
    said('22:11', 'ops-lead', { vote: 'go', as: 'no-go' }, { because: 'no backup' }),
    said('22:14', 'mara', { decide: 'go', as: 'no-go' }, { because: 'no backup' }),
  ];
  for (const count of votes.keys()) {
    const now = leavesOf(stateOf(payments, [...OPEN, ...votes.slice(0, count + 1)], clock('22:16')));
    rows.push(`── line ${count + 1}`, ...differences(before, now));
    before = now;
  }
  expectGolden(
    `${rows.join('\n').replaceAll(pathToFileURL(EXAMPLES).href, 'examples')}\n`,
    './golden/no-go.golden.txt',
    import.meta.url,
  );
});

/** What becomes of a step, one after the other. */
const COURSES: readonly ((step: string, starts: Instant, ends: Instant) => readonly Happens[])[] = [
  (step, starts, ends) => [
    [starts, { start: step }],
    [ends, { done: step }],
  ],
  (step, starts, ends) => [
    [starts + 7, { start: step }],
    [starts + 8, { delay: step, minutes: 25 }],
    [ends + 30, { done: step }],
  ],
  (step, starts, ends) => [
    [starts - 3, { start: step }],
    [starts + 2, { fail: step }],
    [starts + 4, { start: step }],
    [ends + 4, { done: step }],
    [ends + 5, { evidence: step, link: 'https://example.com/it' }],
  ],
  (step, starts) => [[starts, { skip: step }]],
  (step, starts, ends) => [
    [starts - 1, { hand: step, to: 'bob' }],
    [ends, { done: step }],
    [ends + 1, { tell: step }],
    [ends + 9, { acknowledge: step }],
  ],
  (step, starts, ends) => [
    [starts, { start: step }],
    [ends - 1, { delay: step, minutes: -5 }],
    [ends, { done: step }],
    [ends + 12, { undo: step }],
  ],
];
/** What is said of a gate beside that. */
const SAYS = ['go', 'no-go', 'later'] as const;

type Happens = readonly [at: Instant, says: Record<string, unknown>];

test.each([
  ['a-short-night', 0],
  ['a-short-night', 3],
  ['an-uncertain-night', 1],
  ['an-uncertain-night', 4],
  ['the-whole-night', 2],
  ['the-whole-night', 5],
] as const)('another night, in which whatever may becomes of its steps: %s, from course %i on', (name, from) => {
  const { plan, schedules } = analyseText(toldText(name));
  const night = nightOf(plan, plan.releases[0]!, schedules[0]!);
  const { run } = night.schedule;
  const happens = night.release.steps
    .flatMap((step, i): readonly Happens[] => {
      const times = night.schedule.steps[step.id];
      if (!times || !run || times.start < run.start - 60 || times.start > run.end) return [];
      const named = logName(night, step.id);
      const says = SAYS[(i + from) % SAYS.length]!;
      return [
        ...COURSES[(i + from) % COURSES.length]!(named, times.start, times.end),
        ...(step.verb === 'gate'
          ? ([
              [times.end, { vote: named, as: says === 'later' ? 'abstain' : says }],
              [times.end + 1, { decide: named, as: says, ...(says === 'later' && { until: isoOf(times.end + 20) }) }],
            ] as const)
          : []),
      ];
    })
    .sort((a, b) => a[0] - b[0]);
  const events = [[run!.start - 61, { open: 'real' }] as const, ...happens].map(([at, says], id) =>
    event(says, { id, at: isoOf(at), by: 'ann' }),
  );
  const rows: string[] = [];
  let before = new Map<string, string>();
  for (const [i, one] of events.entries()) {
    const now = leavesOf(stateOf(night, events.slice(0, i + 1), Date.parse(one.at) / 60_000 + (i % 4)));
    const { id, clock: _, writer, at, by, ...says } = one;
    const different = differences(before, now);
    rows.push(`── ${at} ${JSON.stringify(says)} · ${different.length}`, ...different.slice(0, MOST));
    before = now;
  }
  expect(rows.length).toBeGreaterThan(events.length);
  expectGolden(`${rows.join('\n')}\n`, `./golden/${name}-${from}.golden.txt`, import.meta.url);
});

/** Of what is different so much is shown. */
const MOST = 25;

const isoOf = (at: Instant) => new Date(at * 60_000).toISOString().replace('.000', '');

const [FIRST, LAST] = [clock('12:00'), clock('11:59')];

/** Each value by its way; what is an instant of that night is told as a clock. */
function leavesOf(state: object): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, way: string) => {
    if (typeof value === 'number' && value >= FIRST && value <= LAST) found.set(way, told(value)!);
    else if (typeof value !== 'object' || value === null) found.set(way, String(value));
    else if (Array.isArray(value) && value.every((one) => typeof one === 'string')) found.set(way, `[${value}]`);
    else for (const [key, part] of Object.entries(value)) walk(part, way ? `${way} · ${key}` : key);
  };
  walk({ ...state, now: undefined }, '');
  return found;
}

function differences(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const ways = [...new Set([...before.keys(), ...now.keys()])];
  return ways.flatMap((way) => {
    const [was, is] = [before.get(way), now.get(way)];
    if (was === is || /· event$/.test(way)) return [];
    return [`${way}: ${was === undefined ? '' : `${was} → `}${is ?? 'gone'}`];
  });
}
