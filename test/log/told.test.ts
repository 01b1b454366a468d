/** All that is known of a night, in each of the ways it may go: what becomes another thing with each line of its log, and with time alone. */
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../plan/log/events.ts';
import { stateOf } from '../../plan/log/run.ts';
import { expectGolden } from '../support/golden.ts';
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
