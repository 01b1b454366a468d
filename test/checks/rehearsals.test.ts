/** What rehearsals say about a plan: which version and which run they proved, and how long it took. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../plan/analysis.ts';
import { standardRelease } from '../../plan/facts/example.ts';
import type { EarlierVersion } from '../../plan/facts/facts.ts';
import { analyseText, messagesOf, repaired } from './marked.ts';

const SHARED = 'person priya\nperson jonas\nservice web\nservice api\nenvironment staging';

interface Held {
  readonly name?: string;
  readonly day?: string;
  readonly result?: string;
  readonly lines?: string;
}

const held = ({ name = 'first', day = 'Tue 2026-09-22', result = 'passed', lines = '' }: Held) =>
  `rehearsal ${name} in staging at ${day} 10:00 {\n  ${result} by jonas on ${day}\n  ${lines}\n}`;

const TO_COME = 'rehearsal last in staging at Tue 2026-11-24 10:00';

const RUN = `deploy web as ship 10m by priya version 2.0 -> 2.1.0 undo 5m
  deploy api 10m by priya undo 5m
  verify web, api 10m by jonas`;

const plan = (rehearsals: string, run = RUN, more = '') =>
  standardRelease(SHARED, `${rehearsals}\nrun {\n  ${run}\n}\n${more}`);

describe('a rehearsal of another version', () => {
  const says = (rehearsals: string, run?: string) => messagesOf('rehearsal-stale', plan(rehearsals, run));

  test('is stale', () => {
    expect(says(held({ lines: 'version 2.0.9' }))).toEqual([
      '`first`, the last rehearsal (Tue 2026-09-22 10:00 Europe/Berlin), ran version `2.0.9`, and the run brings `2.1.0`; ' +
        'rehearse that, or say which version it was.',
    ]);
  });

  test.each([
    ['the version of the run', held({ lines: 'version 2.1.0' })],
    ['the same one, written shorter', held({ lines: 'version 2.1' })],
    ['nobody wrote which', held({})],
    ['one is still to come', `${held({ lines: 'version 2.0.9' })}\n${TO_COME}`],
    [
      'the last one ran the right one, wherever it stands on the page',
      `${held({ name: 'second', day: 'Tue 2026-09-29', lines: 'version 2.1.0' })}\n${held({ lines: 'version 2.0.9' })}`,
    ],
  ])('is not: %s', (_, rehearsals) => {
    expect(says(rehearsals)).toEqual([]);
  });

  test('of the version of the release is none, whatever its systems are called', () => {
    const whole = (version: string, run?: string) =>
      messagesOf('rehearsal-stale', plan(held({ lines: 'version 7.1' }), run, `version ${version}`));
    expect(whole('7.1')).toEqual([]);
    expect(whole('7.2')[0]).toContain('the run brings `7.2` and `2.1.0`');
    expect(whole('7.2', RUN.replace('version 2.0 -> 2.1.0 ', ''))[0]).toContain('the run brings `7.2`;');
  });

  test('is not told where the run does not say which version it brings', () => {
    expect(says(held({ lines: 'version 2.0.9' }), RUN.replace('version 2.0 -> 2.1.0 ', ''))).toEqual([]);
  });
});

describe('a run that has changed since its last rehearsal', () => {
  const at = (date: string) => Date.parse(`${date}T12:00Z`) / 60_000;
  const version = (date: string, text: string): EarlierVersion => ({
    at: at(date),
    plan: analyseText(text).plan,
    revision: '1a2b3c4',
  });
  const says = (text: string, history?: readonly EarlierVersion[]) =>
    analyse(analyseText(text).plan, { history, now: at('2026-10-05') })
      .findings.filter(({ code }) => code === 'rehearsal-stale')
      .map(({ message }) => message);
  const rehearsed = plan(held({}));
  const history = [version('2026-09-01', rehearsed)];

  test('is told with what is new, gone, other and moved', () => {
    const now = plan(
      held({}),
      `deploy api 10m by priya undo 5m
  deploy web as ship 10m by priya version 2.0 -> 2.2.0 undo 5m
  task cache "Warm the cache" 30m by priya`,
    );
    expect(says(now, history)).toEqual([
      'Since `first`, the last rehearsal (Tue 2026-09-22 10:00 Europe/Berlin, 1a2b3c4), the run has changed: 1 step came in ' +
        '(`cache`), 1 step went (`verify web, api`), 1 step became another one (`ship`) and 1 step changed place ' +
        '(`deploy api`); rehearse it as it is now.',
    ]);
  });

  test('is told without a revision where the version of that day has none', () => {
    const now = plan(held({}), `${RUN}\n  task cache "Warm the cache" 30m by priya`);
    const [earlier] = history;
    expect(says(now, [{ ...earlier!, revision: undefined }])).toEqual([
      'Since `first`, the last rehearsal (Tue 2026-09-22 10:00 Europe/Berlin), the run has changed: 1 step came in ' +
        '(`cache`); rehearse it as it is now.',
    ]);
  });

  test.each([
    ['who does it, how long it takes and how it is called', RUN.replace('ship 10m by priya', 'ship-it 25m by jonas')],
    ['another message and a pause', `notify jonas "We begin" by priya\n  wait 5m\n  ${RUN}`],
  ])('may change %s', (_, run) => {
    expect(says(plan(held({}), run), history)).toEqual([]);
  });

  test('is judged by the version of that day, and not at all where nobody remembers it', () => {
    const now = plan(held({}), `${RUN}\n  task cache "Warm the cache" 30m by priya`);
    expect(says(now, history)).toHaveLength(1);
    expect(says(now, [...history, version('2026-09-20', now)])).toEqual([]);
    expect(says(now, [...history, version('2026-09-25', now)])).toHaveLength(1);
    expect(says(now, [version('2026-09-25', rehearsed)])).toEqual([]);
    expect(says(now, [])).toEqual([]);
    expect(says(now)).toEqual([]);
    expect(says(now.replace('run {', `${TO_COME}\n  run {`), history)).toEqual([]);
  });
});

describe('a rollback that nobody has rehearsed', () => {
  const ROLLBACK = 'rollback back {\n  deploy web as old-web 30m by priya\n  deploy api as old-api 5m by priya\n}';
  const says = (rehearsals: string, rollback = ROLLBACK) =>
    messagesOf('rollback-unrehearsed', plan(rehearsals, RUN, rollback));

  test('is told with its length and its longest step', () => {
    expect(says(held({ lines: 'measured ship 10m' }))).toEqual([
      '`back` is planned with 35 min, 30 min of it for `old-web`, and none of 1 rehearsal has measured it; rehearse it, ' +
        'and write down what it took: `measured back …`.',
    ]);
    expect(says(held({ lines: 'measured old-api 5m' }))).toHaveLength(1);
  });

  test.each([
    ['all of it was measured', held({ lines: 'measured back 30m' })],
    ['its longest step was measured', held({ lines: 'measured old-web 30m' })],
    ['a rehearsal is still to come', `${held({})}\n${TO_COME}`],
    ['nothing was rehearsed at all, which is another finding', ''],
  ])('is not told where %s', (_, rehearsals) => {
    expect(says(rehearsals)).toEqual([]);
  });

  test('is each one for itself', () => {
    const both = `${ROLLBACK}\nrollback half {\n  deploy api 5m by priya\n}`;
    expect(says(held({ lines: 'measured back 30m' }), both).map((message) => message.slice(0, 6))).toEqual(['`half`']);
  });
});

describe('an estimate', () => {
  const CODE = 'estimate-below-measured';
  const says = (lines: readonly (string | Held)[], estimate: string, shared = '') =>
    messagesOf(CODE, text(lines, estimate, shared));
  const text = (lines: readonly (string | Held)[], estimate: string, shared = '') =>
    `${shared}${plan(
      lines
        .map((one, i) =>
          held({
            name: `r${i}`,
            day: `Tue 2026-09-${['01', '08', '15', '22', '29'][i]}`,
            ...(typeof one === 'string' ? { lines: `measured ship ${one}` } : one),
          }),
        )
        .join('\n'),
      RUN.replace('ship 10m', `ship ${estimate}`),
    )}`;

  test('is held against what four of five rehearsals did not exceed', () => {
    expect(says(['10m', '12m', '14m', '20m', '45m'], '20m')).toEqual([]);
    expect(says(['10m', '12m', '14m', '20m', '45m'], '19m')).toEqual([
      '`ship` is planned with `19m`, and rehearsals took 10 min, 12 min, 14 min and 2 more, no more than 20 min in 80 % ' +
        'of them: 1 min too little; take what was measured.',
    ]);
  });

  test('may be below a failed rehearsal, where one has passed', () => {
    const failed = { result: 'failed', lines: 'measured ship 2h' };
    expect(says([failed, '10m'], '10m')).toEqual([]);
    expect(says([failed], '10m')).toHaveLength(1);
  });

  test('that is a range is held to the same share of it', () => {
    expect(says(['28m'], '20m..25m..50m')).toEqual([]);
    const [message] = says(['45m'], '20m..25m..50m');
    expect(message).toContain('(no more than 32 min with 80 %)');
  });

  test.each(['10m', '5m..10m..20m', '5m..15m', '20m..', '..20m'])(
    'of %s is repaired by what was measured',
    (estimate) => {
      const before = text(['45m'], estimate);
      expect(messagesOf(CODE, before)).toHaveLength(1);
      const after = repaired(CODE, before);
      expect(after).toContain('45m');
      expect(messagesOf(CODE, after)).toEqual([]);
    },
  );

  test('is held to the norm where nobody measured, on the way forward', () => {
    const norm = 'norm deploy web 15m\n';
    expect(says([], '10m', norm)).toEqual([
      '`ship` is planned with `10m`, 5 min less than the norm of `15m`; take the norm, or rehearse it and write down what it took.',
    ]);
    expect(says([], '15m', norm)).toEqual([]);
    expect(says(['8m'], '10m', norm)).toEqual([]);
    expect(says([], '10m', 'norm deploy web 8m..15m\n')).toEqual([]);
    expect(says([], '15m', 'norm deploy web 15m\nnorm deploy 1h\n')).toHaveLength(1);
    const back = plan('', RUN, 'rollback {\n  deploy web as old 5m by priya\n}');
    expect(messagesOf(CODE, `norm deploy web 10m\n${back}`)).toEqual([]);
  });

  test('of a whole block is what its steps make of it', () => {
    const rollback = 'rollback back {\n  deploy web as old 10m by priya\n  deploy api as older 10m by priya\n}';
    const [message] = messagesOf(CODE, plan(held({ lines: 'measured back 35m' }), RUN, rollback));
    expect(message).toContain(
      '`back` is planned with 20 min, and the rehearsal `first` took 35 min: 15 min too little in its steps',
    );
    expect(messagesOf(CODE, plan(held({ lines: 'measured back 20m' }), RUN, rollback))).toEqual([]);
  });
});
