/**
 * `npm run bench:completion`: wherever a line, a clause or a name begins in the examples and documents, the line is cut off there, nothing of
 * the word is typed, and the editor asks what fits: is what stands there among the first three? `--other DIR` asks an older version, too.
 *
 * Two figures: of all places, and of those where somebody who has read all plans could know it. Nobody can where a time begins without a word
 * before it, and where a name is offered nowhere and said nowhere else, be it in the plan or beside it.
 *
 * Options: `--plans DIR` asks in the plans there (`--plans` more than once: in several folders), `--letters 1` types so many letters first, `--every 5` asks at every fifth place, `--misses` lists what is missed most.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { IToken } from 'chevrotain';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { contextAt } from '../language/cursor.ts';
import { CLAUSE_WORDS } from '../language/parse/lexer.ts';
import { tokenize } from '../language/parse/parser.ts';
import { startOf } from '../language/parse/tokens.ts';
import type { Slot } from '../language/slots.ts';
import { toolOptions } from '../scripts/options.ts';
import { table } from './tools/measure.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    other: { type: 'string' },
    letters: { type: 'string', default: '0' },
    every: { type: 'string', default: '1' },
    misses: { type: 'boolean', default: false },
    plans: { type: 'string', multiple: true },
  },
});
const ROOT = resolve(import.meta.dirname, '..');
const FIRST = 3;
const AT = Date.parse('2026-11-02T09:00Z') / 60_000;

const WORD = /[\p{L}_-][\p{L}\p{N}_.-]*/gu;

type Kind = 'line' | 'clause' | 'name';

interface Place {
  readonly text: string;
  readonly line: number;
  readonly character: number;
  readonly wanted: string;
  readonly kind: Kind;
  readonly slot: Slot;
  /** What opens the line, for the list of misses. */
  readonly statement: string;
  /** It begins a time, or is said nowhere else: unless it is offered all the same, nobody can know it. */
  readonly isNew: boolean;
}

const files = values.plans
  ? values.plans.flatMap((folder) => plansIn(resolve(folder)))
  : [...plansIn(join(ROOT, 'examples')), ...documents()];
/** What a plan that is written can be like: the plans of the workspace. */
const besides = plansIn(join(ROOT, 'examples')).map(({ uri, text }) => ({ uri, text, words: wordsOf(text) }));
const places = files.flatMap(placesIn).filter((_, i) => i % Number(values.every) === 0);
const versions = [ROOT, ...(values.other ? [resolve(values.other)] : [])];
const rows: string[][] = [];
for (const version of versions) {
  const found = await ask(version);
  const share = (asked: readonly Asked[], kind?: Kind) => {
    const some = asked.filter(({ place }) => kind === undefined || place.kind === kind);
    const hits = some.filter(({ at }) => at >= 0 && at < FIRST).length;
    return `${((100 * hits) / some.length).toFixed(1)} % of ${some.length.toLocaleString('en')}`;
  };
  const name = version === ROOT ? 'this' : 'the other';
  const known = found.filter(({ place, at }) => at >= 0 || !place.isNew);
  for (const [which, asked] of [
    ['all', found],
    ['that can be known', known],
  ] as const)
    rows.push([`${name}, ${which}`, share(asked, 'line'), share(asked, 'clause'), share(asked, 'name'), share(asked)]);
  if (values.misses && version === ROOT) tellMisses(found);
}
console.log(
  table(
    `What stands there is among the first ${FIRST}, ${values.letters} letters typed`,
    ['version, places', 'lines', 'clauses', 'names', 'all'],
    rows,
  ),
);

interface Asked {
  readonly place: Place;
  /** Where what is wanted stands among what is offered; -1: it is not offered. */
  readonly at: number;
  readonly before: readonly string[];
}

function plansIn(folder: string): readonly { readonly uri: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.release') && !name.includes('mistakes'))
    .sort()
    .map((name) => join(folder, name))
    .map((path) => ({ uri: pathToFileURL(path).href, text: readFileSync(path, 'utf8') }));
}

/** Plans in documents: what is too short to be one has nothing to rank by. */
function documents() {
  const folder = join(ROOT, 'docs');
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return names.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/```release\n([\s\S]*?)```/g)]
      .map(([, text]) => text!)
      .filter((text) => text.split('\n').length > 6)
      .map((text, i) => ({ uri: pathToFileURL(join(folder, `${name}-${i}.release`)).href, text })),
  );
}

