/** What a reviewer must know of a difference before anything else, in a few words each. */
import { counted } from '../../plan/counted.ts';
import type {
  Change,
  FindingSummary,
  FindingsDifference,
  ItemDifference,
  ReleaseDifference,
  StepDifference,
  ValueChange,
} from '../../plan/diff/model.ts';
import { areComparable } from '../../plan/schedule/relative.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { createClock } from '../words/clock.ts';
import { changeText, later } from './values.ts';

export interface Headline {
  readonly text: string;
  /** Whether it makes the night easier or harder. */
  readonly tone: 'better' | 'worse' | 'plain';
}

/** Colour alone means nothing: the sign in front of a headline where only text can be shown. */
export const MARKS: Readonly<Record<Headline['tone'], string>> = { better: '✓', worse: '!', plain: '·' };

/** The most important first; none: nothing that anybody must know. */
export function headlinesOf(release: ReleaseDifference): readonly Headline[] {
  const counts = findingHeadlines(release.findings);
  if (release.status === 'removed') return [plain('the release is gone')];
  if (release.status === 'added') return [plain('a new release'), ...counts];
  return [
    ...nightHeadlines(release),
    ...whatMatters(release),
    ...stepHeadlines(release.steps),
    ...peopleHeadlines(release),
    ...scopeHeadlines(release),
    ...countHeadlines(release.waivers, 'waiver'),
    ...counts,
  ];
}

/** Of findings that belong to no release as well. */
export function findingHeadlines({ added, gone, still }: FindingsDifference): readonly Headline[] {
  const fresh = added.filter(({ waived }) => !waived);
  const silenced = still.filter(({ wasWaived, waived }) => wasWaived === false && waived).length;
  const woken = still.filter(({ wasWaived, waived }) => wasWaived === true && !waived);
  const news = [...fresh, ...woken];
  const kinds = (['error', 'warning', 'information'] as const).flatMap((severity) => {
    const count = news.filter((one) => one.severity === severity).length;
    return count > 0 ? counted(count, severity === 'information' ? 'note' : severity) : [];
  });
  const left = gone.filter(({ waived }) => !waived).length;
  const isBad = news.some(({ severity }) => severity !== 'information');
  return [
    ...(news.length > 0
      ? [{ text: `${listed(kinds)} new`, tone: isBad ? ('worse' as const) : ('plain' as const) }]
      : []),
    ...(silenced > 0 ? [plain(`${counted(silenced, 'finding')} waived`)] : []),
    ...(left > 0 ? [{ text: `${counted(left, 'finding')} gone`, tone: 'better' as const }] : []),
  ];
}

// ------------------------------------------------------------------------------------------------ the night

/** What is different of the run alone. */
export function nightHeadlines({
  run,
  windows,
  zone,
  relative,
}: Pick<ReleaseDifference, 'run' | 'windows' | 'zone' | 'relative'>): readonly Headline[] {
  const clock = createClock(zone, relative.to ? 'relative' : 'dated');
  const headlines: Headline[] = [];
  const say = (text: string, tone: Headline['tone'] = 'plain') => headlines.push({ text, tone });
  // Times of a plan with a date and of one without cannot be compared.
  if (relative.from !== relative.to) {
    return relative.to
      ? [plain('the date is open again')]
      : [plain(`the date is set: ${clock.moment(run.T?.to ?? 0)} ${zone}`)];
  }
  const window = windows.map(({ start }) => shiftOf(start)).find((shift) => shift !== 0) ?? 0;
  const moves = (what: string, change: Change<Instant> | undefined, isPostponed: boolean) => {
    const shift = shiftOf(change);
    if (shift === 0 || !areComparable(change!.from!, change!.to!)) return;
    const tone = isPostponed ? 'plain' : shift > 0 ? 'worse' : 'better';
    say(`${what} ${later(shift)} (${clock.moment(change!.to!)} ${zone})`, tone);
  };
  const [live, end] = [shiftOf(run.goLive), shiftOf(run.end)];
  // A night that is postponed as a whole is neither easier nor harder.
  moves('go-live moves', run.goLive, live === window);
  if (window !== 0 && window !== live) say(`the window moves ${later(window)}`);
  if (end !== live) moves('the run ends', run.end, end === window);
  const over = run.contingency?.to ?? 0;
  if (over < 0) say(`the run ends ${describeMinutes(-over)} after its window`, 'worse');
  if (run.outage) {
    const promise = run.promisedOutage?.to;
    const more = promise === undefined ? 0 : (run.outage.to ?? 0) - promise;
    const note = more > 0 ? `, ${describeMinutes(more)} over what is promised` : '';
    say(
      `outage ${changeText(run.outage, describeMinutes)}${note}`,
      more > 0 || shiftOf(run.outage) > 0 ? 'worse' : 'better',
    );
  }
  const margin = run.rollbackMargin;
  if (margin) {
    const note = (margin.to ?? 0) < 0 ? ': rolling back ends after the window' : '';
    say(`rollback margin ${changeText(margin, describeMinutes)}${note}`, toneOf(shiftOf(margin)));
  }
  return headlines;
}

