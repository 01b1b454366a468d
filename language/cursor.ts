/**
 * Where the cursor is, by tokens alone: in which block, on what line, in which slot of it. It works on text that does not
 * parse, because that is what text under a cursor usually is.
 */
import type { IToken } from 'chevrotain';
import type { Position, Range } from '../plan/model.ts';
import { VERBS } from '../plan/model.ts';
import type { Clause } from './clauses.ts';
import { clauseOfWord, clausesOf, factsOf } from './clauses-of.ts';
import { CONDITIONS, goingOn, SETS } from './goes-on.ts';
import { type Line, type Owner, ownerOf } from './lines.ts';
import { CLAUSE_WORDS, STATEMENT_WORDS } from './parse/lexer.ts';
import { nameOf } from './parse/names.ts';
import { tokenize, tokenizeAgain } from './parse/parser.ts';
import { endOf, startOf } from './parse/tokens.ts';
import type { Slot } from './slots.ts';

export interface OpenBlock {
  /** The word that opened it: `release`, `run`, `gate`. */
  readonly word: string;
  readonly name?: string;
  /** Zero-based line of that word. */
  readonly line: number;
}

export interface CursorContext {
  readonly slot: Slot;
  /** The blocks around the cursor, the outermost first. */
  readonly blocks: readonly OpenBlock[];
  /** What kind of lines stand here. */
  readonly owner: Owner;
  /** The first word of the line the cursor is on, once it is complete. */
  readonly statement?: string;
  /** Zero-based line of that word. */
  readonly line: number;
  /** The clause word the cursor is behind. */
  readonly clause?: string;
  /** Clauses the line has already, before the cursor and behind it. */
  readonly used: ReadonlySet<Clause>;
  /** Tokens of the clause (else of the line) between its word and the cursor. */
  readonly before: readonly string[];
  /** What is typed of the word at the cursor, and its range. */
  readonly prefix: string;
  readonly replaced: Range;
  /** The one word that may follow, for the slot `word`. */
  readonly word?: string;
  /** Words that go on with what is begun, besides whatever the slot asks for. */
  readonly goesOn: readonly string[];
  /** The slot is optional: a clause may follow as well. */
  readonly optional: boolean;
}

export function contextAt(text: string, position: Position): CursorContext {
  const lines = text.split(/\r\n|\r|\n/);
  const lineText = lines[position.line] ?? '';
  const head = lineText.slice(0, position.character);
  const inside = quoted(head);
  const prefix =
    inside === 'string' ? head.slice(head.lastIndexOf('"') + 1) : (/[\p{ID_Continue}.:+/-]*$/u.exec(head)?.[0] ?? '');
  const replaced = { start: { line: position.line, character: position.character - prefix.length }, end: position };
  const above = lines.slice(0, position.line);
  const tokens = tokensBefore([...above, head.slice(0, head.length - prefix.length)].join('\n'), text);
  const { blocks, statement } = surroundings(tokens);
  const owner = blocks.length === 0 ? 'file' : ownerOf(blocks.at(-1)!.word);
  const base = {
    blocks,
    owner,
    prefix,
    replaced,
    used: new Set<Clause>(),
    before: [],
    goesOn: [],
    optional: false,
    line: position.line,
  };
  if (inside === 'comment') return { ...base, slot: 'text' };
  const first = tokens.length === 0 || !isOnLine(tokens.at(-1)!, position.line) || /^[{}]$/.test(tokens.at(-1)!.image);
  const startsLine = first && !isContinued(tokens.at(-1), statement, head);
  if (startsLine) return { ...base, slot: inside ? 'text' : 'line' };
  if (!statement) return { ...base, slot: 'nothing' };
  const behind = real(tokenize(`x ${lineText.slice(position.character)}`).tokens).slice(1);
  const words = statement.tokens.map((token) => token.image);
  const word = words[0] === '-' ? 'item' : (words[0] ?? '');
  const onLine = { ...base, statement: word, line: startOf(statement.tokens[0]!).line };
  const brace = inside === 'string' && word !== 'import' ? prefix.lastIndexOf('{') : -1;
  if (brace >= 0 && !prefix.includes('}', brace)) {
    const filled = prefix.slice(brace + 1);
    const start = { line: position.line, character: position.character - filled.length };
    return { ...onLine, slot: 'filled-in', prefix: filled, replaced: { start, end: position } };
  }
  if (inside) return { ...onLine, slot: word === 'import' ? 'path' : 'text' };
  const at = slotOf(word, statement.tokens);
  // In the block of a message a text is used, elsewhere it gets its name.
  const isUse = word === 'text' && owner === 'message' && at.slot === 'name';
  return {
    ...onLine,
    ...at,
    ...(isUse && { slot: 'message-text' as const }),
    used: usedClauses([...statement.tokens.slice(1), ...behind]),
  };
}

