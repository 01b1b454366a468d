/**
 * The best first: what fits as well as another stands in the order of what plans say in such a place: this one before all, then those beside it in
 * the workspace, whose writers have the same ways, and those that we write to begin with.
 */
import { linesIn, ownerOf } from '../../language/lines.ts';
import { NEW_KINDS } from '../new/kinds.ts';
import { type Cast, castOf } from '../new/people.ts';
import { type Habits, habitsOf, placesOf } from './habits.ts';
import { lacking } from './lacking.ts';
import type { CompletionSite, Proposal } from './proposal.ts';

/** What somebody else's plan says counts so much as what this one does. */
const OTHERS = 0.3;

export function ranked(site: CompletionSite, proposals: readonly Proposal[]): readonly Proposal[] {
  const { context } = site;
  const own = habitsOf(site.file.text, context.line);
  const usual = usualHabits();
  const others = [usual, ...besideHabits(site.file)];
  const sum = (of: (habits: Habits) => number) => others.reduce((all, one) => all + of(one), 0);
  const most = (of: (habits: Habits) => number) => Math.max(...others.map(of));
  /** Words of the language are the same in all plans; whom a plan names is its own business. */
  const score = (places: readonly string[], word: string, isWord: boolean) =>
    own.score(places, word) + OTHERS * (isWord ? sum((one) => one.score(places, word)) : usual.score(places, word));
  const { statement = '', clause = '' } = context;
  const { above, below, block, named, allAbove, allBelow, inside } = own.around;
  const owner = context.blocks.at(-1)?.word ?? '';
  const isLine = context.slot === 'line';
  const names = placesOf.name(statement, clause, named.get(clause) ?? '');
  const words = isLine ? placesOf.line(owner, above, below) : placesOf.clause(statement, clause);
  // What a block of that kind has once, and this one has, is hardly meant again.
  const isThere = (word: string) =>
    isLine &&
    block.has(word) &&
    Math.max(
      most((one) => one.inBlock(owner, word)),
      own.inBlock(owner, word),
    ) < 1.3;
  /** How well it stands behind all that is above it, and before all that is below: 1 where nothing is known. */
  const inPlace = (word: string) => {
    const times = (upper: string, lower: string) =>
      own.above(owner, upper, lower) +
      sum((one) => one.above(owner, upper, lower)) +
      (isListed(owner, upper, lower) ? 1 : 0);
    const share = (upper: string, lower: string) => {
      const [right, wrong] = [times(upper, lower), times(lower, upper)];
      return (2 * (right + UNSURE)) / (right + wrong + 2 * UNSURE);
    };
    let fits = 1;
    for (const one of allAbove) if (one !== word) fits *= share(one, word);
    for (const one of allBelow) if (one !== word) fits *= share(word, one);
    return fits;
  };
  const lacks = isLine ? lacking(site) : undefined;
  const weighed = proposals.map((one) => {
    const isWord = WORDS.has(one.kind);
    const word = one.text.split(' ')[0]!;
    const weight = isThere(word)
      ? ALREADY
      : isLine && !block.has(word)
        ? 1 + LACKING * most((one) => one.share(owner, word))
        : 1;
    // Values of the language are named as names are, but mean the same in all plans.
    const often = score(isWord ? words : names, word, isWord || one.kind === 'enum-member');
    const said = isLine
      ? (often + SELDOM) * weight * inPlace(word) * opens(word, inside) * (1 + LACKED * (lacks?.get(word) ?? 0))
      : often * weight * (one.isDone ? ALREADY : 1);
    return { one, said, tier: isWord ? (said > 0 ? 1 : 2) : tierOf(one) };
  });
  return weighed
    .sort(
      (a, b) => a.tier - b.tier || b.said - a.said || rankOf(a.one) - rankOf(b.one) || compare(a.one.text, b.one.text),
    )
    .map(({ one }) => one);
}

const WORDS: ReadonlySet<Proposal['kind']> = new Set(['keyword', 'snippet', 'value']);

/** Where the language lists the lines in the order of a plan. */
function isListed(owner: string, upper: string, lower: string): boolean {
  if (owner !== 'release') return false;
  const all: readonly string[] = linesIn('release');
  const [first, second] = [all.indexOf(upper), all.indexOf(lower)];
  return first >= 0 && first < second;
}

/** Where lines stand deeper below, the line that they belong to is what is missing. */
function opens(word: string, inside: string): number {
  if (inside === '') return 1;
  return (linesIn(ownerOf(word)) as readonly string[]).includes(inside) ? OPENS : 1;
}

const OPENS = 50;
/** What the plan cannot do without is so much more likely. */
const LACKED = 300;
const ALREADY = 0.02;
/** A line that nobody has said yet may be meant. */
const SELDOM = 0.02;
/** So many blocks in each order would be no evidence. */
const UNSURE = 0.5;
/** What every block of its kind has, and this one has not, is so much more likely. */
const LACKING = 4;

/** Who is free and what fits the verb stands before all that does not, however often it is named. */
function tierOf(one: Proposal): number {
  return rankOf(one) < 20 ? 0 : rankOf(one) < 100 ? 1 : 3;
}

function rankOf({ rank = 50 }: Proposal): number {
  return rank;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

let known: Habits | undefined;

/** Of the plans to begin with, whoever is in them. */
function usualHabits(): Habits {
  known ??= habitsOf(
    NEW_KINDS.map(({ template, calendar }) =>
      template({
        name: 'release',
        window: 'Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00',
        again: 'Sat 2026-12-12 22:00',
        weekday: 'Sat',
        zone: 'UTC',
        cast: castOf('Ann, Ben, Cleo', calendar) as Cast,
      }),
    ).join('\n'),
  );
  return known;
}

/** More would be read for longer than somebody waits for a list. */
const MOST_BESIDE = 12;
const LONGEST = 200_000;
const MOST_READ = 100;
const read = new Map<string, { readonly text: string; readonly habits: Habits }>();

/** Of other plans of the workspace, those in the same folder first; each is read again when its text is another one. */
export function besideHabits({ uri, workspace }: CompletionSite['file']): readonly Habits[] {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const all = workspace.files().filter((file) => file !== uri);
  const isHere = (file: string) => file.startsWith(folder);
  if (read.size > MOST_READ) read.clear();
  return [...all.filter(isHere), ...all.filter((file) => !isHere(file))].slice(0, MOST_BESIDE).flatMap((file) => {
    const text = workspace.text(file);
    if (text === undefined || text.length > LONGEST) return [];
    const before = read.get(file);
    if (before?.text === text) return [before.habits];
    const habits = habitsOf(text);
    read.set(file, { text, habits });
    return [habits];
  });
}
