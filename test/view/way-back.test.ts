import { describe, expect, it } from 'vitest';
import { layout } from '../../view/schedule/layout.ts';
import { renderSvg } from '../../view/schedule/paint/svg.ts';
import { analyseText } from '../checks/marked.ts';
import { nightWithCascades } from '../support/night-with-cascades.ts';

function sceneOf(text: string) {
  const analysis = analyseText(text);
  return layout(analysis, analysis.schedules[0]!, { width: 1100 });
}

function wayBackOf(text: string) {
  const panel = sceneOf(text).panels.find(({ rows }) => rows.some(({ stairs }) => stairs))!;
  return { panel, row: panel.rows.find(({ stairs }) => stairs)! };
}

describe('the way back', () => {
  const night = nightWithCascades({ due: 'Sun 2026-12-06 00:30' });

  it('is the first row of the run: stairs that cross the time left at the last decision', () => {
    const { panel, row } = wayBackOf(night);
    expect(panel.rows[0]).toBe(row);
    const { treads, left, bottom } = row.stairs!;
    expect(treads.map(({ fits, label }) => [fits, label])).toEqual([
      [true, ''],
      [true, '5 min'],
      [true, 'full 1 h 20 min'],
      [false, ''],
    ]);
    // The stairs go up, and are on the ground while nothing has begun.
    expect(treads.map(({ y }) => y)).toEqual([...treads.map(({ y }) => y)].sort((a, b) => b - a));
    expect(treads[0]!.y).toBe(bottom);
    const decision = panel.marks.find(({ kind }) => kind === 'decision')!;
    expect(treads[3]!.x).toBeCloseTo(decision.x, 6);
    // One line for each of the two, each falling to the ground when its time is up.
    expect(left).toHaveLength(2);
    expect(heightAt(left[1]!, decision.x)).toBeCloseTo(treads[2]!.y, 6);
    for (const line of left) expect(line[1]!).toBeLessThan(line.at(-1)!);
  });

  it('says the same in words', () => {
    const { row } = wayBackOf(night);
    expect(row.description.split('\n')).toEqual([
      'Way back: how long taking everything back lasts, at each moment of the run',
      'after Sat 2026-12-05 22:50: 5 min by quick, deploy payments-api begun',
      'after Sun 2026-12-06 00:25: 1 h 20 min by full, migrate orders-db begun',
      'quick fits until Sun 2026-12-06 00:25, then full until Sun 2026-12-06 00:40, then nothing',
      'drain fits until Sat 2026-12-05 22:40, then call-everybody until Sat 2026-12-05 23:00, then nothing',
      'decide by Sun 2026-12-06 00:40, before verify orders-db is done (Europe/Berlin)',
    ]);
    expect(row.stairs!.treads[2]!.title).toContain('+1:00 deploy payments-api 20 min by jonas');
    expect(sceneOf(night).description).toContain('Decide for a rollback by Sun 2026-12-06 00:40 Europe/Berlin.');
  });

  it('ends at the point of no return, whose flag is enough', () => {
    const { panel, row } = wayBackOf(nightWithCascades({ due: 'Sun 2026-12-06 00:30', noReturn: true }));
    const flag = panel.marks.find(({ kind }) => kind === 'no-return')!;
    const last = row.stairs!.treads.at(-1)!;
    expect(last.x + last.width).toBeCloseTo(flag.x, 6);
    expect(panel.marks.some(({ kind }) => kind === 'decision')).toBe(false);
  });

  it('is explained by the legend, and not drawn where there is nothing to take back', () => {
    expect(sceneOf(night).legend.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['way-back', 'time-left']));
    const quiet = sceneOf(night.replace(/^ {4}(deploy|migrate) .*\n/gm, ''));
    expect(quiet.panels.flatMap(({ rows }) => rows).filter(({ stairs }) => stairs)).toEqual([]);
    expect(quiet.legend.map(({ kind }) => kind)).not.toContain('way-back');
  });

  it('stripes what is too late, so that it is seen without its colour', () => {
    const svg = renderSvg(sceneOf(night), { use: 'file' });
    expect(svg).toMatch(/class="rp-error"[^>]*fill-opacity[^>]*\/><path [^>]*fill="url\(#rp-hatch\)"/);
  });

  it('of a thousand changes is no more than there are pixels for', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => `    deploy payments-api as d${i} 1m by jonas undo 1m`);
    const text = `person jonas\nservice payments-api\nrelease big {\n  zone UTC\n  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 20:00\n  run {\n${steps.join('\n')}\n  }\n}\n`;
    const { row } = wayBackOf(text);
    expect(row.stairs!.treads.length).toBeLessThan(1100);
    expect(row.description.split('\n').length).toBeLessThan(20);
  });
});

function heightAt([x1, y1, x2, y2]: readonly number[], x: number): number {
  return y1! + ((y2! - y1!) * (x - x1!)) / (x2! - x1!);
}
