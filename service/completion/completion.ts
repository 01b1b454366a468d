/** What fits at the cursor, and nothing else. */
import { contextAt } from '../../language/cursor.ts';
import { nameOf } from '../../language/parse/names.ts';
import type { Position, Range } from '../../plan/model.ts';
import type { SourceFile } from '../files/source-file.ts';
import { filledIn } from './filled-in.ts';
import { clauseWords, lineWords } from './lines.ts';
import { names } from './names.ts';
import { parametersHere, parameterValues, rosters } from './parameters.ts';
import type { CompletionOptions, CompletionSite, Proposal } from './proposal.ts';
import { ranked } from './ranking/ranked.ts';
import { durations, intervals, times, weekdays, zones } from './times.ts';
import { goingOn, paths, values } from './values.ts';

/** More is nothing anybody scrolls through; the editor asks again with the next letter. */
const LIMIT = 200;

export interface Completions {
  /** What every one of them replaces. */
  readonly range: Range;
  /** The best first. */
  readonly items: readonly Proposal[];
  /** There are more than anybody scrolls through: ask again with the next letter. */
  readonly isIncomplete: boolean;
}

export function completion(file: SourceFile, position: Position, options: CompletionOptions): Completions {
  const site = siteAt(file, position, options);
  const fitting = ranked(
    site,
    proposals(site).filter((each) => matches(site.context.prefix, each.text)),
  );
  return { range: site.context.replaced, items: fitting.slice(0, LIMIT), isIncomplete: fitting.length > LIMIT };
}

/** What may stand there, whatever is typed of it and in no order: who asks what a word means need not know what is likely. */
export function possible(
  file: SourceFile,
  position: Position,
  options: CompletionOptions,
): Omit<Completions, 'isIncomplete'> {
  const site = siteAt(file, position, options);
  return { range: site.context.replaced, items: proposals(site) };
}

function siteAt(file: SourceFile, position: Position, options: CompletionOptions): CompletionSite {
  return { file, position, context: contextAt(file.text, position), options };
}

/** Whether somebody is being named there. */
export function asksForPeople(text: string, position: Position): boolean {
  const { slot, statement } = contextAt(text, position);
  return slot === 'who' || (slot === 'target' && statement === 'notify');
}

function proposals(site: CompletionSite): Proposal[] {
  return [...parametersHere(site), ...goingOn(site), ...asked(site)];
}

function asked(site: CompletionSite): Proposal[] {
  const { context } = site;
  switch (context.slot) {
    case 'line':
      return lineWords(site);
    case 'clause':
      return clauseWords(site);
    case 'name':
      return context.optional ? clauseWords(site) : [];
    case 'time':
      return times(site);
    case 'duration':
      return durations(site);
    case 'recurrence':
      return [...intervals(), ...weekdays()];
    case 'weekday':
      return weekdays();
    case 'zone':
      return context.optional ? [...zones(site), ...clauseWords(site)] : zones(site);
    case 'path':
      return paths(site);
    case 'parameter-value':
      return parameterValues(site);
    case 'roster':
      return rosters(site);
    case 'filled-in':
      return context.statement === 'text' ? filledIn(site) : [];
    case 'text':
    case 'nothing':
      return [];
    default:
      return [...names(site), ...values(site), ...(context.optional ? clauseWords(site) : [])];
  }
}

/** All letters of the prefix in order: the editor narrows on, the server only leaves out what cannot be meant. */
function matches(prefix: string, text: string): boolean {
  const wanted = [...nameOf(prefix).toLowerCase()];
  let at = 0;
  for (const letter of text.toLowerCase()) if (letter === wanted[at]) at++;
  return at >= wanted.length;
}
