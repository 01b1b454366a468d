/**
 * `tbd` in the place of every value: it is read, told once as open, laid out as typed, offered and shown by `diff`; or it is refused
 * by one finding, for a reason that stands here. A value that the grammar or the table of clauses gets is tried by itself.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import { linesIn, type Owner } from '../../language/lines.ts';
import { PARTS } from '../../language/parts.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { compare, isDifferent } from '../../plan/diff/compare.ts';
import { completion } from '../../service/completion/completion.ts';
import { describeWordAt } from '../../service/hover/word.ts';
import { ruleOfLine } from '../fuzz/syntax.ts';
import { MAIN, NOW } from '../server/source-file.ts';
import { expectGolden } from '../support/golden.ts';
import { PLACES } from './clause-places.ts';
import { changed, lineOf, POSITIONS, type Position, untried } from './value-positions.ts';

/** By the line and the value: what says nothing where it is left out, what cannot be read without it, what nothing hangs on. */
const REFUSED: readonly (readonly [RegExp, reason: string])[] = [
  [/ (name|as)$/, 'whoever writes a line finds a name for what it declares'],
  [/ titles$/, 'a line that needs no title lacks nothing where it has none'],
  [/ tags$/, 'what is sorted under nothing yet has no tag'],
  [/ onlyFor$/, 'whether a line is part of the plan at all cannot be open'],
  [/ because$/, 'a reason is given by whoever has one'],
  [/^kinds /, 'how findings are judged hangs on it'],
  [/^(policy|Check) /, 'what is asked of releases hangs on it'],
  [/^waive (refs|for)/, 'it would silence a check that nobody names, or everywhere'],
  [/^zone /, 'all times of what it stands in hang on it'],
  [/^norm /, 'a norm that says nothing is none'],
  [/^actual (quantities|durations)$/, 'it is what was measured, afterwards'],
  [/^promise refs/, 'what is not named is not promised'],
  [/^(respond|mitigate|resolve) refs/, 'what is not named is not promised'],
  [/^Use runbook$/, 'what is not known has no steps: a task stands in its place'],
  [/^acknowledge then.action$/, 'silence is consent, or it is not'],
  [/^PointOfNoReturn /, 'these are its words'],
  [/^(shift|working) /, 'hours are said by the line, which is left out as long as nobody knows them'],
  [/ every\.(days\.|period|length|weekday|to|toWeekday|which)/, 'all of what comes round is open: `every tbd`'],
  [/ (conditions|condition|onlyIf)\.point\./, 'what has to hold is open as a whole: `when tbd then …`'],
];

/** Read, and asked by nobody, for a reason. */
const UNASKED: readonly (readonly [RegExp, reason: string])[] = [
  [
    /^(release|backup) versions/,
    'whoever builds it gives its version, in time for the night; the plan shows that it has none yet',
  ],
  [/^release at$/, 'a release has its window; of one that a train names the train is asked'],
];

const workspace = createWorkspace({ roots: [], now: () => NOW });
const CODES: ReadonlySet<string> = new Set(['syntax', 'still-open', 'placeholder', 'train-broken']);
const ASKED = checks.filter(({ code }) => CODES.has(code));

function judged(text: string) {
  workspace.set(MAIN, text);
  const { analysis } = workspace.judgedOf(MAIN, workspace.plan(MAIN), ASKED);
  const findings = analysis.findings.flatMap((one) => one.members ?? [one]);
  return { analysis, told: findings.map(({ code, message }) => ({ isOpen: isOpen(code, message), message })) };
}

function isOpen(code: string, message: string): boolean {
  return code === 'still-open' || (code === 'train-broken' && message.startsWith('It is still open'));
}

