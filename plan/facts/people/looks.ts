/** Who looks, how often, until when; and who is asked for outside of the hours in which they cover. */
import { type Place, type Roster, rootBlock, type Step } from '../../model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import { roughMinutes } from '../../time/duration.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { momentOf } from '../times.ts';
import { said } from '../words.ts';
import { coverSpans, coversOf } from './cover.ts';

export interface EarlyEnd {
  /** The last change, and when it is over. */
  readonly last: Step;
  readonly over: Instant;
  /** What looks most often, and until when. */
  readonly close: Step;
  readonly every: Minutes;
  readonly until: Instant;
  /** What goes on to look, and how often. */
  readonly wide: Step;
  readonly wider: Minutes;
}

/** The closest of several looks that come round ends before the last change of the run does: what is done last is looked at as if it were days old. */
export function endsTooEarly(subject: Facts): EarlyEnd | undefined {
  const { release, schedule, changes } = subject;
  const opens = (step: Step) => step.verb === 'start' && inRun(step) && isForward(step);
  const last = [...changes.steps.filter(inRun), ...release.steps.filter(opens)]
    .map((step) => ({ step, at: schedule.steps[step.id]?.end ?? Number.NEGATIVE_INFINITY }))
    .reduce((most, one) => (one.at > most.at ? one : most), {
      step: undefined as Step | undefined,
      at: Number.NEGATIVE_INFINITY,
    });
  const over = last.at;
  const looks = release.steps.flatMap((step) => {
    const { interval, until } = step.every ?? {};
    const [from, to] = [momentOf(subject, step.every?.from), momentOf(subject, until)];
    const isLook = (step.verb === 'task' || step.verb === 'verify') && isForward(step) && !step.done;
    return isLook && interval && from !== undefined ? [{ step, every: roughMinutes(interval), from, to }] : [];
  });
  const [close] = looks.toSorted((a, b) => a.every - b.every);
  if (!close || !last.step || close.to === undefined || close.to >= over || close.from > over) return undefined;
  const wide = looks.find(
    ({ every, from, to }) => every > close.every && from <= over && (to === undefined || to > over),
  );
  if (!wide) return undefined;
  return {
    last: last.step,
    over,
    close: close.step,
    every: close.every,
    until: close.to,
    wide: wide.step,
    wider: wide.every,
  };
}

/** Somebody of a roster that is kept by the clock, and what asks for them at an hour that is not theirs. */
export interface OutOfHours {
  readonly name: string;
  readonly asking: readonly { readonly label: string; readonly place: Place; readonly at: Instant }[];
}

/**
 * Who covers some hours of a roster, and is to decide, or called by a trigger of the run, at others of it: on a day on which they cover
 * something, for on the others anybody may ask them.
 */
export function outOfHours(subject: Facts, roster: Roster): readonly OutOfHours[] {
  const { release, schedule } = subject;
  const whole = schedule.rosters[roster.id];
  const start = schedule.run?.start;
  if (!whole || schedule.T === undefined || start === undefined) return [];
  const asked = [
    ...release.steps.flatMap((step) => {
      const at = schedule.steps[step.id]?.start;
      // Whoever does the night is awake in it; what has an hour of its own behind it is asked of those who are there.
      const isFixed = step.verb === 'gate' || (step.at !== undefined && !inRun(step));
      const isAsked = isFixed && step.by && isForward(step) && !step.done && at !== undefined;
      return isAsked ? [{ who: step.by!.ref.name, label: said(step), place: step.head, at: at! }] : [];
    }),
    ...release.triggers.flatMap(({ block, during, at, by, then, place }) => {
      if (during || at || !block || rootBlock(block).kind !== 'run') return [];
      const called = then.flatMap(({ action, ref }) => (action === 'notify' && ref ? [ref.name] : []));
      return [...(by ? [by.ref.name] : []), ...called].map((who) => ({
        who,
        label: 'a trigger of the run',
        place,
        at: start,
      }));
    }),
  ];
  const covers = coversOf(roster);
  return [...new Set(covers.flatMap(({ by }) => by?.ref.name ?? []))].flatMap((name) => {
    const own = covers.filter(({ by }) => by?.ref.name === name);
    const hours = own.map((cover) => (cover.every?.hours ? coverSpans(subject, roster, cover) : undefined));
    if (hours.includes(undefined)) return [];
    const spans = hours.flatMap((one) => one ?? []);
    const isOut = (at: Instant) =>
      at >= whole.start &&
      at < whole.end &&
      spans.some((one) => Math.abs(one.start - at) < HALF_A_DAY) &&
      !spans.some((one) => one.start <= at && at <= one.end);
    const asking = asked.filter(({ who, at }) => who === name && isOut(at));
    return asking.length > 0 ? [{ name, asking }] : [];
  });
}

const HALF_A_DAY = 12 * 60;

/** What looks more than once a day and says nowhere until when. With a date it is told that it comes round once. */
export function endlessLooks({ release, schedule }: Facts): readonly EndlessLook[] {
  if (schedule.T !== undefined) return [];
  return release.steps.flatMap((step) => {
    const { interval, until, place } = step.every ?? {};
    const isLook = (step.verb === 'task' || step.verb === 'verify') && isForward(step) && !step.done;
    if (!isLook || !interval || until || !place || isBounded(step)) return [];
    const minutes = roughMinutes(interval);
    return minutes < MINUTES_PER_DAY ? { step, interval: minutes, place } : [];
  });
}

interface EndlessLook {
  readonly step: Step;
  readonly interval: Minutes;
  readonly place: Place;
}

/** What it stands in has an end. */
function isBounded({ during, due, block }: Step): boolean {
  for (let one: Step['block'] | undefined = block; one; one = one.parent)
    if (one.during?.to || one.due || one.until) return true;
  return during?.to !== undefined || due !== undefined;
}
