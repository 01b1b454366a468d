/**
 * The texts as they are, or as they would be with some edits: read and scheduled, so that nothing is believed. Of several that are
 * tried one is taken, and only that one is checked (`Workspace.analysis`).
 */
import { applyTextEdits, type TextEdit } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import type { Workspace } from '../../language/workspace.ts';
import type { Plan, Release } from '../../plan/model.ts';
import { releaseOf } from '../../plan/release-of.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { lineEdits } from '../editing/line-edits.ts';

export interface Version {
  readonly workspace: Workspace;
  readonly uri: string;
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
}

/** `name`: of the release. */
export function versionOf(workspace: Workspace, uri: string, name: string): Version | undefined {
  const { plan, schedules } = workspace.scheduled(uri);
  const schedule = schedules.find(({ release }) => release === name);
  return schedule && { workspace, uri, plan, release: releaseOf({ plan, schedules }, schedule), schedule };
}

/** What a text would become that says something that cannot be read is the trouble. */
export function withEdits(before: Version, edits: readonly TextEdit[]): Found<Version> {
  const { uri, release } = before;
  const workspace = before.workspace.fork();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    // One that is not there is made.
    const text = workspace.text(file) ?? '';
    workspace.set(
      file,
      applyTextEdits(
        text,
        edits.filter((edit) => edit.file === file),
      ),
    );
  }
  const plan = workspace.plan(uri);
  const known = new Set(before.plan.problems.map(({ message }) => message));
  const problem = plan.problems.find(({ message }) => !known.has(message));
  if (problem) return { trouble: problem.message };
  return versionOf(workspace, uri, release.name) ?? { trouble: `\`${release.name}\` could not be found then.` };
}

/** In the smallest edits by line; whoever keeps a file as the formatter would gets it back so. */
export function editsBetween(before: Workspace, after: Workspace, isTrial: boolean): readonly TextEdit[] {
  return after.files().flatMap((file) => {
    const [was, is] = [before.text(file) ?? '', after.text(file)!];
    if (was === is) return [];
    const text = !isTrial && format(was) === was ? format(is) : is;
    return lineEdits(was, text).map((edit) => ({ file, ...edit }));
  });
}
