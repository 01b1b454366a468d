/**
 * Takes what an outline says over into a plan that is there. Rows are recognised by their id, then by what they say; what is
 * different becomes the smallest edit of the line, what is new a line of its block, and what has no place in the language a
 * comment above its line. Nothing is taken away because a file does not mention it.
 */
import { childrenOf } from '../../plan/children.ts';
import { counted } from '../../plan/counted.ts';
import type { PlanEdit } from '../../plan/findings/findings.ts';
import { append } from '../../plan/grouped.ts';
import type { Block, Milestone, Plan, Release, Step, WrittenEstimate } from '../../plan/model.ts';
import { stepLabel } from '../../plan/model.ts';
import { type Ledger, type Row, rowOf } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineItem, OutlineNamed } from '../../plan/outline/model.ts';
import { time, whoText } from '../../plan/said/words.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { formatEstimate, parseEstimate } from '../../plan/time/duration.ts';
import { formatInstant } from '../../plan/time/format.ts';
import { applyTextEdits, textEdits } from '../edit/edits.ts';
import { lower } from '../lower/lower.ts';
import { parseAgain } from '../parse/parser.ts';
import { Cast, type CastKind, declaration } from './cast.ts';
import { apart, type Dates, declareDates, meetThoseOf } from './dates.ts';
import { everyOf, keyOf, settle } from './items.ts';
import { Names, plainTitle } from './names.ts';
import { Page } from './page.ts';
import { kinded } from './placed.ts';
import { writeItems } from './steps.ts';
import { keysOf, tellUntaken, tellUntakenOf } from './untaken.ts';
import { durationText, instantIn, roundedWords, timeText } from './values.ts';
import { blockKindOf } from './verbs.ts';

export interface MergeTarget {
  readonly uri: string;
  readonly text: string;
  readonly plan: Plan;
  readonly schedules: readonly Schedule[];
}

/** The text of the plan with all that could be taken over. */
export function merge(outline: Outline, into: MergeTarget, ledger: Ledger): string {
  const { plan, text } = into;
  const release = plan.releases.find(({ name }) => name === outline.release) ?? plan.releases[0];
  if (!release) {
    ledger.file.left('everything', 'the plan declares no release');
    return text;
  }
  if (outline.release !== undefined && outline.release !== release.name)
    ledger.file.changed('the release', outline.release, release.name);
  const schedule = into.schedules[plan.releases.indexOf(release)]!;
  const rows = flat(outline.items ?? [], []);
  const cast = new Cast({}, namesOf(plan, release), ledger, knownOf(plan, release));
  for (const { item } of rows) for (const who of [item.by, ...(item.with ?? [])]) cast.meetWho(who);
  const known = thingsOf(release);
  const edits: { readonly edit: PlanEdit; readonly row?: Row | undefined }[] = [];
  const fresh: { readonly item: OutlineItem; readonly path: readonly string[] }[] = [];
  const taken = new Set<object>();
  for (const { item, path } of rows) {
    const found = recognise(item, known, taken);
    if (!found) {
      fresh.push({ item, path });
      continue;
    }
    taken.add(found);
    tellUntaken(item, found, cast);
    const own = changesOf(item, found, { release, schedule, cast });
    if (own.length > 0 && 'usedAt' in found && found.usedAt) {
      rowOf(item)?.left('what is different', 'the step comes from a runbook, and many share its line');
    } else edits.push(...own.map((edit) => ({ edit, row: rowOf(item) })));
  }
  edits.push(...additions(fresh, release, cast, namesOf(plan, release), ledger));
  tellUntakenOf(outline, plan, release, ledger);
  const dates = newDates(outline, plan, release);
  meetThoseOf(dates, cast);
  const people = (['person', 'team', 'system', 'audience', 'environment'] as const).flatMap((kind) =>
    cast.declared(kind).map((one) => declaration(kind, one)),
  );
  if (people.length > 0)
    edits.unshift({ edit: { kind: 'insert-before', place: release.place, text: people.join('\n') } });
  const { absolute, relative } = apart(dates, release.zone);
  const names = namesOf(plan, release);
  const written = (own: Dates) => {
    const page = new Page(ledger.file);
    declareDates(page, own, cast, names, release.zone);
    return page.raw().trim();
  };
  const [outside, inside] = [written(absolute), written(relative)];
  if (outside !== '') edits.unshift({ edit: { kind: 'insert-before', place: release.place, text: outside } });
  if (inside !== '') edits.push({ edit: { kind: 'append-line', place: release.place, text: inside } });
  if (outside !== '' || inside !== '')
    ledger.file.changed(
      'the plan',
      'without them',
      `with ${counted(datesIn(dates), 'freeze, event or roster', 'freezes, events and rosters')}`,
    );
  return applied(into, edits);
}