// ------------------------------------------------------------------------------------------------ steps

function stepHeadlines(steps: readonly StepDifference[]): readonly Headline[] {
  const changed = steps.filter(({ status, said }) => status === 'changed' && said);
  const isMoved = ({ changes }: StepDifference) => changes.some(({ what }) => what === 'order' || what === 'block');
  const isRenamed = ({ was }: StepDifference) => was !== undefined;
  const says = ({ changes }: StepDifference) => changes.some(({ what }) => what !== 'order' && what !== 'block');
  const counts = [
    [steps.filter(({ status }) => status === 'added').length, 'added'],
    [steps.filter(({ status }) => status === 'removed').length, 'removed'],
    [changed.filter(isMoved).length, 'moved'],
    [changed.filter(isRenamed).length, 'renamed'],
    [changed.filter(says).length, 'changed'],
  ] as const;
  const parts = counts.flatMap(([count, what]) => (count > 0 ? [{ count, what }] : []));
  const [first, ...others] = parts;
  if (!first) return [];
  const rest = others.map(({ count, what }) => `${count} ${what}`);
  return [plain([`${counted(first.count, 'step')} ${first.what}`, ...rest].join(', '))];
}

// ------------------------------------------------------------------------------------------------ what nobody may overlook

/** More would hide each other; the report has them all. */
const MOST_TOLD = 8;

/** Who may stop the night, who answers for it, how it is taken back. */
function whatMatters(release: ReleaseDifference): readonly Headline[] {
  const { changes, steps, blocks, triggers, rehearsals, tests, approvals, declarations } = release;
  const items = [...blocks, ...triggers, ...rehearsals, ...tests, ...approvals, ...declarations];
  return thatMatter([
    ...changes.map((change) => ({ of: '', change })),
    ...steps.flatMap(({ label, changes: all }) => all.map((change) => ({ of: label, change }))),
    ...items.flatMap(({ name, changes: all }) => all.map((change) => ({ of: name, change }))),
  ]).concat(
    triggers
      .filter(({ status }) => status !== 'changed')
      .map(({ name, status }) => plain(`${name} is ${status === 'added' ? 'new' : 'gone'}`)),
  );
}

/** Of declarations outside of releases. */
export function declarationHeadlines(declarations: readonly ItemDifference[]): readonly Headline[] {
  return [
    ...thatMatter(declarations.flatMap(({ name, changes }) => changes.map((change) => ({ of: name, change })))),
    ...countHeadlines(declarations, 'declaration'),
  ];
}

interface ChangeOf {
  readonly of: string;
  readonly change: ValueChange;
}

function thatMatter(changes: readonly ChangeOf[]): readonly Headline[] {
  const lines = changes
    .filter(({ change }) => change.matters)
    .map(({ of, change }) => [of, `${change.what} ${changeText(change as Change<string>, String)}`.trim()])
    .map(([of, text]) => (of === '' ? text! : `${of}: ${text}`));
  const more = lines.length - MOST_TOLD;
  return [
    ...lines.slice(0, more === 1 ? undefined : MOST_TOLD),
    ...(more > 1 ? [`${more} more of this weight`] : []),
  ].map(plain);
}

