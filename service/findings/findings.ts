/** All that is found in a release, as a list to work off: plain data, for whoever filters and repairs it. */
import type { Finding } from '../../plan/findings/findings.ts';
import type { Range, Severity } from '../../plan/model.ts';
import { releaseOf } from '../../plan/release-of.ts';
import { findingsOf } from '../../view/page/release-findings.ts';
import type { SourceFile } from '../files/source-file.ts';

export interface ListedFinding {
  code: string;
  severity: Severity;
  message: string;
  file: string;
  range: Range;
  /** Why it does not count. */
  waived?: string;
  /** Each of several facts that are told as one; without a label only its line is its own. */
  members?: readonly { label?: string; file: string; range: Range }[];
}

/** Those of the release and those of none: the worst first, waived ones last. Default: of the first release. */
export function findingsListed({ analysis }: SourceFile, release?: string): readonly ListedFinding[] {
  const schedule = analysis.schedules.find((one) => one.release === release) ?? analysis.schedules[0];
  const found = schedule ? findingsOf(analysis, releaseOf(analysis, schedule)) : analysis.findings;
  return found.map(listed);
}

function listed({ code, severity, message, place, waived, members }: Finding): ListedFinding {
  return {
    code,
    severity,
    message,
    file: place.file,
    range: place.range,
    ...(waived && { waived: waived.because }),
    ...(members && {
      members: members.map((one) => ({
        label: one.several?.name,
        file: one.place.file,
        range: one.place.range,
      })),
    }),
  };
}