interface Statement {
  readonly tokens: readonly IToken[];
}

/** The open blocks before the cursor and the statement it may be on. */
function surroundings(tokens: readonly IToken[]): { blocks: OpenBlock[]; statement?: Statement } {
  const blocks: OpenBlock[] = [];
  let start = -1;
  tokens.forEach((token, index) => {
    if (token.image === '{') {
      const opening = tokens[start];
      const name = tokens[start + 1];
      blocks.push({
        word: opening?.image === '-' ? 'item' : (opening?.image ?? ''),
        ...(name?.tokenType.name === 'ID' && { name: nameOf(name.image) }),
        line: startOf(opening ?? token).line,
      });
      start = -1;
    } else if (token.image === '}') {
      blocks.pop();
      start = -1;
    } else if (isStatementStart(token) || start < 0) {
      start = index;
    }
  });
  return { blocks, ...(start >= 0 && { statement: { tokens: tokens.slice(start) } }) };
}

/** A word is a keyword of a statement only where the lexer took it for one. */
function isStatementStart(token: IToken): boolean {
  return (STATEMENT_WORDS.has(token.image) && token.tokenType.name === token.image) || token.tokenType.name === 'ITEM';
}

/** A line goes on behind a comma, and where it is deeper than the statement and starts with a clause word. */
function isContinued(last: IToken | undefined, statement: Statement | undefined, head: string): boolean {
  if (!last || !statement || last.image === '{' || last.image === '}') return false;
  const column = head.search(/\S|$/);
  return last.image === ',' && column >= (statement.tokens[0]?.startColumn ?? 1);
}

interface SlotAt {
  readonly slot: Slot;
  readonly clause?: string;
  readonly before: readonly string[];
  readonly word?: string;
  readonly goesOn: readonly string[];
  readonly optional: boolean;
}

/** The slot behind the tokens of a statement. */
function slotOf(word: string, tokens: readonly IToken[]): SlotAt {
  const at = tokens.findLastIndex((token, index) => index > 0 && isClauseWord(token));
  const clause = at < 0 ? undefined : tokens[at]!.image;
  const values = tokens.slice(at < 0 ? 1 : at + 1).map((token) => token.image);
  const place = (slot: Slot, more: Partial<SlotAt> = {}): SlotAt => ({
    slot,
    before: values,
    goesOn: [],
    optional: false,
    ...(clause && { clause }),
    ...more,
  });
  const isOpen = values.length === 0 || values.at(-1) === ',';
  const inList = word === 'runbook' || word === 'release' ? parameterSlot(tokens, place) : undefined;
  if (inList) return inList;
  // `when publish.late > 72h and "Ops agrees"`, `only if publish.late`.
  const asksCondition = (word === 'when' && (clause === undefined || clause === 'and')) || clause === 'if';
  if (asksCondition && values.length === 0) return place('condition', { optional: word === 'when' });
  const previous = tokens[at - 1]?.image;
  const isAmong = clause === 'of' && (SETS.has(previous ?? '') || /^\d+$/.test(previous ?? ''));
  const isPeople =
    isAmong || (clause === 'in' && previous === 'skilled') || (clause === undefined && word === 'reserve');
  const asked = clause === undefined ? undefined : askedBehind(clause, previous, word);
  const going = goingOn(word, tokens, isPeople ? 'who' : asked);
  if (going) {
    const { words, slot, only } = going;
    const optional = !only;
    return slot
      ? place(slot, { goesOn: words, optional })
      : place(only ? 'word' : 'clause', { goesOn: words, optional });
  }
  if (clause === undefined) return headSlot(word, values, isOpen, place);
  if (clause === 'not') return place('word', { word: 'before' });
  if (clause === 'only') return place('clause', { before: ['for', 'if'] });
  if (clause === 'approved' || clause === 'except') {
    return place('clause', { before: ['by', ...(clause === 'approved' ? ['on'] : [])] });
  }
  if (clause === 'skilled') return place('word', { word: 'in' });
  if (clause === 'in' && previous === 'skilled') return isOpen ? place('skill') : place('clause');
  if (isAmong) return place(values.length > 0 || previous === 'independent' ? 'who' : 'team');
  if (clause === 'of' && /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(previous ?? '')) {
    return isOpen ? place('time') : place('clause');
  }
  if (asked === 'time') return timeSlot(values, place);
  // `version 1.2.3 -> 1.3.0`.
  const goesFurther = clause === 'version' && values.at(-1) === '->';
  return place((isOpen || goesFurther) && asked ? asked : 'clause');
}

