/** A word that is a value of its line, as it would be offered there: what it is for, and how it is written. */
import { type CursorContext, contextAt } from '../../language/cursor.ts';
import type { Line } from '../../language/lines.ts';
import { CONSENT, CONSEQUENCES } from '../../language/parts.ts';
import type { Position } from '../../plan/model.ts';
import { possible } from '../completion/completion.ts';
import type { ProposalKind } from '../completion/proposal.ts';
import { SNIPPETS } from '../completion/snippet-table.ts';
import { written } from '../completion/snippets.ts';
import type { SourceFile } from '../files/source-file.ts';
import type { Description } from './description.ts';
import { code, document, exampleOf, plain } from './markdown.ts';

export function describeValueAt(file: SourceFile, position: Position): Description | undefined {
  const line = file.text.split(/\r\n|\r|\n/)[position.line] ?? '';
  const word = [...line.matchAll(WORD)].find(
    ({ 0: text, index }) => index <= position.character && position.character < index + text.length,
  );
  if (!word) return undefined;
  const start = { line: position.line, character: word.index };
  const { items, range } = possible(file, start, { now: 0 });
  // `publish.late` is offered as one.
  const text = `${line.slice(range.start.character, word.index)}${word[0]}`;
  const offered = items.find((item) => item.text === text && SAID.has(item.kind));
  if (!offered?.detail) return undefined;
  return {
    markdown: document(
      `${code(word[0])}: ${plain(offered.detail)}`,
      exampleOf(example(text, contextAt(file.text, start))),
    ),
    range: { start, end: { line: position.line, character: word.index + word[0].length } },
  };
}

/** The line, or the clause, with this value. */
function example(text: string, { clause, statement = '', before }: CursorContext): string {
  const said = { ...CONSENT, ...CONSEQUENCES }[text as keyof typeof CONSENT];
  if (said && [clause, ...before].includes('then')) return said.example;
  const line = Object.hasOwn(SNIPPETS, statement) ? SNIPPETS[statement as Line].text : '';
  const chosen = line.replace(/\$\{\d+\|([^}]*)\|\}/, (all, choices: string) =>
    choices.split(',').includes(text) ? text : all,
  );
  return chosen === line ? [clause ?? statement, ...before, text].join(' ').trim() : written(chosen);
}

/** What is offered with a word of what it is for. */
const SAID: ReadonlySet<ProposalKind> = new Set(['enum-member', 'keyword', 'event']);

const WORD = /[\p{ID_Start}_][\p{ID_Continue}-]*/gu;
