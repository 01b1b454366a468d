/** Everything that the editor tells of the examples, word by word: whatever of it changes is seen here. */
import { describe, expect, test } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  MarkupContent,
  Position,
} from 'vscode-languageserver';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { codeActions } from '../../server/features/edit/code-actions.ts';
import { completion } from '../../server/features/edit/completion.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/features/navigate/call-hierarchy.ts';
import { definition } from '../../server/features/navigate/definition.ts';
import { documentHighlights } from '../../server/features/navigate/document-highlight.ts';
import { documentSymbols } from '../../server/features/navigate/document-symbols.ts';
import { foldingRanges } from '../../server/features/navigate/folding.ts';
import { references } from '../../server/features/navigate/references.ts';
import { selectionRanges } from '../../server/features/navigate/selection-range.ts';
import { codeLenses } from '../../server/features/show/code-lens.ts';
import { diagnostics } from '../../server/features/show/diagnostics.ts';
import { hover } from '../../server/features/show/hover.ts';
import { inlayHints } from '../../server/features/show/inlay-hints.ts';
import { semanticTokens } from '../../server/features/show/semantic-tokens.ts';
import { contains } from '../../service/lookup.ts';
import { expectGolden } from '../support/golden.ts';
import { SHARED_TEXTS, TOLD_EXAMPLES, TOLD_NAMES, toldText } from '../support/told-texts.ts';
import { NOW, openFiles } from './source-file.ts';

interface AtRange {
  readonly range: { readonly start: Position; readonly end: Position };
}

const at = ({ line, character }: Position) => `${line + 1}:${character + 1}`;
const span = ({ range: { start, end } }: AtRange) => `${at(start)}..${at(end)}`;

