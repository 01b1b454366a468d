/**
 * The plan as a list to work through: what happens when, who does it, what is asked, with a box for each thing to tick.
 * HTML as a string; every text of the plan is escaped.
 */
import type { Analysis } from '../plan/analysis.ts';
import {
  type Block,
  type ChecklistItem,
  type Dropped,
  isTbd,
  type Milestone,
  type Plan,
  type PointOfNoReturn,
  type Rehearsal,
  type Release,
  type Roster,
  type Step,
  type Trigger,
} from '../plan/model.ts';
import { inTextOrder } from '../plan/place.ts';
import { releaseOf } from '../plan/release-of.ts';
import type { Schedule, Span } from '../plan/schedule/model.ts';
import { describeMinutes, formatTimeOfDay } from '../plan/time/format.ts';
import { dayAt } from '../plan/time/zone.ts';
import { box, tickBox } from './box.ts';
import { roundsWords } from './dates.ts';
import { type Doubt, renderDoubtful } from './doubt.ts';
import { element, escapeText } from './markup.ts';
import { withCode } from './page/release-findings.ts';
import { type FindingsAt, findingsByLine } from './row-findings.ts';
import { explainStep } from './schedule/explain.ts';
import { isOnCall, spansOf } from './schedule/items.ts';
import { blockLabel } from './schedule/rows.ts';
import { answerSentences } from './words/answer-words.ts';
import { type Clock, createClock, relativeClock } from './words/clock.ts';
import { companyWords } from './words/company-words.ts';
import { contactWords } from './words/contact-words.ts';
import { gateLines } from './words/gate-lines.ts';
import { messageSentences } from './words/message-words.ts';
import { evidenceWords } from './words/proof-words.ts';
import { FAMILY_OF, GLYPH } from './words/verbs.ts';
import {
  accountableWords,
  armedWords,
  conditionWords,
  consequenceWords,
  perhapsOf,
  perhapsWords,
  timeWords,
  whoWords,
} from './words/words.ts';

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

/** Ids of what was done in a night, and of the lines that were ticked. */
export interface Noted {
  readonly done: ReadonlySet<string>;
  readonly ticked: ReadonlySet<string>;
}

export function renderChecklist(analysis: Analysis, schedule: Schedule, options: ChecklistOptions = {}): string {
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
  const triggers = withoutBlock(release);
  if (blocks.length + loose.length + rehearsals.length + triggers.length === 0) return '';
  return element(
    'div',
    { class: 'rp-checklist' },
    options.noted
      ? element('p', { class: 'rp-clear' }, 'The run is open: steps and lines that are ticked are noted in its log.')
      : '',
    ...rehearsals.map((rehearsal) => rehearsalSection(rehearsal, context)),
    ...blocks.map((block) => section(block, context)),
    triggers.length > 0 ? triggersSection(triggers, context) : '',
    loose.length > 0 ? droppedSection(loose, context) : '',
  );
}

interface Context {
  readonly plan: Plan;
  readonly schedule: Schedule;
  readonly release: Release;
  readonly clock: Clock;
  readonly reachedBy: (name: string) => string | undefined;
  readonly findingsAt: FindingsAt;
  readonly source: 'lines' | 'none';
  readonly doubt?: Doubt;
  readonly lineOf: (file: string, line: number) => number;
  readonly noted?: Noted;
}

/** A time or a length, marked where it hangs on a line that cannot be read. */
function told(text: string, isInDoubt: boolean | undefined, { doubt }: Context): string {
  return doubt && isInDoubt && text !== '' ? renderDoubtful(text, doubt.isEarlier) : escapeText(text);
}

/** By the clock; what is only done when called comes last. */
function orderOf(block: Block, schedule: Schedule): number {
  if (isOnCall(block)) return Number.MAX_SAFE_INTEGER;
  return schedule.blocks[block.id]?.start ?? Number.MAX_SAFE_INTEGER - 1;
}

