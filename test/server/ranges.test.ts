/** What the server says of places holds of the text that stands there, wherever a word begins. */
import { describe, expect, test } from 'vitest';
import type { Position, Range } from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/features/navigate/call-hierarchy.ts';
import { definition } from '../../server/features/navigate/definition.ts';
import { documentHighlights } from '../../server/features/navigate/document-highlight.ts';
import { documentLinks } from '../../server/features/navigate/document-links.ts';
import { foldingRanges } from '../../server/features/navigate/folding.ts';
import { locate } from '../../server/features/navigate/locate.ts';
import { references } from '../../server/features/navigate/references.ts';
import { selectionRanges } from '../../server/features/navigate/selection-range.ts';
import { inlayHints } from '../../server/features/show/inlay-hints.ts';
import { semanticTokens, semanticTokensIn } from '../../server/features/show/semantic-tokens.ts';
import { compare, contains, slice } from '../../service/lookup.ts';
import { SHARED_TEXTS, TOLD_NAMES, toldText } from '../support/told-texts.ts';
import { MAIN, openFiles } from './source-file.ts';

describe.each(['migration-weekend', ...TOLD_NAMES])('%s', (name) => {
  const text = toldText(name);
  const { file, files } = openFiles(text, SHARED_TEXTS);
  const lines = text.split('\n');
  const textOf = (uri: string) => files.find((one) => one.uri === uri)!.text;
  const line = (number: number): Range => ({
    start: { line: number, character: 0 },
    end: { line: number, character: lines[number]!.length },
  });
  const inside = (inner: Range, outer: Range) =>
    compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
  const words = lines.flatMap((content, line) =>
    [...content.matchAll(/[\p{L}\p{N}._-]+/gu)].map((word) => ({
      word: word[0],
      first: { line, character: word.index },
    })),
  );

  test('a name leads to where it stands, and all its mentions have its words', () => {
    let seen = 0;
    for (const { first } of words) {
      const [link] = definition(file, first);
      const all = references(file, first, files, { declaration: true });
      const lit = documentHighlights(file, first);
      if (!link || file.plan.imports.some(({ place }) => contains(place.range, first))) {
        expect([all, lit]).toEqual([[], []]);
        continue;
      }
      seen++;
      expect(contains(link.originSelectionRange!, first)).toBe(true);
      expect(inside(link.targetSelectionRange, link.targetRange)).toBe(true);
      const here = { uri: link.targetUri, range: link.targetSelectionRange };
      const others = references(file, first, files, { declaration: false });
      expect(others).toEqual(
        all.filter((one) => one.uri !== here.uri || compare(one.range.start, here.range.start) !== 0),
      );
      expect(lit.map(({ range }) => range)).toEqual(all.filter(({ uri }) => uri === MAIN).map(({ range }) => range));
      const written = lit.filter(({ kind }) => kind === 3).map(({ range }) => range);
      expect(written).toEqual(all.length > others.length && here.uri === MAIN ? [here.range] : []);
      const spelt = new Set(all.map(({ uri, range }) => slice(textOf(uri), range).replace(/^"|"$/g, '')));
      if (all.length > others.length)
        expect([...spelt]).toContain(slice(textOf(here.uri), here.range).replace(/^"|"$/g, ''));
    }
    expect(seen).toBeGreaterThan(5);
  });

  test('a name is one from its first letter to behind its last', () => {
    for (const { first } of words) {
      const at = definition(file, first);
      for (const { originSelectionRange } of at) expect(definition(file, originSelectionRange!.end)).toEqual(at);
    }
  });

  test('whom a step waits for is waited for by it', () => {
    const steps = words.flatMap(({ first }) => prepareCallHierarchy(file, first));
    const pairs = new Set<string>();
    for (const item of steps) {
      for (const { to, fromRanges } of outgoingCalls(file, item)) {
        pairs.add(`${JSON.stringify(item.data)} ${JSON.stringify(to.data)}`);
        const back = incomingCalls(file, to).find(
          ({ from }) => JSON.stringify(from.data) === JSON.stringify(item.data),
        );
        expect(back).toEqual({ from: item, fromRanges });
      }
      for (const { from } of incomingCalls(file, item))
        expect(outgoingCalls(file, from).map(({ to }) => to)).toContainEqual(item);
    }
    expect(pairs.size > 0).toBe(steps.length > 1);
  });

  test('an item of a step that is gone, or of another one by now, has no calls', () => {
    const [item] = words.flatMap(({ first }) => prepareCallHierarchy(file, first));
    const data = item!.data as object;
    for (const stale of [
      { ...item!, name: `${item!.name}-before` },
      { ...item!, data: { ...data, step: -1 } },
      { ...item!, data: { ...data, step: 9_999 } },
      { ...item!, data: { ...data, release: 'gone' } },
      { ...item!, data: undefined },
    ])
      expect([outgoingCalls(file, stale), incomingCalls(file, stale)]).toEqual([[], []]);
  });

  test('an address is the text it stands in', () => {
    const links = documentLinks(file).filter(({ target }) => /^https?:/.test(target!));
    expect(links.map(({ range }) => slice(text, range))).toEqual(links.map(({ target }) => target));
  });

  test('of some lines there are the hints and colours that these lines have in the whole', () => {
    const whole = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
    const hints = inlayHints(file, whole, { steps: true, times: true });
    const tokens = absolute(semanticTokens(file).data);
    for (const number of lines.keys()) {
      const own = line(number);
      expect(inlayHints(file, own, { steps: true, times: true })).toEqual(
        hints.filter(({ position }) => position.line === number),
      );
      expect(absolute(semanticTokensIn(file, own).data)).toEqual(tokens.filter(([line]) => line === number));
    }
  });

  test('what is hidden by a fold is begun on the line that stays, and the closing brace stays, too', () => {
    for (const { startLine, endLine, kind } of foldingRanges(text)) {
      expect(endLine).toBeGreaterThan(startLine);
      if (kind !== 'region') continue;
      expect(lines[startLine]).toContain('{');
      expect(lines[endLine + 1]).toContain('}');
    }
  });

  test('a selection grows from the word by what holds it: its line, blocks, the file', () => {
    for (const { first } of words) {
      const [smallest] = selectionRanges(text, [first]);
      const all: Range[] = [];
      for (let one = smallest; one; one = one.parent) all.push(one.range);
      for (const [i, range] of all.entries()) {
        expect(contains(range, first)).toBe(true);
        if (i > 0) expect(inside(all[i - 1]!, range)).toBe(true);
      }
      expect(all.map((range) => slice(text, range))).toContain(lines[first.line]!.trim());
      expect(slice(text, all.at(-1)!)).toBe(text);
    }
  });

  test('the picture marks the step that a line belongs to', () => {
    for (const { first } of words) {
      const { release, step, range } = locate(file, first);
      if (step === undefined) continue;
      const own = file.plan.releases.find((one) => one.name === release)!.steps[step]!;
      expect(range).toEqual((own.usedAt ?? own.head).range);
      if (!own.usedAt) expect(contains(own.place.range, first)).toBe(true);
    }
  });
});

