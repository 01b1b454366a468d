/**
 * What can be written another way where somebody stands: steps as a runbook or side by side, a time by the window. Nothing is
 * believed: each is put into a copy of the texts, read and scheduled. What brings an error or loses a word of a step
 * is not offered, and what moves anything says so.
 */
import type { Range } from '../../plan/model.ts';
import type { SourceFile } from '../files/source-file.ts';
import { releaseAt } from '../lookup.ts';
import { editsBetween, type Version, versionOf, withEdits } from '../step-edit/version.ts';
import { changeWords, isKept, isSaid, newErrors } from './change.ts';
import { extractRunbook } from './extract-runbook.ts';
import { inParallel } from './in-parallel.ts';
import { inlineRunbook } from './inline-runbook.ts';
import type { Attempt, Refactoring } from './model.ts';
import { nameStep } from './name-step.ts';
import { otherTime } from './other-time.ts';
import { share } from './share.ts';

const ALL = [extractRunbook, inlineRunbook, inParallel, otherTime, nameStep, share];

export interface RefactorOptions {
  /** The answer is not wanted any more; asked between two trials. */
  readonly isCancelled?: () => Promise<boolean>;
}

export async function refactoringsAt(
  file: SourceFile,
  range: Range,
  { isCancelled = async () => false }: RefactorOptions = {},
): Promise<readonly Refactoring[]> {
  const { workspace, uri, plan } = file;
  // Half a plan has half a schedule, and nothing shows that it stays.
  if (plan.unread.length > 0) return [];
  const release = releaseAt(plan, range.start) ?? plan.releases[0];
  const version = release && versionOf(workspace, uri, release.name);
  if (!version) return [];
  const found: Refactoring[] = [];
  for (const attempt of ALL.flatMap((one) => one(version, range))) {
    if (await isCancelled()) return [];
    const refactoring = tried(version, attempt);
    if (refactoring) found.push(refactoring);
  }
  return found;
}

function tried(before: Version, { ways, title, ...rest }: Attempt): Refactoring | undefined {
  let changed: Refactoring | undefined;
  for (const edits of ways) {
    const after = withEdits(before, edits);
    if ('trouble' in after || newErrors(before, after) > 0 || !isSaid(before, after)) continue;
    const written = { ...rest, edits: editsBetween(before.workspace, after.workspace, false) };
    if (isKept(before, after)) return { ...written, title };
    changed = { ...written, title: `${title}: ${changeWords(before, after)}` };
  }
  return changed;
}