/** Those that the plan has none of: by what they are called. */
function newDates({ freezes = [], events = [], rosters = [] }: Outline, plan: Plan, release: Release): Dates {
  const things = [...plan.names.values(), ...release.names.values(), ...release.freezes, ...release.events];
  const known = new Set(things.flatMap(keysOf));
  const isNew = (one: OutlineNamed) => !keysOf(one).some((key) => known.has(key));
  return { freezes: freezes.filter(isNew), events: events.filter(isNew), rosters: rosters.filter(isNew) };
}

function datesIn({ freezes, events, rosters }: Dates): number {
  return freezes.length + events.length + rosters.length;
}

/** All at once; where that cannot be read, one after the other without those that break something. */
function applied(
  { uri, text, plan }: MergeTarget,
  edits: readonly { readonly edit: PlanEdit; readonly row?: Row }[],
): string {
  const mistakes = (of: string) => lower(uri, parseAgain(of), []).plan.problems.length;
  const before = plan.problems.length;
  const apply = (some: typeof edits) =>
    applyTextEdits(
      text,
      textEdits(
        some.map(({ edit }) => edit),
        () => text,
      ),
    );
  const all = apply(edits);
  if (mistakes(all) <= before) return all;
  const good: (typeof edits)[number][] = [];
  for (const one of edits) {
    if (mistakes(apply([...good, one])) <= before) good.push(one);
    else one.row?.left(`"${one.edit.text}"`, 'the line could not be read with it');
  }
  return apply(good);
}

export function flat(
  items: readonly OutlineItem[],
  path: readonly string[],
): { item: OutlineItem; path: readonly string[] }[] {
  return items.flatMap((given) => {
    const item = given.items ? given : kinded(given, false);
    const isBlock = item.kind !== undefined && item.kind !== 'step' && item.kind !== 'milestone';
    if (!isBlock) return [{ item, path }];
    return flat(item.items ?? [], [...path, item.name ?? item.kind!]);
  });
}

type Thing = Step | Milestone;

interface Known {
  readonly byId: ReadonlyMap<string, Thing>;
  readonly byWords: ReadonlyMap<string, readonly Thing[]>;
}

export function thingsOf(release: Release): Known {
  const byId = new Map<string, Thing>();
  const byWords = new Map<string, Thing[]>();
  const enter = (thing: Thing, ...words: (string | undefined)[]) => {
    byId.set(thing.id.slice(release.name.length + 1), thing);
    if (thing.name) byId.set(thing.name, thing);
    for (const word of words) if (word) append(byWords, keyOf(word), thing);
  };
  for (const step of release.steps) enter(step, step.title, stepLabel(step));
  for (const milestone of release.milestones) enter(milestone, milestone.title, milestone.name);
  return { byId, byWords };
}

/** The step or milestone that a row is about, each once: by its id, then by what it says. */
export function recognise(item: OutlineItem, { byId, byWords }: Known, taken: ReadonlySet<object>): Thing | undefined {
  for (const id of [item.id, item.name]) {
    const found = id === undefined ? undefined : byId.get(id);
    if (found && !taken.has(found)) return found;
  }
  const label = item.verb && item.targets?.length ? `${item.verb} ${item.targets.join(', ')}` : undefined;
  for (const words of [item.title, label]) {
    const all = words === undefined ? [] : (byWords.get(keyOf(words)) ?? []);
    const free = all.find((thing) => !taken.has(thing));
    if (free) return free;
  }
  return undefined;
}

interface Against {
  readonly release: Release;
  readonly schedule: Schedule;
  readonly cast: Cast;
}

/** What a row says that its line does not. */
function changesOf(item: OutlineItem, thing: Thing, { release, schedule, cast }: Against): PlanEdit[] {
  const row = rowOf(item);
  const edits: PlanEdit[] = [];
  const set = (
    what: string,
    clause: string,
    now: string,
    was: string | undefined,
    place: PlanEdit['place'] | undefined,
  ) => {
    if (now === was) return;
    row?.changed(what, was ?? 'not said', now);
    edits.push(
      place === undefined
        ? { kind: 'append-clause', place: thing.place, text: `${clause}${now}` }
        : { kind: 'replace', place, text: now },
    );
  };
  const step = 'verb' in thing ? thing : undefined;
  if (step) {
    const said = item.duration === undefined ? undefined : durationText(item.duration);
    if (item.duration !== undefined && said === undefined)
      row?.left(`duration "${item.duration}"`, 'it is no length of time');
    const rounded = said === undefined ? undefined : roundedWords(item.duration!);
    if (rounded) row?.guessed(rounded);
    if (said !== undefined && !isSame(said, step.duration))
      set('duration', '', said, step.duration?.text, step.duration?.place);
  }
  const by = cast.who(item.by);
  if (by !== undefined) set('by', 'by ', by, thing.by && whoText(thing.by), thing.by?.place);
  const zone = release.zone;
  for (const [what, key] of [
    ['at', 'at'],
    ['not before', 'notBefore'],
    ['due', 'due'],
  ] as const) {
    const now = item[key];
    const was = key === 'notBefore' ? step?.notBefore : thing[key];
    if (now !== undefined) set(what, `${what} `, timeText(now, zone), was && time(was), was?.place);
  }
  if (item.title !== undefined && thing.title !== undefined && keyOf(item.title) !== keyOf(thing.title))
    row?.left(`title "${item.title}"`, `the plan calls it "${thing.title}"; rename it there`);
  if (item.done === true && !thing.done) {
    row?.changed('status', 'open', 'done');
    edits.push({ kind: 'append-clause', place: thing.place, text: 'done' });
  }
  if (item.done === false && thing.done) row?.left('status "open"', 'the plan says that it is done');
  moved(item, thing, schedule, release);
  const known = [thing.note ?? '', ...notesOf(step)].join('\n');
  const notes = [
    ...(item.notes ?? []).flatMap((note) => note.split(/\r\n|[\n\r\u2028\u2029]/)),
    ...(item.actualStart || item.actualEnd
      ? [`actual: ${item.actualStart ?? '?'} .. ${item.actualEnd ?? ''}`.trim()]
      : []),
  ]
    .map(plainTitle)
    .filter((note) => note !== '' && !known.includes(note));
  if (notes.length > 0) {
    row?.changed('notes', 'none', `a comment: ${notes.join(' / ')}`);
    edits.push({ kind: 'insert-before', place: thing.place, text: notes.map((note) => `// ${note}`).join('\n') });
  }
  return edits;
}

