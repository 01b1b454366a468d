/** The steps of a runbook stand where it was used, with what was given to it in the place of its parameters. */
import type { IToken } from '../../language/parse/tokens.ts';
import { endOf, startOf } from '../../language/parse/tokens.ts';
import type { Range } from '../../plan/model.ts';
import { freeName } from '../../plan/schedule/run/order-edits.ts';
import { blocksOf, overlaps, slice } from '../lookup.ts';
import { tokensAt } from '../step-edit/text.ts';
import { atDepth } from './in-parallel.ts';
import type { Attempt, Version } from './model.ts';
import { indented } from './selection.ts';

export function inlineRunbook(version: Version, range: Range): readonly Attempt[] {
  const { uri, release, plan, workspace } = version;
  const block = blocksOf(release).find(({ head }) => head.file === uri && overlaps(head.range, range));
  const use = block ? tokensAt(workspace, block.head) : [];
  const [word, called] = use;
  const runbook = called && plan.names.get(called.image);
  if (!block || !called || word?.image !== 'use' || runbook?.kind !== 'runbook') return [];
  const given = argumentsOf(use);
  const body = bodyOf(version, runbook.place);
  if (body === undefined || given.length !== runbook.parameters.length) return [];
  const meanings = new Map(runbook.parameters.map(({ name }, i) => [name, given[i]!]));
  // Two uses of one runbook have names of their own.
  const taken = new Set<string>();
  for (const name of body.declared) {
    const names = { has: (one: string) => isElsewhere(version, block.id, one) };
    const free = freeName({ names }, name, [...taken]);
    taken.add(free);
    if (free !== name) meanings.set(name, free);
  }
  const lines = filledIn(body, meanings);
  const clauses = clausesOf(use);
  const name = block.name === called.image ? '' : ` ${block.name}`;
  const said = clauses === '' ? '' : ` ${clauses}`;
  const whole = `sequence${name}${said} {\n${indented(lines, '  ')}\n}`;
  const title = `Put the steps of \`${called.image}\` here`;
  const ways = [...(clauses === '' && name === '' ? [lines] : []), whole].map((text) => [
    { file: uri, range: block.head.range, newText: atDepth(text, block.head.range) },
  ]);
  return [{ kind: 'inline', title, ways }];
}

/** A name that something has which this use has not made. */
function isElsewhere({ release, plan }: Version, use: string, name: string): boolean {
  const own = release.names.get(name) ?? plan.names.get(name);
  return own !== undefined && !('id' in own && String(own.id).startsWith(`${use}/`));
}

/** What stands between the brackets, as it is written. */
function argumentsOf(use: readonly IToken[]): readonly string[] {
  const open = use.findIndex(({ image }) => image === '(');
  const close = use.findIndex(({ image }) => image === ')');
  if (open < 0 || close < open) return [];
  const given: string[] = [];
  for (const { image } of use.slice(open + 1, close)) {
    const last = given.at(-1) ?? '';
    if (image === ',') given.push('');
    else if (given.length === 0) given.push(image);
    else given[given.length - 1] = `${last}${last === '' || image === '%' ? '' : ' '}${image}`;
  }
  return given;
}

/** What the `use` line says beside what is used: `after tables`, `only for emergency`. */
function clausesOf(use: readonly IToken[]): string {
  const close = use.findIndex(({ image }) => image === ')');
  const rest = use.slice(close < 0 ? 2 : close + 1);
  const named = rest.findIndex(({ image, tokenType }) => image === 'as' && tokenType.name === 'as');
  const words = named < 0 ? rest : [...rest.slice(0, named), ...rest.slice(named + 2)];
  return words.map(({ image }) => image).join(' ');
}

interface Body {
  readonly text: string;
  readonly tokens: readonly IToken[];
  readonly from: { readonly line: number; readonly character: number };
  /** Names that its lines give. */
  readonly declared: readonly string[];
}

function bodyOf({ workspace, plan }: Version, place: { file: string; range: Range }): Body | undefined {
  const tokens = tokensAt(workspace, place);
  const open = tokens.findIndex(({ image }) => image === '{');
  const close = tokens.at(-1);
  const text = workspace.text(place.file);
  if (open < 0 || close?.image !== '}' || text === undefined || plan.file !== place.file) return undefined;
  const [start, end] = [endOf(tokens[open]!), startOf(close)];
  const inside = tokens.slice(open + 1, -1);
  const declared = inside.flatMap(({ image }, i) => {
    const before = inside[i - 1];
    const names = before && (before.tokenType.name === 'as' || NAMED.has(before.tokenType.name));
    return names && /^[\p{L}_]/u.test(image) ? [image] : [];
  });
  return { text: slice(text, { start, end }), tokens: inside, from: start, declared: [...new Set(declared)] };
}

/** Lines whose name stands right behind the word. */
const NAMED: ReadonlySet<string> = new Set([
  'gate',
  'wait',
  'meet',
  'task',
  'sequence',
  'parallel',
  'outage',
  'cycle',
  'milestone',
  'phase',
  'stream',
]);

/** Without the indent of the runbook. */
function filledIn({ text, tokens, from }: Body, meanings: ReadonlyMap<string, string>): string {
  const lines = text.split(/\r\n|\r|\n/);
  const edits = tokens.flatMap((token) => {
    const { image, tokenType } = token;
    const written =
      tokenType.name === 'STRING'
        ? image.replace(/\{([^{}]+)\}/g, (all, name: string) => plain(meanings.get(name)) ?? all)
        : (meanings.get(image) ?? image);
    return written === image ? [] : [{ start: startOf(token), length: image.length, written }];
  });
  for (const { start, length, written } of edits.reverse()) {
    const line = start.line - from.line;
    const at = start.character - (line === 0 ? from.character : 0);
    const before = lines[line]!;
    lines[line] = before.slice(0, at) + written + before.slice(at + length);
  }
  const said = lines.filter((line, i) => line.trim() !== '' || (i > 0 && i < lines.length - 1));
  const depth = Math.min(...said.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return said
    .map((line) => line.slice(depth))
    .join('\n')
    .trim();
}

/** Inside of a text what was given as one stands without its marks. */
function plain(given: string | undefined): string | undefined {
  return given?.replace(/^"(.*)"$/, '$1');
}
