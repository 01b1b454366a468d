/** How it is written that a step takes longer or shorter. */
import { textEdits } from '../../language/edit/edits.ts';
import { readChanges } from '../../language/edit/what-if.ts';
import { isTbd, stepLabel, type WrittenEstimate } from '../../plan/model.ts';
import { fillsRange } from '../../plan/taking-time.ts';
import { formatDuration, isElapsed, ZERO } from '../../plan/time/duration.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Duration, Instant, Minutes } from '../../plan/time/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { runbookWays } from './runbook.ts';
import { isWithin, replaced } from './text.ts';
import type { Present, Way } from './way.ts';

/** As it is typed. */
export function durationWays(present: Present, typed: string): Found<readonly Way[]> {
  const { workspace, uri, step } = present;
  const text = typed.trim();
  if (text === '') return { trouble: `How long does \`${stepLabel(step)}\` take? Write for example 25m, or tbd.` };
  const read = readChanges(workspace.scheduled(uri), { set: [`${addressOf(present)}.duration=${text}`] });
  if ('trouble' in read && text !== 'tbd') return read;
  if (/^[+-]/.test(text)) return { trouble: `Write how long \`${stepLabel(step)}\` takes, such as 25m.` };
  return written(present, text, (after) =>
    after.step.duration?.text === text
      ? undefined
      : `\`${stepLabel(after.step)}\` would not take ${text} all the same.`,
  );
}

/** So long that it ends then. */
export function endWays(present: Present, end: Instant): Found<readonly Way[]> {
  const { step, scheduled } = present;
  const label = stepLabel(step);
  if (!scheduled) return { trouble: `\`${label}\` has no time, so nothing says when it ends.` };
  if (end === scheduled.end) return { trouble: `\`${label}\` ends then already.` };
  if (scheduled.measured) {
    return {
      trouble: `\`${label}\` counts with what ${scheduled.measured.rehearsal} measured, whatever its line says.`,
    };
  }
  if (step.until || fillsRange(step)) {
    return { trouble: `\`${label}\` lasts until the moment that its line says; change that in the text.` };
  }
  if (end < scheduled.start) return { trouble: `\`${label}\` cannot end before it starts.` };
  const text = textOf(step.duration, end - scheduled.end, end - scheduled.start);
  if (typeof text !== 'string') return { trouble: `\`${label}\` ${text.because}` };
  const isLonger = end > scheduled.end;
  return written(present, text, (after, before) => {
    const [is, was] = [lengthOf(after), lengthOf(before)];
    return (isLonger ? is > was : is < was) ? undefined : `\`${label}\` would take as long as it does now.`;
  });
}

function lengthOf({ scheduled }: Present): Minutes {
  return (scheduled?.end ?? 0) - (scheduled?.start ?? 0);
}

/** What is written then, or why nothing can be: the spread of an estimate stays, and so does what it is counted in. */
function textOf(now: WrittenEstimate | undefined, more: Minutes, all: Minutes): string | { readonly because: string } {
  if (!now || isTbd(now)) return formatDuration({ ...ZERO, minutes: all });
  const parts = now.open === 'max' ? [now.min] : now.open === 'min' ? [now.max] : partsOf(now);
  const unit = parts.every(isElapsed) ? 'minutes' : parts.every(({ minutes }) => minutes === 0) ? 'days' : undefined;
  if (!unit)
    return { because: `is estimated as ${now.text}, in hours and days at once; write another one in the text.` };
  const changed = parts.map((part) => (unit === 'minutes' ? longer(part, more) : longerByDays(part, more)));
  if (changed.some((part) => part.minutes < 0 || part.days < 0 || part.workingDays < 0 || isNothing(part, all))) {
    return { because: `is estimated as ${now.text}: ${describeMinutes(-more)} less leave nothing of that.` };
  }
  const texts = changed.map(formatDuration);
  if (texts.join('..') === parts.map(formatDuration).join('..')) {
    return { because: `is estimated in days (${now.text}), so it is moved by whole days.` };
  }
  return `${now.open === 'min' ? '..' : ''}${texts.join('..')}${now.open === 'max' ? '..' : ''}`;
}

/** As they are written: `20m..50m` has two. */
function partsOf({ min, likely, max, text }: WrittenEstimate): readonly Duration[] {
  const count = text.split('..').length;
  return count === 1 ? [likely] : count === 2 ? [min, max] : [min, likely, max];
}

function longer(part: Duration, more: Minutes): Duration {
  return { ...part, minutes: part.minutes + more };
}

function longerByDays(part: Duration, more: Minutes): Duration {
  const days = Math.round(more / 1440);
  return part.workingDays !== 0
    ? { ...part, workingDays: part.workingDays + days }
    : { ...part, days: part.days + days };
}

function isNothing({ minutes, days, months, workingDays }: Duration, all: Minutes): boolean {
  return all > 0 && minutes + days + months + workingDays === 0;
}

function written(present: Present, text: string, misses: Way['misses']): Found<readonly Way[]> {
  const { workspace, step } = present;
  const { duration: now } = step;
  if (step.usedAt) {
    const ways = now
      ? runbookWays(
          present,
          ({ image, tokenType }) => /^(DURATION|ESTIMATE|tbd)$/.test(tokenType.name) && image === now.text,
          text,
          misses,
        )
      : [];
    if (ways.length > 0) return ways;
    return { trouble: `How long \`${stepLabel(step)}\` takes stands in no line that could be changed for it alone.` };
  }
  if (now && isWithin(now.place, step.place)) {
    return [{ edits: [replaced(now.place, text)], says: `\`${now.text}\` becomes \`${text}\`.`, misses }];
  }
  const edits = textEdits([{ kind: 'append-clause', place: step.place, text }], workspace.text);
  return [{ edits, says: `The line says \`${text}\`.`, misses }];
}

/** What `readChanges` calls a step that is meant without a doubt. */
export function addressOf({ release, step }: Pick<Present, 'release' | 'step'>): string {
  return `${release.name}/#${step.index}`;
}