describe.each([...TOLD_EXAMPLES, ...TOLD_NAMES.filter((name) => name !== 'half-typed')])('%s', (name) => {
  const text = toldText(name);
  const { file, files } = openFiles(text, SHARED_TEXTS);
  const lines = text.split('\n');
  const whole = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  /** The middle of every word. */
  const words = lines.flatMap((content, line) =>
    [...content.matchAll(/[\p{L}\p{N}._-]+/gu)].map((word) => ({
      word: word[0],
      position: { line, character: word.index + Math.floor(word[0].length / 2) },
    })),
  );
  const golden = (feature: string, rows: readonly string[]) =>
    expectGolden(`${rows.join('\n')}\n`, `./golden/${name}.${feature}.golden.txt`, import.meta.url);

  test('hovers', () => {
    const seen = new Set<string>();
    golden(
      'hovers',
      words.flatMap(({ word, position }) => {
        const found = hover(file, position);
        if (found) expect(contains(found.range!, position)).toBe(true);
        const value = (found?.contents as MarkupContent | undefined)?.value;
        // What a word is for stands below what its line is, and once in all.
        const parts = (value ?? '').split('\n\n---\n\n').filter((part) => part !== '' && !seen.has(part));
        for (const part of parts) seen.add(part);
        return parts.length === 0 ? [] : [`── ${span(found as AtRange)} ${word}`, ...parts];
      }),
    );
  });

  test('what is at hand at a glance: findings, lenses, hints, symbols, folds, colours', () => {
    const symbols = (all: readonly DocumentSymbol[], depth: number): string[] =>
      all.flatMap((one) => [
        `${'  '.repeat(depth)}${one.name} · ${one.detail ?? ''} · ${one.kind} ${span(one)}`,
        ...symbols(one.children ?? [], depth + 1),
      ]);
    golden('glance', [
      ...diagnostics(file).map(
        (one) =>
          `${span(one)} ${one.severity} ${one.code} ${one.tags ?? ''} ${one.message} ${JSON.stringify(one.relatedInformation ?? [])}`,
      ),
      '── lenses',
      ...codeLenses(file).map(
        (one) => `${span(one)} ${one.command?.title} ${JSON.stringify(one.command?.arguments ?? [])}`,
      ),
      '── hints',
      ...inlayHints(file, whole, { steps: true, times: true }).map(
        (one) => `${at(one.position)} ${JSON.stringify(one.label)} ${JSON.stringify(one.tooltip ?? '')}`,
      ),
      '── symbols',
      ...symbols(documentSymbols(file), 0),
      '── folds',
      ...foldingRanges(text).map((one) => JSON.stringify(one)),
      '── colours',
      ...coloured(semanticTokens(file).data, lines),
    ]);
  });

  test('where names lead', () => {
    golden(
      'names',
      words.flatMap(({ word, position }) => {
        const links = definition(file, position);
        if (links.length === 0) return [];
        for (const link of links) expect(contains(link.originSelectionRange!, position)).toBe(true);
        const used = references(file, position, files, { declaration: true });
        const lit = documentHighlights(file, position).map((one) => `${span(one)}${one.kind === 3 ? '!' : ''}`);
        const calls = prepareCallHierarchy(file, position).map(
          (item) =>
            `${item.name} ← ${incomingCalls(file, item).map(({ from }) => from.name)} → ${outgoingCalls(file, item).map(({ to }) => to.name)}`,
        );
        return [
          `${at(position)} ${word} = ${links.map((link) => `${link.targetUri.split('/').at(-1)} ${at(link.targetSelectionRange.start)}`)}` +
            ` · ${used.length} uses · ${lit.join(' ')}${calls.length > 0 ? ` · ${calls}` : ''}`,
        ];
      }),
    );
  });

  test('what may be typed, at the end of a line and behind a word of it', () => {
    const asked = lines.flatMap((content, line) => {
      const ends = [content.length, ...[...content.matchAll(/(?<=\S) /g)].map((gap) => gap.index + 1)];
      return ends.filter((_, i) => (line + i) % 8 === 0).map((character) => ({ line, character }));
    });
    golden(
      'completion',
      asked.flatMap((position) => {
        const { items } = completion(file, position, { snippets: true, now: NOW });
        expect(
          items.every(({ textEdit }) => textEdit && 'range' in textEdit && at(textEdit.range.end) === at(position)),
        ).toBe(true);
        const few = items.slice(0, 10).map(offered);
        return items.length > 0 ? [`── ${at(position)} ${items.length}`, ...few] : [];
      }),
    );
  });

  if (['a-short-night', 'an-uncertain-night', 'people-and-things', 'the-whole-night'].includes(name))
    test('whatever may be typed, each list and each item once', () => {
      const lists = new Map<string, string>();
      const seen = new Set<string>();
      const rows = lines.flatMap((content, line) =>
        [content.length, ...[...content.matchAll(/(?<=\S) /g)].map((gap) => gap.index + 1)].flatMap((character) => {
          const position = { line, character };
          const { items } = completion(file, position, { snippets: true, now: NOW });
          const list = items.map(({ label }) => label).join(', ');
          const before = lists.get(list);
          const fresh = items.map(offered).filter((item) => !seen.has(item));
          lists.set(list, before ?? at(position));
          for (const item of fresh) seen.add(item);
          return [
            `── ${at(position)} ${before ? `as ${before}` : list}`,
            ...fresh.filter((item, i) => fresh.indexOf(item) === i),
          ];
        }),
      );
      golden('typed', rows);
    });

  test('what can be done about each finding, and what that makes of the text', async () => {
    const rows: string[] = [];
    const seen = new Set<string>();
    const what = (one: Diagnostic) => JSON.stringify(one);
    const all = new Set(diagnostics(file).map(what));
    for (const finding of diagnostics(file)) {
      const actions = await codeActions(file, finding.range, { diagnostics: [finding] } as never);
      for (const action of actions as CodeAction[]) {
        // It says of what it is the way out: something that is told.
        expect(action.diagnostics?.length, action.title).toBeGreaterThan(0);
        expect(
          action.diagnostics!.every((one) => all.has(what(one))),
          action.title,
        ).toBe(true);
        const key = `${action.title}${span(finding)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const edits = Object.entries(action.edit?.changes ?? {}).flatMap(([uri, own]) =>
          own.map((edit) => ({ file: uri, ...edit })),
        );
        rows.push(
          `── ${span(finding)} ${finding.code}: ${action.title} ${action.kind ?? ''}${action.isPreferred ? ' !' : ''}`,
        );
        if (edits.length > 0)
          rows.push(
            ...changedLines(
              text,
              applyTextEdits(
                text,
                edits.filter((one) => one.file === file.uri),
              ),
            ),
          );
      }
    }
    golden('actions', rows);
    expect(rows.length > 0).toBe(diagnostics(file).length > 0);
  });

  test('what grows from a cursor', () => {
    golden(
      'selection',
      words
        .filter((_, i) => i % 9 === 0)
        .map(({ position }) => {
          const steps: string[] = [];
          for (let one = selectionRanges(text, [position])[0]; one; one = one.parent) steps.push(span(one));
          return `${at(position)} ${steps.join(' < ')}`;
        }),
    );
  });
});

function offered(item: CompletionItem): string {
  const { label, detail, labelDetails, filterText, textEdit, kind } = item;
  return [label, kind, detail, labelDetails?.detail, labelDetails?.description, filterText, textEdit?.newText]
    .filter((part, i) => part !== undefined && (i === 0 || part !== label))
    .join(' ¦ ');
}

function coloured(data: readonly number[], lines: readonly string[]): string[] {
  const rows: string[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down, right, length, type, modifiers] = data.slice(i, i + 5) as [number, number, number, number, number];
    character = down > 0 ? right : character + right;
    line += down;
    rows.push(`${at({ line, character })} ${lines[line]!.slice(character, character + length)} ${type}/${modifiers}`);
  }
  return rows;
}

/** The first lines of `after` that are not in `before`, and the other way round. */
function changedLines(before: string, after: string): string[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < Math.min(old.length, fresh.length) && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  return [
    ...old.slice(head, old.length - tail).map((line) => `- ${line}`),
    ...fresh.slice(head, fresh.length - tail).map((line) => `+ ${line}`),
  ].slice(0, 8);
}
