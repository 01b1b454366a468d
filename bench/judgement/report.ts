/** What came of judging, as tables for people and as JSON. */
import { counted } from '../../plan/counted.ts';
import { describeInstant } from '../../plan/time/format.ts';
import { table } from '../tools/measure.ts';
import { byCode, type Counts, shareFound, shareTrue, sumOf, type Tally } from './tally.ts';

/** In percent: how much of what is said is true, and how many of the real defects are found. */
export interface Aims {
  readonly true: number;
  readonly found: number;
}

/** Nothing is left to judge, nothing said is false, and both shares are reached. Of nothing any share is reached. */
export function isGood(tallies: readonly Tally[], aims: Aims): boolean {
  const sum = sumOf(tallies.map(({ counts }) => counts));
  const reaches = (share: number | undefined, aim: number): boolean => share === undefined || share >= aim;
  return (
    sum.unmarked === 0 && sum.false === 0 && reaches(shareTrue(sum), aims.true) && reaches(shareFound(sum), aims.found)
  );
}

export function tablesOf(tallies: readonly Tally[], aims: Aims): string {
  const sum = sumOf(tallies.map(({ counts }) => counts));
  const head = ['true', 'noise', 'false', 'unmarked', 'found', 'missed', 'true of said', 'found of defects'];
  const plans = tallies.map(({ path, counts }) => [path, ...cells(counts)]);
  const codes = [...byCode(tallies)].map(([code, counts]) => [
    code === '' ? 'told by no check' : code,
    ...[counts.true, counts.noise, counts.false, counts.unmarked, counts.missed].map(String),
  ]);
  const shares = `${share(shareTrue(sum))} of what is said is true, of at least ${aims.true} % (${counted(sum.false, 'finding')} false); ${share(shareFound(sum))} of the defects are found, of at least ${aims.found} %.`;
  const gone = tallies.reduce((total, tally) => total + tally.gone, 0);
  return [
    table('Plans', ['plan', ...head], [...plans, ['all', ...cells(sum)]]),
    table('Checks', ['check', 'true', 'noise', 'false', 'unmarked', 'missed'], codes),
    ...(gone > 0
      ? [
          `${counted(gone, 'mark')} of noise or of something false ${gone === 1 ? 'is' : 'are'} met by nothing any more.`,
        ]
      : []),
    shares,
    '',
  ].join('\n');
}

/** Line by line: what nobody has judged, what is false or noise, and what nobody is told. */
export function listsOf(tallies: readonly Tally[]): string {
  const lines: string[] = [];
  for (const { path, at, findings, missed } of tallies) {
    lines.push(`${path}, judged at ${describeInstant(at, 'UTC')}`);
    for (const verdict of ['unmarked', 'false', 'noise', 'true'] as const) {
      for (const finding of findings) {
        if (finding.verdict === verdict)
          lines.push(`  ${finding.line}: ${verdict} ${finding.code}: ${finding.message}`);
      }
    }
    for (const { line, what } of missed) lines.push(`  ${line}: missed ${what}`);
    lines.push('');
  }
  return lines.join('\n');
}

export interface JsonJudgement {
  plans: {
    path: string;
    /** ISO 8601. */
    at: string;
    findings: Tally['findings'];
    missed: Tally['missed'];
    gone: number;
    counts: Counts;
  }[];
  checks: Record<string, Counts>;
  counts: Counts;
  /** In percent; `null` of nothing. */
  shareTrue: number | null;
  shareFound: number | null;
  good: boolean;
}

export function jsonOf(tallies: readonly Tally[], aims: Aims): JsonJudgement {
  const counts = sumOf(tallies.map((tally) => tally.counts));
  return {
    plans: tallies.map((tally) => ({ ...tally, at: new Date(tally.at * 60_000).toISOString() })),
    checks: Object.fromEntries(byCode(tallies)),
    counts,
    shareTrue: shareTrue(counts) ?? null,
    shareFound: shareFound(counts) ?? null,
    good: isGood(tallies, aims),
  };
}

function cells(counts: Counts): readonly string[] {
  const { true: right, noise, false: wrong, unmarked, found, missed } = counts;
  return [
    ...[right, noise, wrong, unmarked, found, missed].map(String),
    share(shareTrue(counts)),
    share(shareFound(counts)),
  ];
}

function share(percent: number | undefined): string {
  return percent === undefined ? '–' : `${percent.toFixed(0)} %`;
}
