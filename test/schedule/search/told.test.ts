/** What the search finds for projects made by chance, to the minute: whatever of its rules, bounds and tables becomes another is seen here. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lowerBound } from '../../../plan/schedule/search/bounds.ts';
import { levelLive } from '../../../plan/schedule/search/live.ts';
import type { Answer } from '../../../plan/schedule/search/project.ts';
import { refineAtOnce } from '../../../plan/schedule/search/refine.ts';
import { expectGolden } from '../../support/golden.ts';
import { projects } from './random-projects.ts';

const SHAPES = {
  small: { most: 6 },
  larger: { most: 16 },
  long: { most: 9, longest: 60 },
  free: { most: 12, fixed: false },
};

test.each(Object.entries(SHAPES))('%s', (name, shape) => {
  const rows = fc.sample(projects(shape), { seed: 20_261_130, numRuns: 40 }).flatMap((project, i) => {
    const refined = refineAtOnce(project, { schedules: 250, seed: 7 });
    return [
      `── ${i}: ${project.durations.join(' ')}`,
      `bound ${lowerBound(project).bound}, at once ${lowerBound(project, { quick: true }).bound}`,
      `live ${told(levelLive(project))}`,
      `refined ${told(refined)} · ${refined.schedules} schedules${refined.proven ? ', none is shorter' : ''}`,
    ];
  });
  expect(rows.length).toBe(160);
  expectGolden(`${rows.join('\n')}\n`, `./golden/${name}.golden.txt`, import.meta.url);
});

function told({ starts, makespan, order, chosen, lateness }: Answer): string {
  const late = lateness > 0 ? `, ${lateness} late` : '';
  return `${makespan}${late}: at ${starts.join(' ')} in the order ${order.join(' ')} with ${chosen.map((own) => own.join('+') || '-').join(' ')}`;
}
