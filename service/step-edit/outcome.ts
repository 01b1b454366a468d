/** What is different once the text says something else of a step, in plain data. */
import { compare } from '../../plan/diff/compare.ts';
import type { FindingSummary, RunDifference } from '../../plan/diff/model.ts';
import type { Schedule, Span } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { headlinesOf } from '../../view/diff/headlines.ts';
import { later } from '../../view/diff/values.ts';
import { type Clock, createClock } from '../../view/words/clock.ts';
import type { OutcomeFinding, StepOutcome } from './model.ts';
import type { Present } from './way.ts';

/** `Sat 23:15 – Sun 00:05 (50 min)`. */
function whenWords({ start, end }: Span, clock: Clock): string {
  const long = end > start ? ` – ${clock.timeAfter(end, start)} (${describeMinutes(end - start)})` : '';
  return `${clock.time(start)}${long}`;
}

type Facts = StepOutcome['facts'];

/** Of what is moved this is what is asked first. */
function endOfRun({ end }: RunDifference, { run }: Schedule, clock: Clock): Facts {
  if (!run) return [];
  const [from = run.end, to = run.end] = [end?.from, end?.to];
  if (to === from) return [{ text: `the run ends ${clock.time(to)}, as before`, tone: 'plain' }];
  return [{ text: `the run ends ${clock.time(to)}, ${later(to - from)}`, tone: to > from ? 'worse' : 'better' }];
}

function decision({ rollbackDecision }: RunDifference, clock: Clock): Facts {
  const at = rollbackDecision?.to;
  return at === undefined ? [] : [{ text: `decide by ${clock.time(at)}`, tone: 'plain' }];
}

const NONE = { added: [], gone: [], still: [] };

/** Both are of one step, which has a time in them. */
export function outcomeOf(before: Present, after: Present): StepOutcome {
  const { release, schedule, scheduled } = after;
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  const difference = compare(before.analysis, after.analysis);
  const own = difference.releases.find(({ name }) => name === release.name)!;
  // That a step has changed is what was wished, ends stand for themselves, and findings are told one by one.
  const run = { ...own.run, goLive: undefined, end: undefined };
  const facts = headlinesOf({ ...own, run, steps: [], findings: NONE });
  const span = { start: scheduled?.start ?? 0, end: scheduled?.end ?? 0 };
  return {
    ...span,
    moved: movedSteps(before, after),
    when: scheduled ? whenWords(span, clock) : 'no time',
    facts: [...endOfRun(own.run, schedule, clock), ...facts, ...decision(own.run, clock)],
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
