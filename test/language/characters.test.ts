/** Every character of a text is read, or told: names in any script, and what only looks like the characters of the language. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { nameOf } from '../../language/parse/names.ts';
import { parse, tokenize } from '../../language/parse/parser.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { FormProblem, Plan } from '../../plan/model.ts';
import { planOf } from '../support/inventory.ts';

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom(
      'task',
      '"',
      '//',
      '/*',
      '*/',
      '{',
      '}',
      '\n',
      '\r\n',
      '20:00',
      'T',
      '-',
      '–',
      '−',
      '…',
      '→',
      '“',
      '”',
    ),
    fc.constantFrom(
      '\u00a0',
      '\u200b',
      '\u00ad',
      '：',
      '２',
      '٢',
      'é',
      'e\u0301',
      '東京',
      '§',
      '😀',
      '2026-12-05T20:00Z',
      '20m',
    ),
  );

  test('is covered by tokens, comments, white space and what is told', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const parsed = parse(text);
        const offsetAt = offsetsIn(text);
        const covered = new Uint8Array(text.length);
        for (const token of [...parsed.tokens, ...parsed.comments, ...parsed.strayBraces, ...parsed.surplusBraces]) {
          covered.fill(1, token.startOffset, token.endOffset! + 1);
        }
        for (const { start, end } of parsed.unreadable) covered.fill(1, offsetAt(start), offsetAt(end));
        for (const { start, end } of parsed.lookAlikes) covered.fill(1, start, end);
        const lost = [...covered.keys()].filter((at) => covered[at] === 0 && !/\s/.test(text[at]!));
        expect(lost.map((at) => text.slice(at, at + 5))).toEqual([]);
        // What is not read as it is written has a finding that covers it, or names it on its line.
        const { problems } = planOf(text);
        for (const { start } of parsed.lookAlikes) {
          expect(
            problems.some((one) => offsetAt(one.place.range.start) <= start && start < offsetAt(one.place.range.end)),
          ).toBe(true);
        }
        for (const { start, end } of parsed.unreadable) {
          const there = problems.filter(
            (one) => one.place.range.start.line === start.line && / nothing here/.test(one.message),
          );
          const written = text.slice(offsetAt(start), offsetAt(end));
          expect(
            there.some(
              ({ place, message }) => place.range.start.character === start.character || message.includes(written),
            ),
          ).toBe(true);
        }
        for (const brace of parsed.surplusBraces) {
          expect(problems.some((one) => one.place.range.start.line === brace.startLine! - 1)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

const PLAIN = `zone Europe/Berlin
calendar late { working Mon..Fri 09:00 .. 17:00 }
person ann { calendar late }
person ben-2 { zone America/New_York }
service shop-1
freeze quiet of production from 2026-12-18 until 2027-01-04
release night-1.2 "Night – 1.2" {
  kind standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  milestone open Sun 2026-12-06 08:30 UTC
  event sale during 2026-12-07 .. 2026-12-11
  prepare {
    task look "Look – twice" 2h by ann due T-1wd
    task call 20m..50m by ben-2 at T-30m
  }
  run {
    deploy shop-1 10m by ann undo 5m
    verify shop-1 version 1.2.0 -> 1.3.0 15m by ben-2 after deploy shop-1 + 5m
    gate go 5m by ann {
      criterion "Errors" <= 2 % over 15m
      - "Hotline – staffed" by ben-2
    }
  }
  milestone later at open - 2d // – stays
}
`;

describe('what only looks like the characters of the language', () => {
  /** What word processors and chats make of a text, outside of its quotes; each told, and read as what it stands for. */
  const DISGUISES: readonly (readonly [find: RegExp, by: readonly string[]])[] = [
    [/ \.\. (?=\d\d:|\d{4}|Sun)/g, [' – ', '–', ' — ', ' − ', ' … ', ' \u2013\u00a0', ' - ']],
    [/(?<=\d\d:\d\d) \.\. (?=\d\d:)/g, ['-', '–', '\u2212']],
    [/(?<=Mon)\.\.(?=Fri)/g, ['–', '-', '—']],
    [/(?<=\d[mh])\.\.(?=\d)/g, ['–', '-', '−']],
    [/(?<=T)-(?=\d)/g, ['−', '–', '\u2011', ' - ', ' − ']],
    [/(?<=open )-(?= \d)/g, ['−', '–', '—']],
    [/(?<=[a-z])-(?=[a-z\d])/g, ['\u2010', '\u2011', '－']],
    [/(?<=\d)-(?=\d)/g, ['\u2011', '–', '－']],
    [/(?<=\d):(?=\d)/g, ['：', '∶']],
    [/(?<=\S) (?=\S)/g, ['\u00a0', '\u2009', '\u202f', '\u3000']],
    [/(?<= )\d(?=\d?[:mhd])/g, ['FULL', 'ARABIC']],
    [/->/g, ['→']],
    [/<=/g, ['≤']],
    [/- (?=")/g, ['– ', '• ', '— ']],
    [/(?<=[a-z])(?=[a-z])/g, ['\u200b', '\u00ad', '\ufeff']],
    [/"([^"\n]*)"/g, ['“$1”', '„$1“', '«$1»']],
    [/(?<=\d{4}-\d\d-\d\d) (?=\d\d:\d\d)/g, ['T']],
    [/(?<=\d\d:\d\d) UTC/g, ['Z']],
    [/(?<=\d\d:\d\d)(?!:)/g, [':00']],
  ];

  const disguised = fc
    .array(fc.tuple(fc.constantFrom(...DISGUISES), fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 })
    .map((choices) =>
      choices.reduce(
        (text, [disguise, which, how]) => (disguise ? disguisedAt(text, disguise, which, how) : text),
        PLAIN,
      ),
    );

  test('is read as what it stands for, told once a line, and repaired to that', () => {
    fc.assert(
      fc.property(disguised, (text) => {
        fc.pre(text !== PLAIN && isRepairable(text));
        expect(said(planOf(text)) === said(planOf(PLAIN)), text).toBe(true);
        const told = planOf(text).problems;
        expect(told.length, text).toBeGreaterThan(0);
        expect(
          told.filter(({ replacement }) => !replacement),
          text,
        ).toEqual([]);
        let better = text;
        // A line that holds mistakes of two kinds is repaired in two rounds.
        for (let round = 0; round < 3 && planOf(better).problems.length > 0; round++)
          better = repaired(better, planOf(better).problems);
        expect([better, planOf(better).problems.map(({ message }) => message)]).toEqual([better, []]);
        expect(said(planOf(better)) === said(planOf(PLAIN)), better).toBe(true);
      }),
      { numRuns: 60, seed: 8, endOnFailure: true },
    );
  });

  test('every one of them alone is one finding', () => {
    for (const disguise of DISGUISES) {
      for (const how of disguise[1].keys()) {
        const text = disguisedAt(PLAIN, disguise, 0, how);
        expect(text).not.toBe(PLAIN);
        const told = planOf(text).problems.map(({ message }) => message);
        expect([text, told.length, said(planOf(text)) === said(planOf(PLAIN))], told.join('\n')).toEqual([
          text,
          1,
          true,
        ]);
      }
    }
  });

  test('stays as it is in titles and comments', () => {
    expect(planOf(PLAIN).problems).toEqual([]);
    expect(planOf('/* 09:00–17:00\n – */ person ann "– −  “x”" // ：').problems).toEqual([]);
  });

  function disguisedAt(text: string, [find, by]: (typeof DISGUISES)[number], which: number, how: number): string {
    const places = [...text.matchAll(find)].filter(
      ({ index }) => find.source.startsWith('"') || !isQuoted(text, index),
    );
    const place = places[which % Math.max(1, places.length)];
    if (!place) return text;
    const [written, inside = ''] = place;
    const choice = by[how % by.length]!;
    const digit = (zero: number) => String.fromCharCode(zero + Number(written));
    const other = choice === 'FULL' ? digit(0xff10) : choice === 'ARABIC' ? digit(0x660) : choice.replace('$1', inside);
    return text.slice(0, place.index) + other + text.slice(place.index + written.length);
  }

  /** A text stays one between quotes of its own. */
  function isRepairable(text: string): boolean {
    return !/[“„«][^”“»\n]*"/.test(text);
  }
});

function isQuoted(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return (line.split(/["“”„«»]/).length - 1) % 2 === 1 || line.includes('//');
}

function repaired(text: string, problems: readonly FormProblem[]): string {
  const lines = new Set<number>();
  const first = problems.filter(({ place }) => !lines.has(place.range.start.line) && lines.add(place.range.start.line));
  const edits = first.flatMap(({ place, replacement }) =>
    replacement ? [{ kind: 'replace' as const, place, text: replacement.text }] : [],
  );
  return applyTextEdits(
    text,
    textEdits(edits, () => text),
  );
}

/** A plan without its places. */
function said(plan: Plan): string {
  const seen = new Set<unknown>();
  return JSON.stringify([plan.releases, plan.declarations], (key, value: unknown) => {
    if (/place$|^id$|^things$|^head$|Place$|^usedAt$|^note$/.test(key)) return undefined;
    if (value instanceof Map) return [...value.keys()];
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return '…';
    seen.add(value);
    return value;
  });
}

describe('names', () => {
  test.each([
    'Jürgen-Müller',
    'été',
    '東京-1.2',
    'Олена',
    'שירות',
    'हिन्दी',
    'Ærø',
    'Tübingen',
    'Sunéa',
    'Montréal',
    'Thúy',
    'ESTé',
    '𝒳-axis',
    'm²',
    'İzmir',
    'ნინო',
  ])('%s is one', (name) => {
    const { tokens } = tokenize(`by ${name}`);
    const isName = !/[²]/.test(name);
    expect(tokens.map(({ image, tokenType }) => `${image}:${tokenType.name}`)).toEqual(
      isName ? ['by:by', `${name}:ID`] : ['by:by', 'm:ID'],
    );
  });

  test('are of what Unicode says identifiers are of, and of no other character', () => {
    // What only looks like another character is read as that one, and what nobody sees is left out.
    const isOther = /[\uff01-\uff5d\u200c\u200d]/;
    // Of the long rows of ideographs and syllables some will do.
    const characters = Array.from({ length: 0x10ffff - 0x7f }, (_, i) => 0x80 + i)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((one) => !/\p{Cn}|\p{Co}|\r|\n/u.test(one) && !isOther.test(one))
      .filter((one, i) => !/\p{Ideographic}|\p{sc=Hang}/u.test(one) || i % 50 === 0);
    const text = characters.map((one) => `by ${one}x, x${one}x`).join('\n');
    const names = new Map<number, string[]>();
    for (const { startLine, tokenType, image } of tokenize(text).tokens)
      if (tokenType.name === 'ID') names.set(startLine! - 1, [...(names.get(startLine! - 1) ?? []), image]);
    expect(characters.length).toBeGreaterThan(30_000);
    const wrong = characters.filter((one, i) => {
      const holds = (name: string) => names.get(i)?.includes(name) ?? false;
      return holds(`${one}x`) !== /\p{ID_Start}/u.test(one) || holds(`x${one}x`) !== /\p{ID_Continue}/u.test(one);
    });
    expect(wrong.map((one) => one.codePointAt(0)!.toString(16))).toEqual([]);
  });

  test('any letters of any script make one, and stay apart from what follows', () => {
    const letter = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
      .filter(
        (one) => /^\p{ID_Start}\p{ID_Continue}*$/u.test(one) && one === nameOf(one) && !/[\uff00-\uffef]/.test(one),
      );
    const name = fc
      .array(letter, { minLength: 1, maxLength: 8 })
      .map((letters) => letters.join(''))
      .filter((one) => /[^\0-\x7f]/.test(one));
    fc.assert(
      fc.property(fc.oneof(name, fc.constantFrom('anne', 'b2', 'v1.2')), name, (one, other) => {
        const { tokens } = tokenize(`x ${one}, ${one}-${other} 5m ${other}.end`);
        expect(tokens.slice(1).map(({ tokenType }) => tokenType.name)).toEqual([
          'ID',
          ',',
          'ID',
          'DURATION',
          'ID',
          '.',
          'ID',
        ]);
        expect(tokens[3]!.image).toBe(`${one}-${other}`);
      }),
      { numRuns: 300 },
    );
  });

  test('are compared as letters, however these are put together', () => {
    const decomposed = 'Zoe\u0308-re\u0301my';
    const composed = decomposed.normalize('NFC');
    expect(decomposed).not.toBe(composed);
    const text = `person ${decomposed}\nrelease r-1 {\n  kind standard\n  window tbd\n  run { task a 5m by ${composed} with Zoe\u0308-rémy }\n}\nperson ${composed}\n`;
    const workspace = createWorkspace({ roots: [] });
    workspace.set('file:///a.release', text);
    const plan = workspace.plan('file:///a.release');
    expect(plan.references.filter(({ target }) => !target)).toEqual([]);
    expect(plan.duplicates.map(({ name, second }) => [name, second.range.start.line])).toEqual([[composed, 6]]);
    expect(plan.releases[0]!.steps[0]!.by!.ref.name).toBe(composed);
  });
});

test('a form that is understood, and written in another way', () => {
  const told = (line: string) => {
    const workspace = createWorkspace({ roots: [] });
    workspace.set('file:///a.release', `release r-1 {\n  ${line}\n}`);
    const { findings } = workspace.analysis('file:///a.release');
    const fixesOf = workspace.fixesOf('file:///a.release');
    const own = findings.filter(({ code }) => code === 'syntax');
    return own.map((finding) => [finding.message, fixesOf(finding)[0]?.title]);
  };
  expect(told('milestone a Wed 2025-12-03 13:49:11 America/Los_Angeles')).toEqual([
    ['A plan goes by the minute; write `13:49`.', 'Write `13:49`'],
  ]);
  expect(told('milestone a T - 30m')).toEqual([['Write `T-30m`, without spaces.', 'Write `T-30m`']]);
  expect(told('milestone a Wed 2025-12-03 13:49 -07:00')).toEqual([]);
  expect(told('milestone a Wed 2025-12-03 13:49 UTC-7')).toEqual([]);
});

/** Offsets of positions; a position behind the end of its line is that end. */
function offsetsIn(text: string): (position: { readonly line: number; readonly character: number }) => number {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  return ({ line, character }) => starts[line]! + character;
}
