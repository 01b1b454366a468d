/** The go/no-go of a release: its gates, and what they come before. */
import { type Block, lookup, rootBlock, type Step, type Time } from '../../model.ts';
import type { Thing } from '../../order/model.ts';
import { isAsCertainAs } from '../../order/perhaps.ts';
import type { Precedence } from '../../order/precedence.ts';
import { isRelative } from '../../schedule/relative.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import { addDuration, isZero, negate, roughMinutes } from '../../time/duration.ts';
import type { Duration, Minutes } from '../../time/model.ts';
import { dayAt, instantOfDay } from '../../time/zone.ts';
import { inRun, isForward } from '../changes/changes.ts';
import { isOfNewcomer } from '../changes/newcomers.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/**
 * The step after which there is no simple way back: the first irreversible one, else the first change of the run. What is
 * changed over weeks, in phases and without a run, begins at no moment at which everybody could be asked; what nobody uses yet is
 * built without asking.
 */
export function firstCommitment(subject: Facts): Step | undefined {
  const night = subject.changes.steps.filter((step) => inRun(step) && !isOfNewcomer(subject, step));
  return night.find((step) => step.irreversible) ?? night[0];
}

/** The gates that must be passed before a step: by dependency, or because they stand on an earlier day. */
export function gatesBefore({ release, dependencies, schedule }: Facts, step: Step): readonly Step[] {
  const start = schedule.steps[step.id]?.start;
  return release.steps.filter((gate) => {
    // What is perhaps decided says nothing of what is done in any case.
    if (gate.verb !== 'gate' || !isForward(gate) || !isAsCertainAs(gate, step)) return false;
    if (dependencies.precedes(gate, step)) return true;
    if (rootBlock(gate.block) === rootBlock(step.block)) return false;
    // Without a date what is to be before T is before its run all the same; of what has a day of its own nobody knows more.
    if (schedule.T === undefined && inRun(step) && (isBeforeT(dependencies, gate) || gate.at?.kind === 'instant'))
      return true;
    const end = schedule.steps[gate.id]?.end;
    return end !== undefined && start !== undefined && end <= start;
  });
}

/** It, or the block around it, says a time before T by which it is decided, or a milestone that does. */
function isBeforeT(dependencies: Precedence, { at, due, during, block }: Step): boolean {
  const times = [at, due, during?.to];
  for (let one: Block | undefined = block; one; one = one.parent) times.push(one.at, one.due, one.during?.to);
  return times.some((time) => (fromT(dependencies, time) ?? 0) < 0);
}

/** How far from T a time is while that has no date, in minutes, by way of milestones; undefined: it hangs on something else. */
export function fromT(dependencies: Precedence, written: Time | undefined): Minutes | undefined {
  const seen = new Set<Thing>();
  let minutes = 0;
  for (let time = written; ; ) {
    if (time?.kind === 'offset') return minutes + roughMinutes(time.offset);
    if (time?.kind !== 'point') return undefined;
    const { ref, target, side, place, offset } = time;
    const thing = dependencies.thing({ ref, target, side, place });
    if (thing?.kind !== 'milestone' || thing.after.length > 0 || seen.has(thing)) return undefined;
    seen.add(thing);
    minutes += offset ? roughMinutes(offset) : 0;
    time = thing.at ?? thing.due;
  }
}

/**
 * Of these gates, those that can say go for a step: what was decided more than so long before it is one only where the step
 * waits for it and it asks for something. `notice` is counted in the working days of the release; zero: at any time.
 */
export function sayingGo(subject: Facts, gates: readonly Step[], step: Step, notice: Duration): readonly Step[] {
  const { schedule, dependencies, calendars } = subject;
  const start = schedule.steps[step.id]?.start;
  if (isZero(notice) || start === undefined) return gates;
  // Without a date there are no working days yet: nobody counts more than a week for five of them, and the day around it.
  if (schedule.T === undefined) {
    const most = (roughMinutes(notice) * 7) / 5 + MINUTES_PER_DAY;
    return gates.filter((gate) => {
      const end = schedule.steps[gate.id]?.end;
      const isNear =
        end === undefined || !isRelative(schedule, end) || !isRelative(schedule, start) || start - end <= most;
      return isNear || (asks(gate) && dependencies.precedes(gate, step));
    });
  }
  const { zone } = calendars.release;
  const earliest = instantOfDay(dayAt(addDuration(start, negate(notice), zone, calendars.release), zone), 0, zone);
  return gates.filter((gate) => {
    const end = schedule.steps[gate.id]?.end;
    return end === undefined || end >= earliest || (asks(gate) && dependencies.precedes(gate, step));
  });
}

/**
 * `gate cab-approval "CAB approval" by cab`: somebody outside allows the change, or a paper is signed, on another day than the
 * night. It asks for nothing but their yes, which is no go/no-go, and does not pretend to be one.
 */
export function isApproval({ plan, release }: Pick<Facts, 'plan' | 'release'>, step: Step): boolean {
  if (step.verb !== 'gate' || asks(step) || inRun(step)) return false;
  const names = [step.by, ...step.with].flatMap((who) => who?.ref.name ?? []);
  const isOutside = names.some((name) => lookup(plan, release, name)?.kind === 'party');
  return isOutside || saysApproval(step);
}

const saysApproval = heard((words) => APPROVAL.test(words()));

const APPROVAL = /\bapprov(al|als|ed|e)\b|\bsign[- ]?off\b|\bCAB\b/i;

/** A gate that asks for nothing is a date in a calendar. */
function asks({ gate, checklist }: Step): boolean {
  if (!gate) return false;
  const { needs, criteria, quorum, rule, veto, noGo } = gate;
  return [needs, criteria, veto, checklist].some(({ length }) => length > 0) || Boolean(quorum ?? rule ?? noGo);
}
