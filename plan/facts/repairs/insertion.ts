/** Where a new step goes so that it comes before or after another one, and what it is expected to take. */
import type { Fix, PlanEdit } from '../../findings/findings.ts';
import type { Block, Plan, Release, Step, Verb, Who } from '../../model.ts';
import { isOrdered } from '../../order/blocks.ts';
import { whoText } from '../../said/words.ts';
import { freeName, orderEdits } from '../../schedule/run/order-edits.ts';
import { said } from '../words.ts';

/** A line for a step; `by` is left out where nobody can be named. */
export function stepLine(
  plan: Plan,
  step: {
    readonly verb: Verb;
    readonly target: string;
    readonly name?: string;
    readonly title?: string;
    readonly otherwise: string;
    readonly by?: Who;
  },
): string {
  const { verb, target, name, title, by } = step;
  const duration = normFor(plan, verb, target)?.text ?? step.otherwise;
  const words = [verb, target, name && `as ${name}`, title && `"${title}"`, duration, by && `by ${whoText(by)}`];
  return words.filter(Boolean).join(' ');
}

/** What such a step is expected to take, from the norms: one of its target wins over one of its verb alone. */
export function normFor(plan: Plan, verb: Verb, target: string | undefined) {
  const norms = plan.norms.filter((norm) => norm.verb === verb && norm.estimate);
  const norm = norms.find((one) => one.target && one.target.name === target) ?? norms.find((one) => !one.target);
  return norm?.estimate;
}

/**
 * Edits that put a new step before `step` so that it waits for it. Where the block has no order of its own, the new
 * step is linked by `after`, and so needs a name: `text` gets the one to use, if any.
 */
export function insertBefore(release: Release, step: Step, name: string, text: (as?: string) => string): PlanEdit[] {
  const anchor = inOrder(step);
  if (anchor) return [{ kind: 'insert-before', place: anchor.place, text: text() }];
  const free = freeName(release, name);
  return [
    { kind: 'insert-before', place: step.place, text: text(free) },
    { kind: 'append-clause', place: step.place, text: `after ${free}` },
  ];
}

/** Edits that put a new step after `step`; undefined where the block has no order. */
export function insertAfter(step: Step, text: string): PlanEdit[] | undefined {
  const anchor = inOrder(step);
  return anchor && [{ kind: 'insert-after', place: anchor.place, text }];
}

/** Makes a step wait for another one that nothing puts before it yet. */
export function waitFor(release: Release, step: Step, earlier: Step): Fix {
  return {
    title: `Make ${said(step)} wait for ${said(earlier)}`,
    edits: orderEdits(release, [{ step: step.id, after: earlier.id }]),
  };
}

/** The step or the block around it whose neighbours come one after the other. */
function inOrder(step: Step): Step | Block | undefined {
  let under: Step | Block = step;
  for (let block: Block | undefined = step.block; block; block = block.parent) {
    if (isOrdered(block)) return under;
    under = block;
  }
  return undefined;
}
