/** A plan that is edited: whatever is kept of the version before, it is what is known of a new one. */
import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAgain } from '../../language/parse/parser.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { expectGolden } from '../support/golden.ts';
import { difference } from '../support/same.ts';
import '../support/seed.ts';
import { anywhere, edit, edited, NIGHT } from './edited.ts';

const URI = 'file:///w/a.release';
const NOW = 29_900_000;

const examples = new URL('../../examples/', import.meta.url);
const TEXTS = readdirSync(examples)
  .filter((file) => /^(hotfix|payments).*\.release$/.test(file))
  .map((file) => readFileSync(new URL(file, examples), 'utf8'));

/** What a plan may have beside NIGHT: dates, messages that fill in titles, waivers, blocks in blocks, things that are given up. */
const DAY = `zone Europe/Berlin

person priya "Priya" { contact phone "+49 1" }
person mara
audience shop "All of the shop"
system web "The shop"

waive unassigned for look until 2027-01-01 because "Who is there"

// Of the year
release day "A day" {
  kind major
  owner priya
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  // Told once
  notify shop "The shop is away" at T-5wd by mara {
    text "From {window.start} to {window.end}: {look} of {day}"
  }
  milestone beta "Beta" T-3wd
  waive backup-missing until T because "None"
  prepare {
    task review "Review it" due T-2wd by priya link https://a.example/x
    task "TBD" 1d by mara
    meet board "Board" T-1wd 10:00 .. 11:00 by priya
  }
  run {
    sequence outer "Outer" by priya {
      parallel {
        // Look
        // twice
        task look "Look at it" 20m by mara
        task again "Look at it" 20m dropped because "Once is enough"
        point of no return sure
      }
      deploy web "The shop" 30m undo 10m
      verify web "Is it there" 10m with mara { - "The cart" }
      when "Error rate" > 1 % over 5m then stop
      point of no return
      gate keep "Keep it?" 5m by priya { no-go then stop }
    }
  }
  follow-up { task retro "Look back" T+3wd by mara }
}
release other "Another" {
  window Sat 2026-12-12 22:00 .. 23:00
  run { task once "Once" 5m by priya after day }
}
`;

/** A letter more in a word, or less, or a value for another: what is typed mostly. */
const typed = fc.record({
  at: anywhere,
  what: fc.constantFrom('text', 'text', 'comment', 'number', 'name', 'any'),
  value: fc.constantFrom('x', '', '9', 'TBD', 'mara', 'priya', '-', ' ', '"', '{look}'),
});

const WORDS = {
  text: /"[^"\n]*"/g,
  comment: /\/\/[^\n]*/g,
  number: /\b\d+[mhd]?\b/g,
  name: /\b(by|with) \w+/g,
  any: /\S+/g,
};

function typedInto(text: string, { at, what, value }: typeof typed extends fc.Arbitrary<infer T> ? T : never): string {
  const words = [...text.matchAll(WORDS[what as keyof typeof WORDS])];
  const word = words[Math.floor(at * words.length)];
  if (!word) return text;
  const inWord = word.index + 1 + Math.floor(((at * 7919) % 1) * (word[0].length - 1));
  if (what === 'name')
    return `${text.slice(0, word.index)}${word[0].split(' ')[0]} ${value}${text.slice(word.index + word[0].length)}`;
  return text.slice(0, inWord) + value + text.slice(inWord + (value === '' ? 1 : 0));
}

function workspaceOf(text: string): Workspace {
  const workspace = createWorkspace({ roots: ['file:///w/'], now: () => NOW });
  workspace.set('file:///w/people.release', 'person kim "Kim"\nfreeze year-end Mon 2026-12-21 .. Fri 2027-01-01\n');
  workspace.set(
    'file:///w/beside.release',
    'import "people.release"\nrelease beside "Beside" {\n  window Sat 2026-12-05 22:00 .. 23:00\n  run { task call "Call" 1h by kim }\n}\n',
  );
  workspace.set(URI, text);
  return workspace;
}

/** All that may be asked of a version. */
function known(workspace: Workspace) {
  const analysis = workspace.analysis(URI);
  const fixes = analysis.findings.map((finding) => workspace.fixesOf(URI)(finding));
  return { analysis, fixes, tells: workspace.tells(URI), beside: workspace.analysis('file:///w/beside.release') };
}

/** What of a plan was not touched. */
function keeps(now: Workspace, before: ReturnType<Workspace['analysis']>) {
  const { plan, schedules } = now.analysis(URI);
  const isKept = plan.releases[0]?.windows === before.plan.releases[0]?.windows;
  return { lowered: isKept, scheduled: isKept && schedules[0]?.steps === before.schedules[0]?.steps };
}

