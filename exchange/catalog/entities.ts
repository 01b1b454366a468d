/**
 * The entities of a Backstage catalog, as its files have them: several documents of YAML, each one thing by kind and name.
 * Only texts and lists of texts are read of them; whatever else an entity says is counted.
 */
import { type Document, isAlias, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml';
import { counted } from '../../plan/counted.ts';
import type { Ledger, Row } from '../../plan/outline/ledger.ts';
import { atMost, atMostLines, LONGEST_TEXT, MOST_ROWS, textIn, Unreadable } from '../bounds.ts';

/** One thing of a catalog. */
export interface Entity {
  /** What others call it: `component:default/cart`. */
  readonly ref: string;
  /** In small letters: `component`. */
  readonly kind: string;
  readonly name: string;
  readonly title?: string;
  readonly type?: string;
  readonly email?: string;
  /** By the name of the field, what it refers to: `owner`, `dependsOn`, `memberOf` … */
  readonly refs: ReadonlyMap<string, readonly string[]>;
  readonly row: Row;
}

/** Fields of a `spec` that name other entities, and of which kind, where they do not say it. */
const REFS: Readonly<Record<string, string>> = {
  owner: 'group',
  system: 'system',
  dependsOn: 'component',
  dependencyOf: 'component',
  subcomponentOf: 'component',
  providesApis: 'api',
  consumesApis: 'api',
  members: 'user',
  memberOf: 'group',
};
/** What identifies an entity, or is read of it elsewhere; whatever else stands there is counted. */
const READ: Readonly<Record<'' | 'metadata' | 'spec' | 'profile', readonly string[]>> = {
  '': ['apiVersion', 'kind', 'metadata', 'spec'],
  metadata: ['name', 'namespace', 'title'],
  spec: ['type', 'profile', ...Object.keys(REFS)],
  profile: ['displayName'],
};
/** What is longer describes a thing, and is no title. */
const LONGEST_TITLE = 80;

/** `component:default/cart`, `default/cart` or `cart`, of which kind and where, if it does not say so. */
function refOf(text: string, kind: string, namespace: string): string {
  const [, ofKind, of, name] = /^(?:([^:/]+):)?(?:([^/]+)\/)?(.+)$/.exec(text.trim()) ?? [];
  return `${ofKind ?? kind}:${of ?? namespace}/${name ?? text}`.toLowerCase();
}

/** Of one file, each document in its order. Nothing is left out without a word. */
export function entitiesIn(bytes: Uint8Array, file: string, ledger: Ledger, isOne: boolean): readonly Entity[] {
  const text = textIn(bytes, file);
  const unsaid = new Map<string, number>();
  const entities = documentsIn(text, file).flatMap(({ value, line, trouble }) => {
    const what = [textAt(value, 'kind'), textAt(value, 'metadata', 'name')].filter((one) => one !== undefined);
    const row = ledger.row(`${isOne ? '' : `${file} `}line ${line}`, what.join(' '));
    const entity = trouble === undefined ? entityOf(value, row, unsaid) : trouble;
    if (typeof entity !== 'string') return [entity];
    row.left('the document', entity);
    return [];
  });
  for (const [field, count] of unsaid)
    ledger.file.left(
      `\`${field}\` of ${counted(count, 'thing')}${isOne ? '' : ` in ${file}`}`,
      'a plan has no word for it',
    );
  return entities;
}

interface Read {
  readonly value: unknown;
  /** From 1. */
  readonly line: number;
  readonly trouble?: string;
}

/** Of brackets, in whatever text they stand: catalogs carry whole descriptions of interfaces. */
const DEEPEST = 1000;

const MOST_LINES = 300_000;
/** `- - - -`, a list in each. */
const LISTS_IN_LISTS = /^[ \t]*(?:[-?:][ \t]+){64}/m;

/** The parser would compare each key with each. */
function keyTwice(document: Document.Parsed): string | undefined {
  let found: string | undefined;
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        const value = isScalar(key) ? key.value : key;
        if (keys.has(value) && value !== '<<') found ??= String(value);
        keys.add(value);
      }
      return found === undefined ? undefined : visit.BREAK;
    },
  });
  return found;
}

function deepest(text: string): number {
  let [depth, most] = [0, 0];
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}

