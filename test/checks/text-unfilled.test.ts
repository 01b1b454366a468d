/** The words of a message: filled in from the plan, for everybody in their own zone; what cannot be filled in is told. */
import { expect, test } from 'vitest';
import { renderView } from '../../view/renderers.ts';
import { active, analyseFiles, analyseText, FILE, judgedText, messagesOf } from './marked.ts';

const plan = (
  text: string,
  { top = '', window = 'Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00', to = 'shops' } = {},
) => `${top}
person ann "Ann Ash"
person bob
service web version 1.0.0
audience shops { zone Europe/Berlin }
audience tokyo { zone Asia/Tokyo }

release shop-2.1 "Shop 2.1" {
  kind   standard
  owner  ann
  zone   Europe/Berlin
  window ${window}
  change CHG0042137
  milestone live after night
  run night {
    deploy web 10m by bob undo 5m version 1.0.0 -> 2.0.0
    outage {
      task swap "Swap" 30m by bob
    }
    verify web 10m by ann
  }
  notify ${to} "Soon" by ann at T-1d {
    ${text}
  }
}
`;

const wordsOf = (text: string) =>
  Object.values(analyseText(text).schedules[0]!.steps)
    .flatMap(({ messages }) => messages ?? [])
    .map(({ to, text: words }) => `${to.join(', ')}: ${words}`);
const say = (words: string) => wordsOf(plan(`text "${words}"`))[0];

test('names of the plan are filled in', () => {
  expect(say('From {window.start} to {window.end}')).toBe(
    'shops: From Sat 2026-12-05 22:00 Europe/Berlin to Sun 2026-12-06 02:00 Europe/Berlin',
  );
  expect(say('{release} ({release.name}), {web.version}, yours {owner}, {bob}')).toBe(
    'shops: Shop 2.1 (shop-2.1), 2.0.0, yours Ann Ash, bob',
  );
  expect(say('away for {outage.length}, {live}')).toBe('shops: away for 30 min, Sat 2026-12-05 22:50 Europe/Berlin');
  expect(say('{outage}')).toBe('shops: Sat 2026-12-05 22:10 Europe/Berlin .. Sat 2026-12-05 22:40 Europe/Berlin');
});

test('they move with the plan', () => {
  expect(wordsOf(plan('text "{live}"', { window: 'Sat 2026-12-12 20:00 .. 23:00' }))).toEqual([
    'shops: Sat 2026-12-12 20:50 Europe/Berlin',
  ]);
});

test('everybody gets them in their own zone, who share one together', () => {
  expect(wordsOf(plan('text "{window.start}"', { to: 'shops, tokyo, ann' }))).toEqual([
    'shops, ann: Sat 2026-12-05 22:00 Europe/Berlin',
    'tokyo: Sun 2026-12-06 06:00 Asia/Tokyo',
  ]);
});

test('other braces are words', () => {
  expect(say('{ } {a b} {} { window }')).toBe('shops: { } {a b} {} { window }');
  expect(messagesOf('text-unfilled', plan('text "{ } {a b}"'))).toEqual([]);
  expect(messagesOf('placeholder', plan('text "{release.name} {owner}"'))).toEqual([]);
});

test('what cannot be filled in is told where it stands, and stays as it is written', () => {
  const text = plan('text "Before {widnow.start}, {window.strat}; {constructor}"');
  expect(wordsOf(text)).toEqual(['shops: Before {widnow.start}, {window.strat}; {constructor}']);
  const { analysis, fixesOf } = judgedText(text);
  const own = analysis.findings.filter(({ code }) => code === 'text-unfilled');
  expect(own.map(({ message }) => message)).toEqual([
    '`notify shops` says `{widnow.start}`, and nothing of this release is called `widnow`. Did you mean `window`?',
    '`notify shops` says `{window.strat}`, and of `window` there is no `strat`; there is `name`, `title`, `start`, `end` and ' +
      '`length`. Did you mean `start`?',
    '`notify shops` says `{constructor}`, and nothing of this release is called `constructor`.',
  ]);
  const line = text.split('\n').findIndex((one) => one.includes('widnow'));
  const written = own.map(({ place: { range } }) =>
    text.split('\n')[line]!.slice(range.start.character, range.end.character),
  );
  expect(written).toEqual(['{widnow.start}', '{window.strat}', '{constructor}']);
  expect(own.flatMap((finding) => fixesOf(finding).map(({ edits }) => edits[0]))).toMatchObject([
    { text: 'window' },
    { text: 'start' },
  ]);
});

