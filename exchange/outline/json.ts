/** The outline as JSON: what scripts and agents write, and what they get. */
import { type Ledger, type Row, withRow } from '../../plan/outline/ledger.ts';
import type {
  Outline,
  OutlineAfter,
  OutlineAudience,
  OutlineCalendar,
  OutlineCheck,
  OutlineCover,
  OutlineDays,
  OutlineEnvironment,
  OutlineEvent,
  OutlineFreeze,
  OutlineItem,
  OutlineNamed,
  OutlinePerson,
  OutlineRisk,
  OutlineRole,
  OutlineRoster,
  OutlineScopeItem,
  OutlineSpan,
  OutlineSystem,
  OutlineTeam,
} from '../../plan/outline/model.ts';
import { atMost, LONGEST_TEXT, MOST_DEPTH, MOST_ROWS, textIn, Unreadable } from '../bounds.ts';
import type { Exporting, Importing } from '../plan-format.ts';
import { outlineOf } from './outline-of.ts';

export async function writeOutline({ analysis, release }: Exporting): Promise<string> {
  return `${JSON.stringify(outlineOf(analysis, release), null, 2)}\n`;
}

export async function readOutline({ bytes, file, ledger, zone }: Importing): Promise<Outline> {
  let value: unknown;
  try {
    const text = textIn(bytes, file);
    countSigns(text, file);
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unreadable(`${file} is no outline: it begins with no object.`);
  const reader = { file, ledger, count: 0 };
  const outline = objectIn<Outline>(OUTLINE, value, '', reader, ledger.file, 0);
  return { ...outline, ...(zone !== undefined && outline.zone === undefined && { zone }) };
}

/** Of all lists and objects, before anything is made of them. */
const MOST_MEMBERS = 1_000_000;
/** Of one object; the model has thirty. */
const MOST_OF_ONE = 1000;

/** What stands in the text, which a parser would make a hundred times as much of. */
function countSigns(text: string, file: string): void {
  let [depth, members, isText] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (isText) {
      if (sign === BACKSLASH) at++;
      else if (sign === QUOTE) isText = false;
    } else if (sign === QUOTE) isText = true;
    else if (sign === COMMA) members++;
    else if (sign === BRACE || sign === BRACKET)
      atMost(++depth, 2 * MOST_DEPTH + 4, 'levels of lists and objects', file);
    else if (sign === BRACE_END || sign === BRACKET_END) depth--;
  }
  atMost(members, MOST_MEMBERS, 'members', file);
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [BRACE, BRACE_END, BRACKET, BRACKET_END] = [0x7b, 0x7d, 0x5b, 0x5d];

interface Reader {
  readonly file: string;
  readonly ledger: Ledger;
  count: number;
}

/** What a member holds; a member that is added to the model does not compile before it stands here. */
type Kind =
  | 'text'
  | 'flag'
  | 'texts'
  | { readonly of: () => Shape<never>; readonly many: boolean; readonly rows?: boolean };
type Shape<T> = { readonly [K in keyof T]-?: Kind };

const list = (of: () => object, rows = false): Kind => ({ of: of as () => Shape<never>, many: true, rows });
const one = (of: () => object): Kind => ({ of: of as () => Shape<never>, many: false });

const SPAN: Shape<OutlineSpan> = { from: 'text', to: 'text' };
const NAMED: Shape<OutlineNamed> = { name: 'text', title: 'text' };
const DAYS: Shape<OutlineDays> = { ...SPAN, title: 'text' };
const PERSON: Shape<OutlinePerson> = {
  ...NAMED,
  zone: 'text',
  calendar: 'text',
  email: 'text',
  phone: 'text',
  leave: list(() => DAYS),
};
const TEAM: Shape<OutlineTeam> = { ...NAMED, calendar: 'text', members: 'texts' };
const AUDIENCE: Shape<OutlineAudience> = { ...NAMED, calendar: 'text' };
const ROLE: Shape<OutlineRole> = { ...NAMED, is: 'text' };
const SYSTEM: Shape<OutlineSystem> = {
  ...NAMED,
  type: 'text',
  uses: 'texts',
  on: 'texts',
  version: 'text',
  notes: 'texts',
};
const CALENDAR: Shape<OutlineCalendar> = { ...NAMED, zone: 'text', working: 'texts', holidays: list(() => DAYS) };
const ENVIRONMENT: Shape<OutlineEnvironment> = { ...NAMED, production: 'flag', exclusive: 'flag' };
const FREEZE: Shape<OutlineFreeze> = { ...NAMED, ...SPAN, of: 'texts', every: 'text', notes: 'texts' };
const EVENT: Shape<OutlineEvent> = { ...NAMED, ...SPAN, link: 'text', notes: 'texts' };
const COVER: Shape<OutlineCover> = {
  ...SPAN,
  by: 'text',
  via: 'texts',
  every: 'text',
  otherwise: 'flag',
  notes: 'texts',
};
const ROSTER: Shape<OutlineRoster> = { ...NAMED, ...SPAN, by: 'text', via: 'texts', covers: list(() => COVER) };
const SCOPE_ITEM: Shape<OutlineScopeItem> = { ...NAMED, priority: 'text', by: 'text', due: 'text', done: 'flag' };
const RISK: Shape<OutlineRisk> = { ...NAMED, by: 'text', likelihood: 'text', impact: 'text' };
const AFTER: Shape<OutlineAfter> = { of: 'text', side: 'text', lag: 'text', most: 'text' };
const CHECK: Shape<OutlineCheck> = { text: 'text', by: 'text', due: 'text', done: 'flag' };
const ITEM: Shape<OutlineItem> = {
  ...NAMED,
  kind: 'text',
  id: 'text',
  verb: 'text',
  targets: 'texts',
  duration: 'text',
  by: 'text',
  with: 'texts',
  via: 'texts',
  in: 'text',
  to: 'text',
  from: 'text',
  at: 'text',
  notBefore: 'text',
  due: 'text',
  during: one(() => SPAN),
  every: 'text',
  after: list(() => AFTER),
  undo: 'text',
  version: 'text',
  optional: 'flag',
  done: 'flag',
  tags: 'texts',
  links: 'texts',
  checklist: list(() => CHECK),
  notes: 'texts',
  start: 'text',
  end: 'text',
  was: 'texts',
  actualStart: 'text',
  actualEnd: 'text',
  items: list(() => ITEM, true),
};
const OUTLINE: Shape<Outline> = {
  release: 'text',
  title: 'text',
  kind: 'text',
  owner: 'text',
  sponsor: 'text',
  zone: 'text',
  calendar: 'text',
  window: one(() => SPAN),
  changes: 'texts',
  calendars: list(() => CALENDAR, true),
  people: list(() => PERSON, true),
  teams: list(() => TEAM, true),
  roles: list(() => ROLE, true),
  systems: list(() => SYSTEM, true),
  audiences: list(() => AUDIENCE, true),
  environments: list(() => ENVIRONMENT, true),
  freezes: list(() => FREEZE, true),
  events: list(() => EVENT, true),
  rosters: list(() => ROSTER, true),
  scope: list(() => SCOPE_ITEM, true),
  risks: list(() => RISK, true),
  items: list(() => ITEM, true),
  notes: 'texts',
};

function objectIn<T>(shape: object, value: object, path: string, reader: Reader, row: Row, depth: number): T {
  atMost(depth, MOST_DEPTH, 'levels of objects', reader.file);
  const members = Object.entries(value);
  atMost(members.length, MOST_OF_ONE, 'members in one object', reader.file);
  const read: [string, unknown][] = [];
  for (const [key, inner] of members) {
    const kind = Object.hasOwn(shape, key) ? (shape as Readonly<Record<string, Kind>>)[key] : undefined;
    const place = path === '' ? key : `${path}.${key}`;
    if (kind === undefined) row.left(place, 'an outline has no such member');
    else {
      const member = memberIn(kind, inner, place, reader, row, depth);
      if (member !== undefined) read.push([key, member]);
    }
  }
  return Object.fromEntries(read) as T;
}

function memberIn(kind: Kind, value: unknown, place: string, reader: Reader, row: Row, depth: number): unknown {
  const wrong = (wanted: string): undefined => {
    row.left(place, `it must be ${wanted}`);
    return undefined;
  };
  if (value === null) return undefined;
  if (kind === 'flag') return typeof value === 'boolean' ? value : wrong('true or false');
  if (kind === 'text') return textOf(value, reader.file) ?? wrong('a text');
  if (kind === 'texts') {
    const all = Array.isArray(value) ? value : [value];
    atMost(all.length, MOST_ROWS, `texts in ${place}`, reader.file);
    return all.flatMap((each, i) => textOf(each, reader.file) ?? wrongAt(row, `${place}[${i}]`));
  }
  if (!kind.many) {
    if (typeof value !== 'object' || Array.isArray(value)) return wrong('an object');
    return objectIn(kind.of(), value as object, place, reader, row, depth + 1);
  }
  if (!Array.isArray(value)) return wrong('a list');
  return value.flatMap((each: unknown, i) => {
    atMost(++reader.count, MOST_ROWS, 'objects', reader.file);
    const at = `${place}[${i}]`;
    const inner = typeof each === 'string' ? meantBy(each, kind.of()) : each;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) {
      row.left(at, 'it must be an object');
      return [];
    }
    const own = kind.rows ? reader.ledger.row(at, labelIn(inner)) : row;
    const read = objectIn<object>(kind.of(), inner, at, reader, own, depth + 1);
    return [kind.of() === (ITEM as object) ? withRow(read, own) : read];
  });
}

/** A text in the place of an object is what it waits for, what it says, when it is, what it is called. */
function meantBy(text: string, shape: object): object {
  const member = MEANT.get(shape) ?? (/\s/.test(text.trim()) ? 'title' : 'name');
  return { [member]: text };
}

const MEANT: ReadonlyMap<object, string> = new Map<object, string>([
  [AFTER, 'of'],
  [CHECK, 'text'],
  [DAYS, 'from'],
  [ITEM, 'title'],
]);

function wrongAt(row: Row, place: string): [] {
  row.left(place, 'it must be a text');
  return [];
}

function textOf(value: unknown, file: string): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  atMost(text.length, LONGEST_TEXT, 'characters in one text', file);
  return text;
}

function labelIn(value: object): string {
  const { title, name, id } = value as Readonly<Record<string, unknown>>;
  const label = [title, name, id].find((text) => typeof text === 'string');
  return typeof label === 'string' ? label : '';
}
