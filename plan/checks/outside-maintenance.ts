import { inRun } from '../facts/changes/changes.ts';
import { takesOneOf } from '../facts/changes/concerns.ts';
import { standardRelease } from '../facts/example.ts';
import { exceptionWords, isExcepted } from '../facts/exceptions.ts';
import { type Holding, holding, whenHolding } from '../facts/holding.ts';
import { listed, quoted, said, whenSpan } from '../facts/words.ts';
import { append } from '../grouped.ts';
import { CHANGE_VERBS, type Maintenance, type Step, type Verb } from '../model.ts';
import { ofKind } from '../named.ts';
import type { ScheduledStep, Span } from '../schedule/model.ts';
import { describeMinutes } from '../time/format.ts';
import { nextOccasion, previousOccasion } from '../time/occasions.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (hours: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service core-bank
    maintenance sundays of core-bank every ${hours}
    `,
    `
    run {
      deploy core-bank 10m by priya undo 5m${hours.startsWith('Sun') ? '  // <- outside-maintenance' : ''}
      verify core-bank 10m by jonas
    }
    `,
  );

export const outsideMaintenance: ReleaseCheck = {
  code: 'outside-maintenance',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A system is touched outside of its maintenance',
  why:
    'The maintenance of a system is the time its users have agreed to do without it. A change outside of it cuts somebody ' +
    'off who was promised that nothing would happen then, and who may be in the middle of the one thing that must not stop.',
  fixable: false,
  example: { breaks: plan('Sun 02:00 .. 05:00'), passes: plan('Sat, Sun 20:00 .. 05:00') },
  *find(subject) {
    const { schedule } = subject;
    if (schedule.T === undefined) return;
    const all = maintenancesOf(subject);
    if (all.length === 0) return;
    const found = new Map<string, Outside[]>();
    for (const step of subject.release.steps) {
      const at = schedule.steps[step.id];
      if (!at || !TOUCHES.includes(step.verb) || !inRun(step)) continue;
      const own = all.filter(({ thing }) => takesOneOf(subject, thing.of, step));
      if (own.length === 0 || own.some(({ thing }) => isExcepted(subject, thing))) continue;
      const minutes = leftOver(at, own);
      if (minutes === 0) continue;
      const key = own.map(({ thing }) => thing.id).join(' ');
      append(found, key, { step, at, minutes, own });
    }
    for (const outside of found.values()) {
      const [first, ...more] = outside as [Outside, ...Outside[]];
      const { step, at, own, minutes } = first;
      const names = own.map(({ thing }) => quoted(thing.name));
      const [one] = own as [Holding<Maintenance>];
      const whole = minutes === at.end - at.start ? '' : `, ${describeMinutes(minutes)} of it`;
      const nearest = nearestTo(own, at);
      yield {
        message:
          `${said(step)}${more.length > 0 ? ` and ${more.length} more` : ''} (${whenSpan(schedule, at)}${whole}) ` +
          `${more.length > 0 ? 'lie' : 'lies'} outside of the maintenance ${listed(names)} of ` +
          `${listed([...new Set(one.thing.of.map(({ name }) => quoted(name)))])}` +
          `${nearest ? ` (the nearest: ${whenSpan(schedule, nearest.span, nearest.zone)})` : ''}; move the window into it` +
          `${exceptionWords(one.thing)}.`,
        place: step.head,
        about: own.map(({ thing }) => thing.name),
        related: [
          ...own.map(({ thing }) => ({ message: `The maintenance ${quoted(thing.name)}`, place: thing.head })),
          ...more
            .slice(0, 4)
            .map((other) => ({ message: `${said(other.step)} lies outside too`, place: other.step.head })),
        ],
      };
    }
  },
};

/** What takes a system away from its users, or puts it at risk. */
const TOUCHES: readonly Verb[] = [...CHANGE_VERBS, 'stop', 'start'];

interface Outside {
  readonly step: Step;
  readonly at: ScheduledStep;
  /** So long it lies outside. */
  readonly minutes: number;
  readonly own: readonly Holding<Maintenance>[];
}

function maintenancesOf({ plan, release, schedule }: ReleaseSubject): readonly Holding<Maintenance>[] {
  const shared = ofKind(plan.names, 'maintenance');
  return holding([...shared, ...release.maintenances], schedule);
}

/** The minutes of a span that no maintenance covers. */
function leftOver(span: Span, own: readonly Holding<Maintenance>[]): number {
  const covers = own.flatMap((one) => whenHolding(one, span)).sort((a, b) => a.start - b.start);
  let [at, left] = [span.start, 0];
  for (const { start, end } of covers) {
    left += Math.max(0, Math.min(start, span.end) - at);
    at = Math.max(at, end);
  }
  return left + Math.max(0, span.end - at);
}

/** The one before or behind that is least far away. */
function nearestTo(own: readonly Holding<Maintenance>[], { start, end }: Span) {
  const spans = own.flatMap(({ thing, once, occasions }) => {
    const zone = thing.every?.hours?.zone;
    const all = occasions ? [previousOccasion(occasions, start), nextOccasion(occasions, end)] : [once];
    return all.flatMap((span) => (span ? [{ span, zone }] : []));
  });
  const far = (span: Span) => Math.max(span.start - start, start - span.end);
  return spans.sort((a, b) => far(a.span) - far(b.span))[0];
}