test('what is known of a plan that is edited is what is known of a new one', () => {
  const counts = { all: 0, lowered: 0, scheduled: 0 };
  const property = fc.property(
    fc.constantFrom(NIGHT.replace('import "people.release"', 'import "people.release"\n'), DAY, DAY, ...TEXTS),
    fc.array(fc.oneof({ arbitrary: typed, weight: 5 }, { arbitrary: edit, weight: 1 }), {
      minLength: 6,
      maxLength: 10,
    }),
    (begin, edits) => {
      const workspace = workspaceOf(begin);
      let before = workspace.analysis(URI);
      let text = begin;
      for (const one of edits) {
        const next =
          'text' === one.what || one.what in WORDS ? typedInto(text, one as never) : edited(text, one as never);
        workspace.set(URI, next);
        const analysis = workspace.analysis(URI);
        const { lowered, scheduled } = keeps(workspace, before);
        counts.all++;
        counts.lowered += Number(lowered);
        counts.scheduled += Number(scheduled);
        const own = known(workspace);
        // Another text is read between them, so that this one is not mended.
        parseAgain('');
        expect(difference(own, known(workspaceOf(next))), `${text}\n=> ${next}`).toBeUndefined();
        // What has a mistake is read whole, so that no more is made of it.
        if (analysis.plan.problems.length <= before.plan.problems.length) text = next;
        // What was read last is what is edited next.
        parseAgain(text);
        workspace.set(URI, text);
        before = workspace.analysis(URI);
      }
    },
  );
  fc.assert(property, { numRuns: 8 });
  // Otherwise this would have shown nothing.
  expect(counts.lowered / counts.all).toBeGreaterThan(0.3);
  expect(counts.scheduled / counts.all).toBeGreaterThan(0.1);
});

test('texts that are tried in copies, one after the other, are read as if each were new', () => {
  const counts = { all: 0, lowered: 0 };
  const property = fc.property(
    fc.constantFrom(NIGHT, DAY),
    fc.array(fc.oneof({ arbitrary: typed, weight: 5 }, { arbitrary: edit, weight: 1 }), { minLength: 3, maxLength: 5 }),
    (begin, edits) => {
      const workspace = workspaceOf(begin);
      const before = workspace.analysis(URI);
      const tried = edits.map((one) => {
        const text = one.what in WORDS ? typedInto(begin, one as never) : edited(begin, one as never);
        const copy = workspace.fork();
        copy.set(URI, text);
        const { plan } = copy.scheduled(URI);
        counts.all++;
        counts.lowered += Number(plan.releases[0]?.windows === before.plan.releases[0]?.windows);
        return [text, copy] as const;
      });
      for (const [text, copy] of tried)
        expect(difference(known(copy), known(workspaceOf(text))), `${begin}\n=> ${text}`).toBeUndefined();
      expect(difference(known(workspace), known(workspaceOf(begin))), begin).toBeUndefined();
    },
  );
  fc.assert(property, { numRuns: 8 });
  // Otherwise each was read whole.
  expect(counts.lowered / counts.all).toBeGreaterThan(0.2);
});