/** In the list of parameters, what their own names mean elsewhere says nothing. Undefined: it is no such list, or behind it. */
function parameterSlot(tokens: readonly IToken[], place: Placing): SlotAt | undefined {
  const words = tokens.map(({ image }) => image);
  const opened = words.lastIndexOf('(');
  if (opened < 0 || words.indexOf(')', opened) >= 0) return undefined;
  const own = words.slice(Math.max(opened, words.lastIndexOf(',')) + 1);
  const alone = { clause: undefined };
  if (own.at(-1) === ':') return place('parameter-type', { ...alone, before: own.slice(0, -1) });
  if (own.at(-1) === '=')
    return place('parameter-value', { ...alone, before: own.filter((word) => !/^[:=]$/.test(word)) });
  if (own.at(-1) === 'roster' && own.at(-2) === '=') return place('roster', alone);
  return place('nothing', alone);
}

type Placing = (slot: Slot, more?: Partial<SlotAt>) => SlotAt;

/** What is named behind a word of a clause on that line. */
function askedBehind(token: string, previous: string | undefined, word: string): Slot {
  const part = partSlots[token];
  if (part) return part;
  // `no-go then postpone to Sat …`
  if (token === 'to' && word === 'no-go') return 'time';
  const clause =
    token === 'before' ? 'not before' : token === 'for' && previous === 'only' ? 'only for' : clauseOfWord(token);
  if (!clause) return 'nothing';
  // `criterion "Error rate" < 1 % from grafana`: where it is read.
  if (token === 'from' && CONDITIONS.has(word)) return 'source';
  const { asks, asksOn } = factsOf(clause);
  return asksOn?.[word as Line] ?? asks;
}

/** Words of conditions. */
const partSlots: Readonly<Record<string, Slot>> = { over: 'duration', then: 'consequence' };

/** A time takes several words: weekday, date, clock, zone; behind `..` another one starts. */
function timeSlot(values: readonly string[], place: Placing): SlotAt {
  const since = values.slice(values.lastIndexOf('..') + 1);
  const last = since.at(-1);
  if (last === undefined || last === ',' || /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(last))
    return place('time', { before: since });
  if (/^[+-]$/.test(last)) return place('duration');
  if (/^\d{1,2}:\d{2}$/.test(last)) return place('zone', { optional: true });
  return place('clause');
}

/** The slot before the first clause word: the subject of the line. */
function headSlot(word: string, values: readonly string[], isOpen: boolean, place: Placing): SlotAt {
  if ((VERBS as readonly string[]).includes(word) && !namedVerbs.has(word)) {
    if (isOpen) return place('target');
    return place('clause');
  }
  if (word === 'durations' && isOpen) return place('word', { word: 'measured' });
  // `threatens deploy web`: a step by what it does.
  const isVerb = STEPS_BY_VERB.has(word) && (VERBS as readonly string[]).includes(values.at(-1) ?? '');
  if (isVerb) return place('target');
  if (word === 'check' && values.length > 0) return place('check-setting');
  if (word === 'no-go' && values.length === 0) return place('consequence', { goesOn: ['then'] });
  const subject = subjects[word];
  if (subject === 'time')
    return timeSlot(
      values.filter((value) => !/^[a-z]/.test(value)),
      place,
    );
  if (subject === 'consequence' && values.at(-1) === 'then') return place('consequence');
  if (subject) return isOpen ? place(subject) : place('clause');
  // Most policies have the kind that they are for as their name.
  if (word === 'policy' && values.length === 0) return place('release-kind', { optional: true });
  if (values.length === 0 && clausesOf(word).length > 0) return place('name', { optional: true });
  return place('clause');
}

