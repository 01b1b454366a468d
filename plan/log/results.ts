/** What a night has shown, as edits of its plan: how a rehearsal went and what it measured; of a real one what was done, and when. */
import type { PlanEdit } from '../findings/findings.ts';
import { find } from '../ids.ts';
import type { ChecklistItem, Rehearsal, Step } from '../model.ts';
import { stepLabel } from '../model.ts';
import { formatDuration, ZERO } from '../time/duration.ts';
import { describeMinutes, formatDate, formatInstant } from '../time/format.ts';
import type { Minutes } from '../time/model.ts';
import type { RunState, StepState } from './model.ts';
import { logName, type Night } from './night.ts';

export interface Results {
  /** None of them takes anything out of the plan but a duration that was measured anew. */
  readonly edits: readonly PlanEdit[];
  /** What the edits write, a line each. */
  readonly lines: readonly string[];
  /** What has no place in the plan, and what to do about it. */
  readonly left: readonly string[];
}

export function resultsOf(night: Night, state: RunState): Results {
  const rehearsal = night.release.rehearsals.find(({ name }) => name === state.opened?.rehearsal);
  const writer = new Writer(night);
  if (state.opened?.kind !== 'rehearsal') writer.real(state);
  else if (rehearsal) writer.rehearsed(state, rehearsal);
  else writer.left.push(`The plan has no rehearsal ‘${state.opened.rehearsal ?? ''}’ any more.`);
  return writer;
}

/** How long what is done took, and what it is of. */
export function measuredIn(night: Night, state: RunState): readonly { readonly step: Step; readonly took: Minutes }[] {
  return Object.values(state.steps).flatMap(({ step, progress, start, end, part }) =>
    part === 'run' && progress === 'done' && start !== undefined && end !== undefined && end > start
      ? [{ step: find(night.release, step), took: end - start }]
      : [],
  );
}

/** A step that took longer than it was estimated at most, which the next plan should know. */
export interface Outgrown {
  readonly step: Step;
  /** As the log calls it. */
  readonly name: string;
  readonly took: Minutes;
  /** As it was written. */
  readonly estimated: string;
}

export function outgrownIn(night: Night, state: RunState): readonly Outgrown[] {
  return measuredIn(night, state).flatMap(({ step, took }) => {
    const planned = night.schedule.steps[step.id]!;
    const most = night.spreads.get(step)?.max ?? planned.end - planned.start;
    if (took <= most) return [];
    return { step, name: logName(night, step.id), took, estimated: step.duration?.text ?? describeMinutes(most) };
  });
}

/** `deploy web: 22m, where 15m was estimated`. */
export function outgrownWords({ name, took, estimated }: Outgrown): string {
  return `${name}: ${formatDuration({ ...ZERO, minutes: took })}, where ${estimated} was estimated`;
}

class Writer implements Results {
  readonly edits: PlanEdit[] = [];
  readonly lines: string[] = [];
  readonly left: string[] = [];
  private readonly night: Night;

  constructor(night: Night) {
    this.night = night;
  }

  rehearsed(state: RunState, rehearsal: Rehearsal): void {
    const { closed } = state;
    const texts: string[] = [];
    if (!closed) this.left.push('Nobody has closed the run: how the rehearsal went is not written.');
    else if (rehearsal.result) {
      const { passed } = rehearsal.result;
      this.left.push(`The plan says already that ${rehearsal.name} has ${passed ? 'passed' : 'failed'}.`);
    } else if (closed.as === 'postponed') this.left.push(`${rehearsal.name} was postponed: give it a new date.`);
    else {
      const verdict = closed.as === 'done' ? 'passed' : 'failed';
      texts.push(`${verdict} by ${closed.by} on ${formatDate(closed.at, this.night.release.zone)}`);
    }
    for (const { step, took } of measuredIn(this.night, state)) {
      const text = this.measured(rehearsal, step, took);
      if (text !== undefined) texts.push(text);
    }
    if (texts.length === 0) return;
    this.edits.push({ kind: 'append-line', place: rehearsal.place, text: texts.join('\n') });
    this.lines.push(...texts);
  }

  real(state: RunState): void {
    if (state.closed?.as === 'postponed')
      this.left.push('The run was postponed: move its window, and all that has a date of its own, to where it is now.');
    for (const own of Object.values(state.steps)) this.step(own);
    for (const id of state.ticked) {
      const item = find<ChecklistItem | undefined>(this.night.release, id);
      if (item && !item.done) this.add(item.place, 'done', `${item.text}: done`);
    }
  }

  private step({ step: id, progress, end, because }: StepState): void {
    const { release } = this.night;
    const step = find(release, id);
    if (step.done || step.doneOn || end === undefined) return;
    const label = stepLabel(step);
    if (progress === 'skipped')
      this.left.push(`${label} was skipped${because ? ` (${because})` : ''}: it is not marked.`);
    if (progress !== 'done') return;
    if (step.usedAt) this.left.push(`${label} comes from a runbook, whose one line stands for all its steps.`);
    else if (step.every || this.night.schedule.steps[id]!.occurrences.length > 1) {
      this.left.push(`${label} comes round: it is not marked for one time.`);
    } else
      this.add(
        step.place,
        `done on ${formatInstant(end, release.zone)}`,
        `${label}: done on ${formatInstant(end, release.zone)}`,
      );
  }

  private measured({ measured }: Rehearsal, step: Step, took: Minutes): string | undefined {
    const duration = formatDuration({ ...ZERO, minutes: took });
    const name = this.nameOf(step);
    if (name === undefined) {
      const way = step.usedAt
        ? 'it comes from a runbook'
        : 'nothing names it alone; write `as NAME` behind what it is of';
      this.left.push(`${stepLabel(step)} took ${duration}, and the plan cannot say so: ${way}.`);
      return undefined;
    }
    const text = `measured ${name} ${duration}`;
    const known = measured.find(
      ({ point: { ref, target } }) => name === [ref.name, ...(target ? [target.name] : [])].join(' '),
    );
    if (!known) return text;
    if (formatDuration(known.duration) !== duration) {
      this.edits.push({ kind: 'replace', place: known.place, text });
      this.lines.push(text);
    }
    return undefined;
  }

  /** As a line of the plan names it; undefined: no name is its alone. */
  private nameOf(step: Step): string | undefined {
    if (step.usedAt) return undefined;
    if (step.name !== undefined) return step.name;
    const [target] = step.targets;
    const isSame = (other: Step) => other.verb === step.verb && other.targets.some(({ name }) => name === target?.name);
    const isAlone = step.targets.length === 1 && this.night.release.steps.filter(isSame).length === 1;
    return isAlone ? `${step.verb} ${target!.name}` : undefined;
  }

  private add(place: PlanEdit['place'], text: string, line: string): void {
    this.edits.push({ kind: 'append-clause', place, text });
    this.lines.push(line);
  }
}
