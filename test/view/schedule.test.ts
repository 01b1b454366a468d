import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeMinutes } from '../../plan/time/format.ts';
import { renderChecklist } from '../../view/checklist.ts';
import { findingsByLine } from '../../view/row-findings.ts';
import { route } from '../../view/schedule/arrows.ts';
import { waitSentence } from '../../view/schedule/explain.ts';
import { layout } from '../../view/schedule/layout.ts';
import { renderSvg } from '../../view/schedule/paint/svg.ts';
import { GROUPINGS } from '../../view/schedule/rows.ts';
import type { Scene } from '../../view/schedule/scene.ts';
import { sameTicks, ticksOf, weekends } from '../../view/schedule/ticks.ts';
import { fitText, textWidth } from '../../view/text-width.ts';
import { analyseText } from '../checks/marked.ts';
import { counted } from '../support/work.ts';
import { example, finding, place, type StepSpec, utc } from './fixture.ts';
import { payments } from './payments.ts';
import { launch, longRun, relativeHotfix } from './plans.ts';

function everyNumber(value: unknown, path = 'scene'): [string, number][] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => everyNumber(inner, `${path}.${key}`));
}

function rowsOf(scene: Scene) {
  return scene.panels.flatMap((panel) => panel.rows);
}

describe('the schedule of any plan', () => {
  const step = fc.record({
    verb: fc.constantFrom('gate' as const, 'deploy' as const, 'notify' as const, 'task' as const),
    start: fc.integer({ min: -400_000, max: 400_000 }),
    length: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 200_000 })),
    float: fc.integer({ min: -100, max: 100_000 }),
    critical: fc.boolean(),
    missing: fc.boolean(),
  });
  const plans = fc.record({
    steps: fc.array(step, { maxLength: 12 }),
    dated: fc.boolean(),
    kind: fc.constantFrom('run' as const, 'prepare' as const, 'phase' as const, 'rollback' as const),
    window: fc.option(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 200_000 }))),
  });

  it('has only finite numbers, and each step once', () => {
    fc.assert(
      fc.property(
        plans,
        fc.integer({ min: 100, max: 3000 }),
        fc.constantFrom(...GROUPINGS),
        ({ steps, dated, kind, window }, width, grouping) => {
          const specs = steps.map(
            (one): StepSpec => ({
              verb: one.verb,
              by: 'ann',
              when: one.missing ? undefined : [one.start, one.start + one.length],
              scheduled: { totalFloat: one.float, critical: one.critical },
            }),
          );
          const half = Math.floor(specs.length / 2);
          const { analysis, schedule } = example({
            name: 'any',
            T: dated ? utc('2026-03-28T21:00') : undefined,
            windows: window ? [[window[0], window[0] + window[1]]] : [],
            blocks: [
              { kind: 'run', children: specs.slice(0, half) },
              { kind, children: [{ kind: 'parallel', children: specs.slice(half) }] },
            ],
          });
          const scene = layout(analysis, schedule, { width, grouping, now: 0, zones: ['Asia/Kolkata'] });
          for (const [path, value] of everyNumber(scene))
            if (!Number.isFinite(value)) throw new Error(`${path} is ${value}`);
          expect(renderSvg(scene, { use: 'file' })).not.toMatch(/NaN|undefined|Infinity/);
          expect(renderChecklist(analysis, schedule)).not.toMatch(/NaN|undefined|Infinity/);
          expect(rowsOf(scene).filter((row) => row.kind === 'step')).toHaveLength(specs.length);
          for (const panel of scene.panels) {
            for (const bar of panel.rows.flatMap((row) => row.bars)) {
              expect(bar.x).toBeGreaterThanOrEqual(0);
              expect(bar.width).toBeGreaterThanOrEqual(0);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('panels', () => {
  it('give the run a scale of its own, and what is called one that counts from the call', () => {
    const { analysis, schedule } = payments();
    const { panels } = layout(analysis, schedule);
    expect(panels.map((panel) => panel.title)).toEqual(['Before', 'The run', 'After', 'Rollback full']);
    expect(panels[3]?.rows[0]?.time).toBe('+0:00');
    const widest = (index: number) =>
      Math.max(...panels[index]!.rows.flatMap((row) => row.bars.map((bar) => bar.width)));
    expect(widest(1)).toBeGreaterThan(60);
  });

  it('are one where nothing runs', () => {
    const { analysis, schedule } = launch();
    const { panels, undrawn } = layout(analysis, schedule);
    expect(panels.map((panel) => panel.title)).toEqual(['The plan']);
    expect(panels[0]?.rows.find((row) => row.label === 'loop')?.time).toBe('no time');
    expect(panels[0]?.rows.find((row) => row.verb === 'meet')?.bars).toHaveLength(6);
    expect(undrawn.map(({ label, reason }) => `${label}: ${reason}`)).toEqual([
      'loop: it waits for itself: loop → loop',
    ]);
  });

  it('count from T without a date', () => {
    const { analysis, schedule } = relativeHotfix();
    const { panels } = layout(analysis, schedule);
    expect(panels[0]?.rows.map((row) => row.time)).toEqual(['T+0:00', 'T+0:05', 'T+0:15']);
  });

  it('draw the now-line once, in the run', () => {
    const { analysis, schedule } = payments();
    const { panels } = layout(analysis, schedule, { now: schedule.T! + 70 });
    expect(
      panels.flatMap((panel) =>
        panel.marks.filter(({ kind }) => kind === 'now').map(({ label }) => [panel.title, label]),
      ),
    ).toEqual([['The run', 'now 23:10']]);
  });

  it('put the marks of the night where the clock has them', () => {
    const { analysis, schedule } = payments();
    const { marks } = layout(analysis, schedule).panels[1]!;
    expect(marks.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'window ',
      'no-return no return 00:15',
      'decision decide by 02:40',
      'window closes 04:00',
    ]);
    expect([...marks].sort((a, b) => a.x - b.x)).toEqual(marks);
  });

  it('never let two flags of one level overlap', () => {
    const { analysis, schedule } = payments();
    for (const width of [400, 560, 800, 1160]) {
      for (const { marks } of layout(analysis, schedule, { width, now: schedule.T! + 130 }).panels) {
        const boxes = marks.map((mark) => {
          const size = textWidth(mark.label, 11.5);
          return {
            y: mark.flagY,
            from: mark.anchor === 'end' ? mark.flagX - size : mark.flagX,
            to: mark.anchor === 'end' ? mark.flagX : mark.flagX + size,
          };
        });
        for (const [i, a] of boxes.entries()) {
          for (const b of boxes.slice(i + 1)) expect(a.y !== b.y || a.to <= b.from || b.to <= a.from).toBe(true);
        }
      }
    }
  });
});

describe('rows', () => {
  it('by person show a step with everybody whose time it takes', () => {
    const { analysis, schedule } = payments();
    const { rows } = layout(analysis, schedule, { grouping: 'person' }).panels[1]!;
    const leads = rows.findIndex((row) => row.kind === 'group' && row.label === 'client-lead');
    expect(rows[leads + 1]?.label).toBe('go');
  });

  it('say in words what they show', () => {
    const { analysis, schedule } = payments();
    const row = rowsOf(layout(analysis, schedule)).find(({ detail }) => detail === 'Refund tables');
    expect(row?.description.split('\n')).toEqual([
      'migrate orders-db as refund-tables: Refund tables',
      'Sat 2026-12-05 23:00 .. 23:25 Europe/Berlin (25 min, estimated 20m..25m..50m)',
      'By priya.',
      'Critical: every minute of delay moves the end.',
      'Starts after what comes before it.',
      `Taking everything back after it lasts ${describeMinutes(80)}; decide by Sun 2026-12-06 02:40.`,
    ]);
  });

  it('explain a wait for a person', () => {
    const { release } = payments();
    const [busy] = release.steps.filter((step) => step.name === 'refund-tables');
    expect(waitSentence(release, { reason: 'person', name: 'priya', minutes: 20, step: busy!.id })).toBe(
      'Waits 20 min for priya, busy with refund-tables.',
    );
  });

  it('carry the findings of all lines of their statement, the worst first, and no waived ones', () => {
    const at = findingsByLine([
      finding('b', 'warning', 'second', 12),
      finding('a', 'error', 'first', 13),
      finding('c', 'error', 'waived', 12, { waived: { because: 'x', place: place(0) } }),
    ]);
    expect(at(place(12, 14))).toEqual({ severity: 'error', text: 'error: first [a]\nwarning: second [b]' });
    expect(at(place(14))).toBeUndefined();
  });
});

describe('ticks', () => {
  const labels = (from: string, to: string, zone: string, scale: number) =>
    ticksOf(utc(from), utc(to), zone, scale).lower.map((tick) => tick.label);

  it('skip the hour that does not exist and repeat the one that exists twice', () => {
    expect(labels('2026-03-29T00:00', '2026-03-29T03:00', 'Europe/Berlin', 1)).toEqual([
      '01:00',
      '03:00',
      '04:00',
      '05:00',
    ]);
    expect(labels('2026-10-24T23:00', '2026-10-25T02:00', 'Europe/Berlin', 1)).toEqual([
      '01:00',
      '02:00',
      '02:00',
      '03:00',
    ]);
  });

  it('go from minutes to years', () => {
    expect(labels('2026-12-05T21:00', '2026-12-05T21:03', 'UTC', 60)).toEqual(['21:00', '21:01', '21:02', '21:03']);
    expect(labels('2026-12-01T00:00', '2026-12-15T00:00', 'UTC', 10 / 1440)).toEqual(['Mon 7', 'Mon 14']);
    expect(labels('2026-01-01T00:00', '2028-01-01T00:00', 'UTC', 0.4 / 1440)).toEqual([
      'Jan',
      'Apr',
      'Jul',
      'Oct',
      'Jan',
      'Apr',
      'Jul',
      'Oct',
      'Jan',
    ]);
  });

  it('count on in the new hour after the clock changes, where a label stands every few hours', () => {
    expect(labels('2026-10-24T22:00', '2026-10-26T11:00', 'Europe/Berlin', 50 / 720)).toEqual([
      'Sun 25 Oct',
      '12:00',
      'Mon 26 Oct',
      '12:00',
    ]);
  });

  it('say the weekday of another zone where it changes', () => {
    const { lower } = ticksOf(utc('2026-12-05T14:00'), utc('2026-12-05T16:00'), 'UTC', 1);
    const tokyo = sameTicks(lower, 'Asia/Tokyo', utc('2026-12-05T14:00'));
    expect(tokyo.map((tick) => tick.label)).toEqual(['23:00', 'Sun 00:00', '01:00']);
  });

  it('find the weekends of a zone', () => {
    expect(weekends(utc('2026-12-04T00:00'), utc('2026-12-07T12:00'), 'Europe/Berlin')).toEqual([
      { start: utc('2026-12-04T23:00'), end: utc('2026-12-05T23:00') },
      { start: utc('2026-12-05T23:00'), end: utc('2026-12-06T23:00') },
    ]);
  });
});

describe('the column of labels', () => {
  const wordy = (target: string) =>
    example({
      name: 'r',
      T: utc('2026-12-05T21:00'),
      windows: [[0, 240]],
      blocks: [{ kind: 'run', children: [{ verb: 'configure', targets: [target], when: [0, 30] }] }],
    });

  it('is as wide as its words, so that none is cut beside empty room', () => {
    const { analysis, schedule } = wordy('load-balancer-of-the-shop');
    const scene = layout(analysis, schedule, { width: 760 });
    expect(renderSvg(scene, { use: 'inline' })).toContain('>load-balancer-of-the-shop</tspan>');
    const short = wordy('web');
    expect(layout(short.analysis, short.schedule, { width: 760 }).gutter).toBeLessThan(scene.gutter);
  });

  it('leaves more than half to the bars, however long a word is', () => {
    for (const width of [500, 690, 1100]) {
      const { analysis, schedule } = wordy('x'.repeat(300));
      expect(layout(analysis, schedule, { width }).gutter).toBeLessThan(width / 2);
    }
  });
});

describe('on a phone', () => {
  it('what nobody knows the length of is in pieces', () => {
    const analysis = analyseText(`release r {
  zone UTC
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
    deploy web 30m
    migrate db tbd
  }
}
`);
    const chart = renderSvg(layout(analysis, analysis.schedules[0]!, { width: 360 }), { use: 'inline' });
    expect(chart.match(/<rect class="rp-ghost"[^>]*stroke-dasharray/g)).toHaveLength(1);
  });
});

describe('arrows', () => {
  it('turn at right angles only, and end at the bar', () => {
    const far = route({ x: 100, top: 6, bottom: 20 }, { x: 200, top: 58, bottom: 72 });
    const near = route({ x: 100, top: 58, bottom: 72 }, { x: 60, top: 6, bottom: 20 });
    for (const points of [far, near]) {
      for (let i = 2; i < points.length; i += 2) {
        expect(points[i] === points[i - 2] || points[i + 1] === points[i - 1]).toBe(true);
      }
    }
    expect(far.slice(-2)).toEqual([199, 65]);
    expect(near.slice(-2)).toEqual([64, 21]);
  });
});

describe('text', () => {
  it('fits where it says it fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 300 }), (text, width) => {
        expect(textWidth(fitText(text, width, 12), 12)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a long run', () => {
  it('is laid out with work that grows as the run does', () => {
    const drawn = (steps: number) => {
      const { analysis, schedule } = longRun(steps);
      return counted(() => {
        const scene = layout(analysis, schedule);
        renderSvg(scene, { use: 'inline' });
        return rowsOf(scene).length;
      });
    };
    const [half, whole] = [drawn(500), drawn(1000)];
    expect([half.result, whole.result]).toEqual([500, 1000]);
    expect(half.calls).toBeGreaterThan(500);
    expect(whole.calls / half.calls).toBeLessThan(2.2);
  });
});
