/** From when until when. */
import type { Time, TimeRange } from '../../../plan/model.ts';
import { describeMinutes } from '../../../plan/time/format.ts';
import type * as ast from '../../generated/ast.ts';
import type { Context } from '../context.ts';
import { lowerSpan } from '../times/times.ts';

export function spanOf(context: Context, line: ast.Property): TimeRange | undefined {
  const range = lowerSpan(context, line.spans[0]);
  if (!range)
    context.problem(context.place(line), `\`${line.key}\` says when: \`${line.key} 2026-12-24 .. 2026-12-31\`.`);
  judgeEnds(context, range?.from, range?.to);
  return range;
}

/** What is no date of a release, and ends before it begins; the others are compared in its schedule. */
export function judgeEnds(context: Context, from: Time | undefined, to: Time | undefined): void {
  if (from?.kind !== 'instant' || to?.kind !== 'instant' || to.at >= from.at) return;
  context.problem(
    to.place,
    `This ends ${describeMinutes(from.at - to.at)} before it begins; correct one of the dates.`,
  );
}
