/** Loads of data in a plan of weeks or months: all of them before the sample is approved, or long before anybody works with what they are loaded into. */
import type { Block, Milestone, Step } from '../../model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import type { Instant } from '../../time/model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inWords } from '../words.ts';

export interface Unapproved {
  readonly load: Step;
  readonly starts: Instant;
  readonly approval: Milestone | Step;
  readonly at: Instant;
}

/** In one block somebody approves a sample, and all of it is loaded before that. */
export function loadedUnapproved({ release, schedule, dependencies }: Facts): readonly Unapproved[] {
  const loads = release.steps.filter((step) => isForward(step) && !step.done && isWhole(step));
  return loads.flatMap((load): readonly Unapproved[] => {
    const starts = schedule.steps[load.id]?.start;
    const isHere = (block: Block | undefined) => block === load.block && block.kind !== 'messages';
    const milestone = release.milestones.find((one) => isHere(one.block) && !one.done && approvesSample(inWords(one)));
    const step = release.steps.find((one) => isHere(one.block) && !one.done && one !== load && isApprovalOfSample(one));
    const approval = milestone ?? step;
    const at = milestone ? schedule.milestones[milestone.id] : step && schedule.steps[step.id]?.start;
    if (!approval || at === undefined || starts === undefined) return [];
    if (at - starts < MINUTES_PER_DAY || dependencies.precedes(approval, load)) return [];
    return [{ load, starts, approval, at }];
  });
}

const isWhole = heard((words, { verb }) => LOADS.has(verb) && WHOLE.test(words()) && !PART.test(words()));
const isApprovalOfSample = heard((words, { verb }) => APPROVES_BY.has(verb) && approvesSample(words()));

function approvesSample(words: string): boolean {
  return APPROVES.test(words) && PART.test(words);
}

const LOADS: ReadonlySet<string> = new Set(['migrate', 'deploy', 'switch', 'configure', 'restore']);
const APPROVES_BY: ReadonlySet<string> = new Set(['gate', 'task', 'meet', 'verify']);
const WHOLE = /\b(full|all|complete|entire|whole|every|everything|everybody|everyone|remaining|rest|bulk|mass)\b/i;
const PART =
  /\b(samples?|pilot|trial|test (load|run|migration|data)|dry[- ]runs?|subset|extract|first (batch|wave|group|site|store)|proof of concept)\b/i;
const APPROVES = /\b(approv\w*|accept\w*|sign(ed)?[- ]?off|agree\w*|releas\w+|clear(ed|ance)?)\b/i;

/** All was loaded, and what is loaded from goes on being written until the end of the plan. */
export interface LeftOpen {
  readonly load: Step;
  readonly loaded: Instant;
  readonly end: Instant;
}

/** Only of a plan without a run. Whoever speaks of keeping both the same, of a last load, or has a freeze, has thought of it. */
export function loadedLongBefore({ release, schedule, times }: Facts): LeftOpen | undefined {
  if (release.steps.some(inRun) || release.freezes.length > 0) return undefined;
  const forward = release.steps.filter(isForward);
  const speaks = (words: string) => KEPT_THE_SAME.test(words);
  if (forward.some(keepsTheSame) || release.milestones.some((milestone) => speaks(inWords(milestone))))
    return undefined;
  const loads = forward.flatMap((load) => {
    const span = schedule.steps[load.id];
    return load.verb === 'migrate' && isWhole(load) && span ? [{ load, loaded: span.end }] : [];
  });
  const [first] = [...loads].sort((a, b) => a.loaded - b.loaded);
  const end = schedule.T ?? times.instant(release.windows[0]?.from) ?? schedule.end;
  return first && end !== undefined && end - first.loaded >= LONG ? { ...first, end } : undefined;
}

const LONG = 28 * MINUTES_PER_DAY;

const keepsTheSame = heard((words, { verb }) => verb === 'stop' || KEPT_THE_SAME.test(words()));

const KEPT_THE_SAME =
  /\b(delta|incremental\w*|final (load|migration|copy|sync\w*|extract|import)|last (load|migration|copy|sync\w*|extract|import)|catch[- ]?up|freez\w*|frozen|read[- ]?only|sync\w*|replicat\w*|re-?load\w*|top[- ]?up|double[- ]?(entry|keying)|parallel (run|entry|operation)|change data capture|CDC|archive only)\b/i;
