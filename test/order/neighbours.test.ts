import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { type Release, stepLabel } from '../../plan/model.ts';
import { neighboursOf } from '../../plan/order/neighbours.ts';
import { orderOf } from '../../plan/order/order.ts';
import { FILE } from '../checks/marked.ts';

test('steps right before and right behind, through the edges of blocks and what has no length', () => {
  const workspace = createWorkspace({ roots: ['file:///plans/'] });
  workspace.set(
    FILE,
    `release r {
  window Sat 2026-12-05 22:00 .. 23:00
  prepare {
    task early 5m
  }
  run one {
    task a 5m
    parallel {
      task b 5m
      sequence {
        task c 5m
        milestone half T+1h
        point of no return
        task d 5m
      }
    }
    sequence {
    }
    task e 5m
  }
  run two {
    task f 5m
  }
  phase p {
    task late 5m during e.end .. T+5d
    task side 5m alongside late
  }
}
`,
  );
  const plan = workspace.plan(FILE);
  const [release] = plan.releases as [Release];
  const { before, behind } = neighboursOf(release, orderOf(plan, release));
  const told = (which: typeof before) =>
    Object.fromEntries(release.steps.map((step) => [stepLabel(step), which(step).map(stepLabel).join(' ')]));
  expect(told(before)).toEqual({
    early: '',
    a: 'early',
    b: 'a',
    c: 'a',
    d: 'c',
    e: 'b d',
    f: 'early e',
    late: 'e',
    side: 'late',
  });
  expect(told(behind)).toEqual({
    early: 'a f',
    a: 'b c',
    b: 'e',
    c: 'd',
    d: 'e',
    e: 'f late',
    f: '',
    late: 'side',
    side: '',
  });
});
