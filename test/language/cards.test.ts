/** What the tables of the language come to, line by line: which lines stand where, what each takes and in which order, what is offered behind each word. */
import { test } from 'vitest';
import { besideOn, CLAUSES, clauseOn, clausesOf, factsOf } from '../../language/clauses-of.ts';
import { contextAt } from '../../language/cursor.ts';
import { LINE_WORDS, LINES, linesIn, NAMING, type Owner, ownerOf } from '../../language/lines.ts';
import { BESIDE, isKeywordBetween } from '../../language/parse/beside.ts';
import { CLAUSE_WORDS, opensStatement, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { tokenize } from '../../language/parse/parser.ts';
import { expectGolden } from '../support/golden.ts';
import { bareOf, pairs } from './clause-pairs.ts';
import { TRIES } from './clause-places.ts';

test('where lines stand, and what they take in which order', () => {
  const owners = Object.keys(LINES).map((owner) => `${owner}: ${linesIn(owner as Owner).join(' ')}`);
  const lines = LINE_WORDS.map((word) => {
    const clauses = clausesOf(word).map(
      (clause) => `${clause}${besideOn(clause, word) ? ` [${besideOn(clause, word)}]` : ''}`,
    );
    return `${word}${NAMING.has(word) ? ' …' : ''} (${ownerOf(word)}): ${clauses.join(', ')}`;
  });
  expectGolden(`${[...owners, '', ...lines].join('\n')}\n`, './golden/lines-and-clauses.golden.txt', import.meta.url);
});

test('what there is to know of each clause', () => {
  const cards = CLAUSES.map((clause) => {
    const { syntax, asks, asksOn, folds, there = {} } = factsOf(clause);
    const on = Object.entries(there).map(([line]) => [line, clauseOn(clause, line)] as const);
    const usual = clauseOn(clause, '');
    return [
      `${clause}: ${usual.detail} · ${usual.example}`,
      `  ${Object.entries(syntax)
        .filter(([, value]) => value !== false)
        .map(([key, value]) => (value === true ? key : `${key} ${value}`))
        .join(', ')}`,
      `  asks ${asks}${Object.entries(asksOn ?? {})
        .map(([line, slot]) => `, on ${line} ${slot}`)
        .join('')}`,
      ...folds.map(
        ({ on: where, to, as, ofPart }) => `  ${to}: ${as}${ofPart ? ' of its part' : ''} on ${where.join(' ')}`,
      ),
      ...on.map(([line, { detail, example }]) => `  on ${line}: ${detail} · ${example}`),
    ].join('\n');
  });
  expectGolden(`${cards.join('\n')}\n`, './golden/clauses.golden.txt', import.meta.url);
});

test('beside what a word is one of the language', () => {
  const NEIGHBOURS = [
    ...new Set(
      Object.values(BESIDE).flatMap(({ behind = [], before = [], notBehind = [] }) => [
        ...behind,
        ...before,
        ...notBehind,
      ]),
    ),
  ];
  const token = (image: string) =>
    ({ image: /^[A-Z]+$/.test(image) ? 'x' : image, tokenType: { name: image } }) as never;
  const cards = [...Object.keys(BESIDE), 'by'].map((word) => {
    const behind = NEIGHBOURS.filter((one) =>
      isKeywordBetween(word, token(one), token(BESIDE[word]?.before?.[0] ?? 'x')),
    );
    const before = NEIGHBOURS.filter((one) =>
      isKeywordBetween(word, token(BESIDE[word]?.behind?.[0] ?? 'x'), token(one)),
    );
    const alone = isKeywordBetween(word, undefined, undefined);
    const rest = (some: readonly string[]) =>
      some.length > NEIGHBOURS.length / 2
        ? `all but ${NEIGHBOURS.filter((one) => !some.includes(one)).join(' ')}`
        : some.join(' ');
    return `${word}${alone ? ' (alone)' : ''}\n  behind ${rest(behind)}\n  before ${rest(before)}`;
  });
  expectGolden(`${cards.join('\n')}\n`, './golden/beside.golden.txt', import.meta.url);
});

test('what opens a line, and what a clause', () => {
  const opening = [...STATEMENT_WORDS].filter((word) => opensStatement(tokenize(`${word} x`).tokens[0]!));
  expectGolden(
    `${opening.join(' ')}\n\n${[...CLAUSE_WORDS].join(' ')}\n`,
    './golden/words.golden.txt',
    import.meta.url,
  );
});

/** In what the cursor is, in short. */
function at(text: string, line: number, character: number): string {
  const { slot, clause, word, goesOn, optional, before, used, prefix } = contextAt(text, { line, character });
  return [
    slot,
    ...(clause ? [`<${clause}>`] : []),
    ...(word ? [`'${word}'`] : []),
    ...(goesOn.length > 0 ? [`+${goesOn.join('|')}`] : []),
    ...(optional ? ['?'] : []),
    ...(prefix ? [`^${prefix}`] : []),
    ...(before.length > 0 ? [`(${before.join(' ')})`] : []),
    ...(used.size > 0 ? [`{${[...used].join(' ')}}`] : []),
  ].join(' ');
}

/** Behind each word of a line, and in the midst of the last one. */
function along(text: string, line: number): string {
  const own = text.split('\n')[line]!;
  const ends = [...own.matchAll(/\S+/g)].map((word) => [word[0], word.index + word[0].length] as const);
  let last = '';
  return ends
    .flatMap(([word, end]) => {
      const now = at(`${text.slice(0, text.indexOf(own) + end)} \n}`, line, end + 1);
      if (now === last) return [];
      last = now;
      return [`  ${word} → ${now}`];
    })
    .join('\n');
}

test('where the cursor is behind each word of a clause on each line', () => {
  const seen = new Set<string>();
  const cards = pairs.flatMap(({ word, clause, place }) => {
    const [line, samples = {}] = TRIES[word]!;
    const own = samples[clause] ?? factsOf(clause).example;
    const sample = typeof own === 'string' ? own : own[0]!;
    const text = bareOf(line, clause).split('\n')[0]!.replace('§', sample);
    if (seen.has(text)) return [];
    seen.add(text);
    return [`${text}\n${along(`${place} {\n${text}`, 1)}`];
  });
  expectGolden(`${cards.join('\n')}\n`, './golden/cursor.golden.txt', import.meta.url);
});

/** What goes on within a clause, over lines, in texts, and where nothing can be known. */
const BEGUN = [
  'when "x" > 3 over 5m from web and "y" = 2 then rollback back, notify users via mail',
  'when x.length >= 2h by ann then postpone to Sat 2026-12-12 22:00',
  'when "x" during T .. T+1h then stop',
  'when "x" then play burning',
  'acknowledge by ann within 3d then approve soak',
  'no-go then again every 2h until T+5h',
  'no-go then again at 22:00',
  'no-go then stop, postpone to T+1d',
  'criterion "Open P1" = 0 over 5m from web by ann done',
  'criterion deploy failed',
  'criterion x > 3',
  'expect "Balance" = 0 from web',
  'task a only if "x" = "y" and "z" > 3 likely 30 %',
  'wait soak until "x" = 0 over 5m from web',
  'wait soak until T+1h',
  'task a every last 2wd of month from T',
  'task a every second Tue of quarter',
  'point of no return settled',
  'budget 100 EUR from fund',
  'rate 80.5 EUR',
  'task a by all of ops else bob skilled in dba',
  'task a by 2 of ops with relay of ops independent of bob',
  'task all by any',
  'team x is ann, bob',
  'reserve 1 of ops during run',
  'escalate ann, bob within 10m',
  'quorum 2 including bob',
  'issue a by ann escalated to bob on Mon',
  'durations measured',
  'durations tbd',
  'import "shared/x.release"',
  'deploy web,\n  db, orders by\n    ann at',
  'deploy web\nby ann',
  'deploy web {\n  evidence "x" by ann\n  how "a \\" b" by\n} by',
  'notify users via mail {\n  text "Dear {users.title} of {release',
  'gate go {\n  - "Look" by ann\n  needs a, b\n  quorum all\n} by',
  'task a // by ann',
  'task a /* by */ by ann',
  'after x + 30m, y.end - 1h',
  'task a after deploy web + 2h..5h, x.start',
  'task a at T-2wd 10:00 Europe/Berlin',
  'task a during Mon 2026-12-07 .. Tue 2026-12-08 12:00',
  'milestone m Mon 2026-12-07 was Tue 2026-12-08',
  'switch cart to 10 %',
  'restore db from safe to vault',
  'version 1.2 -> 1.3',
  'use patch(web, ann) as patched by',
  'norm deploy web 15m',
  'check no-deputy off for ann',
  'waive cycle for ann until T because "x"',
  'freeze x of web except by ann',
  'cover by ann via mail every Mon..Fri 09:00 .. 18:00',
  'likelihood 15 %',
  '} } task a by',
  '§ x by',
];

test('where the cursor is within clauses, over lines and in texts', () => {
  const cards = BEGUN.map((begun) => {
    const text = `release r {\n${begun}`;
    const lines = begun.split('\n').map((_, line) => along(text, line + 1));
    return `${begun}\n${lines.join('\n')}`;
  });
  expectGolden(`${cards.join('\n')}\n`, './golden/cursor-within.golden.txt', import.meta.url);
});
