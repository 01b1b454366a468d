/** Times that nobody knows: whatever waits for them, and whatever is planned back from them, has none either. */
import type { Block } from '../../model.ts';
import type { Leveled } from '../leveling/leveling.ts';
import { type Activity, type Network, type Open, unbounded } from './network.ts';

/**
 * Marks all that hangs on an unknown time. A start that `at` fixes stays, whatever comes before it; and where no time is
 * known for what comes behind something planned late, none is known for that. The end of a block waits for all in it, but
 * a block whose due is known is planned back from that, as far as its steps have a time.
 */
export function spreadOpen(network: Network): void {
  const { activities } = network;
  const seeds = activities.filter(({ open }) => open);
  if (seeds.length === 0) return;
  for (const { index, open, late } of seeds) {
    if (late) backward(network, index, open!);
  }
  for (const { index, open } of activities) if (open) forward(network, index, open);
}

/**
 * Puts a point beside everything open that is no sooner than it can be: the order goes through it, and what is fixed
 * behind it still waits for what comes before.
 *
 * @param order leaders of all groups, predecessors first
 * @returns the order with these points
 */
export function bridgeOpen(network: Network, order: readonly number[]): readonly number[] {
  const bridges = new Map<number, Activity>();
  return order.flatMap((leader) => {
    const { open } = network.activities[leader]!;
    if (!open) return leader;
    const group = network.group(leader);
    const bridge = network.add(bridgeOf(network.activities[leader]!));
    for (const member of group) {
      for (const arc of network.incoming[member]!) {
        const from = bridges.get(network.leader(arc.from));
        if (from) network.link({ ...arc, from: from.index, to: bridge.index, side: 'end' });
        else if (network.leader(arc.from) !== leader) network.link({ ...arc, to: bridge.index });
      }
      for (const arc of network.outgoing[member]!) {
        if (network.activities[arc.to]!.open) continue;
        network.link({ ...arc, from: bridge.index, side: 'end' });
      }
    }
    bridges.set(leader, bridge);
    return [leader, bridge.index];
  });
}

function bridgeOf(activity: Activity): Activity {
  const { earliest, earliestWhy } = activity;
  const block = activity.kind === 'step' ? activity.step.block : (activity.milestone?.block ?? activity.block);
  return { ...unbounded(), kind: 'block-start', block, earliest, earliestWhy };
}

/** Of blocks whose end nobody knows, as something in them has no time: which of their steps ends last. */
export function lastKnown(network: Network, leveled: Leveled): ReadonlyMap<Block, number> {
  const open = new Set(
    network.activities.flatMap((activity) =>
      activity.kind === 'block-end' && !leveled.placements[activity.index] ? (activity.block ?? []) : [],
    ),
  );
  const lasts = new Map<Block, number>();
  if (open.size === 0) return lasts;
  for (const activity of network.activities) {
    if (activity.kind !== 'step' || !leveled.placements[activity.index]) continue;
    for (let block: Block | undefined = activity.step.block; block; block = block.parent) {
      const last = lasts.get(block);
      if (!open.has(block) || (last !== undefined && leveled.end[last]! >= leveled.end[activity.index]!)) continue;
      lasts.set(block, activity.index);
    }
  }
  return lasts;
}

/** The start of a block that is planned late says nothing of what else is in it. */
function forward(network: Network, from: number, open: Open): void {
  const pending = [from];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    // A run has its window, whatever is not known of what is prepared.
    const next = network.outgoing[index]!.filter(({ why }) => why !== 'prepare').map(({ to }) => to);
    for (const to of [...next, ...network.group(network.leader(index))]) {
      const activity = network.activities[to]!;
      if (activity.open || isFixed(network, to)) continue;
      activity.open = open;
      pending.push(to);
    }
  }
}

function backward(network: Network, from: number, open: Open): void {
  const seen = new Set([from]);
  const pending = [from];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    for (const { from: before } of network.incoming[index]!) {
      const activity = network.activities[before]!;
      if (seen.has(before) || !activity.late || isFixed(network, before)) continue;
      seen.add(before);
      pending.push(before);
      if (activity.kind === 'step' || activity.kind === 'milestone') activity.open ??= open;
    }
  }
}

/** All that start together are fixed with the one that is. */
function isFixed(network: Network, index: number): boolean {
  return network.group(network.leader(index)).some((member) => network.activities[member]!.pinned !== undefined);
}
