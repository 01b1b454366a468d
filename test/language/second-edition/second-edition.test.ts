/**
 * What thirteen real plans asked for, row by row: each is read, laid out, offered, explained, coloured, told by `diff` and shown by
 * an example of the reference, and a schedule, a finding or a picture is another without it.
 */
import { describe, expect, test } from 'vitest';
import { format } from '../../../language/format.ts';
import { tokenize } from '../../../language/parse/parser.ts';
import { compare } from '../../../plan/diff/compare.ts';
import { factsOf } from '../../../plan/findings/findings.ts';
import { append } from '../../../plan/grouped.ts';
import { whenIs } from '../../../plan/schedule/dated/when-is.ts';
import { fileOf, referencePage } from '../../../scripts/site/reference-page.ts';
import { hover } from '../../../server/features/show/hover.ts';
import { completion } from '../../../service/completion/completion.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { nextOfTrain } from '../../../service/trains/next.ts';
import { span } from '../../../service/words/words.ts';
import { diffReport } from '../../../view/diff/report.ts';
import { renderView } from '../../../view/renderers.ts';
import type { ViewId } from '../../../view/views.ts';
import { NOW, openFiles } from '../../server/source-file.ts';
import { colouring } from '../../support/colouring.ts';
import { AFTERWARDS } from './afterwards.ts';
import { DECIDING } from './deciding.ts';
import { MONEY_AND_SCOPE } from './money-and-scope.ts';
import { OPEN_AND_PEOPLE } from './open-and-people.ts';
import { type Evidence, type Row, spansOf, withoutWords, withWords } from './row.ts';
import { TIMES } from './times.ts';

const ROWS = [...OPEN_AND_PEOPLE, ...TIMES, ...DECIDING, ...AFTERWARDS, ...MONEY_AND_SCOPE];

const opened = new Map<string, SourceFile>();
function open(text: string): SourceFile {
  const file = opened.get(text) ?? openFiles(text).file;
  opened.set(text, file);
  return file;
}

const sidesOf = (row: Row) => ({ is: open(withWords(row)), was: open(withoutWords(row)) });

/** A word of the language, or a name, as the row marks it. */
interface Word {
  readonly text: string;
  readonly offset: number;
  readonly isKeyword: boolean;
  readonly isDeclared: boolean;
}

function wordsOf(row: Row): readonly Word[] {
  const text = withWords(row);
  const { plan } = open(text);
  const lines = text.split('\n');
  const offsetOf = (line: number, character: number) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  const declared = new Set(
    [...plan.declarations, ...plan.kinds.values()].map(({ namePlace: { range } }) =>
      offsetOf(range.start.line, range.start.character),
    ),
  );
  const { tokens } = tokenize(text);
  // `share: percent`: what a parameter is called is as new as a name that is declared.
  const isParameter = (offset: number) =>
    tokens[tokens.findIndex((one) => one.startOffset === offset) + 1]?.image === ':';
  // What the row gets wrong, nobody offers.
  const isMistake = (line: number, character: number) =>
    [
      ...plan.problems.map(({ place }) => place),
      ...plan.references.filter((one) => !one.target).map((one) => one.place),
    ].some(
      ({ range: { start, end } }) => start.line === line && start.character <= character && character < end.character,
    );
  return tokens
    .filter(({ startOffset }) => spansOf(row).some(({ from, to }) => from <= startOffset && startOffset < to))
    .filter(({ image, tokenType }) => tokenType.name === image || tokenType.name === 'ID')
    .filter(({ image }) => /^\p{L}/u.test(image))
    .filter(({ startLine, startColumn }) => !isMistake(startLine! - 1, startColumn! - 1))
    .map(({ image, startOffset, tokenType }) => ({
      text: image,
      offset: startOffset,
      isKeyword: tokenType.name === image,
      isDeclared: declared.has(startOffset) || isParameter(startOffset),
    }));
}

