/**
 * Texts for the terminals of the grammar. A terminal that is not in the table is sampled from its own expression, so that a
 * new one is tried as soon as it is in the grammar.
 */
import fc from 'fast-check';
import { GrammarAST } from 'langium';
import { ReleaseGrammar } from '../../language/generated/grammar.ts';
import { BESIDE } from '../../language/parse/beside.ts';
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { parse } from '../../language/parse/parser.ts';

const LIKELY: Readonly<Record<string, readonly string[]>> = {
  STRING: [
    '"Smoke"',
    '"Error rate"',
    '"a \\"quoted\\" word, and a comma"',
    '""',
    '"TBD"',
    '"// no comment"',
    '"{ } /* */"',
    '"größer ≤ 5 €"',
    '"two  blanks and a\ttab"',
    `"${'a long title that does not fit '.repeat(4)}"`,
  ],
  URL: ['https://a.example/x?y=1', 'http://b.example/'],
  DATE: [
    '2026-12-05',
    '2026-12-05',
    '2026-12-06',
    '2026-12-04',
    '2026-11-28',
    '2027-01-04',
    '2026-10-25',
    '2026-02-30',
  ],
  CLOCK: ['22:00', '22:30', '23:59', '0:00', '01:15', '02:30', '6:00', '25:99'],
  ESTIMATE: ['10m..20m', '5m..10m..30m', '1h..2h', '4h..', '..5m'],
  DURATION: [
    '5m',
    '10m',
    '15m',
    '30m',
    '45m',
    '1h',
    '2h',
    '1h30m',
    '1d',
    '3d',
    '2wd',
    '1w',
    '2w',
    '1mo',
    '0m',
    '999999w',
  ],
  VERSION: ['4.1.3', 'v4.2.0', '1.0.0-rc.1', '2026.10-b'],
  NUMBER: ['1', '2', '3', '0', '0.1', '100', '5000', '123456789012345678901234567890'],
  OFFSET: ['T', 'T-5wd', 'T-2d', 'T+30d', 'T+1h', 'T-36h', 'T+1mo'],
  WEEKDAY: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun', 'Saturday'],
  ZONE: ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC', 'EST', 'CET', 'Pacific/Apia', 'Europe/Nowhere'],
  ITEM: ['-'],
};

const MAYBE_NAMES = [
  'a',
  'x1',
  'größe',
  'Ärger',
  '_x',
  'app-2.1',
  'production',
  'test',
  'дежурный',
  '数据库',
  'एक',
  'e\u0301te',
  'a-very-long-name-that-nobody-would-type-but-a-generator-does',
  ...STATEMENT_WORDS,
];

/** Names as the lexer takes them that nobody expects: letters of many scripts, words that open a line elsewhere. */
export const ODD_NAMES: readonly string[] = MAYBE_NAMES.filter((name) => {
  const { tokens, unreadable } = parse(`task ${name}`);
  return unreadable.length === 0 && tokens.length === 2 && tokens[1]!.tokenType.name === 'ID';
});

/** Wherever a name must stand, a clause word may be one. */
export const WORDS_AS_NAMES: readonly string[] = [...CLAUSE_WORDS].filter((word) => !Object.hasOwn(BESIDE, word));

const pools = new Map<string, readonly string[]>();

/** Texts that the lexer takes for this terminal. */
export function textsOf(terminal: string): readonly string[] {
  let texts = pools.get(terminal);
  if (!texts) {
    texts = LIKELY[terminal] ?? sampled(terminal);
    pools.set(terminal, texts);
  }
  return texts;
}

function sampled(terminal: string): readonly string[] {
  const rule = ReleaseGrammar().rules.find((one) => one.name === terminal);
  if (!GrammarAST.isTerminalRule(rule) || !GrammarAST.isRegexToken(rule.definition))
    throw new Error(`The terminal ${terminal} needs examples in LIKELY: it is no expression to sample.`);
  const { regex } = rule.definition;
  const source = regex.slice(1, regex.lastIndexOf('/')).replace(/\(\?[!=][^)]*\)/g, '');
  return fc.sample(fc.stringMatching(new RegExp(source)), { seed: 1, numRuns: 20 });
}
