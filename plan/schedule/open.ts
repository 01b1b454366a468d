/** Times that nobody knows: whatever waits for them, and whatever is planned back from them, has none either. */
import type { Network, Open } from './network.ts';

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
