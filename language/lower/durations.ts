/** Durations of the text → the plan's. */
import type { AstNode } from 'langium';
import type { WrittenEstimate } from '../../plan/model.ts';
import { parseDuration } from '../../plan/time/duration.ts';
import type { Duration } from '../../plan/time/model.ts';
import type { Context } from './context.ts';

export function lowerDuration(
  context: Context,
  text: string | undefined,
  node: AstNode,
  property: string,
): Duration | undefined {
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (!duration) context.problem(context.property(node, property), `\`${text}\` is longer than a thousand years.`);
  return duration;
}

export function lowerEstimate(context: Context, node: AstNode, property: string): WrittenEstimate | undefined {
  const [text] = (node as AstNode & Readonly<Record<string, readonly string[] | undefined>>)[property] ?? [];
  if (text === undefined) return undefined;
  const place = context.property(node, property);
  const estimate = context.estimate(text);
  if (!estimate) context.problem(place, `\`${text}\` is longer than a thousand years.`);
  return estimate && { ...estimate, place };
}
