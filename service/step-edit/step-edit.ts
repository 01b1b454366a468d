/**
 * What somebody does to a step in a picture, as edits of the text, with all that follows; or why it cannot be written.
 *
 * Nothing is believed: each way to write it is put into a copy of the texts, read and scheduled, and the first that says what
 * is wanted is taken. What a picture promises is that schedule, so text and picture cannot drift apart.
 */
import { applyTextEdits, type TextEdit } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import type { Workspace } from '../../language/workspace.ts';
import { stepLabel } from '../../plan/model.ts';
import { releaseOf } from '../../plan/release-of.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { lineEdits } from '../editing/line-edits.ts';
import type { SourceFile } from '../files/source-file.ts';
import { durationWays, endWays } from './duration.ts';
import type { StepEdit, StepEdited } from './model.ts';
import { afterWays, notAfterWays } from './order.ts';
import { outcomeOf } from './outcome.ts';
import { startWays } from './start.ts';
import type { Present, Way } from './way.ts';
import { byWays, titleWays } from './words.ts';

export interface EditStepOptions {
  /** The edits are only to be shown: they are not laid out as the formatter would. */
  readonly isTrial?: boolean;
}

export function editStep(
  file: SourceFile,
  edit: StepEdit,
  { isTrial = false }: EditStepOptions = {},
): Found<StepEdited> {
  const { workspace, uri, analysis } = file;
  const unread = analysis.plan.unread[0];
  if (unread) {
    const line = unread.place.range.start.line + 1;
    return { trouble: `Line ${line} cannot be read. Until it can, nothing is changed from the picture.` };
  }
  const before = presentOf(workspace, uri, edit);
  if (!before) return { trouble: 'This step is no longer in the plan.' };
  const wishes = wishesOf(edit);
  if (wishes.length === 0) return { trouble: 'Nothing was changed.' };
  if (before.step.done && wishes.some(({ isOfTime }) => isOfTime)) {
    return { trouble: `\`${stepLabel(before.step)}\` is done: when it was is no plan any more.` };
  }
  let after = before;
  const says: string[] = [];
  for (const { ways } of wishes) {
    const found = ways(after);
    if ('trouble' in found) return found;
    const made = firstThatHolds(after, found);
    if ('trouble' in made) return made;
    after = made.after;
    says.push(made.says);
  }
  return { edits: editsBetween(workspace, after.workspace, isTrial), says, outcome: outcomeOf(before, after) };
}

interface Wish {
  ways(present: Present): Found<readonly Way[]>;
  readonly isOfTime?: boolean;
}

function wishesOf({ start, end, duration, by, title, after, notAfter }: StepEdit): readonly Wish[] {
  return [
    title !== undefined && { ways: (present: Present) => titleWays(present, title) },
    by !== undefined && { ways: (present: Present) => byWays(present, by) },
    duration !== undefined && { ways: (present: Present) => durationWays(present, duration), isOfTime: true },
    start !== undefined && { ways: (present: Present) => startWays(present, start), isOfTime: true },
    end !== undefined && { ways: (present: Present) => endWays(present, end), isOfTime: true },
    after !== undefined && { ways: (present: Present) => afterWays(present, after), isOfTime: true },
    notAfter !== undefined && { ways: (present: Present) => notAfterWays(present, notAfter), isOfTime: true },
  ].filter((wish) => wish !== false);
}

function presentOf(workspace: Workspace, uri: string, { release: name, step: id }: StepEdit): Present | undefined {
  const analysis = workspace.analysis(uri);
  const schedule = analysis.schedules.find(({ release }) => release === name);
  const release = schedule && releaseOf(analysis, schedule);
  const step = release?.steps.find((one) => one.id === id);
  if (!schedule || !release || !step) return undefined;
  return { workspace, uri, analysis, release, schedule, step, scheduled: schedule.steps[id] };
}

/** What none of them says has the reason of the last. */
function firstThatHolds(
  before: Present,
  ways: readonly Way[],
): Found<{ readonly after: Present; readonly says: string }> {
  let trouble = `Nothing that could be written of \`${stepLabel(before.step)}\` says that.`;
  for (const way of ways) {
    const after = afterEdits(before, way.edits);
    if ('trouble' in after) trouble = after.trouble;
    else {
      const missed = way.misses(after, before);
      if (missed === undefined) return { after, says: way.says };
      trouble = missed;
    }
  }
  return { trouble };
}

/** A step keeps its place among the steps, whatever it is called. */
function afterEdits(before: Present, edits: readonly TextEdit[]): Found<Present> {
  const { uri, release, step } = before;
  const workspace = before.workspace.fork();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = workspace.text(file);
    const own = edits.filter((edit) => edit.file === file);
    if (text !== undefined) workspace.set(file, applyTextEdits(text, own));
  }
  const { plan } = workspace.analysis(uri);
  const known = new Set(before.analysis.plan.problems.map(({ message }) => message));
  const problem = plan.problems.find(({ message }) => !known.has(message));
  if (problem) return { trouble: problem.message };
  const then = plan.releases.find(({ name }) => name === release.name)?.steps[step.index];
  const after = then && presentOf(workspace, uri, { release: release.name, step: then.id });
  return after && then.verb === step.verb ? after : { trouble: `\`${stepLabel(step)}\` could not be found then.` };
}

/** In the smallest edits by line; whoever keeps a file as the formatter would gets it back so. */
function editsBetween(before: Workspace, after: Workspace, isTrial: boolean): readonly TextEdit[] {
  return after.files().flatMap((file) => {
    const [was, is] = [before.text(file) ?? '', after.text(file)!];
    if (was === is) return [];
    const text = !isTrial && format(was) === was ? format(is) : is;
    return lineEdits(was, text).map((edit) => ({ file, ...edit }));
  });
}