/** What an export writes as a note, and brings back. */
function notesOf(step: Step | undefined): readonly string[] {
  return [...(step?.proof?.how ?? []), ...(step?.text?.parts ?? []).map(String)];
}

/** A planned time that was written over is told: what the plan says it follows from is changed there. */
function moved(item: OutlineItem, thing: Thing, schedule: Schedule, { zone }: Release): void {
  const { start, at } = item;
  if (start === undefined || at !== undefined) return;
  const wanted = instantIn(start, zone);
  const planned = 'verb' in thing ? schedule.steps[thing.id]?.start : schedule.milestones[thing.id];
  if (wanted === undefined || planned === undefined || wanted === planned || schedule.T === undefined) return;
  rowOf(item)?.left(
    `start "${formatInstant(wanted, zone)}"`,
    `the plan has it begin at ${formatInstant(planned, zone)}, which follows from its order and lengths; write \`at\` there to move it`,
  );
}

function isSame(text: string, estimate: WrittenEstimate | undefined): boolean {
  const read = parseEstimate(text);
  return (
    estimate !== undefined &&
    (text === estimate.text || (read !== undefined && formatEstimate(read) === formatEstimate(estimate)))
  );
}

function namesOf(plan: Plan, release: Release): Names {
  return new Names([...plan.names.keys(), ...release.names.keys()]);
}

const CAST: readonly string[] = [
  'person',
  'team',
  'system',
  'environment',
  'audience',
  'calendar',
  'party',
  'role',
  'implicit',
];

function knownOf(plan: Plan, release: Release) {
  return [...plan.names.values(), ...release.names.values()]
    .filter(({ kind }) => CAST.includes(kind))
    .map(({ name, title, kind }) => ({ name, ...(title !== undefined && { title }), kind: kind as CastKind }));
}

/** New rows, each at the end of the block that its path leads to. */
function additions(
  fresh: readonly { readonly item: OutlineItem; readonly path: readonly string[] }[],
  release: Release,
  cast: Cast,
  names: Names,
  ledger: Ledger,
): { readonly edit: PlanEdit; readonly row?: Row }[] {
  if (fresh.length === 0) return [];
  const settled = settle(
    fresh.map(({ item }) => item),
    cast,
    names,
  );
  return everyOf(settled).flatMap((one, i) => {
    const { item, path } = fresh[i]!;
    const block = blockAt(release, path);
    const page = new Page();
    writeItems(page, [one], { cast, names, zone: release.zone });
    const text = page.raw().trim();
    (rowOf(item) ?? ledger.file).changed(
      'the plan',
      'without it',
      `with ${text
        .split('\n')
        .find((line) => !line.trim().startsWith('//'))!
        .trim()}`,
    );
    const place = block?.place ?? release.place;
    return [
      {
        edit: { kind: 'append-line', place, text: block ? text : `run {\n  ${text}\n}` },
        ...(rowOf(item) && { row: rowOf(item) }),
      },
    ];
  });
}

/** The innermost block whose names or kinds the path has; else the last run. */
function blockAt(release: Release, path: readonly string[]): Block | undefined {
  let here: Block | undefined;
  let among: readonly Block[] = release.blocks.filter(({ kind }) => kind !== 'messages');
  for (const part of path) {
    const next: Block | undefined =
      among.find(({ name, title }) => name === part || (title !== undefined && keyOf(title) === keyOf(part))) ??
      among.find(({ kind }) => kind === blockKindOf(part));
    if (!next) break;
    here = next;
    among = childrenOf(release, next).filter((child): child is Block => 'children' in child);
  }
  return here ?? release.blocks.findLast(({ kind }) => kind === 'run');
}
