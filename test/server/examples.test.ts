/**
 * Every feature at every place of the examples, whole and cut off: nothing throws, and ranges stay inside the text. Of some of
 * them all is told (`told.test.ts`): these are only cut off.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeActions } from '../../server/features/edit/code-actions.ts';
import { completion } from '../../server/features/edit/completion.ts';
import { definition } from '../../server/features/navigate/definition.ts';
import { documentSymbols } from '../../server/features/navigate/document-symbols.ts';
import { references } from '../../server/features/navigate/references.ts';
import { hover } from '../../server/features/show/hover.ts';
import { inlayHints } from '../../server/features/show/inlay-hints.ts';
import { semanticTokens } from '../../server/features/show/semantic-tokens.ts';
import { contains } from '../../service/lookup.ts';
import { TOLD_EXAMPLES } from '../support/told-texts.ts';
import { NOW, openFiles } from './source-file.ts';

/** Colours follow each other, each of some letters, without overlap. */
function expectApart(data: readonly number[]): void {
  for (let i = 0, before = 0; i < data.length; i += 5) {
    const [down, right, length] = data.slice(i, i + 3) as [number, number, number];
    expect(length).toBeGreaterThan(0);
    if (down === 0) expect(right).toBeGreaterThanOrEqual(before);
    before = length;
  }
}

const folder = resolve(import.meta.dirname, '../../examples');
const read = (path: string) => readFileSync(resolve(folder, path), 'utf8');
const shared = Object.fromEntries(
  readdirSync(resolve(folder, 'shared')).map((name) => [`shared/${name}`, read(`shared/${name}`)]),
);
const examples = readdirSync(folder).filter((name) => name.endsWith('.release'));

describe.each(examples)('%s', (name) => {
  const text = read(name);
  const lines = text.split('\n');

  if (!TOLD_EXAMPLES.some((told) => name === `${told}.release`))
    test('hover, definition, references and completion at every word', () => {
      const { file, files } = openFiles(text, shared);
      lines.forEach((content, line) => {
        for (const word of content.matchAll(/\S+/g)) {
          const position = { line, character: word.index + Math.ceil(word[0].length / 2) };
          const found = hover(file, position);
          if (found) expect(contains(found.range!, position)).toBe(true);
          for (const link of definition(file, position))
            expect(contains(link.originSelectionRange!, position)).toBe(true);
          references(file, position, files, { declaration: true });
        }
      });
      for (let line = 0; line < lines.length; line += 5) {
        const position = { line, character: lines[line]!.length };
        for (const item of completion(file, position, { snippets: true, now: NOW }).items) {
          expect(item.textEdit).toMatchObject({ range: { end: position } });
        }
      }
    });

  test('half a file has hints, tokens, symbols and actions too', async () => {
    for (const share of [0.2, 0.45, 0.7, 0.9]) {
      const { file } = openFiles(text.slice(0, Math.round(text.length * share)), shared);
      const whole = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
      for (const { position } of inlayHints(file, whole, { steps: true, times: true })) {
        expect(position.character).toBeLessThanOrEqual(file.text.split('\n')[position.line]!.length);
      }
      expectApart(semanticTokens(file).data);
      for (const { range, selectionRange } of documentSymbols(file))
        expect(contains(range, selectionRange.start)).toBe(true);
      const first = { start: whole.start, end: { line: Math.round(lines.length * share), character: 0 } };
      await codeActions(file, { start: first.end, end: first.end }, {});
    }
  });
});
