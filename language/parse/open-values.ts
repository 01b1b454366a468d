/**
 * `tbd` is a time where a time may stand. On the lines below it is what else has not been decided yet, and becomes the
 * token of such a value: how long a step takes (`task load tbd by ann`), how much a budget is, who owns a release.
 */
import type { IToken } from 'chevrotain';
import { VERBS } from '../../plan/model.ts';

const TERMINAL_ON: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  ...all([...VERBS, 'tested', 'keep', 'impact', 'promise', 'notice', 'measured', 'norm'], 'ESTIMATE'),
  // Of other blocks a time may stand there.
  ...all(['rollback', 'play', 'cycle'], 'ESTIMATE'),
  ...all(['budget', 'cost', 'spent', 'fund', 'rate', 'likelihood', 'actual', 'quorum', 'target'], 'NUMBER'),
  ...all(['owner', 'sponsor', 'writer', 'deputy', 'members', 'veto', 'consulted', 'escalate'], 'ID'),
  ...all(['covers', 'threatens', 'mitigation', 'needs', 'channels', 'uses', 'skills', 'change', 'use'], 'ID'),
  ...all(['criterion', 'expect', 'when', 'how', 'evidence', 'text'], 'STRING'),
});

/** Verbs that a system or an audience follows. */
const NAMED: ReadonlySet<string> = new Set(['gate', 'wait', 'meet', 'task']);
const TARGETED: ReadonlySet<string> = new Set(VERBS.filter((verb) => !NAMED.has(verb)));

/** Words that a duration follows on whatever line, and signs: `after load + tbd`. */
const BEFORE_DURATION: ReadonlySet<string> = new Set(['within', 'over', 'every', '+', '-']);

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
const BEFORE_TEXT: ReadonlySet<string> = new Set(['if', 'link', 'where', 'and', 'except']);

/** Words behind `then` that a name follows. */
const CALLING: ReadonlySet<string> = new Set(['rollback', 'play', 'notify']);

const LENGTHS: ReadonlySet<string> = new Set(['DURATION', 'ESTIMATE']);

/** How a condition compares: before it stands what is measured. */
const OPERATORS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** Words that people follow, of whom it may be open how many: `with tbd of ops`. */
const BEFORE_WHO: ReadonlySet<string> = new Set(['by', 'with', 'is', 'reserve', 'accountable']);

/**
 * @param line the word that opens it
 * @param isValue nothing before it asks for a time
 * @returns the name of a terminal; undefined where it is a time
 */
export function openValue(line: string, previous: IToken | undefined, next: IToken | undefined, isValue: boolean) {
  const before = previous?.image ?? '';
  const behind = next?.image ?? '';
  if (OPERATORS.has(behind)) return 'STRING';
  if (before === 'undo') return 'ESTIMATE';
  if (BEFORE_NAME.has(before)) return 'ID';
  if (BEFORE_TEXT.has(before)) return 'STRING';
  if (before === 'to' ? behind === '%' : behind === 'of' && BEFORE_WHO.has(before)) return 'NUMBER';
  const type = previous?.tokenType.name;
  if (type === 'ITEM') return 'STRING';
  if (BEFORE_DURATION.has(before)) return 'DURATION';
  if (isValue && type === line && TARGETED.has(line)) return 'ID';
  if (type === 'ID' && CALLING.has(before) && (line === 'when' || line === 'no-go')) return 'ID';
  if (line === 'use' && (before === '(' || before === ',')) return 'ID';
  const terminal = TERMINAL_ON[line];
  // `promise tbd 90m`: how long is said, so that it is what for.
  if (terminal === 'ESTIMATE' && isValue && LENGTHS.has(next?.tokenType.name ?? '')) return 'ID';
  if (behind === '..' || before === '..') return undefined;
  return isValue || (terminal === 'ID' && before === ',') ? terminal : undefined;
}

function all(lines: readonly string[], terminal: string): Record<string, string> {
  return Object.fromEntries(lines.map((line) => [line, terminal]));
}
