/**
 * No word of the language takes a name away: every name that the project's plans use, in examples, documents and tests, is
 * declared and referred to as each kind of thing, and nothing is said of it but what is said of any name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { BESIDE } from '../../language/parse/beside.ts';
import { CLAUSE_WORDS } from '../../language/parse/lexer.ts';
import { parse } from '../../language/parse/parser.ts';
import { createWorkspace } from '../../language/workspace.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDERS = ['examples', 'docs', 'test', 'plan/checks', 'bench'];

/** Times and zones begin with a letter, too; and in a release with a `run` that word is the block. */
const TIME = /^(?:T(?:[ +-].*)?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*|[A-Z]{2,4}T|(?:UTC|GMT)(?:[+-].*)?|AoE|run|.*\/.*)$/;

/** What no new word may be added to: people have learned that these are taken. */
const TAKEN = new Set(
  (
    'added after alongside any approved as at because before by deferred done due during else every except for from in including ' +
    'irreversible is link not of on only otherwise over skilled tags tbd then to under undo until version via with within'
  ).split(' '),
);

/** Whatever is text of the language: plans, and what code and pages hold in quotation marks of theirs. */
function textsOf(file: string): string[] {
  const text = readFileSync(resolve(ROOT, file), 'utf8');
  if (file.endsWith('.release')) return [text];
  if (file.endsWith('.md')) return [...text.matchAll(/```release\n([\s\S]*?)```/g)].map(([, block]) => block!);
  return [...text.matchAll(/`([^`]*)`/g)].flatMap(([, plan]) =>
    /^ *(release|run|person) .*\{$/m.test(plan!) ? [plan!] : [],
  );
}

/** Every word of it that may be a name, whatever the lexer takes it for today. */
function wordsIn(text: string): string[] {
  return parse(text).tokens.flatMap(({ image }) => (/^[\p{L}_]/u.test(image) && !TAKEN.has(image) ? [image] : []));
}

const NAMES = [
  ...new Set(
    FOLDERS.flatMap((folder) =>
      readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(release|md|ts)$/.test(file))
        .flatMap((file) => textsOf(`${folder}/${file}`))
        .flatMap(wordsIn),
    ),
  ),
].filter((word) => !TIME.test(word));

/** A plan of names: each is declared as a kind of thing and used in the slots that take such a thing. */
const PLANS: Readonly<Record<string, (name: string) => string>> = {
  'a person': (name) => `person ${name}
person somebody-else
release its-own-name {
  window Sat 2026-12-05 22:00 .. 23:30
  owner ${name}
  run {
    task first-of-all 10m by ${name}
    task one-more 10m by somebody-else with ${name}
    task yet-another 10m by somebody-else else ${name}
  }
}
`,
  'a team': (name) => `person somebody-else
team ${name} is somebody-else
release its-own-name {
  window Sat 2026-12-05 22:00 .. 23:30
  run {
    task first-of-all 10m by any of ${name}
    task one-more 10m by 1 of ${name}
    task yet-another 10m by ${name}
  }
}
`,
  'a system': (name) => `person somebody-else
service ${name}
release its-own-name {
  window Sat 2026-12-05 22:00 .. 23:30
  run {
    deploy ${name} 10m by somebody-else undo 5m
    verify ${name} 10m by somebody-else
    stop ${name} as stopped-then 5m by somebody-else
  }
}
`,
  'a step': (name) => `person somebody-else
service some-system
release its-own-name {
  window Sat 2026-12-05 22:00 .. 23:30
  run {
    deploy some-system as ${name} 10m by somebody-else undo 5m
    gate go-or-not 5m by somebody-else {
      needs ${name}
    }
    verify some-system 10m by somebody-else after ${name}
    task soon-after 5m by somebody-else at ${name} + 50m
    task later-on 5m by somebody-else after ${name}.end + 5m
  }
}
`,
  'a block': (name) => `person somebody-else
release its-own-name {
  window Sat 2026-12-05 22:00 .. 23:30
  run {
    sequence ${name} {
      task first-of-all 10m by somebody-else
    }
    task one-more 10m by somebody-else after ${name}
    when "Error rate" > 1 % then rollback ${name}-back
  }
  rollback ${name}-back {
    task back-again 10m by somebody-else
  }
}
`,
};

/** What the plan is, where the name stands for nothing else: what it lacks and how many things are in it. */
function read(plan: (name: string) => string, name: string): string {
  const workspace = createWorkspace({ roots: ['file:///plans'] });
  workspace.set('file:///plans/a.release', plan(name));
  const { problems, references, releases, declarations } = workspace.plan('file:///plans/a.release');
  const unknown = references.filter(({ target }) => target === undefined).length;
  const steps = releases.map((release) => [release.steps.length, release.steps.map(({ after }) => after.length)]);
  return JSON.stringify({ problems: problems.length, unknown, steps, declarations: declarations.length });
}

test('there are names', () => expect(NAMES.length).toBeGreaterThan(800));

test('no word that stands beside another is anything but a word of a clause', () => {
  expect(Object.keys(BESIDE).filter((word) => !CLAUSE_WORDS.has(word))).toEqual([]);
});

test.each(Object.entries(PLANS))('every name can be that of %s', (_, plan) => {
  const usual = read(plan, 'quite-usual');
  const names = [...NAMES, ...Object.keys(BESIDE)];
  expect(names.filter((name) => read(plan, name) !== usual)).toEqual([]);
});