function positionIn(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

test('every row has its words, and a plan without them', () => {
  for (const row of ROWS) {
    expect(withWords(row), row.says).not.toBe(withoutWords(row));
    expect(row.differs.length, row.says).toBeGreaterThan(0);
  }
  expect(new Set(ROWS.map(({ says }) => says)).size).toBe(ROWS.length);
});

describe.each(ROWS.map((row) => [row.says, row] as const))('%s', (_, row) => {
  test('is read, and so is the plan without it', () => {
    const allowed = row.differs.flatMap((one) => ('finds' in one ? one.finds : 'settles' in one ? one.settles : []));
    for (const file of Object.values(sidesOf(row))) {
      const codes = file.analysis.findings.map(({ code, message }) => ({ code, message }));
      const wrong = codes.filter(({ code }) => ['syntax', 'unknown-name', 'internal-error'].includes(code));
      expect(wrong.filter(({ code }) => !allowed.includes(code))).toEqual([]);
    }
  });

  test('is laid out, and nothing is lost', () => {
    const text = withWords(row);
    const once = format(text);
    expect(format(once)).toBe(once);
    const letters = (of: string) => of.replace(/\s/g, '').split('').sort().join('');
    expect(letters(once)).toBe(letters(text));
    const said = (of: string) => open(of).analysis.findings.map(({ code, message }) => `${code}: ${message}`);
    expect(said(once)).toEqual(said(text));
  });

  test('changes a schedule, a finding or a picture', () => {
    const { is, was } = sidesOf(row);
    for (const evidence of row.differs) hold(evidence, is, was);
  });

  test('is offered, word by word', () => {
    const text = withWords(row);
    const lines = text.split('\n');
    const missing = wordsOf(row).flatMap(({ text: word, offset, isDeclared }) => {
      if (isDeclared) return [];
      const position = positionIn(text, offset);
      const line = lines[position.line]!;
      const cut = `${line.slice(0, position.character)}${line.trimEnd().endsWith('{') ? '{' : ''}`;
      const file = open(lines.with(position.line, cut).join('\n'));
      const { items, range } = completion(file, position, { now: NOW });
      // `first.late` and `only if` are offered as one.
      const whole = `${line.slice(range.start.character, position.character)}${word}`;
      const isOffered = items.some(({ text: offered }) => offered === whole || offered.split(/[ .]/)[0] === whole);
      return isOffered || UNGUESSABLE.has(word) ? [] : `${cut}<|>${word}: ${items.map((item) => item.text).join(' ')}`;
    });
    expect(missing).toEqual([]);
  });

  test('says what it is for where the mouse rests', () => {
    const text = withWords(row);
    const silent = wordsOf(row).filter(
      ({ text: word, offset, isDeclared }) =>
        !isDeclared && !UNGUESSABLE.has(word) && !hover(open(text), positionIn(text, offset)),
    );
    expect(silent.map((word) => word.text)).toEqual([]);
  });

  test('has the colours of words', async () => {
    const colour = await colouring();
    const text = withWords(row);
    const plain = wordsOf(row).filter(({ isKeyword, offset, text: word }) => {
      const { line, character } = positionIn(text, offset);
      return isKeyword && !/^(keyword|storage|support|constant)/.test(colour(text.split('\n')[line]!, character, word));
    });
    expect(plain.map((word) => word.text)).toEqual([]);
  });

  test('is told by `diff`', () => {
    const { is, was } = sidesOf(row);
    const sections = diffReport(compare(was.analysis, is.analysis));
    const rows = sections.flatMap((section) => section.rows);
    const told = rows.map(({ sign, label, text }) => `${sign} ${label}: ${text}`);
    expect(told, told.join('\n')).toContain(row.told);
  });

  test('stands in an example of the reference', () => {
    // Names and texts are others there; what belongs to the language is not.
    const own = new Set([...open(withWords(row)).plan.references.map(({ name }) => name), 'r-1']);
    const words = wordsOf(row).filter(
      ({ text: word, isDeclared }) => !isDeclared && !own.has(word) && !UNGUESSABLE.has(word),
    );
    const groups = new Map<number, string[]>();
    for (const word of words) append(groups, positionIn(withWords(row), word.offset).line, word.text);
    for (const wanted of groups.values()) {
      expect(
        EXAMPLES.some((line) => isInOrder(wanted, line)),
        wanted.join(' '),
      ).toBe(true);
    }
  });
});

/** Units, priorities that nobody declares: whatever somebody writes there is right. */
const UNGUESSABLE: ReadonlySet<string> = new Set(['EUR', 'P1']);

/** The lines of all examples, as words. */
const EXAMPLES = referencePage().fences.flatMap((fence) =>
  fileOf(fence)
    .split('\n')
    .map((line) => tokenize(line).tokens.map(({ image }) => image)),
);

function isInOrder(wanted: readonly string[], line: readonly string[]): boolean {
  let at = 0;
  for (const word of line) if (word === wanted[at]) at++;
  return at === wanted.length;
}

function hold(evidence: Evidence, is: SourceFile, was: SourceFile): void {
  if ('of' in evidence) {
    expect([timesOf(is, evidence.of), timesOf(was, evidence.of)]).toEqual([evidence.is, evidence.was]);
  } else if ('finds' in evidence || 'settles' in evidence) {
    const [code, there, gone] = 'finds' in evidence ? [evidence.finds, is, was] : [evidence.settles, was, is];
    const { saying = '' } = evidence;
    const found = (file: SourceFile) => factsOf(file.analysis.findings).filter((one) => one.code === code);
    const told = (file: SourceFile) => found(file).map(({ message }) => message);
    const here = told(there).filter((message) => message.includes(saying));
    expect(here, told(there).join('\n')).not.toEqual([]);
    expect(told(gone).filter((message) => here.includes(message))).toEqual([]);
  } else if ('view' in evidence) {
    const [text, there, gone] = 'shows' in evidence ? [evidence.shows, is, was] : [evidence.hides, was, is];
    expect(shown(there, evidence.view)).toContain(text);
    expect(shown(gone, evidence.view)).not.toContain(text);
  } else {
    const next = (file: SourceFile) => {
      const made = nextOfTrain(file.workspace, {}, NOW);
      return 'text' in made ? made.text : JSON.stringify(made);
    };
    expect(next(is)).toContain(evidence.nextSays);
    expect(next(was)).not.toContain(evidence.nextSays);
  }
}

function timesOf({ analysis, plan }: SourceFile, name: string): string {
  const [schedule] = analysis.schedules;
  const { start, end } = whenIs(schedule!, plan.releases[0]!.names.get(name));
  return start === undefined ? 'no time' : span(start, end ?? start, schedule!, 'UTC');
}

/** The texts of a picture, without the markup between them. */
function shown({ analysis, plan }: SourceFile, view: ViewId): string {
  return analysis.schedules
    .map((schedule, i) =>
      renderView(view, { analysis, release: plan.releases[i]!, schedule, source: 'none', picture: {}, ids: 'x' }),
    )
    .join('\n')
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/\s*\n\s*/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"');
}
