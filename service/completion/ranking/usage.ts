/**
 * What plans say in such a place: this one before all, then those beside it in the workspace, whose writers have the same ways, and those that we
 * write to begin with.
 */
import { NEW_KINDS } from '../../new/kinds.ts';
import { type Cast, castOf } from '../../new/people.ts';
import type { CompletionSite } from '../proposal.ts';
import { type Habits, habitsOf } from './habits.ts';

export interface Usage {
  readonly own: Habits;
  /** How often a word was said in such places; those of the language are the same in all plans. */
  words(places: readonly string[]): (word: string) => number;
  /** The same of names: whom a plan names is its own business, and that of those we write to begin with. */
  names(places: readonly string[]): (name: string) => number;
  /** Of this plan and all others. */
  readonly all: readonly Habits[];
  /** What is counted in that of the others which has the most. */
  most(of: (habits: Habits) => number): number;
}

/** What somebody else's plan says counts so much as what this one does. */
const OTHERS = 0.3;

export function usageAt({ file, context, position }: CompletionSite): Usage {
  const own = habitsOf(file.text, context.line, position.character);
  const usual = usualHabits();
  const others = [usual, ...besideHabits(file)];
  return {
    own,
    words: (places) => added(own, others, places),
    names: (places) => added(own, [usual], places),
    all: [own, ...others],
    most: (of) => Math.max(...others.map(of)),
  };
}

function added(own: Habits, others: readonly Habits[], places: readonly string[]): (word: string) => number {
  const score = own.scores(places);
  const beside = others.map((one) => one.scores(places));
  return (word) => score(word) + OTHERS * beside.reduce((sum, one) => sum + one(word), 0);
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
