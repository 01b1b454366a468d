/** What is different once the text says something else of a step, in plain data. */
import { compare } from '../../plan/diff/compare.ts';
import type { FindingSummary } from '../../plan/diff/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { headlinesOf } from '../../view/diff/headlines.ts';
import { createClock } from '../../view/words/clock.ts';
import type { OutcomeFinding, StepOutcome } from './model.ts';
import type { Present } from './way.ts';

const NONE = { added: [], gone: [], still: [] };

/** Both are of one step, which has a time in them. */
export function outcomeOf(before: Present, after: Present): StepOutcome {
  const { release, schedule, scheduled } = after;
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  const difference = compare(before.analysis, after.analysis);
  const own = difference.releases.find(({ name }) => name === release.name)!;
  // That a step has changed is what was wished, and findings are told one by one.
  const facts = headlinesOf({ ...own, steps: [], findings: NONE });
  const { run } = schedule;
  const staysSo = run !== undefined && run.end === before.schedule.run?.end;
  const span = { start: scheduled?.start ?? 0, end: scheduled?.end ?? 0 };
  return {
    ...span,
    moved: movedSteps(before, after),
    when: scheduled ? `${clock.range(span.start, span.end)} (${describeMinutes(span.end - span.start)})` : 'no time',
    facts: [
      ...(staysSo ? [{ text: `the run still ends ${clock.moment(run.end)}`, tone: 'plain' as const }] : []),
      ...facts,
    ],
    added: own.findings.added.filter(({ waived }) => !waived).map(finding),
    gone: own.findings.gone.filter(({ waived }) => !waived).map(finding),
  };
}

function movedSteps(before: Present, after: Present): StepOutcome['moved'] {
  return after.release.steps.flatMap((step, i) => {
    const was = before.schedule.steps[before.release.steps[i]?.id ?? ''];
    const is = after.schedule.steps[step.id];
    if (!is || (was?.start === is.start && was.end === is.end)) return [];
    // The picture still shows the plan as it is: its steps are called as they are there.
    return [{ step: before.release.steps[i]?.id ?? step.id, start: is.start, end: is.end }];
  });
}

function finding({ code, severity, message }: FindingSummary): OutcomeFinding {
  return { code, severity, message };
}
