/**
 * What a picture says while a line cannot be read: which of its numbers hang on that line, and what they were before.
 *
 * Where the last plan that could be read whole is remembered, it is drawn in the place of this one, so that the picture
 * does not jump while a line is being typed; what hangs on the line, or has become something else since, is struck.
 */

import type { Analysis } from '../plan/analysis.ts';
import { childrenOf } from '../plan/children.ts';
import { matchSteps } from '../plan/diff/match-steps.ts';
import type { Block, Milestone, Place, Release, Step } from '../plan/model.ts';
import { releaseOf } from '../plan/release-of.ts';
import type { Schedule, ScheduledStep } from '../plan/schedule/model.ts';
import { isBlockInDoubt, isInDoubt, type Unread, type UnreadNumber } from '../plan/unread.ts';
import { element, escapeText } from './markup.ts';
import { fileName } from './page/release-findings.ts';

export interface Doubt {
  readonly unread: Unread;
  /** `1 line cannot be read`. */
  readonly words: string;
  /** Whether it is an earlier plan that is drawn. */
  readonly isEarlier: boolean;
  readonly has: (number: UnreadNumber) => boolean;
  /** Of a step, block or milestone of the plan that is drawn. */
  readonly step: (step: Step) => boolean;
  readonly block: (block: Block) => boolean;
  readonly milestone: (milestone: Milestone) => boolean;
  /** What a step of this text was before, where that is known. */
  readonly was: (step: Step) => ScheduledStep | undefined;
}

/** What is drawn: the plan, or while one of its lines cannot be read, where it is known, the one before. */
export interface Drawn {
  readonly analysis: Analysis;
  readonly release: Release;
  readonly schedule: Schedule;
  readonly doubt?: Doubt;
}

export function drawnOf(analysis: Analysis, schedule: Schedule, earlier?: Analysis): Drawn {
  const release = releaseOf(analysis, schedule);
  const unread = analysis.unread[release.id];
  if (!unread) return { analysis, release, schedule };
  const has = (number: UnreadNumber) => isInDoubt(unread, number);
  const before = earlier?.schedules.find((each) => each.release === release.name);
  if (!earlier || !before) {
    const doubt: Doubt = {
      unread,
      words: unreadWords(unread),
      isEarlier: false,
      has,
      step: ({ id }) => unread.steps.includes(id),
      block: (block) => isBlockInDoubt(unread, release, block),
      milestone: ({ id }) => unread.milestones.includes(id),
      was: () => undefined,
    };
    return { analysis, release, schedule, doubt };
  }
  const releaseBefore = releaseOf(earlier, before);
  const struck = new Set<Step>();
  const was = new Map<Step, ScheduledStep | undefined>();
  for (const { base, head } of matchSteps(releaseBefore.steps, release.steps).pairs) {
    if (base && head) was.set(head, before.steps[base.id]);
    if (base && (!head || unread.steps.includes(head.id) || hasMoved(before.steps[base.id], schedule.steps[head.id])))
      struck.add(base);
  }
  const block = (one: Block): boolean =>
    childrenOf(releaseBefore, one).some((child) =>
      'children' in child ? block(child) : child.kind === 'step' && struck.has(child),
    );
  return {
    analysis: earlier,
    release: releaseBefore,
    schedule: before,
    doubt: {
      unread,
      words: unreadWords(unread),
      isEarlier: true,
      has,
      step: (step) => struck.has(step),
      block: (one) => has('window') || block(one),
      milestone: ({ id }) => unread.milestones.includes(id) || schedule.milestones[id] !== before.milestones[id],
      was: (step) => was.get(step),
    },
  };
}

function hasMoved(a: ScheduledStep | undefined, b: ScheduledStep | undefined): boolean {
  return a?.start !== b?.start || a?.end !== b?.end;
}

function unreadWords({ lines }: Unread): string {
  return lines.length === 1 ? '1 line cannot be read' : `${lines.length} lines cannot be read`;
}

/** `line 82`; of another file `shared.release, line 3`. */
export function lineWords({ file, range }: Place, from: string): string {
  const line = `line ${range.start.line + 1}`;
  return file === from ? line : `${fileName(file)}, ${line}`;
}

/** What the numbers are that are marked. */
export function doubtWords(doubt: Pick<Doubt, 'isEarlier'>): string {
  return doubt.isEarlier ? 'struck numbers are from before it broke' : 'numbers marked with ? are without it';
}

/** Above a page, where nothing can be clicked. */
export function renderDoubt(doubt: Doubt, file: string): string {
  const places = doubt.unread.lines.map(({ place }) => lineWords(place, file)).join(', ');
  return element(
    'p',
    { class: 'rp-doubt', role: 'status' },
    element('b', {}, escapeText(doubt.words)),
    escapeText(` (${places}); ${doubtWords(doubt)}.`),
  );
}

/** A number in doubt, as HTML: struck where it is what it was, with a question mark where it is what is left. */
export function renderDoubtful(text: string, isEarlier: boolean): string {
  if (isEarlier)
    return element('s', { class: 'rp-was' }, element('span', { class: 'rp-sr' }, 'was '), escapeText(text));
  return element('span', { class: 'rp-unsure' }, escapeText(`${text} ?`));
}
