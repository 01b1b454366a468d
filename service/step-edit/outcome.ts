/** What is different once the text says something else of a step, in plain data. */
import { compareRun } from '../../plan/diff/compare.ts';
import { compareFindings } from '../../plan/diff/findings.ts';
import type { FindingSummary, RunDifference } from '../../plan/diff/model.ts';
import type { Step } from '../../plan/model.ts';
import type { Schedule, Span } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { nightHeadlines } from '../../view/diff/headlines.ts';
import { later } from '../../view/diff/values.ts';
import { type Clock, createClock } from '../../view/words/clock.ts';
import type { OutcomeFinding, StepOutcome } from './model.ts';
import type { Version } from './version.ts';

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

/** A version of the plan, and when in it that is what is moved. */
type Planned = Version & { readonly scheduled: Span | undefined };

export function outcomeOf(before: Planned, after: Planned): StepOutcome {
  const { release, schedule, scheduled } = after;
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  // A whole comparison takes several times as long, and a bar that is dragged waits for it.
  const run = compareRun(before, after);
  // Ends stand for themselves.
  const ended = { ...run, goLive: undefined, end: undefined };
  const relative = { from: before.schedule.T === undefined, to: schedule.T === undefined };
  const facts = nightHeadlines({ run: ended, windows: [], zone: release.zone, relative });
  const { added, gone } = compareFindings(...findingsOf(before, after));
  const span = { start: scheduled?.start ?? 0, end: scheduled?.end ?? 0 };
  return {
    ...span,
    moved: movedSteps(before, after),
    when: scheduled ? whenWords(span, clock) : 'no time',
    facts: [...endOfRun(run, schedule, clock), ...facts, ...decision(run, clock)],
    added: added.filter(({ waived }) => !waived).map(finding),
    gone: gone.filter(({ waived }) => !waived).map(finding),
  };
}

/** A step keeps its place among the others, whatever it is called. */
function findingsOf(before: Version, after: Version): Parameters<typeof compareFindings> {
  const stepKey = (step: Step) => String(step.index);
  const side = ({ workspace, uri, release }: Version) => ({
    findings: workspace.analysis(uri).findings.filter((one) => one.release === release.name),
    of: { release, stepKey },
  });
  return [side(before), side(after)];
}

function movedSteps(before: Version, after: Version): StepOutcome['moved'] {
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
