/** What the people of a release cost: hours that the plan assigns, times their rates. */
import { lookup } from '../../model.ts';
import type { Span } from '../../schedule/model.ts';
import { isWork } from '../../taking-time.ts';
import type { Minutes } from '../../time/model.ts';
import { peopleOf } from '../../who/people.ts';
import { hasWorkingHours } from '../../who/working-hours.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

/** The assigned time of one person. */
export interface Effort {
  readonly name: string;
  readonly minutes: Minutes;
  /** Of these, outside of the person's working hours; 0 where the plan does not tell them. */
  readonly overtime: Minutes;
  readonly rate?: { readonly amount: number; readonly currency: string };
}

/**
 * By person, whoever has most first: steps that happen when all goes well, rehearsals and tests by users. Cover does not
 * count, it does not occupy.
 */
export function effortOf(subject: Facts): readonly Effort[] {
  const { plan, release, schedule } = subject;
  const minutes = new Map<string, { minutes: number; overtime: number }>();
  const add = (name: string, span: Span, isElapsed: boolean) => {
    const known = hasWorkingHours(plan, release, name);
    const elapsed = span.end - span.start;
    const working = known ? subject.calendars.of(name).between(span.start, span.end) : elapsed;
    // Work of several days takes its working hours only; where it lies outside of them, it was asked for there.
    const taken = isElapsed || working === 0 ? elapsed : working;
    const sum = minutes.get(name) ?? { minutes: 0, overtime: 0 };
    minutes.set(name, { minutes: sum.minutes + taken, overtime: sum.overtime + taken - Math.min(taken, working) });
  };
  for (const scheduled of subject.timed) {
    if (!isForward(scheduled.step) || !isWork(scheduled.step)) continue;
    for (const { name, start, end } of scheduled.relay ?? []) add(name, { start, end }, true);
    for (const span of scheduled.relay ? [] : scheduled.occurrences) {
      for (const name of new Set([...scheduled.by, ...scheduled.with])) add(name, span, inRun(scheduled.step));
    }
  }
  const spans: Readonly<Record<string, Span>> = { ...schedule.rehearsals, ...schedule.uats };
  for (const { id, by, with: others } of [...release.rehearsals, ...release.uats]) {
    const span = spans[id];
    if (!span) continue;
    const names = [
      by && peopleOf(plan, release, by, 'by'),
      ...others.map((who) => peopleOf(plan, release, who, 'with')),
    ];
    for (const name of new Set(names.flatMap((demand) => demand?.fixed ?? []))) add(name, span, false);
  }
  return [...minutes]
    .map(([name, sum]) => {
      const person = lookup(plan, release, name);
      return { name, ...sum, rate: person?.kind === 'person' ? person.rate : undefined };
    })
    .filter((effort) => effort.minutes > 0)
    .sort((a, b) => b.minutes - a.minutes);
}
