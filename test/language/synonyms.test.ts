/** Words of the trade, in five languages, lead to the word that says it here: each is typed where that word would stand. */
import { expect, test } from 'vitest';
import { LINES, type Owner } from '../../language/lines.ts';
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { allSynonyms } from '../../language/synonyms.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { FormProblem } from '../../plan/model.ts';

function problemsOf(text: string): readonly FormProblem[] {
  const workspace = createWorkspace({ roots: ['file:///plans'] });
  workspace.set('file:///plans/a.release', text);
  return workspace.plan('file:///plans/a.release').problems;
}

/** A line in a block that takes such lines. */
const PLACES: Partial<Record<Owner, (line: string) => string>> = {
  file: (line) => line,
  release: (line) => `release r {\n${line}\n}`,
  steps: (line) => `release r {\nrun {\n${line}\n}\n}`,
  gate: (line) => `release r {\nrun {\ngate g 5m {\n${line}\n}\n}\n}`,
  person: (line) => `person p {\n${line}\n}`,
  system: (line) => `service s {\n${line}\n}`,
  scope: (line) => `release r {\nscope {\n${line}\n}\n}`,
  risk: (line) => `release r {\nrisk x {\n${line}\n}\n}`,
  uat: (line) => `release r {\nuat x {\n${line}\n}\n}`,
  roster: (line) => `release r {\nhypercare {\n${line}\n}\n}`,
};

const LINE_CASES = [...allSynonyms('line')].flatMap(([word, ours]) => ours.map((one) => [word, one] as const));
const CLAUSE_CASES = [...allSynonyms('clause')].flatMap(([word, ours]) => ours.map((one) => [word, one] as const));

test('there are words of five languages', () => {
  expect(LINE_CASES.length).toBeGreaterThan(400);
  const words = LINE_CASES.map(([word]) => word);
  expect(words).toEqual(expect.arrayContaining(['email', 'einspielen', 'déployer', 'desplegar', 'implantar']));
});

test('each leads to a word of the language, and is none itself', () => {
  expect(LINE_CASES.filter(([word, ours]) => STATEMENT_WORDS.has(word) || !STATEMENT_WORDS.has(ours))).toEqual([]);
  expect(CLAUSE_CASES.filter(([word, ours]) => CLAUSE_WORDS.has(word) || !CLAUSE_WORDS.has(ours))).toEqual([]);
});

test('where a line begins it is told what it is called, once', () => {
  const wrong = LINE_CASES.filter(([word, ours]) => {
    const owner = (Object.keys(PLACES) as Owner[]).find((one) => LINES[one].includes(ours))!;
    const [problem, ...others] = problemsOf(PLACES[owner]!(`${word} something`));
    const isFirst =
      allSynonyms('line')
        .get(word)!
        .find((one) => LINES[owner].includes(one)) === ours;
    const isTold = problem?.replacement?.text === ours && problem.message.includes(`called \`${ours}\``);
    return (isFirst && !isTold) || others.length > 0;
  });
  expect(wrong).toEqual([]);
});

test('and in the middle of a line', () => {
  const wrong = CLAUSE_CASES.filter(([word, ours]) => {
    const [problem, ...others] = problemsOf(`release r {\nrun {\ntask x 5m ${word} something\n}\n}`);
    return problem?.replacement?.text !== ours || others.length > 0;
  });
  expect(wrong).toEqual([]);
});

test('a dash between two times is told with the range', () => {
  const told = problemsOf('release r {\nwindow Sat 2026-12-05 22:00 - 23:00\n}');
  expect(told.map(({ replacement }) => replacement?.text)).toEqual(['22:00 .. 23:00']);
});

test('a word of two meanings leads in each place to what can stand there', () => {
  expect(problemsOf('load something').map(({ replacement }) => replacement?.text)).toEqual(['import']);
  expect(problemsOf(PLACES.steps!('load something')).map(({ replacement }) => replacement?.text)).toEqual(['migrate']);
});