function absolute(data: readonly number[]): readonly (readonly number[])[] {
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, i) => {
    const [down, right, ...rest] = data.slice(5 * i, 5 * i + 5) as [number, number, ...number[]];
    character = down > 0 ? right : character + right;
    line += down;
    return [line, character, ...rest];
  });
}

test('an import leads to the top of its file, one that is not there nowhere', () => {
  const text = 'import "./gone.release"\nimport "./shared.release"\nrelease r {}\n';
  const { file } = openFiles(text, { 'shared.release': 'person mara\n' });
  const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const at = (line: number): Position => ({ line, character: 10 });
  expect(definition(file, at(0))).toEqual([]);
  expect(definition(file, at(1))).toMatchObject([
    { targetUri: 'file:///plans/shared.release', targetRange: top, targetSelectionRange: top },
  ]);
  expect(documentLinks(file).map(({ target }) => target)).toEqual(['file:///plans/shared.release']);
});

test('what is not balanced, empty, or behind the end has a selection, too', () => {
  const grown = (text: string, line: number, character: number): string[] => {
    const texts: string[] = [];
    for (let one = selectionRanges(text, [{ line, character }])[0]; one; one = one.parent) {
      const { start, end } = one.range;
      texts.push(`${start.line}:${start.character}..${end.line}:${end.character}`);
    }
    return texts;
  };
  expect(grown('}\nperson ann }', 1, 7)).toEqual(['1:7..1:10', '1:0..1:12', '0:0..1:12']);
  expect(grown('release r {\n\n}\n', 1, 0)).toEqual(['0:11..2:0', '0:0..2:1', '0:0..3:0']);
  expect(grown('person ann', 9, 3)).toEqual(['9:3..9:3']);
});

test('imports and comments fold where one stands right below the other, from the first line on', () => {
  const folds = (text: string) =>
    foldingRanges(text).map(({ startLine, endLine, kind }) => `${startLine}..${endLine} ${kind}`);
  expect(folds('import "a"\nimport "b"\nx import\n// a\n')).toEqual(['0..1 imports']);
  expect(folds('// a\n// b\n\n// c\n/* d\n */ // e\n// f')).toEqual(['0..1 comment', '3..5 comment', '5..6 comment']);
});
