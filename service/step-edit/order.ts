/** How it is written that a step waits for another one, or does no more. */
import { textEdits } from '../../language/edit/edits.ts';
import type { Id } from '../../plan/ids.ts';
import { type After, type Step, stepLabel } from '../../plan/model.ts';
import { orderEdits, orderWords } from '../../plan/schedule/run/order-edits.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { headTokens, isIn, removed, textAt } from './text.ts';
import type { Present, Way } from './way.ts';

export function afterWays(present: Present, before: Id<Step>): Found<readonly Way[]> {
  const { workspace, release, step } = present;
  const first = release.steps.find(({ id }) => id === before);
  if (!first) return { trouble: 'What it is to wait for is no longer in the plan.' };
  if (first === step) return { trouble: `\`${stepLabel(step)}\` cannot wait for itself.` };
  if (step.usedAt || first.usedAt) return { trouble: ofRunbook(step.usedAt ? step : first) };
  if (step.after.some((one) => means(one, first))) {
    return { trouble: `\`${stepLabel(step)}\` waits for \`${stepLabel(first)}\` already.` };
  }
  const order = { step: step.id, after: before };
  const edits = orderEdits(release, [order]);
  const named = edits.length > 1 ? `, which gets a name for that` : '';
  return [
    {
      edits: textEdits(edits, workspace.text),
      says: `${orderWords(release, order)}${named}.`,
      misses(after, was) {
        const cycles = (of: Present) => of.schedule.conflicts.filter(({ kind }) => kind === 'cycle');
        const circle = cycles(after)[0];
        if (!circle || cycles(was).length > 0) return undefined;
        const way = [...circle.steps, circle.steps[0]!].map((id) => labelOf(after, id));
        return `\`${stepLabel(step)}\` would wait for itself: ${way.join(' → ')}.`;
      },
    },
  ];
}

export function notAfterWays(present: Present, before: Id<Step>): Found<readonly Way[]> {
  const { workspace, release, step } = present;
  const first = release.steps.find(({ id }) => id === before);
  if (!first) return { trouble: 'What it waits for is no longer in the plan.' };
  if (step.usedAt) return { trouble: ofRunbook(step) };
  const [label, other] = [stepLabel(step), stepLabel(first)];
  const clause = step.after.find((one) => means(one, first));
  if (!clause) {
    const inherited = [...blocksAround(step)].find(({ after }) => after.some((one) => means(one, first)));
    return {
      trouble: inherited
        ? `\`${label}\` waits for \`${other}\` with all of its block; take \`after\` out of the line of \`${inherited.name ?? inherited.kind}\`.`
        : `\`${label}\` stands below \`${other}\` where the page is the order; put both into \`parallel { … }\`, or move the line.`,
    };
  }
  const tokens = headTokens(workspace, step.place);
  const from = tokens.findIndex((token) => isIn(token, clause.place.range));
  const to = tokens.findLastIndex((token) => isIn(token, clause.place.range));
  const [previous, next] = [tokens[from - 1], tokens[to + 1]];
  if (from < 1 || !previous) return { trouble: `\`after ${other}\` cannot be taken out here; change the line.` };
  const { file } = step.place;
  const isLast = next?.image !== ',';
  const edit =
    previous.image === ','
      ? removed(file, tokens[from - 2], previous, tokens[to]!)
      : isLast
        ? removed(file, tokens[from - 2], previous, tokens[to]!)
        : removed(file, previous, tokens[from]!, next);
  return [
    {
      edits: [edit],
      says: `\`after ${textAt(workspace, clause.place)}\` goes.`,
      misses: (after) =>
        after.step.after.length < step.after.length
          ? undefined
          : `\`${label}\` would wait for \`${other}\` all the same.`,
    },
  ];
}

function* blocksAround({ block }: Step) {
  for (let one: Step['block'] | undefined = block; one; one = one.parent) yield one;
}

function means({ point: { ref, target } }: After, step: Step): boolean {
  if (!target) return ref.name === step.name;
  return ref.name === step.verb && step.targets.some(({ name }) => name === target.name);
}

function ofRunbook(step: Step): string {
  return `\`${stepLabel(step)}\` comes from a runbook, whose order holds wherever it is used; change it in the text.`;
}

function labelOf({ release }: Present, id: Id<Step>): string {
  const step = release.steps.find((one) => one.id === id);
  return step ? stepLabel(step) : id;
}
