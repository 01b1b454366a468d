/** `asap`: as early as possible, in the midst of what is planned as late as possible. */
import type { Network, StepActivity } from './network.ts';

/**
 * What comes before it is as early as possible, too. Where nothing says from when, all of these are planned as late as
 * possible all the same.
 *
 * @param order leaders of all groups, predecessors first
 * @returns those that ask for it, and have no begin
 */
export function hasten(network: Network, order: readonly number[]): readonly StepActivity[] {
  const asked = network.activities.filter(({ asap }) => asap);
  if (asked.length === 0) return [];
  passBack(
    network,
    asked.map(({ index }) => index),
  );
  const left = leaveLate(network, order);
  return asked.filter((activity): activity is StepActivity => activity.kind === 'step' && left.has(activity.index));
}

function passBack({ activities, incoming }: Network, asked: readonly number[]): void {
  const pending = [...asked];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    for (const { from } of incoming[index]!) {
      const before = activities[from]!;
      if (!before.late) continue;
      before.late = false;
      before.asap = true;
      pending.push(from);
    }
  }
}

function leaveLate(network: Network, order: readonly number[]): ReadonlySet<number> {
  const { activities, incoming } = network;
  const begins = new Uint8Array(activities.length);
  const left = new Set<number>();
  for (const leader of order) {
    const group = network.group(leader);
    const hasBegin = group.some((member) => {
      const { pinned, earliest, open } = activities[member]!;
      if (pinned !== undefined || Number.isFinite(earliest) || open) return true;
      return incoming[member]!.some(({ from }) => begins[network.leader(from)]);
    });
    if (hasBegin) begins[leader] = 1;
    else {
      for (const member of group) {
        const activity = activities[member]!;
        if (!activity.asap || activity.kind === 'block-start') continue;
        activity.late = true;
        left.add(member);
      }
    }
  }
  return left;
}
