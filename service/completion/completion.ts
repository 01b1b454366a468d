/** What fits at the cursor, and nothing else. */
import { clauseOfWord } from '../../language/clauses-of.ts';
import { contextAt } from '../../language/cursor.ts';
import { mayBeOpen } from '../../language/may-be-open.ts';
import { nameOf } from '../../language/parse/names.ts';
import { PARTS } from '../../language/parts.ts';
import type { Slot } from '../../language/slots.ts';
import { type Position, type Range, TBD } from '../../plan/model.ts';
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
  const all = [...parametersHere(site), ...goingOn(site), ...asked(site)];
  return isOpenHere(site) ? [...all.filter(({ text }) => text !== TBD), OPEN] : all;
}

/** Whatever else fits: it may not be decided yet. */
const OPEN: Proposal = { text: TBD, kind: 'keyword', detail: PARTS.tbd.detail, rank: 90 };

/** Nothing, or a certain word, or what is in quotation marks. */
const NO_VALUE: ReadonlySet<Slot> = new Set(['line', 'text', 'path', 'filled-in', 'word']);

/** Whatever stands behind the cursor still, and goes on with a time that is typed. */
const IN_TIME: ReadonlySet<Slot> = new Set(['time', 'duration', 'recurrence']);

function isOpenHere({ file, context, position }: CompletionSite): boolean {
  const { slot, replaced, statement, line, blocks } = context;
  if (statement === undefined || NO_VALUE.has(slot)) return false;
  if (IN_TIME.has(slot)) return true;
  const lines = file.text.split(/\r\n|\r|\n/).slice(line, position.line + 1);
  // A clause on a line of its own says something of the block around it.
  const isOwn = clauseOfWord(statement) !== undefined && blocks.length > 0;
  const text = (isOwn ? `${blocks.at(-1)!.word} x { ` : '') + lines.join('\n');
  const before = text.length - lines.at(-1)!.length;
  // The rest of a word that stands there is what would be replaced.
  const [rest] = /^[\p{ID_Continue}.:+/-]*/u.exec(lines.at(-1)!.slice(position.character))!;
  return mayBeOpen(text, before + replaced.start.character, before + position.character + rest.length);
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