function documentsIn(text: string, file: string): readonly Read[] {
  const lines = new LineCounter();
  // The parser goes into itself for each of them.
  atMostLines(text, MOST_LINES, file);
  atMost(text.split(',').length, MOST_LINES, 'commas', file);
  if (deepest(text) > DEEPEST || LISTS_IN_LISTS.test(text))
    throw new Unreadable(`${file} is nested more than ${DEEPEST} deep.`);
  const documents = parseAllDocuments(text, { lineCounter: lines, logLevel: 'error', uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  atMost(documents.length, MOST_ROWS, 'documents', file);
  return documents.flatMap((document) => {
    const [begin] = document.contents?.range ?? document.range ?? [0];
    const { line } = lines.linePos(begin);
    const [error] = document.errors;
    if (error) return [{ value: undefined, line: error.linePos?.[0].line ?? line, trouble: sentence(error.message) }];
    if (document.contents === null) return [];
    if (isAlias(document.contents)) return [{ value: undefined, line, trouble: 'it is a reference to nothing' }];
    const twice = keyTwice(document);
    if (twice !== undefined) return [{ value: undefined, line, trouble: `\`${twice}\` stands twice in it` }];
    try {
      // Anchors that multiply are refused by the library, with their number.
      return [{ value: document.toJS({ maxAliasCount: 100 }) as unknown, line }];
    } catch (error) {
      return [{ value: undefined, line, trouble: sentence(error instanceof Error ? error.message : String(error)) }];
    }
  });
}

function entityOf(value: unknown, row: Row, unsaid: Map<string, number>): Entity | string {
  const [kind, name] = [textAt(value, 'kind'), textAt(value, 'metadata', 'name')];
  if (kind === undefined || name === undefined) return 'it has no `kind` and `metadata.name`';
  if (name.length > LONGEST_TEXT) return `its name has more than ${LONGEST_TEXT} characters`;
  const namespace = textAt(value, 'metadata', 'namespace') ?? 'default';
  const spec = partOf(value, 'spec');
  const refs = new Map<string, readonly string[]>();
  for (const [field, given] of Object.entries(spec)) {
    if (!Object.hasOwn(REFS, field)) continue;
    const all = (Array.isArray(given) ? given : [given]).filter((one) => one !== null && one !== undefined);
    const texts = all.filter((one) => typeof one === 'string' && one.trim() !== '');
    if (texts.length < all.length) row.left(`part of \`${field}\``, 'it is no text');
    refs.set(
      field,
      texts.map((one) => refOf(String(one), REFS[field]!, namespace)),
    );
  }
  const described = textAt(value, 'metadata', 'description');
  const isTitle = described !== undefined && described.length <= LONGEST_TITLE && !described.includes('\n');
  const title = textAt(value, 'metadata', 'title') ?? textAt(value, 'spec', 'profile', 'displayName');
  const email = kind.toLowerCase() === 'user' ? textAt(value, 'spec', 'profile', 'email') : undefined;
  const isRead = (part: keyof typeof READ, field: string) =>
    READ[part].includes(field) ||
    (field === 'description' && isTitle && title === undefined) ||
    (field === 'email' && email !== undefined);
  const profile = partOf(spec, 'profile');
  for (const [part, said] of [
    ['', value],
    ['metadata', partOf(value, 'metadata')],
    ['spec', spec],
    ['profile', profile],
  ] as const)
    for (const field of Object.keys(said as object))
      if (!isRead(part, field)) unsaid.set(field, (unsaid.get(field) ?? 0) + 1);
  const type = textAt(value, 'spec', 'type');
  const shown = title ?? (isTitle ? described : undefined);
  return {
    ref: refOf(name, kind, namespace),
    kind: kind.toLowerCase(),
    name,
    ...(shown !== undefined && { title: shown }),
    ...(type !== undefined && { type }),
    ...(email !== undefined && { email }),
    refs,
    row,
  };
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  let at = value;
  for (const name of path) at = Object.hasOwn(Object(at), name) ? (at as Record<string, unknown>)[name] : undefined;
  const text = typeof at === 'number' ? String(at) : at;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function partOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const part = Object.hasOwn(Object(value), name) ? (value as Record<string, unknown>)[name] : undefined;
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as Record<string, unknown>) : {};
}

/** The first line of what a library says, without its picture of the place. */
function sentence(message: string): string {
  return message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
}
