/** How it is written that a step starts at another time. */
import { textEdits } from '../../language/edit/edits.ts';
import { rootBlock, stepLabel, type Time } from '../../plan/model.ts';
import { isCalled } from '../../plan/order/blocks.ts';
import { fillsRange } from '../../plan/taking-time.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { waitSentence } from '../../view/schedule/explain.ts';
import { createClock } from '../../view/words/clock.ts';
import { headTokens, isIn, removed, replaced, textAt } from './text.ts';
import { freshTimes, otherTimes } from './times.ts';
import type { Present, Way } from './way.ts';

export function startWays(present: Present, at: Instant): Found<readonly Way[]> {
  const { step, scheduled } = present;
  const label = stepLabel(step);
  if (!scheduled) return { trouble: `\`${label}\` has no time that could be another one.` };
  if (step.usedAt) {
    const runbook = step.block.name ?? 'a runbook';
    return {
      trouble: `\`${label}\` comes from \`${runbook}\`: a start in the text of a runbook would hold wherever it is used. Move what it waits for, or give its \`use\` line a time.`,
    };
  }
  if (isCalled(step.block)) {
    return { trouble: `\`${label}\` happens only when it is called, so no clock says when it starts.` };
  }
  if (step.every || scheduled.occurrences.length > 1) {
    return { trouble: `\`${label}\` comes round again: change in its line from when on, or how often.` };
  }
  if (fillsRange(step)) {
    return { trouble: `\`${label}\` fills the time that its line says; change that range in the text.` };
  }
  if (scheduled.start === at) return { trouble: `\`${label}\` starts then already.` };
  if (step.at) return rewritten(present, step.at, 'at', at);
  const { notBefore } = step;
  if (notBefore) {
    const ways = rewritten(present, notBefore, 'not before', at);
    return [
      ...ways,
      ...(at < scheduled.start ? withoutClause(present, notBefore) : ways.slice(0, 1).map(atLeastMoved)),
    ];
  }
  return isLate(present) ? fresh(present, 'at', at) : later(present, at);
}

/** Planned as late as possible, so that only `at` makes it earlier. */
function isLate({ step, scheduled }: Present): boolean {
  const waits = scheduled?.waits ?? [];
  const early = waits.some(({ backwards }) => !backwards);
  return waits.some(({ backwards }) => backwards) || (!early && rootBlock(step.block).kind !== 'run');
}

function later(present: Present, at: Instant): Found<readonly Way[]> {
  const { scheduled } = present;
  if (at < scheduled!.start) return { trouble: `${held(present)} What holds it is to be moved.` };
  const ways = fresh(present, 'not before', at);
  return [...ways, ...ways.slice(0, 1).map(atLeastMoved)];
}

/** "`deploy web` cannot start earlier. Starts after backup." */
function held({ release, step, scheduled }: Present): string {
  const reasons = scheduled!.waits.filter(({ backwards }) => !backwards).map((wait) => waitSentence(release, wait));
  return [`\`${stepLabel(step)}\` cannot start earlier.`, ...reasons].join(' ');
}

function rewritten(present: Present, time: Time, clause: Clause, at: Instant): readonly Way[] {
  const was = textAt(present.workspace, time.place);
  return [...new Set(otherTimes(present, time, at))].map((text) => ({
    edits: [replaced(time.place, text)],
    says: `\`${clause} ${was}\` becomes \`${clause} ${text}\`.`,
    misses: startsAt(at),
    isReadSo: says(clause, at),
  }));
}

function fresh(present: Present, clause: Clause, at: Instant): readonly Way[] {
  const { workspace, step } = present;
  return freshTimes(present, at).map((text) => ({
    edits: textEdits([{ kind: 'append-clause', place: step.place, text: `${clause} ${text}` }], workspace.text),
    says: `The line says \`${clause} ${text}\`.`,
    misses: startsAt(at),
    isReadSo: says(clause, at),
  }));
}

/** Whatever else holds it: without the clause it starts as early as it can. */
function withoutClause({ workspace, step }: Present, notBefore: Time): readonly Way[] {
  const tokens = headTokens(workspace, step.place);
  const first = tokens.findIndex((token) => isIn(token, notBefore.place.range));
  const last = tokens.findLast((token) => isIn(token, notBefore.place.range));
  const [not, before] = [tokens[first - 2], tokens[first - 1]];
  if (!last || not?.image !== 'not' || before?.image !== 'before') return [];
  return [
    {
      edits: [removed(step.place.file, tokens[first - 3], not, last)],
      says: `\`not before ${textAt(workspace, notBefore.place)}\` goes: it starts as early as it can.`,
      misses: (after, was) => ((after.scheduled?.start ?? 0) < was.scheduled!.start ? undefined : held(after)),
    },
  ];
}

type Clause = 'at' | 'not before';

function says(clause: Clause, at: Instant): Way['isReadSo'] {
  return ({ step, schedule }) => {
    const time = clause === 'at' ? step.at : step.notBefore;
    return time !== undefined && schedule.moments[time.id]?.at === at;
  };
}

function startsAt(at: Instant): Way['misses'] {
  return (after) => (after.scheduled?.start === at ? undefined : startsElsewhere(after));
}

/** It does not start then, but waits for something else that comes later. */
function atLeastMoved(way: Way): Way {
  return {
    ...way,
    misses: (after, was) => ((after.scheduled?.start ?? 0) > was.scheduled!.start ? undefined : startsElsewhere(after)),
  };
}

function startsElsewhere({ release, schedule, step, scheduled }: Present): string {
  if (!scheduled) return `\`${stepLabel(step)}\` would have no time then.`;
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  const reasons = scheduled.waits.map((wait) => waitSentence(release, wait));
  return [`\`${stepLabel(step)}\` would start ${clock.moment(scheduled.start)} all the same.`, ...reasons].join(' ');
}
