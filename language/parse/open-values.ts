/**
 * `tbd` is a time where a time may stand. On the lines below it is what else has not been decided yet, and becomes the
 * token of such a value: how long a step takes (`task load tbd by ann`), how much a budget is, who owns a release.
 */
import type { IToken } from 'chevrotain';
import { VERBS } from '../../plan/model.ts';

const TERMINAL_ON: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  ...all([...VERBS, 'tested', 'keep', 'impact', 'promise', 'notice', 'measured'], 'ESTIMATE'),
  ...all(['budget', 'cost', 'spent', 'rate', 'likelihood', 'actual'], 'NUMBER'),
  ...all(['owner', 'sponsor', 'writer', 'deputy', 'members', 'veto', 'consulted', 'escalate'], 'ID'),
  ...all(['covers', 'threatens', 'mitigation', 'needs', 'channels', 'uses', 'skills', 'change'], 'ID'),
});

/** Words that a duration follows on whatever line. */
const BEFORE_DURATION: ReadonlySet<string> = new Set(['within', 'over', 'every']);

/** … and that a name follows on: no time can stand there, or one that is open is no less a thing that is. */
const BEFORE_NAME: ReadonlySet<string> = new Set([
  'in',
  'via',
  'after',
  'alongside',
  'of',
  'including',
  'under',
  'else',
]);

/** … and words in quotation marks. */
const BEFORE_TEXT: ReadonlySet<string> = new Set(['if', 'link', 'where']);

/**
 * @param line the word that opens it
 * @param isValue nothing before it asks for a time
 * @returns the name of a terminal; undefined where it is a time
 */
export function openValue(line: string, previous: IToken | undefined, next: IToken | undefined, isValue: boolean) {
  if (previous?.image === 'undo') return 'ESTIMATE';
  if (previous && BEFORE_DURATION.has(previous.image)) return 'DURATION';
  if (previous && BEFORE_NAME.has(previous.image)) return 'ID';
  if (previous && BEFORE_TEXT.has(previous.image)) return 'STRING';
  const terminal = TERMINAL_ON[line];
  if (next?.image === '..' || previous?.image === '..') return undefined;
  return isValue || (terminal === 'ID' && previous?.image === ',') ? terminal : undefined;
}

function all(lines: readonly string[], terminal: string): Record<string, string> {
  return Object.fromEntries(lines.map((line) => [line, terminal]));
}