test('each word of a plan, when a letter of it is typed', () => {
  const words = [...DAY.matchAll(/"[^"\n]+"|\/\/ \w+|\b\d+[mhd]\b|\b(?:mara|priya)$|T[+-]\d/gm)];
  const kept: string[] = [];
  for (const { index, 0: word } of words) {
    const next = word.endsWith('a') ? (word === 'mara' ? 'priya' : 'mara') : word.replace(/\d|\w(?=\W?$)/, '7');
    const text = DAY.slice(0, index) + next + DAY.slice(index + word.length);
    const workspace = workspaceOf(DAY);
    const before = workspace.analysis(URI);
    parseAgain(DAY);
    workspace.set(URI, text);
    const own = workspace.analysis(URI);
    const { lowered, scheduled } = keeps(workspace, before);
    const line = DAY.slice(0, index).split('\n').length;
    kept.push(
      `${line} ${word} → ${next}: ${scheduled ? 'schedule kept' : lowered ? 'rest of the plan kept' : 'all anew'}`,
    );
    parseAgain('');
    expect(difference(own, workspaceOf(text).analysis(URI)), `${word} => ${next}, ${index}`).toBeUndefined();
  }
  const HEAD = 'release day "A day" tags one link https://a.example/y {';
  const whole = DAY.replace('release day "A day" {', HEAD);
  // One that begins with it.
  const first = 'release day "A day" {\n  kind normal\n  window tbd\n}\n';
  for (const [was, now, base = whole] of [
    ['"A day"', '"C day"', first],
    ['tags one', 'tags two'],
    ['tags one ', ''],
    ['example/y', 'example/z'],
    ['"A day"', '"B day"'],
    ['release day', 'release dax'],
    ['task look ', 'task lok '],
    ['deploy web "The shop"', 'stop web "The shop"'],
    ['verify web', 'verify wxb'],
    ['20m by mara', '20m by mara tags one'],
    ['undo 10m', 'irreversible'],
    ['10m with mara', '10m with mara at T+1h'],
    ['gate keep', 'gate kept'],
    ['{look} of {day}', '{look} or {day}'],
    ['no-go then stop', 'no-go then postpone to tbd'],
    ['5m by priya after day', '5m by priya after other'],
  ]) {
    const text = base!.replace(was!, now!);
    const workspace = workspaceOf(base!);
    const before = workspace.analysis(URI);
    parseAgain(base!);
    workspace.set(URI, text);
    const own = workspace.analysis(URI);
    const { lowered, scheduled } = keeps(workspace, before);
    kept.push(`${was} → ${now}: ${scheduled ? 'schedule kept' : lowered ? 'rest of the plan kept' : 'all anew'}`);
    parseAgain('');
    expect(difference(own, workspaceOf(text).analysis(URI)), `${was} => ${now}`).toBeUndefined();
  }
  // Where all is read anew although no more than a word was said otherwise, typing is slow.
  expectGolden(`${kept.join('\n')}\n`, './golden/kept.golden.txt', import.meta.url);
});

test('each step, when it says a time more than it did, and when it says that no more', () => {
  const times = ['not before 23:30', 'due Sun 2026-12-06 03:00', 'not before look.end + 5m', 'at T+1h'];
  const heads = [
    ...DAY.matchAll(
      /^ +(?:task|deploy|verify|gate|meet|notify) (?:[^"{\n]|"[^"]*")*[^"{\s](?= \{| because| dropped|$)/gm,
    ),
  ];
  let kept = 0;
  for (const [i, { index, 0: head }] of heads.entries()) {
    const behind = index + head.length;
    const more = `${DAY.slice(0, behind)} ${times[i % times.length]}${DAY.slice(behind)}`;
    for (const [was, is] of [
      [DAY, more],
      [more, DAY],
    ] as const) {
      const workspace = workspaceOf(was);
      const before = workspace.analysis(URI);
      parseAgain(was);
      workspace.set(URI, is);
      const own = workspace.analysis(URI);
      kept += Number(keeps(workspace, before).lowered);
      parseAgain('');
      expect(difference(own, workspaceOf(is).analysis(URI)), `${was}\n=> ${is}`).toBeUndefined();
    }
  }
  expect(kept).toBeGreaterThan(10);
});

test('a step that says something else leaves all that is not in it the very same', () => {
  const workspace = workspaceOf(DAY);
  const [before] = workspace.analysis(URI).plan.releases;
  parseAgain(DAY);
  workspace.set(URI, DAY.replace('task look "Look at it" 20m', 'task look "Look at it" 25m'));
  const [now] = workspace.analysis(URI).plan.releases;
  const others = [...now!.things].flatMap(([id, thing]) => (before!.things.get(id) === thing ? [] : id));
  expect(others).toEqual(['day/look']);
  expect(now!.blocks === before!.blocks).toBe(true);
});

test('whatever word was wrong, nothing is told of it when it is put right', () => {
  const right = workspaceOf(DAY).analysis(URI);
  const words = [...DAY.matchAll(/"[^"\n]+"|[^\s"]+/g)];
  let mistakes = 0;
  for (const [i, { index, 0: word }] of words.entries()) {
    const wrong = [`${word.slice(0, -1)}§`, 'lnik', '5'][i % 3]!;
    const text = DAY.slice(0, index) + wrong + DAY.slice(index + word.length);
    const workspace = workspaceOf(text);
    mistakes += Number(workspace.analysis(URI).plan.problems.length > 0);
    parseAgain(text);
    workspace.set(URI, DAY);
    expect(difference(workspace.analysis(URI), right), `${wrong} => ${word}, ${index}`).toBeUndefined();
  }
  expect(mistakes / words.length).toBeGreaterThan(0.5);
});

test('of versions that only have other words the last one is held, and none before', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const workspace = workspaceOf(DAY);
  const first = new WeakRef(workspace.analysis(URI).findings);
  parseAgain(DAY);
  let taken = 0;
  for (const page of ['y', 'z', 'za', 'zb', 'zc']) {
    const before = workspace.analysis(URI);
    workspace.set(URI, DAY.replace('https://a.example/x', `https://a.example/${page}`));
    taken += Number(keeps(workspace, before).scheduled);
  }
  expect(taken).toBeGreaterThan(3);
  // What a weak reference was asked for stays until the task is over.
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  expect(first.deref()).toBeUndefined();
});
