/** What stands in a checklist: steps, milestones, triggers and lines, each with its box, its time, and who does it. */

import type { Analysis } from '../../plan/analysis.ts';
import type { Child } from '../../plan/children.ts';
import {
  type Block,
  type ChecklistItem,
  type Dropped,
  isTbd,
  type Milestone,
  type PointOfNoReturn,
  type Release,
  type Roster,
  type Step,
  type Trigger,
} from '../../plan/model.ts';
import type { Schedule, Span } from '../../plan/schedule/model.ts';
import { formatTimeOfDay } from '../../plan/time/format.ts';
import { dayAt } from '../../plan/time/zone.ts';
import { box, tickBox } from '../box.ts';
import { type Doubt, renderDoubtful } from '../doubt.ts';
import { element, escapeText } from '../markup.ts';
import { withCode } from '../page/release-findings.ts';
import type { FindingsAt } from '../row-findings.ts';
import { explainStep } from '../schedule/explain.ts';
import { spansOf } from '../schedule/items.ts';
import type { Source } from '../schedule/scene.ts';
import { answerSentences } from '../words/answer-words.ts';
import type { Clock } from '../words/clock.ts';
import { companyWords } from '../words/company-words.ts';
import { gateLines } from '../words/gate-lines.ts';
import { messageSentences } from '../words/message-words.ts';
import { evidenceWords } from '../words/proof-words.ts';
import { FAMILY_OF, GLYPH } from '../words/verbs.ts';
import {
  accountableWords,
  armedWords,
  conditionWords,
  consequenceWords,
  perhapsOf,
  perhapsWords,
  timeWords,
  whoWords,
} from '../words/words.ts';
import type { Entry } from './parts.ts';

/** Ids of what was done in a night, and of the lines that were ticked. */
export interface Noted {
  readonly done: ReadonlySet<string>;
  readonly ticked: ReadonlySet<string>;
}

/** What entries are told from. */
export interface Context {
  readonly plan: Analysis['plan'];
  readonly schedule: Schedule;
  readonly release: Release;
  readonly clock: Clock;
  readonly reachedBy: (name: string) => string | undefined;
  readonly findingsAt: FindingsAt;
  /** `lines`: entries say their file and line. */
  readonly source: 'lines' | 'none';
  readonly doubt?: Doubt;
  /** Where a line of the plan that is drawn stands now. */
  readonly lineOf: (file: string, line: number) => number;
  /** What the log of an open run says. */
  readonly noted?: Noted;
}

/** Undefined: it is told with something else. */
export function entryOf(child: Exclude<Child, Block>, context: Context): Entry | undefined {
  switch (child.kind) {
    case 'step':
      return stepEntry(child, context);
    case 'milestone':
      // That of a point of no return is told with it.
      return context.release.pointsOfNoReturn.some((point) => point.milestone === child)
        ? undefined
        : milestoneEntry(child, context);
    case 'point-of-no-return':
      return noReturnEntry(child, context);
    case 'trigger':
      return triggerEntry(child, context);
  }
}

/** Where everybody is found while the run goes on; undefined: nobody says where. */
export function bridge(roster: Roster, context: Context): Entry | undefined {
  const { via, where, by, links, title, name, head } = roster;
  if (via.length === 0 && where === undefined) return undefined;
  const span = context.schedule.rosters[roster.id];
  const words = [
    `${via.length > 0 ? 'Bridge' : 'Room'} ${title ?? name}`,
    via.length > 0 && `via ${via.map((channel) => channel.name).join(', ')}`,
    where !== undefined && `where ${where}`,
    by && `by ${whoWords(by)}`,
    span && context.clock.range(span.start, span.end),
    ...links,
  ];
  return {
    ...{ tag: 'div', style: 'rp-clauses', height: 22, source: sourceOf(head, context) },
    inner: () => escapeText(words.filter(Boolean).join(' · ')),
  };
}

/** Struck, with the reason: nobody should look for it, and nobody wonder where it went. */
export function droppedEntry(one: Dropped, context: Context): Entry {
  const words = [one.label.startsWith(one.word) ? '' : one.word, one.label, one.title].filter(Boolean).join(' ');
  return {
    ...stop('rp-entry', ENTRY, one.head, context),
    inner: () =>
      element('span', { class: 'rp-line' }, element('s', {}, escapeText(words))) +
      element('span', { class: 'rp-who' }, escapeText(`dropped${one.because ? `: ${one.because}` : ''}`)),
  };
}

function stepEntry(step: Step, context: Context): Entry {
  const scheduled = context.schedule.steps[step.id];
  const isDone = step.done || context.noted?.done.has(step.id) === true;
  const { proof, checklist } = step;
  const under = checklist.length + (proof ? proof.how.length + proof.expects.length + proof.evidence.length : 0);
  return {
    ...stop(`rp-entry${isDone ? ' rp-is-done' : ''}`, ENTRY + under * LINE, step.head, context),
    title: () => explainStep(context.release, step, scheduled, spansOf(scheduled), context.clock),
    inner: () => stepInner(step, isDone, context),
  };
}

