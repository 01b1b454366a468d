/** Which findings belong to which statement, for the marks beside rows. */
import { type Finding, factsOf } from '../plan/findings/findings.ts';
import { append } from '../plan/grouped.ts';
import type { Place, Severity } from '../plan/model.ts';

export interface RowFindings {
  readonly severity: Severity;
  /** One finding a line. */
  readonly text: string;
}

/** The findings in effect whose text lies in lines of `place`, those told together at a head each in its own; the worst severity stands for all. */
export type FindingsAt = (place: Place) => RowFindings | undefined;

export function findingsByLine(findings: readonly Finding[]): FindingsAt {
  const lines = new Map<string, Finding[]>();
  for (const finding of factsOf(findings)) {
    if (finding.waived) continue;
    const key = `${finding.place.range.start.line} ${finding.place.file}`;
    append(lines, key, finding);
  }
  return (place) => {
    const found: Finding[] = [];
    for (let line = place.range.start.line; line <= place.range.end.line; line++) {
      found.push(...(lines.get(`${line} ${place.file}`) ?? []));
    }
    if (found.length === 0) return undefined;
    found.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
    return {
      severity: found[0]!.severity,
      text: found.map((finding) => `${finding.severity}: ${finding.message} [${finding.code}]`).join('\n'),
    };
  };
}

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information'];
