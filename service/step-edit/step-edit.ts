/**
 * What somebody does to a step in a picture, as edits of the text, with all that follows; or why it cannot be written.
 *
 * Nothing is believed: each way to write it is put into a copy of the texts, read and scheduled, and the first that says what
 * is wanted is taken. What a picture promises is that schedule, so text and picture cannot drift apart.
 */
import type { TextEdit } from '../../language/edit/edits.ts';
import { type Step, stepLabel } from '../../plan/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import type { SourceFile } from '../files/source-file.ts';
import { durationWays, endWays } from './duration.ts';
import { moveMilestone } from './milestone.ts';
import type { StepEdit, StepEdited } from './model.ts';
import { afterWays, notAfterWays } from './order.ts';
import { outcomeOf } from './outcome.ts';
import { startWays } from './start.ts';
import { editsBetween, type Version, versionOf, withEdits } from './version.ts';
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
  const version = versionOf(workspace, uri, edit.release);
  const { milestone, start } = edit;
  if (version && milestone !== undefined) {
    if (start === undefined) return { trouble: 'Nothing was changed.' };
    return moveMilestone(version, milestone, start, isTrial);
  }
  const before = version && edit.step !== undefined ? presentOf(version, edit.step) : undefined;
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

function presentOf(version: Version, id: Step['id']): Present | undefined {
  const step = version.release.steps.find((one) => one.id === id);
  return step && { ...version, step, scheduled: version.schedule.steps[id] };
}

/** What none of them says has the reason of the last. */
function firstThatHolds(
  before: Present,
  ways: readonly Way[],
): Found<{ readonly after: Present; readonly says: string }> {
  let trouble = `Nothing that could be written of \`${stepLabel(before.step)}\` says that.`;
  // Of one text more may be asked first, and less where it does not say that.
  const tried = new Map<Way['edits'], ReturnType<typeof afterEdits>>();
  let isSaid = false;
  for (const way of ways) {
    if (isSaid && way.isReadSo && !tried.has(way.edits)) continue;
    const after = tried.get(way.edits) ?? afterEdits(before, way.edits);
    tried.set(way.edits, after);
    if ('trouble' in after) trouble = after.trouble;
    else {
      const missed = way.misses(after, before);
      if (missed === undefined) return { after, says: way.says };
      trouble = missed;
      isSaid ||= way.isReadSo?.(after) ?? false;
    }
  }
  return { trouble };
}

/** A step keeps its place among the steps, whatever it is called. */
function afterEdits(before: Present, edits: readonly TextEdit[]): Found<Present> {
  const { step } = before;
  const after = withEdits(before, edits);
  if ('trouble' in after) return after;
  const then = after.release.steps[step.index];
  const present = then && presentOf(after, then.id);
  return present && then.verb === step.verb ? present : { trouble: `\`${stepLabel(step)}\` could not be found then.` };
}
