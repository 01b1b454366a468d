/** What is tried before: rehearsals and tests by users. */
import { type Rehearsal, TBD, type TimeRange, type Uat, type WrittenEstimate } from '../../../plan/model.ts';
import { MINUTES_PER_DAY, weekdayOfDay } from '../../../plan/time/date.ts';
import { isZero, ZERO } from '../../../plan/time/duration.ts';
import { dayAt } from '../../../plan/time/zone.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { is, propertiesOf } from '../declared/properties.ts';
import { EXPECTED } from '../expected.ts';
import { isOpenLine } from '../judged-clauses.ts';
import { lowerItems } from '../steps/items.ts';
import { lowerDuration } from '../times/durations.ts';
import { lowerSpan } from '../times/times.ts';
import { lowerNames, lowerPoint, openWho } from '../who.ts';
import type { ReleaseDraft } from './release-draft.ts';

export function lowerRehearsal(context: Context, draft: ReleaseDraft, node: ast.Declaration): Rehearsal {
  const lines = propertiesOf(context, node);
  const result = lines.find((line) => line.key === 'passed' || line.key === 'failed');
  const open = lines.filter(is('measured')).filter(({ durations }) => durations[0] === TBD);
  const said = saidOn('rehearsal', context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'rehearsal',
    ...said,
    duration: openLength(context, node) ?? ofItsRange(context, node.spans[0], said.duration),
    measuredOpen:
      open.length > 0
        ? open.map((line) => ({
            tbd: true,
            of: line.refs[0] && lowerPoint(context, line.refs[0]),
            place: context.place(line),
          }))
        : undefined,
    result: result && {
      passed: result.key === 'passed',
      ...saidOn('passed', context, result),
      place: context.place(result),
    },
    checklist: lowerItems(context, draft, node),
    measured: lines.filter(is('measured')).flatMap((line) => {
      const [point] = line.refs;
      if (line.durations[0] === TBD) return [];
      const duration = lowerDuration(context, line.durations[0], line, 'durations');
      const ref = point && lowerPoint(context, point, EXPECTED.length);
      if (ref && duration) return [{ point: ref, duration, place: context.place(line) }];
      context.problem(context.place(line), '`measured` says which step took how long: `measured refund-tables 28m`.');
      return [];
    }),
  };
}

export function lowerUat(context: Context, draft: ReleaseDraft, node: ast.Declaration): Uat {
  const lines = propertiesOf(context, node);
  const signOff = lines.find(is('sign-off'));
  return {
    ...context.declared(node, node.name),
    kind: 'uat',
    ...saidOn('uat', context, node),
    covers: lines.filter(is('covers')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.scopeItem)),
    checklist: lowerItems(context, draft, node),
    signOff: signOff && {
      ...saidOn('sign-off', context, signOff),
      ...openWho(context, signOff),
      place: context.place(signOff),
    },
  };
}

/** `Tue 2026-11-24 10:00 .. 14:00` says how long a rehearsal takes, too; so does a range of days. */
function ofItsRange(
  context: Context,
  span: ast.Span | undefined,
  duration: WrittenEstimate | undefined,
): WrittenEstimate | undefined {
  const range = span?.dots ? lowerSpan(context, span) : undefined;
  if (!range?.to || range.to.kind === 'unknown') return duration;
  const days = daysOfRange(range);
  const estimate = duration ? undefined : context.estimate(days ?? `${hoursOfRange(range) ?? 0}m`);
  if (estimate && !isZero(estimate.likely)) return { ...estimate, place: range.place };
  context.problem(
    range.to.place,
    'How long a rehearsal takes is said by a duration, and its end counts for nothing: `rehearsal dress 4h in staging at Tue 2026-11-24 10:00`.',
  );
  return duration;
}

/** `Wed 2026-11-25 .. Thu 2026-11-26`: two days of work; with a weekend in it, days by the wall clock. */
function daysOfRange({ from, to }: TimeRange): string | undefined {
  if (from?.kind !== 'instant' || to?.kind !== 'instant' || !from.dateOnly || !to.dateOnly) return undefined;
  const [first, last] = [dayAt(from.at, from.zone), dayAt(to.at, to.zone)];
  const days = Array.from({ length: Math.max(0, Math.min(last - first + 1, 7)) }, (_, i) => weekdayOfDay(first + i));
  if (days.length === 0) return undefined;
  return `${last - first + 1}${days.some((day) => day >= SATURDAY) ? 'd' : 'wd'}`;
}

const SATURDAY = 5;

/** Minutes of a range whose ends are hours; undefined: nobody knows before the dates are. */
function hoursOfRange({ from, to }: TimeRange): number | undefined {
  if (from?.kind === 'instant' && to?.kind === 'instant')
    return from.dateOnly || to.dateOnly ? undefined : Math.max(0, to.at - from.at);
  const begin = from && 'clock' in from ? from.clock : undefined;
  if (begin === undefined || to?.kind !== 'clock' || to.weekday !== undefined) return undefined;
  return ((to.clock - begin - 1 + MINUTES_PER_DAY) % MINUTES_PER_DAY) + 1;
}

/** `rehearsal dry tbd at Mon 2026-11-16 10:00`: when it is is said, so that how long it takes is open. */
function openLength(context: Context, node: ast.Declaration): WrittenEstimate | undefined {
  if (node.at.length === 0 || !isOpenLine(node)) return undefined;
  return { min: ZERO, likely: ZERO, max: ZERO, text: TBD, place: context.property(node, 'spans') };
}
