import { type Call, callsOf } from '../facts/decisions/calls.ts';
import { standardRelease } from '../facts/example.ts';
import { describeDays, quoted, said, when } from '../facts/words.ts';
import { hasOwnTime } from '../schedule/dated/armed.ts';
import type { Schedule } from '../schedule/model.ts';
import type { Found, ReleaseCheck } from './check.ts';

const plan = (armed: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    service shop
    `,
    `
    run {
      deploy shop 30m by priya undo 10m
      verify shop 20m by jonas
    }
    play old-look "Back to the old look" until T+3h {
      switch shop as old 10m by priya undo 5m
      verify shop as ok  10m by jonas
    }
    when "Complaints" > 20 from inbox ${armed} then play old-look${mark}
    `,
  );

export const callImpossible: ReleaseCheck = {
  code: 'call-impossible',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A trigger or no-go that calls what cannot be done then',
  why:
    'A trigger that is armed only once its play no longer fits, or a gate that decides long before its answer is possible, ' +
    'looks like a plan for the worst and is none.',
  fixable: false,
  example: {
    breaks: plan('during T+1d .. T+3d', '  // <- call-impossible'),
    passes: plan('during T .. T+2h'),
  },
  *find({ release, schedule, times }) {
    for (const call of callsOf({ release, schedule, times })) {
      const found = never(schedule, call) ?? tooLate(schedule, call) ?? tooEarly(schedule, call);
      if (found) yield found;
    }
  },
};

/** Of what has no time of its own `rollback-too-late` says from when on it no longer fits. */
function isOnlyTooLate({ caller, called, possible }: Call): boolean {
  if (caller.kind !== 'trigger' || !hasOwnTime(caller)) return false;
  return called.from !== undefined && possible.to !== undefined && called.from > possible.to;
}

/** It is over before what it waits for can be late by so much, or have failed. */
function never(schedule: Schedule, call: Call): Found | undefined {
  const { caller, called, consequence } = call;
  if (caller.kind !== 'trigger' || called.from === undefined || called.to === undefined) return undefined;
  if (called.from <= called.to || consequence !== caller.then[0]) return undefined;
  // A range that ends before it begins is told as that.
  const end = caller.during?.to?.place;
  if (schedule.reversed?.some(({ place }) => place === end)) return undefined;
  return {
    message:
      `${callerOf(call)} never fires: that can be so ${when(schedule, called.from)} at the earliest, ` +
      `${describeDays(called.from - called.to)} after it ${caller.at ? 'is looked at' : 'is armed'}; let it be armed longer.`,
    place: caller.place,
  };
}

function tooLate(schedule: Schedule, call: Call): Found | undefined {
  if (!isOnlyTooLate(call)) return undefined;
  const { called, possible, block } = call;
  const [from, to] = [called.from!, possible.to!];
  const what = nameOf(call);
  const can = block ? `${what}, which it calls, can begin` : 'there is something to stop';
  const way = block ? `let ${what} end later, or call what can still be done then` : 'or call what helps then';
  return found(
    call,
    `${callerOf(call)} ${isAtOnce(call) ? 'is looked at only' : `${fires(call)} only from`} ${when(schedule, from)}` +
      `${isAtOnce(call) ? '' : ' on'}, but ${can} until ${when(schedule, to)} at the latest, ` +
      `${describeDays(from - to)} before; ${isOfState(call) ? 'let it fire' : 'arm it'} earlier, ${way}.`,
  );
}

function tooEarly(schedule: Schedule, call: Call): Found | undefined {
  const { caller, called, possible } = call;
  if (called.to === undefined || possible.from === undefined || called.to >= possible.from) return undefined;
  const decides = caller.kind === 'step' ? 'decides' : isAtOnce(call) ? 'is looked at' : 'is armed only until';
  const what = nameOf(call);
  return found(
    call,
    `${callerOf(call)} ${decides} ${when(schedule, called.to)}, but ${what}, which it calls, is possible only from ` +
      `${when(schedule, possible.from)} on, ${describeDays(possible.from - called.to)} later; let ${what} begin earlier, ` +
      `or ${caller.kind === 'step' ? 'decide' : 'arm it'} later.`,
  );
}

/** What becomes of a thing is not said by the trigger, but by the plan. */
function fires(call: Call): string {
  return isOfState(call) ? 'can fire' : 'is armed';
}

function isOfState({ caller }: Call): boolean {
  return caller.kind === 'trigger' && caller.conditions.some(({ state }) => state);
}

function isAtOnce({ caller }: Call): boolean {
  return caller.kind === 'trigger' && caller.at !== undefined;
}

function callerOf({ caller }: Call): string {
  if (caller.kind === 'step') return said(caller);
  return `The trigger ${quoted(caller.conditions.map(({ subject }) => subject).join(' and '))}`;
}

function nameOf({ block, consequence }: Call): string {
  return quoted(block ? (block.name ?? block.kind) : consequence.action);
}

function found({ block, consequence }: Call, message: string): Found {
  return {
    message,
    place: consequence.place,
    about: block ? [block.name ?? block.kind] : [],
    related: block && [{ message: `${quoted(block.name ?? block.kind)} is here`, place: block.head }],
  };
}
