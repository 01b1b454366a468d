/**
 * Every way out that is written down is one: whatever stands between backquotes in the messages and pages of the checks, and is more
 * than a word, is read without a mistake where it belongs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLAUSES } from '../../language/clauses-of.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { TOLD_NAMES, toldText } from '../support/told-texts.ts';
import { judgedText } from './marked.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The examples of the reference. */
const REFERENCE = [
  ...readFileSync(resolve(ROOT, 'docs/language.md'), 'utf8').matchAll(/```release\n([\s\S]*?)```/g),
].map(([, text]) => text!);

/** Words in capitals stand for what somebody has to put there, and an ellipsis for whatever else the line says. */
const STAND_INS: readonly (readonly [RegExp, string])[] = [
  [/\bNAME\b|\bWHO\b|\bID\b|\bWHAT\b|\bSTEP\b|\bPERSON\b|\bCODE\b|\bTEAM\b|\bSYSTEM\b/g, 'some-name'],
  [/\bTIME\b|\bDATE\b/g, 'Sat 2026-12-05 22:00'],
  [/\bDURATION\b/g, '10m'],
  [/\{ … \}/g, '{ }'],
  [/"…"/g, '"So"'],
  [/ … /g, ' '],
  [/\b(by|with|is|after|for) …$/g, '$1 some-name'],
  [/ …$/g, ''],
];

/** Where a line, or the end of one, may stand. */
const PLACES: readonly ((text: string) => string)[] = [
  (text) => text,
  ...[
    'release r {\n@\n}',
    'release r {\n@ during run\nrun {\n}\n}',
    'release r {\nrun {\n@\n}\n}',
    'release r {\nrun {\ngate g 5m by a {\n@\n}\n}\n}',
    'release r {\nrun {\nbackup d as b 5m by a {\n@\n}\n}\n}',
    'release r {\nnotify b by a {\n@\n}\n}',
    'release r {\nscope {\n@\n}\n}',
    'release r {\nrisk x {\n@\n}\n}',
    'release r {\nbenefit x {\n@\n}\n}',
    'release r {\nrehearsal x {\n@\n}\n}',
    'release r {\nuat x {\n@\n}\n}',
    'release r {\nhypercare T .. T+3d {\n@\n}\n}',
    'person p {\n@\n}',
    'audience p {\n@\n}',
    'calendar p {\n@\n}',
    'environment p {\n@\n}',
    'service p {\n@\n}',
    'policy normal {\n@\n}',
    'train p {\n@\n}',
    'release r {\nrun {\ntask t 5m @\n}\n}',
    'release r {\nrun {\ntask t @\n}\n}',
    'release r {\nrun {\ndeploy d @\n}\n}',
    'release r {\nrun {\nnotify d @\n}\n}',
    'release r {\nrun {\nrestore d @\n}\n}',
    'release r {\nrun {\n- "x" @\n}\n}',
    'release r {\nscope {\nmust A-1 "x" @\n}\n}',
    'release r {\nissue A-1 "x" @\n}',
    'release r {\nfreeze f of x from 2026-12-01 until 2026-12-02 @\n}',
    'release r {\nfreeze f @\n}',
    'release r {\nevent f @\n}',
    'release r {\nchange C1 @\n}',
    'release r {\nbudget 5 EUR @\n}',
    'release r {\nconfirmed @\n}',
    'release r {\nwindow @\n}',
    'release r {\nrun @ {\n}\n}',
    'release r {\nphase p @ {\n}\n}',
    'release r {\nrollback p @ {\n}\n}',
    'release r {\nplay p @ {\n}\n}',
    'release r {\nmilestone p @\n}',
    'release r {\nuat p @\n}',
    'release r {\nrehearsal p @\n}',
    'release r {\nroster p during T .. T+1d @\n}',
    'release r {\nhypercare T .. T+1d {\ncover @\n}\n}',
    'release r {\nwhen @\n}',
    'release r {\nrun {\ngate g 5m by a {\nno-go @\n}\n}\n}',
    'release r {\nrun {\ngate g 5m by a {\ncriterion "x" @\n}\n}\n}',
    'release r {\nrun {\ngate g 5m by a {\nquorum @\n}\n}\n}',
    'release r {\nrun {\nnotify b by a {\nacknowledge @\n}\n}\n}',
    'release r {\nrehearsal x {\npassed @\n}\n}',
    'release r {\nuat x {\nsign-off @\n}\n}',
    'release r {\nbenefit x {\nreview @\n}\n}',
    'release r {\nrisk x {\nreview @\n}\n}',
    'release r {\nwaive rest-too-short @\n}',
    'release r {\nrun {\ndeploy d version @\n}\n}',
    'release r {\nrun {\ntask t by @\n}\n}',
    'release r {\nrun {\ntask t every @\n}\n}',
    'release r {\nrun {\ngate g 5m by a {\nno-go then @\n}\n}\n}',
    'release r {\nrun {\ngate g 5m by a {\ncriterion "x" < @\n}\n}\n}',
    'role x @',
    'team x @',
    'service x @',
    'policy x @',
    'train x @',
    'policy normal {\ncheck rest-too-short @\n}',
  ].map((place) => (text: string) => place.replace('@', () => text)),
];

/** Whether some place of a plan takes it. */
function isRead(code: string): boolean {
  const text = STAND_INS.reduce((all, [from, to]) => all.replace(from, to), code);
  return PLACES.some((place) => {
    const workspace = createWorkspace({ roots: ['file:///plans'] });
    workspace.set('file:///plans/a.release', place(text));
    return workspace.plan('file:///plans/a.release').problems.length === 0;
  });
}

function codesIn(text: string): string[] {
  return [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
}

/** A word, a path, an option or the message of a program is none. */
function isOfPlan(code: string): boolean {
  return (
    /\s/.test(code) && !(CLAUSES as readonly string[]).includes(code) && !/^(release-plan|npx|npm|git)\b|^--/.test(code)
  );
}

const pages = readdirSync(resolve(ROOT, 'docs/checks'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => [name, readFileSync(resolve(ROOT, 'docs/checks', name), 'utf8')] as const);

describe('what the page of a check says is read', () => {
  test.each(pages)('%s', (_, page) => {
    expect(codesIn(page).filter((code) => isOfPlan(code) && !isRead(code))).toEqual([]);
  });
});

describe('what is said of a plan is read', () => {
  const texts = [
    ...checks.flatMap(({ example }) => [example.breaks, example.passes]),
    ...TOLD_NAMES.map(toldText),
    ...REFERENCE,
  ];
  const said = texts.flatMap((text) =>
    judgedText(text).analysis.findings.flatMap(({ message }) =>
      // A title of the plan is repeated as it is.
      codesIn(message).filter((code) => isOfPlan(code) && !text.includes(`"${code}"`)),
    ),
  );
  const codes = [...new Set(said)];

  test('there is much of it', () => expect(codes.length).toBeGreaterThan(100));

  test('every way out', () => expect(codes.filter((code) => !isRead(code))).toEqual([]));
});

test('what is no way out is not read', () => {
  expect(['acknowledge 10m by', 'send email to ann', 'by ann at'].filter(isRead)).toEqual([]);
});
