/** What is new in a plan, as words: the one value that a terminal, a comment, a page and a picture tell it from. */
import type { Difference, ReleaseDifference, Status } from '../../plan/diff/model.ts';
import { declarationHeadlines, findingHeadlines, type Headline, headlinesOf } from './headlines.ts';
import { type DiffSection, fileReport, releaseReport } from './report.ts';

export interface PlanNews {
  readonly status: Status;
  /** In the head; of a plan that is gone in the base. */
  readonly path: string;
  /** In the base, where that is another one. */
  readonly was?: string;
  /** Those in which nothing is different are left out. */
  readonly releases: readonly ReleaseNews[];
  /** Of the file itself, outside of its releases. */
  readonly headlines: readonly Headline[];
  readonly sections: readonly DiffSection[];
}

export interface ReleaseNews {
  readonly difference: ReleaseDifference;
  readonly headlines: readonly Headline[];
  readonly sections: readonly DiffSection[];
}

export function newsOf(
  plan: Pick<PlanNews, 'status' | 'path' | 'was'> & { readonly difference: Difference },
): PlanNews {
  const { status, path, was, difference } = plan;
  const releases = difference.releases
    .map((release) => ({ difference: release, headlines: headlinesOf(release), sections: releaseReport(release) }))
    .filter(({ headlines, sections }) => headlines.length + sections.length > 0);
  const headlines = [
    ...(was === undefined ? [] : [{ text: `moved here from ${was}`, tone: 'plain' as const }]),
    ...fileStatus(plan),
    ...declarationHeadlines(difference.declarations),
    ...findingHeadlines(difference.findings),
  ];
  const sections = fileReport(difference);
  const about = { status, path, ...(was !== undefined && { was }) };
  const [only, ...others] = releases;
  // The file of one release and that release are one thing to whoever reads of it.
  if (only && others.length === 0 && sections.length === 0) {
    return {
      ...about,
      releases: [{ ...only, headlines: [...headlines, ...only.headlines] }],
      headlines: [],
      sections: [],
    };
  }
  return { ...about, releases, headlines, sections };
}

/** A release says itself that it is new; a shared file has none. */
function fileStatus({ status, difference }: { readonly status: Status; readonly difference: Difference }): Headline[] {
  if (status === 'changed' || difference.releases.length > 0) return [];
  return [{ text: status === 'added' ? 'a new file' : 'the file is gone', tone: 'plain' }];
}