/** What `tbd` adds, each once, though a file may have two releases. */
function added(position: Position) {
  const before = judged(position.text);
  const after = judged(changed(position));
  const known = new Set(before.told.map(({ message }) => message));
  const more = after.told.filter(({ message }) => !known.has(message));
  const said = [...new Map(more.map((one) => [one.message.replace(/ \(.*/, ''), one]))];
  return { said, told: messages(after.told), isShown: isDifferent(compare(before.analysis, after.analysis)) };
}

function messages(told: ReturnType<typeof judged>['told']): readonly string[] {
  return told.map(({ message }) => message).sort();
}

const RESULTS = POSITIONS.map((position) => ({ position, ...added(position) }));
const READ = RESULTS.filter(({ position, said: [first] }) =>
  first === undefined ? position.key !== 'release at' : first[1].isOpen,
);

test('every value of the grammar is tried', () => {
  expect(POSITIONS.length).toBeGreaterThan(400);
  // Files, types, the parameters of checks, what says how a criterion went, and what is told wherever it stands.
  expect(untried()).toEqual([
    'Import.path',
    'Parameter.type',
    'Parameter.source',
    'Criterion.verdicts',
    'Word.duration',
    'Unknown.word',
    'SaidTime.apart',
  ]);
});

test('it is open, and told once; or refused for a reason, by one finding', () => {
  const wrong = RESULTS.flatMap(({ position, said }) => {
    const { key } = position;
    const isRefused = said.some(([, { isOpen }]) => !isOpen);
    const [reasons] = isRefused ? [REFUSED] : [UNASKED];
    const mayBe = reasons.some(([keys]) => keys.test(key));
    const isRight = isRefused ? said.length === 1 && mayBe : said.length === 1 || (said.length === 0 && mayBe);
    return isRight ? [] : [`${key}: ${lineOf(position)}: ${said.map(([message]) => message).join(' | ') || 'silent'}`];
  });
  expect(wrong).toEqual([]);
});

/** Lines that say one thing of their block, and cannot say that it is open. */
const REFUSED_LINES: Readonly<Record<string, string>> = {
  kind: 'the release of the place has one',
  kinds: 'how findings are judged hangs on it',
  zone: 'all times of what it stands in hang on it',
  holidays: 'all working days hang on it',
  template: 'a train without one has no plans',
  'carry-over': 'what it does not name stays behind',
  use: 'what is not known has no steps',
  reserve: 'nobody is kept free before it is said who',
  norm: 'a norm that says nothing is none',
  waive: 'it would silence a check that nobody names',
  durations: 'it has one value',
  promise: 'what is not named is not promised',
  confirmed: 'who says yes stands behind `by`, and when behind `on`',
  passed: 'who says so stands behind `by`, and when behind `on`',
  failed: 'who says so stands behind `by`, and when behind `on`',
  assessed: 'the day stands behind `on`',
  frozen: 'the day stands behind `on`',
  actual: 'it is what was measured, afterwards',
  respond: 'what is not named is not promised',
  mitigate: 'what is not named is not promised',
  resolve: 'what is not named is not promised',
  unanimous: 'the word is all of it',
  majority: 'the word is all of it',
  production: 'the word is all of it',
  exclusive: 'the word is all of it',
};

test('behind the word of each line that says one thing of its block, too', () => {
  const wrong: string[] = [];
  for (const owner of Object.keys(PLACES) as Owner[]) {
    const [around] = Object.values(PLACES[owner]);
    for (const word of around ? linesIn(owner).filter(saysOne) : []) {
      const line = word === 'when' ? 'when tbd then rollback back' : `${word} tbd`;
      const known = new Set(judged(around!('')).told.map(({ message }) => message));
      const more = judged(around!(line)).told.filter(({ message }) => !known.has(message));
      const mistakes = more.filter((one) => !one.isOpen);
      // Criteria that no gate asks for are asked of nobody.
      const isAsked = owner !== 'criteria';
      const isRight =
        word in REFUSED_LINES
          ? more.length === 1 && mistakes.length === 1
          : more.length > 0 === isAsked && mistakes.length === 0;
      if (!isRight) wrong.push(`${word} of ${owner}: ${more.map(({ message }) => message).join(' | ') || 'silent'}`);
    }
  }
  expect(wrong).toEqual([]);
});

function saysOne(word: string): boolean {
  return ['Property', 'Criterion', 'When', 'Use', 'Reserve', 'Target'].includes(ruleOfLine(word).name);
}

test('what is asked', () => {
  const lines = RESULTS.map(({ position, said }) => {
    const [message = ''] = said[0] ?? [];
    return `${lineOf(position)}\n    ${message.replace('One thing is still open: ', '')}`;
  });
  expectGolden(`${lines.join('\n')}\n`, './golden/open-values.golden.txt', import.meta.url);
});

test('it is laid out as it is typed, and says the same then, read as a whole and not word by word', () => {
  const bare = (text: string) => [...text.replace(/\s+/g, '')].sort().join('');
  const wrong = READ.filter(({ position, told }) => {
    const text = changed(position);
    const laidOut = format(text);
    const isSame = isDeepStrictEqual(messages(judged(laidOut).told), told);
    return !isSame || bare(laidOut) !== bare(text) || format(laidOut) !== laidOut;
  });
  expect(wrong.map(({ position }) => lineOf(position))).toEqual([]);
});

test('the mouse says what it means', () => {
  const wrong = READ.filter(({ position }) => {
    const text = changed(position);
    return !describeWordAt(text, startIn(text, position.from + 1))?.markdown.includes(PARTS.tbd.detail);
  });
  expect(wrong.map(({ position }) => lineOf(position))).toEqual([]);
});

function startIn(text: string, offset: number): { line: number; character: number } {
  const above = text.slice(0, offset).split('\n');
  return { line: above.length - 1, character: above.at(-1)!.length };
}

test('reviewers are told of it', () => {
  expect(READ.filter(({ isShown }) => !isShown).map(({ position }) => `${position.key}: ${lineOf(position)}`)).toEqual(
    [],
  );
});

test('it is offered, and never first', () => {
  const wrong = READ.flatMap(({ position }) => {
    const text = changed(position, '');
    const { analysis } = judged(text);
    const file = { uri: MAIN, text, plan: analysis.plan, analysis, workspace };
    const at = startIn(text, position.from);
    const texts = completion(file, at, { now: NOW }).items.map(({ text }) => text);
    const index = texts.indexOf('tbd');
    return index > 0 || (index === 0 && texts.length < 3)
      ? []
      : [`${position.key}: ${lineOf(position)}: ${index} of ${texts.slice(0, 4)}`];
  });
  expect(wrong).toEqual([]);
});