// ------------------------------------------------------------------------------------------------ people and agreements

/** What a finding that came means for the one it is about, and what it means when it goes. */
const PEOPLE: Readonly<Record<string, { readonly now: string; readonly again: string }>> = {
  'rest-too-short': { now: 'rests too little', again: 'rests long enough' },
  'duty-too-long': { now: 'is on duty for too long', again: 'is on duty no longer than allowed' },
  'double-booked': { now: 'is wanted in two places at once', again: 'is in one place at a time' },
  'self-approval': { now: 'approves what they do themselves', again: 'approves nothing of their own' },
};

/** Told of whoever had no such finding before, and of whoever has none of them any more. */
function peopleHeadlines({ findings: { added, gone, still }, people }: ReleaseDifference): readonly Headline[] {
  const restOf = (name: string) => people.find((person) => person.name === name)?.rest?.to;
  const before = troubledIn([...gone, ...still.map((one) => ({ ...one, waived: one.wasWaived ?? one.waived }))]);
  const after = troubledIn([...added, ...still]);
  const headlines: Headline[] = [];
  for (const [key, { code, name }] of after) {
    if (before.has(key)) continue;
    const rest = code === 'rest-too-short' ? restOf(name) : undefined;
    const amount = rest === undefined ? '' : ` (${describeMinutes(rest)})`;
    headlines.push({ text: `${name} now ${PEOPLE[code]!.now}${amount}`, tone: 'worse' });
  }
  for (const [key, { code, name }] of before) {
    if (!after.has(key)) headlines.push({ text: `${name} ${PEOPLE[code]!.again} again`, tone: 'better' });
  }
  return headlines;
}

function troubledIn(findings: readonly FindingSummary[]) {
  const troubled = new Map<string, { readonly code: string; readonly name: string }>();
  for (const { code, about, waived } of findings.flatMap((finding) => finding.members ?? finding)) {
    const name = about?.[0];
    if (code in PEOPLE && name !== undefined && !waived) troubled.set(`${code} ${name}`, { code, name });
  }
  return troubled;
}

function scopeHeadlines({ scope, findings }: ReleaseDifference): readonly Headline[] {
  const late = scope.filter(({ afterFreeze }) => afterFreeze);
  const others = scope.filter((item) => !late.includes(item));
  const facts = findings.added.flatMap((finding) => finding.members ?? finding);
  const cameIn = facts.filter(({ code, about }) => code === 'scope-after-freeze' && !about?.length);
  const isStale = findings.added.some(({ code }) => code === 'rehearsal-stale');
  return [
    ...(late.length > 0
      ? [{ text: `scope grew after the freeze (${listed(late.map(({ name }) => name))})`, tone: 'worse' as const }]
      : []),
    ...countHeadlines(others, 'scope item'),
    ...(cameIn.length > 0
      ? [{ text: `${counted(cameIn.length, 'step')} came in after the approval`, tone: 'worse' as const }]
      : []),
    ...(isStale ? [{ text: 'the last rehearsal ran something else', tone: 'worse' as const }] : []),
  ];
}

function countHeadlines(items: readonly ItemDifference[], noun: string): readonly Headline[] {
  return (['added', 'removed', 'changed'] as const).flatMap((status) => {
    const count = items.filter((item) => item.status === status).length;
    return count > 0 ? [plain(`${counted(count, noun)} ${status}`)] : [];
  });
}

// ------------------------------------------------------------------------------------------------ words

function plain(text: string): Headline {
  return { text, tone: 'plain' };
}

function toneOf(shift: number): Headline['tone'] {
  return shift > 0 ? 'better' : shift < 0 ? 'worse' : 'plain';
}

function shiftOf(change: Change<number> | undefined): number {
  return change?.from === undefined || change.to === undefined ? 0 : change.to - change.from;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
