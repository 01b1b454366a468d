import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { childrenOf } from '../../plan/children.ts';
import { find, findNamed } from '../../plan/ids.ts';
import { type Block, type Release, rootBlock, type Step } from '../../plan/model.ts';
import { rootTiming } from '../../plan/order/blocks.ts';
import { leadsBack, type Arc as PlainArc, type Thing } from '../../plan/order/model.ts';
import { type Precedence, precedence } from '../../plan/order/precedence.ts';
import type { Schedule, Span } from '../../plan/schedule/model.ts';
import { schedule } from '../../plan/schedule/schedule.ts';
import { type TextSpec, textOf, textSpecs } from './random-texts.ts';

vi.setConfig({ testTimeout: 600_000 });

/** In the suite a few hundred; `ORDER_RUNS=10000 npx vitest run test/order` for more. */
const numRuns = Number(process.env.ORDER_RUNS ?? 250);
const seed = process.env.ORDER_SEED ? Number(process.env.ORDER_SEED) : 20261205;

/** An arc with the things that its ids stand for. */
type Arc = Omit<PlainArc, 'from' | 'to'> & { readonly from: Thing; readonly to: Thing };

interface Case {
  readonly text: string;
  readonly release: Release;
  readonly arcs: readonly Arc[];
  readonly schedule: Schedule;
  readonly precedes: Precedence['precedes'];
}

function caseOf(spec: TextSpec): Case {
  const text = textOf(spec);
  const workspace = createWorkspace({ roots: ['file:///plans/'] });
  workspace.set('file:///plans/random.release', text);
  const plan = workspace.plan('file:///plans/random.release');
  const release = plan.releases[0]!;
  const result = schedule(plan, release);
  const { order } = result;
  const arcs = order.arcs.map((arc): Arc => {
    const [from, to] = [arc.from, arc.to].map((id) => findNamed<Thing | undefined>(plan, release, id));
    if (!from || !to) throw new Error(`${arc.from} > ${arc.to} is about nothing\n${text}`);
    return { ...arc, from, to };
  });
  return { text, release, arcs, schedule: result, precedes: precedence(plan, release, order).precedes };
}

type Property = (one: Case) => void;

const hasCycle = ({ schedule: { conflicts } }: Case) => conflicts.some(({ kind }) => kind === 'cycle');

/** Everything that the schedule gives a time. */
function things({ release, schedule: { blocks } }: Case): readonly Thing[] {
  return [...release.steps, ...release.milestones, ...Object.keys(blocks).map((id) => find<Block>(release, id))];
}

/** Whatever an arc says that does not lead back is told as preceding. */
const told: Property = (one) => {
  const all = things(one);
  for (const arc of one.arcs) {
    if (leadsBack(arc) || arc.from === arc.to || arc.toSide === 'end') continue;
    const said = say(one, arc);
    if (arc.fromSide === 'end') expect(one.precedes(arc.from, arc.to), said).toBe(true);
    // Who waits for a start waits for all that this start waits for.
    else
      for (const before of all)
        if (one.precedes(before, arc.from) && before !== arc.to) expect(one.precedes(before, arc.to), said).toBe(true);
  }
};

/** Nothing begins before the end of what precedes it. */
const kept: Property = (one) => {
  if (hasCycle(one)) return;
  const all = things(one);
  for (const earlier of all) {
    const before = spanOf(one.schedule, earlier);
    if (!before) continue;
    for (const later of all) {
      const start = startOf(one, later);
      if (start === undefined || start >= before.end || world(earlier) !== world(later)) continue;
      expect(one.precedes(earlier, later), `${label(earlier)} > ${label(later)}\n${one.text}`).toBe(false);
    }
  }
};

/** It is a strict partial order where no cycle is told. */
const strict: Property = (one) => {
  if (hasCycle(one)) return;
  const all = things(one);
  const after = new Map(all.map((a) => [a, new Set(all.filter((b) => one.precedes(a, b)))]));
  for (const [a, behind] of after) {
    expect(behind.has(a), `${label(a)} precedes itself\n${one.text}`).toBe(false);
    for (const b of behind) {
      expect(after.get(b)!.has(a), `${label(a)} and ${label(b)}\n${one.text}`).toBe(false);
      for (const c of after.get(b)!) expect(behind.has(c), `${[a, b, c].map(label)}\n${one.text}`).toBe(true);
    }
  }
};

/** It is what the arcs say, found the slow way. */
const reached: Property = (one) => {
  const all = things(one);
  for (const earlier of all) {
    const reached = walk(one.arcs, { thing: earlier, side: 'end' });
    for (const later of all) {
      const expected = earlier !== later && reached.get(later)?.has('start') === true;
      expect(one.precedes(earlier, later), `${label(earlier)} > ${label(later)}\n${one.text}`).toBe(expected);
    }
  }
};

