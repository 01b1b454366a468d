import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import type { Block, Release, Step } from '../../plan/model.ts';
import { isOrdered } from '../../plan/order/blocks.ts';
import { orderOf } from '../../plan/order/order.ts';
import { precedence } from '../../plan/order/precedence.ts';
import { FILE } from '../checks/marked.ts';

/** A release with these lines, and `precedes` by the names of its steps. */
function released(lines: string) {
  const workspace = createWorkspace({ roots: ['file:///plans/'] });
  workspace.set(FILE, `person p\nrelease r {\n  window Sat 2026-12-05 22:00 .. 23:00\n${lines}\n}\n`);
  const plan = workspace.plan(FILE);
  const [release] = plan.releases as [Release];
  const graph = precedence(plan, release, orderOf(plan, release));
  const thing = (name: string) => {
    const named = release.names.get(name)!;
    return named.kind === 'block' ? named.block : named;
  };
  return { release, graph, precedes: (a: string, b: string) => graph.precedes(thing(a), thing(b)) };
}

describe('what precedes what', () => {
  test('is the order of the page in a run, and nothing in parallel', () => {
    const { precedes } = released(`run {
      task a 5m
      parallel {
        task b 5m
        sequence {
          task c 5m
          task d 5m
        }
      }
      task e 5m
    }`);
    expect([
      precedes('a', 'b'),
      precedes('a', 'd'),
      precedes('c', 'd'),
      precedes('b', 'e'),
      precedes('d', 'e'),
    ]).toEqual(Array(5).fill(true));
    expect([
      precedes('b', 'a'),
      precedes('b', 'c'),
      precedes('c', 'b'),
      precedes('e', 'a'),
      precedes('a', 'a'),
    ]).toEqual(Array(5).fill(false));
  });

  test('is what `after` says, through other steps and into blocks', () => {
    const { precedes } = released(`
    prepare {
      task a 5m
      task b 5m after a
      task c 5m
    }
    run {
      parallel {
        outage cut {
          task d 5m
        }
        task e 5m after cut
        task f 5m
      }
    }`);
    expect([precedes('a', 'b'), precedes('d', 'e'), precedes('c', 'f'), precedes('b', 'd')]).toEqual(
      Array(4).fill(true),
    );
    expect([precedes('a', 'c'), precedes('b', 'a'), precedes('d', 'f'), precedes('e', 'd')]).toEqual(
      Array(4).fill(false),
    );
  });

  test('is no start that another start only waits for, but what came before it', () => {
    const { precedes } = released(`run {
      parallel {
        sequence {
          task a 5m
          task b 5m
        }
        task c 5m alongside b
        task d 5m after b.start
      }
    }`);
    expect([precedes('a', 'c'), precedes('a', 'd')]).toEqual([true, true]);
    expect([precedes('b', 'c'), precedes('b', 'd'), precedes('c', 'b')]).toEqual([false, false, false]);
  });

  test('is what a gate needs, and a time that hangs on a thing, unless it lies before it', () => {
    const { precedes } = released(`
    uat acceptance by p
    prepare {
      task a 5m
      task b 5m at a.end + 1h
      task c 5m not before a.end - 1h
    }
    run {
      gate go 5m by p {
        needs acceptance
      }
      task d 5m
    }`);
    expect([precedes('acceptance', 'go'), precedes('acceptance', 'd'), precedes('a', 'b')]).toEqual([true, true, true]);
    expect(precedes('a', 'c')).toBe(false);
  });

  test('is the run before it, where a run does not say when it starts, and never one of another window', () => {
    const { precedes } = released(`
    window second Sun 2026-12-06 22:00 .. 23:00
    run { task a 5m }
    run { task b 5m }
    run at 22:30 { task c 5m }
    run in second { task d 5m }
    run { task e 5m }
    follow-up { task f 5m }`);
    expect([
      precedes('a', 'b'),
      precedes('b', 'e'),
      precedes('c', 'e'),
      precedes('d', 'f'),
      precedes('e', 'f'),
    ]).toEqual(Array(5).fill(true));
    expect([precedes('b', 'c'), precedes('a', 'd'), precedes('d', 'e')]).toEqual([false, false, false]);
  });

  test('is what `during` and `every` hang on, through a rehearsal too', () => {
    const { precedes } = released(`
    rehearsal dry at a.end + 1d
    phase early { task a 5m }
    phase later after dry { task b 5m }
    task c 5m during a.end + 1h .. T+30d
    task d 5m every 1w from a.end until T+30d
    phase last during c.end .. T+30d { task e 5m }`);
    expect([precedes('a', 'b'), precedes('a', 'c'), precedes('a', 'd'), precedes('c', 'e')]).toEqual(
      Array(4).fill(true),
    );
    expect([precedes('b', 'c'), precedes('c', 'd'), precedes('d', 'c')]).toEqual([false, false, false]);
  });

  test('is what waits for the first of an ordered block when somebody waits for its start', () => {
    const { precedes } = released(`
    phase early { task a 5m }
    run {
      parallel {
        sequence chain {
          task b 5m after a
          task c 5m
        }
        task d 5m alongside chain
        task e 5m after chain.start
      }
    }`);
    expect([precedes('a', 'd'), precedes('a', 'e')]).toEqual([true, true]);
    expect([precedes('b', 'd'), precedes('b', 'e')]).toEqual([false, false]);
  });

  test('is every block of a kind, where one waits for the kind', () => {
    const { precedes } = released(`
    prepare { task a 5m }
    prepare { task b 5m }
    phase later after prepare { task c 5m }
    run { task d 5m }
    run after run { task e 5m }`);
    expect([precedes('a', 'c'), precedes('b', 'c'), precedes('d', 'e')]).toEqual([true, true, true]);
    expect([precedes('c', 'a'), precedes('e', 'd'), precedes('c', 'd')]).toEqual([false, false, false]);
  });

  test('is nothing between what is only called and the rest', () => {
    const { precedes } = released(`
    run { task a 5m }
    rollback back {
      task b 5m after a
      task c 5m
    }
    follow-up { task d 5m after c }`);
    expect([precedes('b', 'c'), precedes('a', 'd')]).toEqual([true, true]);
    expect([precedes('a', 'b'), precedes('a', 'c'), precedes('c', 'd'), precedes('b', 'd')]).toEqual(
      Array(4).fill(false),
    );
  });

  test('is a rehearsal that a gate needs, and not what only the rehearsal hangs on: no gate waits for a date', () => {
    const { precedes } = released(`
    phase early { task a 5m }
    rehearsal dry at a.end + 1d
    phase later after dry { task c 5m }
    run {
      gate go 5m {
        needs dry
      }
      task b 5m
    }`);
    expect([precedes('dry', 'go'), precedes('dry', 'b'), precedes('dry', 'c'), precedes('a', 'c')]).toEqual(
      Array(4).fill(true),
    );
    expect([precedes('a', 'go'), precedes('a', 'dry')]).toEqual([false, true]);
  });

  test('counts an unnamed step by verb and target', () => {
    const { release, graph } = released(`run {
      parallel {
        backup db 5m
        migrate db as later 5m after backup db
      }
    }`);
    const [backup, later] = release.steps as [Step, Step];
    expect([graph.precedes(backup, later), graph.precedes(later, backup)]).toEqual([true, false]);
  });

  test('ends where steps wait for each other, and says so for all of them', () => {
    const { precedes } = released(`prepare {
      task a 5m after c
      task b 5m after a
      task c 5m after b
      task d 5m after c
    }`);
    expect([precedes('a', 'c'), precedes('c', 'a'), precedes('b', 'd'), precedes('d', 'a')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('of steps in nested blocks is the answer of their innermost common block', () => {
    fc.assert(
      fc.property(nested(3), (body) => {
        const { release, graph } = released(`run {\n${body}\n}`);
        for (const a of release.steps) {
          for (const b of release.steps)
            expect(graph.precedes(a, b)).toBe(a.index < b.index && isOrdered(common(a, b)));
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Lines of steps and blocks, at most so deep. */
function nested(depth: number): fc.Arbitrary<string> {
  const step = fc.constant('task 5m');
  if (depth === 0) return step;
  const block = fc
    .tuple(
      fc.constantFrom('parallel', 'sequence', 'outage'),
      fc.array(nested(depth - 1), { minLength: 1, maxLength: 3 }),
    )
    .map(([kind, lines]) => `${kind} {\n${lines.join('\n')}\n}`);
  return fc.array(fc.oneof(step, block), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
}

function common(a: Step, b: Step): Block {
  const above = new Set<Block>();
  for (let block: Block | undefined = a.block; block; block = block.parent) above.add(block);
  let block: Block | undefined = b.block;
  while (block && !above.has(block)) block = block.parent;
  return block!;
}
