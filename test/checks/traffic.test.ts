/** Traffic that is moved in shares: how the stages run, what is waited for between them, and the way back. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { itemLines } from '../../plan/schedule/rollback/describe.ts';
import { layout } from '../../view/schedule/layout.ts';
import { analyseText, messagesOf, repaired } from './marked.ts';

const plan = (run: string, more = '') =>
  standardRelease(
    `person mara
person priya
service cart`,
    `run {
${run}
}
${more}`,
  );

describe('stages', () => {
  const stages = (...shares: readonly string[]) =>
    plan(shares.map((share, i) => `switch cart as s${i} ${share} 5m by priya undo 5m`).join('\n'));
  const says = (...shares: readonly string[]) => messagesOf('traffic-share', stages(...shares));

  test('rise to all of it', () => {
    expect(says('to 10 %', 'to 50 %', 'to 100 %')).toEqual([]);
    expect(says('to 10 %', '')).toEqual([]);
    expect(says('')).toEqual([]);
    expect(says('to 10 %', 'to tbd', 'to 100 %')).toEqual([]);
  });

  test('do not fall, and do not stop on the way', () => {
    expect(says('to 50 %', 'to 10 %', 'to 100 %')).toEqual([
      '`s1` takes the traffic of `cart` down from 50 % to 10 % while all goes well; put the stages in rising order, ' +
        'or move this one into a `rollback`.',
    ]);
    expect(says('to 10 %', 'to 50 %')).toEqual([
      'The run leaves `cart` at 50 % of the traffic; add a last `switch cart to 100 %`, or say what the rest waits for.',
    ]);
  });

  test('and the way back takes them down', () => {
    const back = (share: string) =>
      plan(
        'switch cart to 10 % 5m by priya\nswitch cart as all to 100 % 5m by priya',
        `rollback back { switch cart as off to ${share} % 5m by priya }`,
      );
    expect(messagesOf('traffic-share', back('0'))).toEqual([]);
    expect(messagesOf('traffic-share', back('50'))).toHaveLength(1);
  });

  test('what takes a stage back knows the share before', () => {
    const analysis = analyseText(stages('to 10 %', 'to 50 %', 'to 100 %'));
    const [release] = analysis.plan.releases;
    const [rollback] = analysis.schedules[0]!.rollbacks;
    const lines = itemLines(release!, rollback!, rollback!.stages.at(-1)!).join('\n');
    expect(lines).toContain('undo switch cart to 50 %');
    expect(lines).toContain('undo switch cart to 10 %');
    expect(lines).toContain('undo switch cart to 0 %');
  });

  test('are drawn as stairs', () => {
    const rows = (text: string) => {
      const analysis = analyseText(text);
      const scene = layout(analysis, analysis.schedules[0]!, { width: 1600 });
      return scene.panels.flatMap((panel) => panel.rows).filter(({ kind }) => kind === 'traffic');
    };
    const [row, ...others] = rows(stages('to 10 %', 'to 50 %', 'to 100 %'));
    expect(others).toEqual([]);
    expect(row?.description).toBe(
      'Share of the traffic that cart gets: 10 % from Sat 22:05 on, 50 % from Sat 22:10 on, 100 % from Sat 22:15 on',
    );
    const tops = row!.stairs!.treads.map(({ y }) => y);
    expect(tops).toEqual([...tops].sort((a, b) => b - a));
    expect(rows(stages(''))).toEqual([]);
  });
});

test.each([
  ['switch cart to 130 % 5m by priya', '`130 %` is more than all of the traffic; write a share between 0 and 100.'],
  [
    'deploy cart to 10 % 5m by priya',
    '`to 10 %` is a share of the traffic, which `switch` moves: `switch cart to 10 %`.',
  ],
  ['switch cart to 10 % to 20 % 5m by priya', '`to` stands twice on this line; keep one.'],
])('%s is told once', (line, said) => {
  expect(messagesOf('syntax', plan(line))).toEqual([said]);
});

describe('a wait before a gate', () => {
  const soak = (wait: string, gate = 'criterion "Error rate" < 0.5 % over 15m from grafana', share = '') =>
    plan(`switch cart as one ${share} 2m by priya undo 1m
${wait}
gate more 5m by mara {
${gate}
}`);
  const says = (...args: Parameters<typeof soak>) => messagesOf('soak-too-short', soak(...args));

  test('covers what its criteria look back to', () => {
    expect(says('wait soak 5m')).toEqual([
      '`more` reads `Error rate` over 15 min, but begins 5 min after `one`: 10 min of it are from before; let `soak` ' +
        'last `15m`.',
    ]);
    expect(says('wait soak 15m')).toEqual([]);
    expect(messagesOf('soak-too-short', repaired('soak-too-short', soak('wait soak 5m')))).toEqual([]);
  });

  test('the widest of them, and those of sets that it needs', () => {
    const both = 'criterion "A" < 1 % over 5m from x\ncriterion "B" < 1 % over 30m from x';
    expect(says('wait soak 15m', both)[0]).toContain('`B` over 30 min');
    const text = soak('wait soak 5m', 'needs bar').replace(
      'run {',
      'criteria bar { criterion "B" < 1 % over 30m from x }\nrun {',
    );
    expect(messagesOf('soak-too-short', text)).toHaveLength(1);
  });

  test('is asked for where shares are watched or somebody waits, and nowhere else', () => {
    expect(says('')).toEqual([]);
    expect(says('', undefined, 'to 10 %')).toHaveLength(1);
    expect(says('', 'criterion "Open P1" = 0 from jira', 'to 10 %')).toEqual([]);
  });

  test('counts behind the run as well: a week that is asked for is a week', () => {
    const gate = (at: string) =>
      plan(
        'switch cart as all to 100 % 2m by priya undo 1m',
        `gate wide 5m by mara at ${at} {\n  criterion "Crash rate" < 1 % over 7d from console\n}`,
      );
    const [found] = messagesOf('soak-too-short', gate('T+1d'));
    expect(found).toContain('`wide` reads `Crash rate` over 7 d, but begins 23 h 58 min after `all`');
    expect(found).toContain('wait 7 d before it: `wait soak 1w`.');
    expect(messagesOf('soak-too-short', gate('T+8d'))).toEqual([]);
  });
});

describe('trigger and gate', () => {
  const says = (trigger: string, criterion: string, noGo = 'rollback abort') =>
    messagesOf(
      'trigger-unlike-gate',
      plan(
        `switch cart as one 2m by priya
gate more 5m by mara {
  criterion ${criterion}
  no-go then ${noGo}
}
when ${trigger} then rollback abort`,
        'rollback abort { switch cart as back 1m by priya }',
      ),
    );

  test('that go back by one figure agree about it', () => {
    const gate = '"Error rate" < 0.5 % over 15m from grafana';
    expect(says('"Error rate" > 0.5 % over 5m from grafana', gate)).toEqual([]);
    expect(says('"Error rate" > 20 % over 5m from grafana', gate)[0]).toContain(
      'The trigger allows what `more` forbids',
    );
    expect(says('"Error rate" > 0.1 % over 5m from grafana', gate)[0]).toContain(
      '`more` never sees what it asks about',
    );
    expect(says('"Error rate" < 0.4 % over 5m from grafana', gate)[0]).toContain('turn one of them round');
    expect(says('"Success rate" < 90 % from x', '"Success rate" > 95 % from x')[0]).toContain(
      'between 90 and 95 % nothing happens',
    );
  });

  test('may each go by their own', () => {
    const gate = '"Error rate" < 0.5 % over 15m from grafana';
    expect(says('"Latency" > 300 ms from grafana', gate)).toEqual([]);
    expect(says('"Error rate" > 20 % over 5m from grafana and "Ops agrees"', gate)).toEqual([]);
    expect(says('"Error rate" > 20 % over 5m from grafana', gate, 'stop')).toEqual([]);
  });
});