test('a time that is not known yet is no fault of the words while the date is open', () => {
  expect(messagesOf('text-unfilled', plan('text "{window.start}"', { window: 'tbd' }))).toEqual([]);
  expect(
    messagesOf('text-unfilled', plan('text "{later}"').replace('  run night', '  milestone later tbd\n  run night')),
  ).toEqual(['`notify shops` says `{later}`, and `later` has no such time; give it one, or say it in words.']);
});

test('a text is said by several messages, and in each release means what it has', () => {
  const shared = 'file:///plans/shared.release';
  const using = plan('text closing', { top: 'import "shared.release"' });
  const files = (words: string) => ({ [shared]: `text closing "${words}"\n`, [FILE]: using });
  const said = analyseFiles(files('Closed from {night.start} on'), FILE);
  expect(Object.values(said.schedules[0]!.steps).flatMap(({ messages }) => messages?.[0]?.text ?? [])).toEqual([
    'Closed from Sat 2026-12-05 22:00 Europe/Berlin on',
  ]);
  expect(said.findings.filter(({ code }) => code === 'text-unfilled')).toEqual([]);
  // What it lacks here is told at the line that says it.
  const lacking = analyseFiles(files('Closed from {evening.start} on'), FILE).findings;
  expect(lacking.filter(({ code }) => code === 'text-unfilled').map(({ place }) => place.file)).toEqual([FILE]);
});

test('a text that is not there is an unknown name, and one that nobody says is unused', () => {
  const text = plan('text closign', { top: 'text closing "Closed"' });
  expect(messagesOf('unknown-name', text)).toEqual(['`closign` is not declared as a text; did you mean `closing`?']);
  const unused = active(analyseText(text).findings).filter(({ code }) => code === 'unused');
  expect(unused.map(({ message }) => message)).toContain(
    'Nothing uses `closing`; remove it, or name it where it is meant.',
  );
});

test('what makes no text is told once', () => {
  const problems = (block: string, top = '') =>
    analyseText(plan(block, { top })).plan.problems.map(({ message }) => message);
  expect(problems('text')).toEqual(['What does the message say? `text "We are back."`, or the name of a `text`.']);
  expect(problems('text "a"\n text "b"')).toEqual(['A message has one `text`; make them one, or send two messages.']);
  expect(problems('text closing "Closed"')).toEqual([
    'A message names a text, or has words of its own; declare `text closing "…"` outside of it, or leave the name out.',
  ]);
  expect(problems('', 'text closing')).toEqual(['`text` says what: `text closing "We are back."`.']);
  expect(problems('', 'text')).toEqual(['`text` has no name; write it right behind: `text NAME`.']);
  const inTask = plan('').replace('task swap "Swap" 30m by bob', 'task swap "Swap" 30m by bob { text "Hm" }');
  expect(analyseText(inTask).plan.problems.map(({ message }) => message)).toEqual([
    '`text` does not stand in the block of a step. It belongs into the block of a `notify`.',
  ]);
});

test('checklist and picture show it, and no text becomes markup', () => {
  const analysis = analyseText(plan('text "<b>{window.start}</b>"'));
  const [release] = analysis.plan.releases;
  for (const view of ['checklist', 'schedule'] as const) {
    const drawn = renderView(view, {
      analysis,
      release: release!,
      schedule: analysis.schedules[0]!,
      source: 'none',
      picture: {},
      ids: 'x',
    });
    expect(drawn).toMatch(/To shops: &lt;b(>|&gt;)Sat 2026-12-05 22:00 Europe\/Berlin&lt;\/b/);
  }
});

test('inside a runbook it says what its parameters stand for', () => {
  const text = plan('text "x"', {
    top: 'runbook tell(what) {\n notify shops by ann { text "{what.version}" }\n}',
  }).replace('    verify web 10m by ann\n', '    verify web 10m by ann\n    use tell(web)\n');
  expect(wordsOf(text)).toContain('shops: 2.0.0');
});
