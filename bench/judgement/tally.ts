/** Findings of a plan held against what a reader has marked in it. */
import type { Finding } from '../../plan/findings/findings.ts';
import { keyOfPlace, type Place } from '../../plan/place.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Marks, Verdict, VerdictMark } from './marks.ts';

export interface MarkedText {
  readonly uri: string;
  /** As messages name it. */
  readonly path: string;
  /** When it is judged. */
  readonly at: Instant;
  readonly marks: Marks;
}

export interface JudgedFinding {
  readonly code: string;
  /** From 1, as people count. */
  readonly line: number;
  readonly message: string;
  readonly verdict: Verdict | 'unmarked';
}

export interface MissedDefect {
  readonly line: number;
  /** The codes that would have told it, or the words of the reader. */
  readonly what: string;
  readonly code?: string;
}

export interface Counts {
  readonly true: number;
  readonly noise: number;
  readonly false: number;
  readonly unmarked: number;
  /** Real defects that a finding tells, and those that none does. */
  readonly found: number;
  readonly missed: number;
}

export interface Tally {
  readonly path: string;
  readonly at: Instant;
  readonly findings: readonly JudgedFinding[];
  readonly missed: readonly MissedDefect[];
  /** What was noise or false, and is not said any more. */
  readonly gone: number;
  readonly counts: Counts;
}

/**
 * A mark is of every finding of its code that stands at its line, or names that line beside its own: a finding of many lines is told
 * once, and stands at the first of them. Where marks disagree about one, that at the finding's own line is right, then the first.
 * What several plans are told of a file that they share is one finding of that file.
 */
export function tally(texts: readonly MarkedText[], findings: readonly Finding[]): readonly Tally[] {
  const marksOf = new Map(texts.map(({ uri, marks }) => [uri, marks.verdicts]));
  const marksAt = ({ file, range }: Place, code: string): readonly VerdictMark[] =>
    (marksOf.get(file) ?? []).filter(({ line, codes }) => line === range.start.line && codes.includes(code));
  const met = new Set<VerdictMark>();
  const judged = new Map<string, { readonly uri: string; readonly finding: JudgedFinding }>();
  for (const { code, message, place, related, waived } of findings) {
    if (waived) continue;
    const marks = [place, ...related.map((other) => other.place)].flatMap((one) => marksAt(one, code));
    for (const mark of marks) met.add(mark);
    judged.set(`${code} ${keyOfPlace(place)} ${message}`, {
      uri: place.file,
      finding: { code, line: place.range.start.line + 1, message, verdict: marks[0]?.verdict ?? 'unmarked' },
    });
  }
  return texts.map(({ uri, path, at, marks }) => {
    const own = [...judged.values()].filter((one) => one.uri === uri).map(({ finding }) => finding);
    const defects = marks.verdicts.filter(({ verdict }) => verdict === 'true');
    const missed = [
      ...defects.filter((mark) => !met.has(mark)).map(missedOf),
      ...marks.missed.map(({ line, text }) => ({ line: line + 1, what: text })),
    ].sort((a, b) => a.line - b.line);
    const gone = marks.verdicts.filter((mark) => mark.verdict !== 'true' && !met.has(mark)).length;
    const found = defects.filter((mark) => met.has(mark)).length;
    return { path, at, findings: own, missed, gone, counts: countsOf(own, found, missed.length) };
  });
}

function missedOf({ line, codes, because }: VerdictMark): MissedDefect {
  const told = codes.join(' or ');
  return { line: line + 1, code: codes[0]!, what: because === undefined ? told : `${told}: ${because}` };
}

function countsOf(findings: readonly JudgedFinding[], found: number, missed: number): Counts {
  const number = (verdict: JudgedFinding['verdict']): number =>
    findings.filter((finding) => finding.verdict === verdict).length;
  return {
    true: number('true'),
    noise: number('noise'),
    false: number('false'),
    unmarked: number('unmarked'),
    found,
    missed,
  };
}

export function sumOf(all: readonly Counts[]): Counts {
  const sum = (member: keyof Counts): number => all.reduce((total, counts) => total + counts[member], 0);
  return {
    true: sum('true'),
    noise: sum('noise'),
    false: sum('false'),
    unmarked: sum('unmarked'),
    found: sum('found'),
    missed: sum('missed'),
  };
}

/** In percent; undefined of nothing. An unmarked finding counts on neither side: nobody has judged it. */
export function shareTrue({ true: right, noise, false: wrong }: Counts): number | undefined {
  return percent(right, right + noise + wrong);
}

export function shareFound({ found, missed }: Counts): number | undefined {
  return percent(found, found + missed);
}

function percent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : (part / whole) * 100;
}

/** Code by code, in the order of the alphabet; what no code would have told is under the empty one. */
export function byCode(tallies: readonly Tally[]): ReadonlyMap<string, Counts> {
  const codes = new Map<string, Counts>();
  const add = (code: string, counts: Partial<Counts>): void => {
    codes.set(code, sumOf([codes.get(code) ?? NONE, { ...NONE, ...counts }]));
  };
  for (const { findings, missed } of tallies) {
    for (const { code, verdict } of findings) add(code, { [verdict]: 1 });
    for (const { code = '' } of missed) add(code, { missed: 1 });
  }
  return new Map([...codes].sort(([a], [b]) => Number(a > b) - Number(a < b)));
}

const NONE: Counts = { true: 0, noise: 0, false: 0, unmarked: 0, found: 0, missed: 0 };
