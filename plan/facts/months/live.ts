/** When a plan of months goes live: whether it says so, what is still looked at by then, and what ends with it. */
import { lookup, type Milestone, type Named, type Step, type System } from '../../model.ts';
import { among } from '../../named.ts';
import { isRelative } from '../../schedule/relative.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import type { Instant, Span } from '../../time/model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inWords } from '../words.ts';

export interface NoLive {
  /** What is changed most. */
  readonly system: System;
  /** The step that speaks of it. */
  readonly step: Step;
}

/** Steps prepare a go-live, and no window, run, switch or milestone behind the last change is it. */
export function withoutLive({ plan, release, schedule, changes }: Facts): NoLive | undefined {
  if (release.windows.length > 0 || release.steps.some(inRun) || release.steps.length < FEWEST) return undefined;
  const step = release.steps.find((one) => isForward(one) && preparesLive(one));
  const [most] = [...changes.systems].sort(([, a], [, b]) => b.length - a.length);
  if (!step || !most || changes.steps.some(({ verb }) => verb === 'switch')) return undefined;
  const [system, steps] = most;
  const last = Math.max(...steps.flatMap(({ id }) => schedule.steps[id]?.end ?? []));
  const isIt = (milestone: Milestone) => {
    const at = schedule.milestones[milestone.id];
    return LIVE.test(inWords(milestone)) && (at === undefined || at + MINUTES_PER_DAY >= last);
  };
  const saysIt = release.milestones.some(isIt) || release.steps.some((one) => one !== step && isLive(one));
  return saysIt || lookup(plan, release, system.name) !== system ? undefined : { system, step };
}

const FEWEST = 20;

const preparesLive = heard((words, { verb }) => verb !== 'gate' && FOR_LIVE.test(words()));
const isLive = heard((words) => LIVE.test(words()) && !FOR_LIVE.test(words()));

const LIVE = /\b(go(es|ing)?[- ]live|cut-?over|launch(es)?|switch-?over|live date|opening day)\b/i;
const FOR_LIVE =
  /\b(for|before|until|towards|ahead of|required for|ready (for|to)|readiness|pre-?)\b.*\b(go(es|ing)?[- ]live|cut-?over|launch|switch-?over|opening)\b|\b(go[- ]live|cut-?over|launch)\b.*\b(readiness|checklist|preparation|plan|planning|criteria)\b/i;

/** Something is live while it is still tested whether it may be. */
export interface LookPastLive {
  readonly look: Step;
  readonly ends: Instant;
  readonly live: Milestone;
  readonly at: Instant;
}

/** Of a system that the milestone names: a test that begins before it and goes on for days behind it. */
export function looksPastLive({ release, schedule }: Facts): readonly LookPastLive[] {
  const lives = release.milestones.flatMap((live) => {
    const at = schedule.milestones[live.id];
    const words = inWords(live).toLowerCase();
    return LIVE.test(words) && !FOR_LIVE.test(words) && !live.done && at !== undefined ? [{ live, at, words }] : [];
  });
  if (lives.length === 0) return [];
  return release.steps.flatMap((look) => {
    const span = schedule.steps[look.id];
    if (!span || !isForward(look) || look.done || !tests(look)) return [];
    const names = look.targets.map(({ name }) => name.replaceAll('-', ' ').toLowerCase());
    const found = lives.find(
      ({ at, words }) =>
        span.start < at - MINUTES_PER_DAY &&
        span.end - at > A_FEW_DAYS &&
        names.some((name) => new RegExp(`\\b${escaped(name)}\\b`).test(words)),
    );
    return found ? [{ look, ends: span.end, live: found.live, at: found.at }] : [];
  });
}

const A_FEW_DAYS = 3 * MINUTES_PER_DAY;

/** A watch or a baseline is meant to go on. */
const tests = heard((words, { verb }) => (verb === 'verify' || TESTS.test(words())) && !WATCHES.test(words()));

const TESTS = /\b(tests?|testing|UAT|acceptance|validation|trial)\b/i;
const WATCHES = /\b(monitor\w*|watch\w*|observ\w*|hyper-?care|soak\w*|baseline|survey|feedback|regression)\b/i;

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A contract, licence or support that ends while, or right after, what comes in its place gets ready. */
export interface EndsWithIt {
  readonly system: System;
  readonly over: Instant;
  /** What gets ready then, and when it does. */
  readonly what: string;
  readonly at: Instant;
  readonly place: Milestone['head'];
}

function isLeftByItself(named: Named): named is System {
  return named.kind === 'system' && named.until !== undefined && named.type !== 'certificate';
}

/** Of what the release neither changes nor needs: it is what one comes from. In a plan with a window that is T, else what speaks of being ready. */
export function endsWithoutReserve(facts: Facts): readonly EndsWithIt[] {
  const { plan, schedule, times, changes } = facts;
  if (among(plan.names, isLeftByItself).length === 0) return [];
  const needed = new Set([...changes.systems.keys()].flatMap((system) => [...changes.needs(system)]));
  const old = among(plan.names, isLeftByItself).filter((system) => !changes.systems.has(system) && !needed.has(system));
  if (old.length === 0) return [];
  const ready = readyOf(facts);
  return old.flatMap((system) => {
    const over = times.endOfDay(system.until);
    if (over === undefined || isRelative(schedule, over)) return [];
    const found = ready
      .filter(({ end }) => over - end <= RESERVE && end - over <= MINUTES_PER_DAY)
      .sort((a, b) => b.end - a.end)[0];
    return found ? [{ system, over, what: found.what, at: found.end, place: found.place }] : [];
  });
}

/** So long the old one should be there when the new one is. */
const RESERVE = 7 * MINUTES_PER_DAY;

interface Ready extends Pick<Span, 'end'> {
  readonly what: string;
  readonly place: Milestone['head'];
}

function readyOf({ release, schedule }: Facts): readonly Ready[] {
  const fromT: readonly Ready[] =
    schedule.T !== undefined && schedule.run
      ? [{ what: 'the run', end: schedule.run.end, place: release.windows[0]?.place ?? release.head }]
      : [];
  const blocks = release.blocks.flatMap((block) => {
    const { id, name, kind, head } = block;
    const end = schedule.blocks[id]?.end;
    const isIt = kind !== 'rollback' && kind !== 'play' && READY.test(inWords(block));
    return isIt && end !== undefined ? [{ what: name ?? kind, end, place: head }] : [];
  });
  const milestones = release.milestones.flatMap((milestone) => {
    const { id, name, head } = milestone;
    const end = schedule.milestones[id];
    return LIVE.test(inWords(milestone)) && end !== undefined ? [{ what: name, end, place: head }] : [];
  });
  const steps = release.steps.flatMap((step) => {
    const end = schedule.steps[step.id]?.end;
    return isForward(step) && end !== undefined && (preparesLive(step) || isLive(step))
      ? [{ what: step.name ?? step.verb, end, place: step.head }]
      : [];
  });
  return [...fromT, ...milestones, ...steps, ...blocks];
}

const READY = /\b(implementation|go[- ]?live|cut-?over|launch|switch-?over|readiness|roll-?out)\b/i;
