/**
 * Whether an answer is a schedule of its project, found out without anything of the search: from the tables of the
 * project alone, minute by minute where resources are concerned.
 */
import type { Answer, Project } from '../../../plan/schedule/search/project.ts';

/** What is wrong with the answer; empty: nothing. Pinned activities may be late, by as much as the answer says. */
export function checkAnswer(project: Project, answer: Answer): string[] {
  const { durations, earliest, pinned } = project;
  const { starts } = answer;
  const wrong: string[] = [];
  if (starts.length !== durations.length) return [`${starts.length} starts for ${durations.length} activities`];
  for (const [activity, start] of starts.entries()) {
    const pin = pinned[activity];
    if (!Number.isSafeInteger(start)) wrong.push(`activity ${activity} starts at ${start}`);
    if (pin !== undefined && start !== pin) wrong.push(`activity ${activity} starts at ${start}, pinned to ${pin}`);
    if (pin === undefined && start < Math.max(0, earliest[activity]!))
      wrong.push(`activity ${activity} starts at ${start}, earliest ${earliest[activity]}`);
  }

  let lateness = 0;
  for (const { from, lag, side, to } of project.arcs) {
    const after = starts[from]! + (side === 'end' ? durations[from]! : 0) + lag;
    if (starts[to]! >= after) continue;
    if (pinned[to] !== undefined) lateness += after - starts[to]!;
    else wrong.push(`activity ${to} starts at ${starts[to]}, before ${after} after activity ${from}`);
  }
  if (lateness !== answer.lateness) wrong.push(`late by ${lateness}, not by ${answer.lateness}`);

  const makespan = durations.length === 0 ? 0 : Math.max(...starts.map((start, i) => start + durations[i]!), 0);
  if (makespan !== answer.makespan) wrong.push(`ends at ${makespan}, not at ${answer.makespan}`);
  const listed = [...answer.order].sort((a, b) => a - b);
  if (listed.length !== durations.length || listed.some((activity, i) => activity !== i))
    wrong.push('the order does not list every activity once');
  return [...wrong, ...wrongChoices(project, answer), ...overloads(project, answer)];
}

function wrongChoices({ choices, durations, needs, pinned }: Project, { chosen }: Answer): string[] {
  return durations.flatMap((_, activity) => {
    const wrong: string[] = [];
    const picked = chosen[activity] ?? [];
    const wanted = effective(choices[activity]!, durations[activity]!);
    let at = 0;
    for (const { count, from } of wanted) {
      for (const resource of picked.slice(at, at + count)) {
        if (!from.includes(resource)) wrong.push(`activity ${activity} may not choose resource ${resource}`);
        if (needs[activity]!.some((need) => need.resource === resource && need.amount > 0))
          wrong.push(`activity ${activity} chooses resource ${resource}, which it needs anyway`);
      }
      at += count;
    }
    if (picked.length !== at && pinned[activity] === undefined)
      wrong.push(`activity ${activity} chooses ${picked.length} resources, not ${at}`);
    if (new Set(picked).size < picked.length && pinned[activity] === undefined)
      wrong.push(`activity ${activity} chooses a resource twice`);
    return wrong;
  });
}

/** What is taken and what is pinned may clash with each other; nothing else may. */
function overloads(project: Project, { chosen, starts }: Answer): string[] {
  const { capacities, choices, durations, needs, pinned, taken } = project;
  return capacities.flatMap((capacity, resource) => {
    const fixed = new Map<number, number>();
    const used = new Map<number, number>();
    const occupy = (into: Map<number, number>, start: number, length: number, amount: number) => {
      for (let time = start; time < start + length; time++) into.set(time, (into.get(time) ?? 0) + amount);
    };
    for (const one of taken)
      if (one.resource === resource) occupy(fixed, one.start, one.end - one.start, one.amount ?? capacity);
    for (const [activity, start] of starts.entries()) {
      const duration = durations[activity]!;
      const into = pinned[activity] === undefined ? used : fixed;
      for (const need of needs[activity]!)
        if (need.resource === resource) occupy(into, start, Math.min(duration, need.minutes ?? duration), need.amount);
      let at = 0;
      for (const { count, minutes } of effective(choices[activity]!, duration)) {
        for (const pick of (chosen[activity] ?? []).slice(at, at + count))
          if (pick === resource) occupy(into, start, Math.min(duration, minutes ?? duration), 1);
        at += count;
      }
    }
    for (const [time, amount] of used) {
      const before = Math.min(capacity, fixed.get(time) ?? 0);
      if (amount + before > capacity)
        return [`resource ${resource} is needed ${amount + before} times at ${time}, of ${capacity}`];
    }
    return [];
  });
}

/** A choice that occupies nobody for any time chooses nobody. */
function effective(choices: Project['choices'][number], duration: number): Project['choices'][number] {
  return choices.filter(({ count, minutes }) => count > 0 && Math.min(duration, minutes ?? duration) > 0);
}
