/** The marks that a reader has put into a plan as comments: what is wrong with it, and what is said of it that is not. */
import type { IToken } from 'chevrotain';
import { Misuse } from '../../cli/misuse.ts';
import { parseMoment } from '../../cli/moment.ts';
import { tokenize } from '../../language/parse/parser.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { nearest } from '../../plan/nearest.ts';
import type { Instant } from '../../plan/time/model.ts';

/** What a reader says of a finding: thank you; I know, or it does not matter here; that is not so. */
export const VERDICTS = ['true', 'noise', 'false'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface VerdictMark {
  readonly verdict: Verdict;
  /** Any of these codes tells it. */
  readonly codes: readonly string[];
  /** Counted from 0: the line that the finding stands at, or that it names beside its own. */
  readonly line: number;
  readonly because?: string;
}

/** A defect that a careful reader sees, and of which no code is known that would tell it. */
export interface MissedMark {
  readonly text: string;
  readonly line: number;
}

export interface Marks {
  /** When the plan is judged, where it says so. */
  readonly at?: Instant;
  readonly verdicts: readonly VerdictMark[];
  readonly missed: readonly MissedMark[];
  /** What is meant for a mark and is none, a sentence each; lines count from 0. */
  readonly broken: readonly { readonly line: number; readonly why: string }[];
}

/** A mark behind a statement is of its line; one on a line of its own is of the next line that is no comment. */
export function marksIn(text: string): Marks {
  const { tokens, comments } = tokenize(text);
  const lines = [...new Set(tokens.filter(({ image }) => image !== '').map((token) => token.startLine! - 1))];
  lines.sort((a, b) => a - b);
  const verdicts: VerdictMark[] = [];
  const missed: MissedMark[] = [];
  const broken: { line: number; why: string }[] = [];
  let at: Instant | undefined;
  for (const comment of comments) {
    const written = comment.startLine! - 1;
    for (const words of partsOf(comment)) {
      const refuse = (why: string): void => void broken.push({ line: written, why });
      if (MOMENT.test(words)) {
        if (at !== undefined) refuse('says once more when the plan is judged: leave one of the two.');
        else at = momentIn(words, refuse);
        continue;
      }
      const [, word, rest = ''] = /^(true|noise|false|missed)\b\s*(.*)$/s.exec(words) ?? [];
      if (word === undefined) continue;
      const line = lines.find((number) => number >= written);
      if (word === 'missed') {
        const [, said] = /^"([^"]+)"$/.exec(rest.trim()) ?? [];
        if (said === undefined) refuse('`missed` says in quotes what nobody is told: // missed "No way back".');
        else missed.push({ text: said, line: line ?? written });
      } else if (line === undefined) refuse('stands behind the last line of the plan: put it at the line it is of.');
      else {
        const mark = verdictIn(word as Verdict, rest, line, refuse);
        if (mark) verdicts.push(mark);
      }
    }
  }
  for (const [index, { line, codes }] of verdicts.entries()) {
    const before = verdicts
      .slice(0, index)
      .find((one) => one.line === line && one.codes.some((code) => codes.includes(code)));
    if (before) broken.push({ line, why: `is marked twice for ${codes.join(' or ')}: leave one of the two.` });
  }
  return { ...(at !== undefined && { at }), verdicts, missed, broken };
}

/** One comment may hold several marks: `// true unassigned // missed "No way back"`. */
function partsOf({ image }: IToken): readonly string[] {
  return image
    .replace(/^\/[/*]|\*\/$/g, '')
    .split(/(?:^|\s)\/\/\s/)
    .map((part) => part.trim());
}

const MOMENT = /^at\s+(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+)?\d{4}-/;

function momentIn(words: string, refuse: (why: string) => void): Instant | undefined {
  try {
    return parseMoment(words.replace(/^at\s+/, ''));
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    refuse(error.message);
    return undefined;
  }
}

/** `CODE`, `CODE or CODE`, with the reason behind a colon. */
function verdictIn(
  verdict: Verdict,
  rest: string,
  line: number,
  refuse: (why: string) => void,
): VerdictMark | undefined {
  const colon = rest.indexOf(':');
  const named = (colon < 0 ? rest : rest.slice(0, colon)).trim();
  const because = colon < 0 ? '' : rest.slice(colon + 1).trim();
  const codes = named === '' ? [] : named.split(/\s+or\s+/);
  if (codes.length === 0) {
    refuse(`\`${verdict}\` says of which check: // ${verdict} rollback-missing.`);
    return undefined;
  }
  const unknown = codes.find((code) => !CODES.has(code));
  if (unknown !== undefined) {
    const meant = nearest(unknown, CODES);
    refuse(
      `There is no check \`${unknown}\`${meant === undefined ? '' : `; \`${meant}\` is one`}. A reason stands behind a colon.`,
    );
    return undefined;
  }
  return { verdict, codes, line, ...(because !== '' && { because }) };
}

const CODES: ReadonlySet<string> = new Set(checks.map(({ code }) => code));
