/** Plans that live by their milestones: calendars of candidates, freezes and deadlines, without a night of ours. */
import type { Milestone } from '../../model.ts';
import { isRelative } from '../../schedule/relative.ts';
import type { Instant, Zone } from '../../time/model.ts';
import { inRun } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { inWords } from '../words.ts';

/** A milestone that has a day. */
export interface Reached {
  readonly milestone: Milestone;
  readonly at: Instant;
  readonly zone: Zone;
  /** Its name and its title. */
  readonly words: string;
}

/** In the order of the page; those that hang on a T that is still open are left out. */
export function reached({ release, schedule, times }: Facts): readonly Reached[] {
  return release.milestones.flatMap((milestone) => {
    const { id } = milestone;
    const time = milestone.at ?? milestone.due;
    const at = times.instant(time) ?? schedule.milestones[id];
    if (at === undefined || isRelative(schedule, at)) return [];
    const zone = time?.kind === 'instant' ? time.zone : release.zone;
    return [{ milestone, at, zone, words: inWords(milestone) }];
  });
}

/** A release that comes out by its calendar: the day it does, and the versions that are tried before. */
export interface Course {
  readonly final: Reached;
  /** Before it, in the order of their days. */
  readonly candidates: readonly Reached[];
  readonly all: readonly Reached[];
}

/** Undefined of a plan that runs or changes anything of ours, and of one with few dates. */
export function courseOf(facts: Facts): Course | undefined {
  const { release, changes } = facts;
  if (release.milestones.length < FEWEST || changes.steps.length > 0 || release.steps.some(inRun)) return undefined;
  const all = [...reached(facts)].sort((a, b) => a.at - b.at);
  const final = all.findLast(isFinal);
  if (!final || all.length < FEWEST) return undefined;
  const candidates = all.filter((one) => isCandidate(one) && one.at < final.at);
  return candidates.length === 0 ? undefined : { final, candidates, all };
}

/** A calendar of fewer dates is a note. */
const FEWEST = 8;

/** A version that is there to be tried: an alpha, a beta, a candidate. */
export function isCandidate({ words }: Reached): boolean {
  return CANDIDATE.test(words) && !ABOUT.test(words);
}

/** The version itself, and no words about it. */
export function isFinal({ words }: Reached): boolean {
  return FINAL.test(words) && !CANDIDATE.test(words) && !ABOUT.test(words);
}

const CANDIDATE = /\b(alpha|beta|rc[ .]?\d*|candidates?|pre-?(release|view))\b/i;
const FINAL =
  /\b(released?|GA|general(ly)? availab\w+|ships?|shipped|launch(ed)?|go(es)?[- ]live|is out|final version)\b/i;
const ABOUT =
  /\b(notes?|blogs?|docs?|documentation|cycle|highlights?|schedules?|teams?|plans?|planning|branch|freezes?|announce\w*|deadline|party|calls?|meetings?|manager|train|jobs?|pipelines?)\b/i;