/** Every cycle that is told is a cycle of arcs. */
const circles: Property = (one) => {
  for (const conflict of one.schedule.conflicts) {
    const { kind, members = [] } = conflict;
    // What hangs on itself by times (`due b.start` and back) waits for nothing: it moves on for ever.
    if (kind !== 'cycle' || !('place' in conflict)) continue;
    const all = one.arcs.flatMap(({ from, to }) => [from, to]);
    const cycle = members.map(({ place }) => all.find((thing) => 'head' in thing && thing.head === place)!);
    for (const [i, member] of cycle.entries()) {
      const next = cycle[(i + 1) % cycle.length]!;
      expect(hangs(one.arcs, member).has(next), `${cycle.map(label)}\n${one.text}`).toBe(true);
    }
  }
};

test('what the order says holds, in itself and in the schedule', () => {
  const properties = [told, kept, strict, reached, circles];
  fc.assert(
    fc.property(textSpecs(), (spec) => {
      const one = caseOf(spec);
      for (const holds of properties) holds(one);
    }),
    { numRuns, seed },
  );
});

// ------------------------------------------------------------------------------------------------------- the slow way

type Ends = Map<Thing, Set<'start' | 'end'>>;

/** Every end that is reached from one, arc by arc until nothing is new. */
function walk(arcs: readonly Arc[], from: { readonly thing: Thing; readonly side: 'start' | 'end' }): Ends {
  const reached: Ends = new Map();
  const add = (thing: Thing, side: 'start' | 'end'): boolean => {
    const sides = reached.get(thing) ?? new Set();
    reached.set(thing, sides);
    if (sides.has(side)) return false;
    sides.add(side);
    if (side === 'start') sides.add('end');
    return true;
  };
  const has = (thing: Thing, side: 'start' | 'end') => reached.get(thing)?.has(side) === true;
  add(from.thing, from.side);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const arc of arcs) {
      // A gate does not wait for what states its time itself.
      const isNeeded = arc.why === 'needs' && !isScheduled(arc.from);
      if (leadsBack(arc) || isNeeded) continue;
      if (has(arc.from, arc.fromSide) && add(arc.to, arc.toSide)) isNew = true;
      const together = arc.why === 'alongside' && arc.fromSide === 'start';
      if (together && has(arc.to, arc.toSide) && add(arc.from, arc.fromSide)) isNew = true;
    }
  }
  return reached;
}

function isScheduled(thing: Thing): boolean {
  return thing.kind === 'step' || thing.kind === 'milestone' || 'children' in thing;
}

/** All that hangs on something, lags that lead back and all: start and end of a step are one here. */
function hangs(arcs: readonly Arc[], thing: Thing): ReadonlySet<Thing> {
  const key = (one: Thing, side: 'start' | 'end') =>
    'children' in one && side === 'end' ? `end ${place(one)}` : place(one);
  const reached = new Set([key(thing, 'start'), key(thing, 'end')]);
  const found = new Set<Thing>();
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const { from, fromSide, to, toSide, why } of arcs) {
      for (const one of [from, to]) if (reached.has(key(one, 'start'))) reached.add(key(one, 'end'));
      if (reached.has(key(from, fromSide))) {
        reached.add(key(to, toSide));
        found.add(to);
      }
      if (why === 'alongside' && fromSide === 'start' && reached.has(key(to, toSide))) {
        reached.add(key(from, fromSide));
        found.add(from);
      }
    }
  }
  return found;
}

// ------------------------------------------------------------------------------------------------------------- words

function place(thing: Thing): string {
  const { start } = (thing as Step).place.range;
  return `${thing.kind} ${start.line}:${start.character}`;
}

function label(thing: Thing): string {
  return 'name' in thing && thing.name ? thing.name : thing.kind;
}

function say({ text }: Case, { from, fromSide, to, toSide, why }: Arc): string {
  return `${label(from)}.${fromSide} > ${label(to)}.${toSide} (${why})\n${text}`;
}

function spanOf({ steps, blocks, milestones }: Schedule, thing: Thing): Span | undefined {
  if (thing.kind === 'step') return steps[thing.id];
  if (thing.kind !== 'milestone') return blocks[(thing as Block).id];
  const at = milestones[thing.id];
  return at === undefined ? undefined : { start: at, end: at };
}

/** When something begins; a phase that says from when on it is there begins with the first thing in it. */
function startOf(one: Case, thing: Thing): number | undefined {
  if (!('children' in thing)) return spanOf(one.schedule, thing)?.start;
  const starts = childrenOf(one.release, thing).flatMap((child) =>
    child.kind === 'trigger' ? [] : (startOf(one, child as Thing) ?? []),
  );
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

/** What happens only when it is called has a clock of its own, each for itself. */
function world(thing: Thing): Block | undefined {
  const block = thing.kind === 'step' || thing.kind === 'milestone' ? thing.block : (thing as Block);
  const root = block && rootBlock(block);
  return root && rootTiming(root) === 'called' ? root : undefined;
}