function section(block: Block, context: Context): string {
  const span = context.schedule.blocks[block.id];
  const onCall = isOnCall(block);
  const inner = onCall && span ? { ...context, clock: relativeClock(context.release.zone, '', span.start) } : context;
  const when = span
    ? onCall
      ? `only when called; it lasts ${describeMinutes(span.end - span.start)}`
      : `${context.clock.range(span.start, span.end)}${cycleWords(block, context)}`
    : '';
  return element(
    'section',
    { class: 'rp-block' },
    element(
      'h3',
      sourceOf(block.head, context),
      escapeText(`${blockLabel(block)}${block.onlyIf || block.optional ? ` (${perhapsWords(block)})` : ''}`),
      element('span', { class: 'rp-when' }, told(when, context.doubt?.block(block), context)),
    ),
    ...(block.kind === 'run' ? context.release.rosters.map((roster) => bridge(roster, context)) : []),
    list(block, inner),
  );
}

/** Where everybody is found while the run goes on. */
function bridge(roster: Roster, context: Context): string {
  const { via, where, by, links, title, name, head } = roster;
  if (via.length === 0 && where === undefined) return '';
  const span = context.schedule.rosters[roster.id];
  const words = [
    `${via.length > 0 ? 'Bridge' : 'Room'} ${title ?? name}`,
    via.length > 0 && `via ${via.map((channel) => channel.name).join(', ')}`,
    where !== undefined && `where ${where}`,
    by && `by ${whoWords(by)}`,
    span && context.clock.range(span.start, span.end),
    ...links,
  ];
  return element(
    'div',
    { class: 'rp-clauses', ...sourceOf(head, context) },
    escapeText(words.filter(Boolean).join(' · ')),
  );
}

function list(block: Block, context: Context): string {
  const dropped = context.release.dropped.filter((one) => one.block === block);
  const entries = [
    ...block.children.map((child) => ({ place: child.place, text: entry(child, context) })),
    ...dropped.map((one) => ({ place: one.place, text: droppedEntry(one, context) })),
  ];
  // Those of a runbook have one place, and stay in their order.
  const shown = dropped.length > 0 ? entries.sort((a, b) => inTextOrder(a.place, b.place)) : entries;
  return element('ol', { class: 'rp-steps' }, ...shown.map(({ text }) => text));
}

/** Triggers of the release itself: whoever works through the list has to know them, too. */
function withoutBlock({ triggers, blocks }: Release): readonly Trigger[] {
  const inside = new Set<unknown>();
  const visit = (block: Block): void => {
    for (const child of block.children) {
      inside.add(child);
      if ('children' in child) visit(child);
    }
  };
  for (const block of blocks) visit(block);
  return triggers.filter((trigger) => !inside.has(trigger));
}

function triggersSection(triggers: readonly Trigger[], context: Context): string {
  return element(
    'section',
    { class: 'rp-block' },
    element('h3', {}, 'Whenever it happens'),
    element('ol', { class: 'rp-steps' }, ...triggers.map((trigger) => triggerEntry(trigger, context))),
  );
}

/** What has to be looked at in a rehearsal, before the steps of the night. */
function rehearsalSection({ id, name, title, head, checklist }: Rehearsal, context: Context): string {
  const span = context.schedule.rehearsals[id];
  const when = span ? context.clock.range(span.start, span.end) : '';
  return element(
    'section',
    { class: 'rp-block' },
    element(
      'h3',
      sourceOf(head, context),
      escapeText(`Rehearsal ${title ?? name}`),
      element('span', { class: 'rp-when' }, escapeText(when)),
    ),
    element('ul', { class: 'rp-lines' }, ...checklist.map((item) => checklistLine(item, context))),
  );
}

/** What stood in no block: items of the scope, milestones, rehearsals. */
function droppedSection(loose: readonly Dropped[], context: Context): string {
  return element(
    'section',
    { class: 'rp-block' },
    element('h3', {}, 'Dropped'),
    element('ol', { class: 'rp-steps' }, ...loose.map((one) => droppedEntry(one, context))),
  );
}