function placesIn({ uri, text }: { uri: string; text: string }): readonly (Place & { uri: string })[] {
  const lines = text.split('\n');
  return tokenize(text).tokens.flatMap((token) => {
    const { line, character } = startOf(token);
    const head = lines[line]!.slice(0, character);
    if (token.image.match(WORD)?.[0] !== token.image) return [];
    const cut = [...lines.slice(0, line), head, ...lines.slice(line + 1)].join('\n');
    const { slot, statement = '' } = contextAt(cut, { line, character });
    const kind = kindOf(slot, token.image, head);
    if (!kind) return [];
    const letters = token.image.slice(0, Number(values.letters));
    const typed = [...lines.slice(0, line), head + letters, ...lines.slice(line + 1)].join('\n');
    const isNew = kind !== 'line' && (beginsTime(token) || !isSaidBeside(token.image, cut, uri));
    const at = { line, character: character + letters.length };
    return [{ uri, text: typed, ...at, wanted: token.image, kind, slot, statement, isNew }];
  });
}

/** `Sat 22:00`, `T-5d`: where a line has a time, it may stand without a word before it. */
function beginsTime({ image }: IToken): boolean {
  return /^((Mon|Tue|Wed|Thu|Fri|Sat|Sun)$|T$)/.test(image);
}

/** In the rest of its own plan, or in those of the workspace. */
function isSaidBeside(word: string, rest: string, uri: string): boolean {
  return wordsOf(rest).has(word) || besides.some((plan) => plan.uri !== uri && plan.words.has(word));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(WORD));
}

function kindOf(slot: Slot, word: string, head: string): Kind | undefined {
  if (slot === 'line') return 'line';
  // What is declared there nobody can know.
  if (['name', 'text', 'nothing', 'duration', 'path', 'weekday', 'zone', 'recurrence', 'time'].includes(slot)) {
    return slot === 'name' && CLAUSE_WORDS.has(word) && head.trim() !== '' ? 'clause' : undefined;
  }
  return slot === 'clause' || CLAUSE_WORDS.has(word) ? 'clause' : 'name';
}

async function ask(version: string): Promise<readonly Asked[]> {
  const child = spawn('node', [join(version, 'cli/main.ts'), 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest(() => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
    workspaceFolders: [{ uri: pathToFileURL(join(ROOT, 'examples')).href, name: 'examples' }],
    initializationOptions: { judgedAt: AT },
  });
  connection.sendNotification('initialized', {});
  const found: Asked[] = [];
  let open = '';
  let number = 0;
  for (const place of places as readonly (Place & { uri: string })[]) {
    const { uri, text, line, character, wanted } = place;
    number++;
    if (uri === open) {
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: number },
        contentChanges: [{ text }],
      });
    } else {
      if (open) connection.sendNotification('textDocument/didClose', { textDocument: { uri: open } });
      open = uri;
      const textDocument = { uri, languageId: 'release', version: number, text };
      connection.sendNotification('textDocument/didOpen', { textDocument });
    }
    const params = { textDocument: { uri }, position: { line, character } };
    // Between two words the editor judges the text; completion does not wait for that, and would know what was found for another place.
    await connection.sendRequest('textDocument/hover', params);
    const answer = await connection.sendRequest<{ items: Item[] } | Item[] | null>('textDocument/completion', params);
    const items = (Array.isArray(answer) ? answer : (answer?.items ?? [])).map(({ label, sortText, filterText }) => ({
      word: filterText ?? label,
      sort: sortText ?? label,
    }));
    const typed = wanted.slice(0, Number(values.letters)).toLowerCase();
    const sorted = items
      .filter(({ word }) => word.toLowerCase().startsWith(typed))
      .sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
    const at = sorted.findIndex(({ word }) => isMeant(word, wanted));
    found.push({ place, at, before: sorted.slice(0, FIRST).map(({ word }) => word) });
  }
  connection.dispose();
  child.kill();
  return found;
}

interface Item {
  readonly label: string;
  readonly sortText?: string;
  readonly filterText?: string;
}

/** `not before` is what somebody wants who goes on with `not`. */
function isMeant(offered: string, wanted: string): boolean {
  return offered === wanted || offered.startsWith(`${wanted} `) || offered.startsWith(`${wanted}.`);
}

function tellMisses(found: readonly Asked[]): void {
  const counts = new Map<string, { count: number; example: string }>();
  for (const { place, at, before } of found) {
    if (at >= 0 && at < FIRST) continue;
    const key = `${place.kind} ${place.slot} of ${place.statement || '(begin)'}: ${place.kind === 'name' ? '…' : place.wanted}`;
    const example = `${place.wanted} at ${at}, behind ${before.join(', ')}`;
    const known = counts.get(key);
    counts.set(key, { count: (known?.count ?? 0) + 1, example: known?.example ?? example });
  }
  const worst = [...counts].sort(([, a], [, b]) => b.count - a.count).slice(0, 45);
  console.log(worst.map(([key, { count, example }]) => `${count} ${key} — ${example}`).join('\n'), '\n');
}
