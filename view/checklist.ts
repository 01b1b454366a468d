/**
 * The plan as a list to work through: what happens when, who does it, what is asked, with a box for each thing to tick.
 * HTML as a string; every text of the plan is escaped.
 */

import type { Analysis } from '../plan/analysis.ts';
import { childrenOf } from '../plan/children.ts';
import type { Block, Dropped, Rehearsal, Release, Risk, Trigger, Uat } from '../plan/model.ts';
import { inTextOrder } from '../plan/place.ts';
import { releaseOf } from '../plan/release-of.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import { describeMinutes } from '../plan/time/format.ts';
import type { Span } from '../plan/time/model.ts';
import {
  bridge,
  type Context,
  droppedEntry,
  entryOf,
  lineEntry,
  type Noted,
  sourceOf,
  told,
  triggerEntry,
} from './checklist/entries.ts';
import { type Entry, type Group, type Part, rowsOf, wholeList } from './checklist/parts.ts';
import { roundsWords, spanWords } from './dates.ts';
import type { Doubt } from './doubt.ts';
import { element, escapeText } from './markup.ts';
import { findingsByLine } from './row-findings.ts';
import type { List } from './rows/list.ts';
import { isOnCall } from './schedule/items.ts';
import { blockLabel } from './schedule/rows.ts';
import { createClock, relativeClock } from './words/clock.ts';
import { contactWords } from './words/contact-words.ts';
import { perhapsWords } from './words/words.ts';

export interface ChecklistOptions {
  /** What hangs on lines that cannot be read. */
  readonly doubt?: Doubt;
  /** Where a line of the plan that is drawn stands now; default: where it stood. */
  readonly lineOf?: (file: string, line: number) => number;
  /** `lines`: entries say their file and line (`data-file`, `data-line`, from zero). */
  readonly source?: 'lines' | 'none';
  /** The run is open: this is what its log says, and what is ticked is noted there. */
  readonly noted?: Noted;
}

/** Empty: there is nothing to work through. */
export function renderChecklist(analysis: Analysis, schedule: Schedule, options: ChecklistOptions = {}): string {
  const parts = partsOf(analysis, schedule, options);
  return parts.length === 0 ? '' : wholeList(parts);
}

/** The same for whoever shows a few of many entries; undefined: there are none. */
export function checklistRows(
  analysis: Analysis,
  schedule: Schedule,
  options: ChecklistOptions = {},
): List | undefined {
  const parts = partsOf(analysis, schedule, options);
  return parts.length === 0 ? undefined : rowsOf(parts);
}

function partsOf(analysis: Analysis, schedule: Schedule, options: ChecklistOptions): readonly Part[] {
  const release = releaseOf(analysis, schedule);
  const context: Context = {
    plan: analysis.plan,
    schedule,
    release,
    clock: createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated'),
    reachedBy: (name) => contactWords(analysis.plan, release, name),
    findingsAt: findingsByLine(analysis.findings),
    source: options.source ?? 'none',
    doubt: options.doubt,
    lineOf: options.lineOf ?? ((_, line) => line),
    noted: options.noted,
  };
  const blocks = [...release.blocks].sort((a, b) => orderOf(a, schedule) - orderOf(b, schedule));
  const loose = release.dropped.filter(({ block }) => block === undefined);
  const rehearsals = release.rehearsals.filter(({ checklist }) => checklist.length > 0);
  const uats = release.uats.filter(({ checklist }) => checklist.length > 0);
  const risks = release.risks.filter(({ checklist }) => checklist.length > 0);
  const triggers = withoutBlock(release);
  if (blocks.length + loose.length + rehearsals.length + uats.length + risks.length + triggers.length === 0) return [];
  return [
    ...(options.noted ? [OPEN_RUN] : []),
    ...risks.map((risk) => linesSection('Risk', risk, context)),
    ...rehearsals.map((one) => linesSection('Rehearsal', one, context, schedule.rehearsals[one.id])),
    ...uats.map((one) => linesSection('UAT', one, context, schedule.uats[one.id])),
    ...blocks.map((block) => section(block, context)),
    ...(triggers.length > 0 ? [triggersSection(triggers, context)] : []),
    ...(loose.length > 0 ? [droppedSection(loose, context)] : []),
  ];
}

const OPEN_RUN: Entry = {
  ...{ tag: 'p', style: 'rp-clear', height: 48 },
  inner: () => 'The run is open: steps and lines that are ticked are noted in its log.',
};

/** Pixels, about. */
const HEAD = 58;
const NEST_HEAD = 30;

const STEPS = { tag: 'ol', style: 'rp-steps' } as const;

/** By the clock; what is only done when called comes last. */
function orderOf(block: Block, schedule: Schedule): number {
  if (isOnCall(block)) return Number.MAX_SAFE_INTEGER;
  return schedule.blocks[block.id]?.start ?? Number.MAX_SAFE_INTEGER - 1;
}

