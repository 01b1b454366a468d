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
  /** How often that was said in such places. Words of the language are the same in all plans; whom a plan names is its own business. */
  score(places: readonly string[], word: string, isOfLanguage: boolean): number;
  /** What is counted in the plans beside, in all of them or in that which has the most. */
  sum(of: (habits: Habits) => number): number;
  most(of: (habits: Habits) => number): number;
}

/** What somebody else's plan says counts so much as what this one does. */
const OTHERS = 0.3;

export function usageAt({ file, context, position }: CompletionSite): Usage {
  const own = habitsOf(file.text, context.line, position.character);
  const usual = usualHabits();
  const others = [usual, ...besideHabits(file)];
  const sum: Usage['sum'] = (of) => others.reduce((all, one) => all + of(one), 0);
  return {
    own,
    score: (places, word, isOfLanguage) =>
      own.score(places, word) +
      OTHERS * (isOfLanguage ? sum((one) => one.score(places, word)) : usual.score(places, word)),
    sum,
    most: (of) => Math.max(...others.map(of)),
  };
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
