/** Durations of the text → the plan's. */
import type { AstNode } from 'langium';
import { TBD, type Undecided, type WrittenEstimate } from '../../../plan/model.ts';
import { parseDuration, roughMinutes, ZERO } from '../../../plan/time/duration.ts';
import type { Duration } from '../../../plan/time/model.ts';
import type { Context } from '../context.ts';

/** @returns undefined where nobody says that it is open */
export function undecided(
  context: Context,
  written: string | undefined,
  node: AstNode,
  property: string,
): Undecided | undefined {
  return written === TBD ? { tbd: true, place: context.property(node, property) } : undefined;
}

/** The first of a list of texts that says so. */
export function openText(context: Context, node: AstNode, property: string): Undecided | undefined {
  const texts = (node as unknown as Readonly<Record<string, readonly string[]>>)[property] ?? [];
  const index = texts.indexOf(TBD);
  return index < 0 ? undefined : { tbd: true, place: context.property(node, property, index) };
}

/** `tbd` is none yet. */
export function lowerDuration(
  context: Context,
  written: string | undefined,
  node: AstNode,
  property: string,
): Duration | undefined {
  if (written === TBD) return undefined;
  const text = written && context.value(written, isDuration, 'a duration');
  if (!text) return undefined;
  const duration = parseDuration(text);
  if (!duration)
    context.problem(
      context.property(node, property),
      text.includes('..')
        ? `One duration stands here, not \`${text}\`.`
        : `\`${text}\` is longer than a thousand years.`,
    );
  return duration;
}

/** What is aimed at, and what is kept in any case: `30m..1h`, `..1h`, `1h`. Of what is promised the least says nothing. */
export function lowerMost(
  context: Context,
  written: string | undefined,
  node: AstNode,
  property: string,
): { readonly aim?: Duration; readonly most?: Duration } {
  if (!written?.includes('..')) return { most: lowerDuration(context, written, node, property) };
  const estimate = context.estimate(written);
  if (!estimate || estimate.open === 'max' || written.split('..').length > 2) {
    context.problem(
      context.property(node, property),
      `\`${written}\` does not say what is promised at most; write \`1h\`, or \`30m..1h\` where half an hour is aimed at.`,
    );
    return {};
  }
  if (roughMinutes(estimate.max) < roughMinutes(estimate.min))
    context.problem(
      context.property(node, property),
      `\`${written}\` aims at more than is promised; write the smaller one first.`,
    );
  return { ...(!estimate.open && { aim: estimate.min }), most: estimate.max };
}

export function lowerEstimate(context: Context, node: AstNode, property: string): WrittenEstimate | undefined {
  const [written] = (node as AstNode & Readonly<Record<string, readonly string[] | undefined>>)[property] ?? [];
  const text = written && context.value(written, (given) => context.estimate(given) !== undefined, 'a duration');
  if (!text) return undefined;
  const place = context.property(node, property);
  if (text === TBD) return { min: ZERO, likely: ZERO, max: ZERO, text, place };
  const estimate = context.estimate(text);
  if (!estimate) context.problem(place, `\`${text}\` is longer than a thousand years.`);
  return estimate && { ...estimate, place };
}

function isDuration(text: string): boolean {
  return parseDuration(text) !== undefined;
}