function section(block: Block, context: Context): Group {
  const span = context.schedule.blocks[block.id];
  const onCall = isOnCall(block);
  const inner = onCall && span ? { ...context, clock: relativeClock(context.release.zone, '', span.start) } : context;
  const when = span
    ? onCall
      ? `only when called; it lasts ${describeMinutes(span.end - span.start)}`
      : `${context.clock.range(span.start, span.end)}${cycleWords(block, context)}`
    : '';
  const title = `${blockLabel(block)}${block.onlyIf || block.optional ? ` (${perhapsWords(block)})` : ''}`;
  const bridges = block.kind === 'run' ? context.release.rosters.map((roster) => bridge(roster, context)) : [];
  return {
    ...{ tag: 'section', style: 'rp-block', list: STEPS },
    heads: [
      head(title, told(when, context.doubt?.block(block), context), sourceOf(block.head, context)),
      ...bridges.filter((one) => one !== undefined),
    ],
    parts: children(block, inner),
  };
}

/** `when` is markup. */
function head(title: string, when?: string, source?: Entry['source']): Entry {
  return {
    ...{ tag: 'h3', height: HEAD, source },
    inner: () => escapeText(title) + (when === undefined ? '' : element('span', { class: 'rp-when' }, when)),
  };
}

function children(block: Block, context: Context): readonly Part[] {
  const dropped = context.release.dropped.filter((one) => one.block === block);
  const entries = [
    ...childrenOf(context.release, block).map((child) => ({
      place: child.place,
      part: 'children' in child ? nested(child, context) : entryOf(child, context),
    })),
    ...dropped.map((one) => ({ place: one.place, part: droppedEntry(one, context) })),
  ];
  // Those of a runbook have one place, and stay in their order.
  const shown = dropped.length > 0 ? entries.sort((a, b) => inTextOrder(a.place, b.place)) : entries;
  return shown.map(({ part }) => part).filter((part) => part !== undefined);
}

/** Triggers of the release itself: whoever works through the list has to know them, too. */
function withoutBlock(release: Release): readonly Trigger[] {
  const { triggers, blocks } = release;
  const inside = new Set<unknown>();
  const visit = (block: Block): void => {
    for (const child of childrenOf(release, block)) {
      inside.add(child);
      if ('children' in child) visit(child);
    }
  };
  for (const block of blocks) visit(block);
  return triggers.filter((trigger) => !inside.has(trigger));
}

function triggersSection(triggers: readonly Trigger[], context: Context): Group {
  return {
    ...{ tag: 'section', style: 'rp-block', list: STEPS },
    heads: [head('Whenever it happens')],
    parts: triggers.map((trigger) => triggerEntry(trigger, context)),
  };
}

/** What makes a risk smaller, what has to be looked at in a rehearsal or test by users: before the steps of the night. */
function linesSection(
  word: string,
  { name, title, head: place, checklist }: Rehearsal | Risk | Uat,
  context: Context,
  span?: Span,
): Group {
  const when = span ? spanWords(span, context.clock) : '';
  return {
    ...{ tag: 'section', style: 'rp-block', list: { tag: 'ul', style: 'rp-lines' } },
    heads: [head(title ? `${word}: ${title}` : `${word} ${name}`, escapeText(when), sourceOf(place, context))],
    parts: checklist.map((item) => lineEntry(item, context)),
  };
}

/** What stood in no block: items of the scope, milestones, rehearsals. */
function droppedSection(loose: readonly Dropped[], context: Context): Group {
  return {
    ...{ tag: 'section', style: 'rp-block', list: STEPS },
    heads: [head('Dropped')],
    parts: loose.map((one) => droppedEntry(one, context)),
  };
}

const ORDER_WORDS: Readonly<Partial<Record<Block['kind'], string>>> = {
  parallel: 'Side by side',
  sequence: 'One after the other',
  outage: 'Users are cut off',
  cycle: 'Comes round',
};

/** Its steps stand there once, as they are the first time. */
function cycleWords({ id, every }: Block, { schedule, clock }: Context): string {
  return every ? `, ${roundsWords(every, schedule.cycles[id], clock)}` : '';
}

function nested(block: Block, context: Context): Group {
  const span = context.schedule.blocks[block.id];
  const word = ORDER_WORDS[block.kind];
  const name = block.title ?? block.name;
  const label = word ? (name ? `${word}: ${name}` : word) : blockLabel(block);
  const perhaps = block.onlyIf || block.optional ? ` (${perhapsWords(block)})` : '';
  const long =
    span && block.kind === 'outage' ? ` for ${describeMinutes(span.end - span.start)}` : cycleWords(block, context);
  const own: Entry = {
    ...{ tag: 'div', style: 'rp-nest-head', height: NEST_HEAD, source: sourceOf(block.head, context) },
    inner: () => escapeText(`${label}${perhaps}`) + told(long, context.doubt?.block(block), context),
  };
  return {
    ...{ tag: 'li', style: `rp-nest rp-nest-${block.kind}`, list: STEPS },
    heads: [own],
    parts: children(block, context),
  };
}