/** Lines that may name a step by its verb and what it is done to. */
export const STEPS_BY_VERB: ReadonlySet<string> = new Set(['norm', 'measured', 'threatens', 'mitigation']);

const namedVerbs = new Set(['gate', 'wait', 'meet', 'task']);

/** What stands right behind the first word of a line, where that is no new name. */
const subjects: Readonly<Record<string, Slot>> = {
  use: 'runbook',
  import: 'nothing',
  kind: 'release-kind',
  kinds: 'name',
  owner: 'who',
  sponsor: 'who',
  deputy: 'who',
  veto: 'who',
  consulted: 'who',
  escalate: 'who',
  reserve: 'who',
  quorum: 'quorum',
  contact: 'contact',
  respond: 'priority',
  mitigate: 'priority',
  resolve: 'priority',
  members: 'who',
  zone: 'zone',
  skills: 'skill',
  writer: 'who',
  'carry-over': 'carried',
  window: 'time',
  promise: 'promise',
  holiday: 'time',
  during: 'time',
  by: 'who',
  leave: 'time',
  skip: 'time',
  hypercare: 'time',
  milestone: 'name',
  needs: 'point',
  threatens: 'point',
  mitigation: 'point',
  measured: 'point',
  covers: 'scope-item',
  uses: 'system',
  holidays: 'calendar',
  channels: 'channel',
  likelihood: 'level',
  impact: 'level',
  check: 'check',
  waive: 'check',
  template: 'template',
  working: 'weekday',
  shift: 'weekday',
  tested: 'duration',
  keep: 'duration',
  notice: 'duration',
  'no-go': 'consequence',
  unanimous: 'clause',
  majority: 'clause',
  exclusive: 'clause',
  production: 'clause',
};

function isClauseWord(token: IToken): boolean {
  return CLAUSE_WORDS.has(token.image) && token.tokenType.name === token.image;
}

/** The clauses that the tokens hold: words, and values that are clauses without one. */
function usedClauses(tokens: readonly IToken[]): Set<Clause> {
  const used = new Set<Clause>();
  tokens.forEach((token, index) => {
    if (token.image === '{' || (index > 0 && isStatementStart(token))) return;
    const isOnlyIf = token.image === 'only' && tokens[index + 1]?.image === 'if';
    const clause = isOnlyIf ? 'only if' : isClauseWord(token) ? clauseOfWord(token.image) : undefined;
    if (clause) used.add(clause);
    const isValueOfClause = tokens[index - 1] !== undefined && isClauseWord(tokens[index - 1]!);
    if (token.tokenType.name === 'STRING' && !isValueOfClause) used.add('title');
    if (/^(DURATION|ESTIMATE)$/.test(token.tokenType.name) && !isValueOfClause) used.add('duration');
  });
  return used;
}

/**
 * The tokens before the cursor. What is before the cursor never balances, so its braces would be repaired every time:
 * a repaired brace counts only where the whole text needs repair as well, and there is something behind it.
 */
function tokensBefore(before: string, text: string): IToken[] {
  const { tokens } = tokenize(before);
  if (!tokenizeAgain(text).tokens.some((token) => token.image !== '' && !hasText(token))) return real(tokens);
  const last = tokens.findLastIndex(hasText);
  return tokens.slice(0, last + 1).filter((token) => token.image !== '');
}

/** Without what brace repair and line marks put in. */
function real(tokens: readonly IToken[]): IToken[] {
  return tokens.filter(hasText);
}

function hasText(token: IToken): boolean {
  return (token.endOffset ?? token.startOffset) >= token.startOffset;
}

function isOnLine(token: IToken, line: number): boolean {
  return endOf(token).line === line;
}

/** Whether the end of `head` is inside a string or behind `//`. */
function quoted(head: string): 'string' | 'comment' | undefined {
  let isString = false;
  for (let i = 0; i < head.length; i++) {
    if (isString && head[i] === '\\') i++;
    else if (head[i] === '"') isString = !isString;
    else if (!isString && head.startsWith('//', i) && !/https?:$/.test(head.slice(0, i))) return 'comment';
  }
  return isString ? 'string' : undefined;
}