/** Struck, with the reason: nobody should look for it, and nobody wonder where it went. */
function droppedEntry(one: Dropped, context: Context): string {
  const words = [one.label.startsWith(one.word) ? '' : one.word, one.label, one.title].filter(Boolean).join(' ');
  return element(
    'li',
    { class: 'rp-entry', ...focusable(one.head, context) },
    element('span', { class: 'rp-line' }, element('s', {}, escapeText(words))),
    element('span', { class: 'rp-who' }, escapeText(`dropped${one.because ? `: ${one.because}` : ''}`)),
  );
}

function entry(child: Block['children'][number], context: Context): string {
  if ('children' in child) return nested(child, context);
  switch (child.kind) {
    case 'step':
      return stepEntry(child, context);
    case 'milestone':
      // That of a point of no return is told with it.
      return context.release.pointsOfNoReturn.some((point) => point.milestone === child)
        ? ''
        : milestoneEntry(child, context);
    case 'point-of-no-return':
      return noReturnEntry(child, context);
    case 'trigger':
      return triggerEntry(child, context);
  }
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

function nested(block: Block, context: Context): string {
  const span = context.schedule.blocks[block.id];
  const word = ORDER_WORDS[block.kind];
  const name = block.title ?? block.name;
  const label = word ? (name ? `${word}: ${name}` : word) : blockLabel(block);
  const perhaps = block.onlyIf || block.optional ? ` (${perhapsWords(block)})` : '';
  const long =
    span && block.kind === 'outage' ? ` for ${describeMinutes(span.end - span.start)}` : cycleWords(block, context);
  return element(
    'li',
    { class: `rp-nest rp-nest-${block.kind}` },
    element(
      'div',
      { class: 'rp-nest-head', ...sourceOf(block.head, context) },
      escapeText(`${label}${perhaps}`),
      told(long, context.doubt?.block(block), context),
    ),
    list(block, context),
  );
}

function stepEntry(step: Step, context: Context): string {
  const scheduled = context.schedule.steps[step.id];
  const targets = step.targets.map((target) => target.name).join(', ');
  const heading = [
    element('b', { class: 'rp-verb' }, escapeText(step.verb)),
    element('span', { class: 'rp-what' }, escapeText(targets || step.title || step.name || '')),
    targets && step.title ? element('span', { class: 'rp-title-of' }, escapeText(step.title)) : '',
    step.name ? element('code', {}, escapeText(step.name)) : '',
    scheduled?.critical && !context.doubt?.has('run') ? element('span', { class: 'rp-tag' }, 'critical') : '',
  ];
  const found = context.findingsAt(step.place);
  const lines = [
    ...gateLines(step, context.schedule, context.clock),
    ...messageSentences(scheduled).map((text) => element('li', { class: 'rp-message' }, escapeText(text))),
    ...answerSentences(step, scheduled, context.clock, context.reachedBy).map((text) =>
      element('li', { class: 'rp-message' }, escapeText(text)),
    ),
    ...proofLines(step, context),
    ...step.checklist.map((item) => checklistLine(item, context)),
  ];
  const isDone = step.done || context.noted?.done.has(step.id) === true;
  return element(
    'li',
    {
      class: `rp-entry${isDone ? ' rp-is-done' : ''}`,
      ...focusable(step.head, context),
      title: explainStep(context.release, step, scheduled, spansOf(scheduled), context.clock),
    },
    boxOf(isDone, context, step.id),
    element(
      'span',
      { class: 'rp-at' },
      told(scheduled ? spanWords(scheduled, context.clock) : 'no time', context.doubt?.step(step), context),
    ),
    element('span', { class: 'rp-line' }, glyph(step), heading.filter((part) => part !== '').join(' ')),
    element('span', { class: 'rp-who' }, escapeText(companyWords(context.plan, context.release, step, scheduled))),
    clauses(step),
    found ? element('div', { class: `rp-found rp-found-${found.severity}` }, withCode(found.text)) : '',
    lines.length > 0 ? element('ul', { class: 'rp-lines' }, ...lines) : '',
  );
}

function proofLines({ proof }: Step, context: Context): readonly string[] {
  if (!proof) return [];
  return [
    ...proof.how.map((text) => element('li', { class: 'rp-how' }, element('b', {}, 'How: '), escapeText(text))),
    ...proof.expects.map((one) => ticked(false, one.place, `Expect: ${conditionWords([one])}`, [], context)),
    ...proof.evidence.map((one) => ticked(one.done, one.place, `Evidence: ${evidenceWords(one)}`, one.links, context)),
  ];
}

/** What is expected is ticked on paper only; evidence is `done` in the text. */
function ticked(
  isDone: boolean,
  place: Step['place'],
  text: string,
  links: readonly string[],
  context: Context,
): string {
  return element(
    'li',
    { class: isDone ? 'rp-is-done' : undefined, ...focusable(place, context) },
    text.startsWith('Expect') ? box(isDone) : boxOf(isDone, context),
    element('span', {}, escapeText(text)),
    links.length > 0 ? element('span', { class: 'rp-extra' }, escapeText(` ${links.join(' · ')}`)) : '',
  );
}

function glyph(step: Step): string {
  const family = FAMILY_OF[step.verb];
  return element(
    'svg',
    { class: 'rp-glyph', width: 12, height: 12, viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    element('path', { class: `rp-${family}`, d: GLYPH[family] }),
  );
}

/** `Sat 22:15–22:55`; the weekday again where the day has changed. */
function spanWords({ start, end }: Span, clock: Clock): string {
  if (clock.relative) return end > start ? `${clock.time(start)}–${clock.time(end)}` : clock.time(start);
  const day = clock.day(start);
  const from = `${day} ${formatTimeOfDay(start, clock.zone)}`;
  if (end === start) return from;
  const sameDay = dayAt(start, clock.zone) === dayAt(end, clock.zone);
  return `${from}–${sameDay ? formatTimeOfDay(end, clock.zone) : clock.time(end)}`;
}

/** What else the line of the step says, in the words of the language. */
function clauses(step: Step): string {
  const parts = [
    step.onlyIf || step.optional ? perhapsWords(step) : undefined,
    accountableWords(step),
    step.via.length > 0 && `via ${step.via.map(({ name }) => name).join(', ')}`,
    step.where !== undefined && `where ${step.where}`,
    step.untilWhen && `until ${conditionWords([step.untilWhen])}`,
    step.in && `in ${step.in.name}`,
    step.from && `from ${step.from.name}`,
    step.to && `to ${step.to.name}`,
    step.share && `to ${step.share.percent === undefined ? 'tbd' : `${step.share.percent} %`} of the traffic`,
    step.version && `version ${[step.version.from, step.version.to].filter((part) => part).join(' → ')}`,
    isTbd(step.duration) && 'how long it takes is open',
    step.duration?.text.includes('..') && `estimated ${step.duration.text}`,
    step.undo && `undo ${step.undo.text}`,
    step.irreversible && 'irreversible',
    step.tested && ('text' in step.tested ? `restore test ${step.tested.text}` : 'restore tested'),
    step.keep && `keep ${step.keep.text}`,
  ].filter((part) => typeof part === 'string');
  const links = step.links.map((link) => element('span', { class: 'rp-link' }, escapeText(link)));
  if (parts.length === 0 && links.length === 0) return '';
  return element('div', { class: 'rp-clauses' }, escapeText(parts.join(' · ')), links.length > 0 ? ' ' : '', ...links);
}

function checklistLine(item: ChecklistItem, context: Context): string {
  const extra = [
    item.by ? `by ${whoWords(item.by)}` : '',
    item.with?.length ? `with ${item.with.map(whoWords).join(', ')}` : '',
    perhapsOf(item),
    item.due ? `due ${timeWords(item.due, context.schedule, context.clock)}` : '',
    ...item.links,
  ].filter((part) => part !== '');
  const isDone = item.done || context.noted?.ticked.has(item.id) === true;
  return element(
    'li',
    { class: isDone ? 'rp-is-done' : undefined, ...focusable(item.place, context) },
    boxOf(isDone, context, item.id),
    element('span', {}, escapeText(item.text)),
    extra.length > 0 ? element('span', { class: 'rp-extra' }, escapeText(` ${extra.join(' · ')}`)) : '',
    item.items.length > 0
      ? element('ul', { class: 'rp-lines' }, ...item.items.map((inner) => checklistLine(inner, context)))
      : '',
  );
}

function milestoneEntry(milestone: Milestone, context: Context): string {
  const at = context.schedule.milestones[milestone.id];
  return element(
    'li',
    { class: `rp-entry${milestone.done ? ' rp-is-done' : ''}`, ...focusable(milestone.head, context) },
    boxOf(milestone.done, context),
    element(
      'span',
      { class: 'rp-at' },
      told(
        at === undefined ? 'no time' : spanWords({ start: at, end: at }, context.clock),
        context.doubt?.milestone(milestone),
        context,
      ),
    ),
    element('span', { class: 'rp-line' }, '◆ ', element('b', {}, escapeText(milestone.title ?? milestone.name))),
    element('span', { class: 'rp-who' }, escapeText(attended(milestone))),
  );
}

/** Who answers for it, and who has to be there. */
function attended({ by, with: others }: Milestone): string {
  const words = [by && whoWords(by), others.length > 0 && `with ${others.map(whoWords).join(', ')}`];
  return words.filter(Boolean).join(' ');
}

function noReturnEntry(point: PointOfNoReturn, context: Context): string {
  const at = context.schedule.pointsOfNoReturn[point.id];
  const isKnown = at !== undefined && !context.doubt?.has('run');
  const when = isKnown ? `, ${context.clock.moment(at)}` : '';
  return element(
    'li',
    { class: 'rp-no-return', ...focusable(point.place, context) },
    escapeText(
      `Point of no return${point.milestone ? ` ${point.milestone.name}` : ''}${when}: from here on there is no way back`,
    ),
  );
}

/** `decided by mara with jonas via call`. */
function deciderWords({ by, with: others = [], via = [] }: Trigger): string {
  const parts = [
    by && `by ${whoWords(by)}`,
    others.length > 0 && `with ${others.map(whoWords).join(', ')}`,
    via.length > 0 && `via ${via.map(({ name }) => name).join(', ')}`,
  ].filter((part) => typeof part === 'string');
  return parts.length > 0 ? `decided ${parts.join(' ')}` : '';
}

function triggerEntry(trigger: Trigger, context: Context): string {
  const condition = conditionWords(trigger.conditions);
  const armed = armedWords(trigger, context.schedule, context.clock);
  const then = trigger.then
    .map((consequence) => consequenceWords(consequence, context.schedule, context.clock))
    .join(', ');
  return element(
    'li',
    { class: 'rp-trigger', ...focusable(trigger.place, context) },
    element('b', {}, 'If '),
    escapeText([condition, armed, deciderWords(trigger)].filter((part) => part !== '').join(', ')),
    element('b', {}, ' then '),
    escapeText(then),
  );
}

/** A tick is recorded in the text, or in the log of a run by this id: where no line is known it can only be made on paper. */
function boxOf(done: boolean, { source, noted }: Context, id?: string): string {
  return source === 'none' ? box(done) : tickBox(done, noted && id);
}

function sourceOf(place: Step['head'], context: Context): Record<string, string | number | undefined> {
  if (context.source === 'none') return {};
  return { 'data-file': place.file, 'data-line': context.lineOf(place.file, place.range.start.line) };
}

/** Entries are reached by keyboard where they lead somewhere; the shell moves the one tab stop among them. */
function focusable(place: Step['head'], context: Context): Record<string, string | number | undefined> {
  return context.source === 'none' ? {} : { ...sourceOf(place, context), tabindex: -1 };
}