function stepInner(step: Step, isDone: boolean, context: Context): string {
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
  return [
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
  ].join('');
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

/** A line of a rehearsal, which stands by itself. */
export function lineEntry(item: ChecklistItem, context: Context): Entry {
  const isDone = item.done || context.noted?.ticked.has(item.id) === true;
  return {
    ...stop(isDone ? 'rp-is-done' : undefined, LINE, item.place, context),
    inner: () => lineInner(item, isDone, context),
  };
}

function checklistLine(item: ChecklistItem, context: Context): string {
  const { style, inner } = lineEntry(item, context);
  return element('li', { class: style, ...focusable(item.place, context) }, inner());
}

function lineInner(item: ChecklistItem, isDone: boolean, context: Context): string {
  const extra = [
    item.by ? `by ${whoWords(item.by)}` : '',
    item.with?.length ? `with ${item.with.map(whoWords).join(', ')}` : '',
    perhapsOf(item),
    item.due ? `due ${timeWords(item.due, context.schedule, context.clock)}` : '',
    ...item.links,
  ].filter((part) => part !== '');
  return [
    boxOf(isDone, context, item.id),
    element('span', {}, escapeText(item.text)),
    extra.length > 0 ? element('span', { class: 'rp-extra' }, escapeText(` ${extra.join(' · ')}`)) : '',
    item.items.length > 0
      ? element('ul', { class: 'rp-lines' }, ...item.items.map((inner) => checklistLine(inner, context)))
      : '',
  ].join('');
}

function milestoneEntry(milestone: Milestone, context: Context): Entry {
  const at = context.schedule.milestones[milestone.id];
  const when = at === undefined ? 'no time' : spanWords({ start: at, end: at }, context.clock);
  return {
    ...stop(`rp-entry${milestone.done ? ' rp-is-done' : ''}`, ENTRY, milestone.head, context),
    inner: () =>
      [
        boxOf(milestone.done, context),
        element('span', { class: 'rp-at' }, told(when, context.doubt?.milestone(milestone), context)),
        element('span', { class: 'rp-line' }, '◆ ', element('b', {}, escapeText(milestone.title ?? milestone.name))),
        element('span', { class: 'rp-who' }, escapeText(attended(milestone))),
      ].join(''),
  };
}

/** Who answers for it, and who has to be there. */
function attended({ by, with: others }: Milestone): string {
  const words = [by && whoWords(by), others.length > 0 && `with ${others.map(whoWords).join(', ')}`];
  return words.filter(Boolean).join(' ');
}

function noReturnEntry(point: PointOfNoReturn, context: Context): Entry {
  const at = context.schedule.pointsOfNoReturn[point.id];
  const isKnown = at !== undefined && !context.doubt?.has('run');
  const when = isKnown ? `, ${context.clock.moment(at)}` : '';
  const name = point.milestone ? ` ${point.milestone.name}` : '';
  return {
    ...stop('rp-no-return', 50, point.place, context),
    inner: () => escapeText(`Point of no return${name}${when}: from here on there is no way back`),
  };
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

export function triggerEntry(trigger: Trigger, context: Context): Entry {
  return { ...stop('rp-trigger', 46, trigger.place, context), inner: () => triggerInner(trigger, context) };
}

function triggerInner(trigger: Trigger, context: Context): string {
  const condition = conditionWords(trigger.conditions);
  const armed = armedWords(trigger, context.schedule, context.clock);
  const then = trigger.then
    .map((consequence) => consequenceWords(consequence, context.schedule, context.clock))
    .join(', ');
  const when = [condition, armed, deciderWords(trigger)].filter((part) => part !== '').join(', ');
  return element('b', {}, 'If ') + escapeText(when) + element('b', {}, ' then ') + escapeText(then);
}

/** A tick is recorded in the text, or in the log of a run by this id: where no line is known it can only be made on paper. */
function boxOf(done: boolean, { source, noted }: Context, id?: string): string {
  return source === 'none' ? box(done) : tickBox(done, noted && id);
}

/** Undefined: nothing is led to. */
export function sourceOf(place: Step['head'], context: Context): Source | undefined {
  if (context.source === 'none') return undefined;
  return { file: place.file, line: context.lineOf(place.file, place.range.start.line) };
}

/** Pixels, about. */
const ENTRY = 35;
const LINE = 24;

/** Entries are reached by keyboard where they lead somewhere; the shell moves the one tab stop among them. */
function stop(style: string | undefined, height: number, place: Step['head'], context: Context) {
  const source = sourceOf(place, context);
  return { tag: 'li', style, height, source, isStop: source !== undefined } as const;
}

/** Of a line that stands inside of an entry. */
function focusable(place: Step['head'], context: Context): Record<string, string | number | undefined> {
  const source = sourceOf(place, context);
  return source ? { 'data-file': source.file, 'data-line': source.line, tabindex: -1 } : {};
}

/** A time or a length, marked where it hangs on a line that cannot be read. */
export function told(text: string, isInDoubt: boolean | undefined, { doubt }: Context): string {
  return doubt && isInDoubt && text !== '' ? renderDoubtful(text, doubt.isEarlier) : escapeText(text);
}
