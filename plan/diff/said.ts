/** What a plan says, clause by clause, as text that is equal when it says the same. */
import { whoText } from '../checks/facts/words.ts';
import type { After, Criterion, Gate, PointRef, Step, Time, TimeRange, WrittenEstimate } from '../model.ts';
import { formatClock, WEEKDAYS } from '../time/date.ts';
import { formatDuration, formatEstimate, isZero } from '../time/duration.ts';
import { formatDate, formatInstant } from '../time/format.ts';
import type { Duration } from '../time/model.ts';
import type { ValueChange } from './model.ts';

/** `what` each text of a thing is about; undefined where it says nothing. */
export type Said = Readonly<Record<string, string | undefined>>;

export function changesOf(base: Said, head: Said): readonly ValueChange[] {
  const words = new Set([...Object.keys(base), ...Object.keys(head)]);
  return [...words].flatMap((what): ValueChange[] => {
    const [from, to] = [base[what], head[what]];
    return from === to ? [] : [{ what, kind: 'text', from, to }];
  });
}

/** All clauses of a step, by the words of the language. */
export function saidOfStep(step: Step): Said {
  return {
    verb: step.verb,
    targets: listOf(step.targets, ({ name }) => name),
    title: step.title,
    duration: estimateText(step.duration),
    by: step.by && whoText(step.by),
    with: listOf(step.with, whoText),
    at: timeText(step.at),
    'not before': timeText(step.notBefore),
    due: timeText(step.due),
    during: rangeText(step.during),
    after: listOf(step.after, afterText),
    alongside: listOf(step.alongside, pointText),
    every: step.every && (step.every.interval ? formatDuration(step.every.interval) : days(step.every.weekdays)),
    via: step.via?.name,
    in: step.in?.name,
    to: step.to?.name,
    from: step.from?.name,
    version: step.version && [step.version.from, step.version.to].filter(Boolean).join(' -> '),
    undo: estimateText(step.undo),
    irreversible: step.irreversible && 'yes',
    done: step.done ? 'yes' : undefined,
    tested: step.tested && ('likely' in step.tested ? estimateText(step.tested) : 'yes'),
    keep: estimateText(step.keep),
    checklist: listOf(step.checklist, ({ text }) => text),
    ...saidOfGate(step.gate),
  };
}

function saidOfGate(gate: Gate | undefined): Said {
  if (!gate) return {};
  const including = gate.quorum?.including.map(({ name }) => ` including ${name}`).join('') ?? '';
  return {
    quorum: gate.quorum && `${gate.quorum.count}${including}`,
    needs: listOf(gate.needs, pointText),
    criteria: listOf(gate.criteria, criterionText),
  };
}

export function timeText(time: Time | undefined): string | undefined {
  switch (time?.kind) {
    case undefined:
      return undefined;
    case 'instant':
      return time.dateOnly ? formatDate(time.at, time.zone) : formatInstant(time.at, time.zone);
    case 'offset': {
      const offset = `T${lagText(time.offset, '')}`;
      const day = time.weekday === undefined ? offset : `${WEEKDAYS[time.weekday]} of ${offset}`;
      return time.clock === undefined ? day : `${day} ${formatClock(time.clock)}`;
    }
    case 'point':
      return `${time.ref.name}${time.side ? `.${time.side}` : ''}${lagText(time.offset)}`;
    case 'clock':
      return `${time.weekday === undefined ? '' : `${WEEKDAYS[time.weekday]} `}${formatClock(time.clock)}`;
    case 'unknown':
      return 'tbd';
  }
}

export function rangeText(range: TimeRange | undefined): string | undefined {
  return range && `${timeText(range.from) ?? ''} .. ${timeText(range.to) ?? ''}`.trim();
}

export function pointText({ ref, target, side }: PointRef): string {
  return `${ref.name}${target ? ` ${target.name}` : ''}${side ? `.${side}` : ''}`;
}

/** `a, b`; undefined of none. */
export function listOf<T>(things: readonly T[], text: (thing: T) => string): string | undefined {
  return things.length === 0 ? undefined : things.map(text).join(', ');
}

function afterText({ point, lag }: After): string {
  return `${pointText(point)}${lagText(lag)}`;
}

/** ` + 15m`, ` - 1wd`. */
function lagText(lag: Duration | undefined, space = ' '): string {
  if (!lag || isZero(lag)) return '';
  const text = formatDuration(lag);
  return text.startsWith('-') ? `${space}-${space}${text.slice(1)}` : `${space}+${space}${text}`;
}

function estimateText(estimate: WrittenEstimate | undefined): string | undefined {
  return estimate && formatEstimate(estimate);
}

function criterionText({ subject, operator, valueText, unit }: Criterion): string {
  return [subject, operator, valueText, unit].filter(Boolean).join(' ');
}

function days(weekdays: readonly number[]): string {
  return weekdays.map((day) => WEEKDAYS[day]).join(', ');
}
