/** A milestone is put to another moment: its date in the text becomes another one, or it gets one. */
import { type TextEdit, textEdits } from '../../language/edit/edits.ts';
import type { Milestone } from '../../plan/model.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { createClock } from '../../view/words/clock.ts';
import type { StepEdited } from './model.ts';
import { outcomeOf } from './outcome.ts';
import { replaced, textAt } from './text.ts';
import { freshTimes, otherTimes } from './times.ts';
import { editsBetween, type Version, withEdits } from './version.ts';

export function moveMilestone(before: Version, id: string, at: Instant, isTrial: boolean): Found<StepEdited> {
  const milestone = before.release.milestones.find((one) => one.id === id);
  if (!milestone) return { trouble: 'This milestone is no longer in the plan.' };
  const { name } = milestone;
  if (milestone.done) return { trouble: `\`${name}\` is reached: when it was is no plan any more.` };
  const was = before.schedule.milestones[milestone.id];
  if (was === at) return { trouble: `\`${name}\` is then already.` };
  let trouble = `Nothing that could be written of \`${name}\` says that.`;
  for (const { edits, says } of waysOf(before, milestone, at)) {
    const after = withEdits(before, edits);
    if ('trouble' in after) trouble = after.trouble;
    else {
      const is = after.schedule.milestones[milestone.id];
      if (is === at) {
        const [from, to] = [spanOf(was), spanOf(is)];
        const outcome = outcomeOf({ ...before, scheduled: from }, { ...after, scheduled: to });
        return { edits: editsBetween(before.workspace, after.workspace, isTrial), says: [says], outcome };
      }
      trouble = elsewhere(after, name, is);
    }
  }
  return { trouble };
}

function waysOf(
  version: Version,
  { at: written, place }: Milestone,
  at: Instant,
): readonly { readonly edits: readonly TextEdit[]; readonly says: string }[] {
  const { workspace } = version;
  if (written) {
    const was = textAt(workspace, written.place);
    return [...new Set(otherTimes(version, written, at))].map((text) => ({
      edits: [replaced(written.place, text)],
      says: `\`${was}\` becomes \`${text}\`.`,
    }));
  }
  return freshTimes(version, at).map((text) => ({
    edits: textEdits([{ kind: 'append-clause', place, text: `at ${text}` }], workspace.text),
    says: `The line says \`at ${text}\`.`,
  }));
}

function spanOf(at: Instant | undefined) {
  return at === undefined ? undefined : { start: at, end: at };
}

function elsewhere({ release, schedule }: Version, name: string, is: Instant | undefined): string {
  if (is === undefined) return `\`${name}\` would have no time then.`;
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  return `\`${name}\` would be ${clock.moment(is)} all the same: something else says when it is.`;
}
