/** What people said that is out of order: it counts as they said it, and is told. */
import { find, type Id } from '../ids.ts';
import { CHANGE_VERBS, type Step, stepLabel } from '../model.ts';
import { nearest } from '../nearest.ts';
import { aboutOf, type RunEvent, timeOf, verbOf } from './events.ts';
import type { GateState, Odd } from './model.ts';
import { logName, type Night } from './night.ts';
import { minuteOf, NO_RETURN, type RunRecord } from './record.ts';
import { openBefore } from './waiting.ts';
import { blockCalled } from './way-back.ts';

/** In the order in which it was said. */
export function oddities(night: Night, record: RunRecord, gates: ReadonlyMap<Id<Step>, GateState>): readonly Odd[] {
  return new Reader(night, gates).read(record);
}

const OF_STEP = new Set(['start', 'done', 'fail', 'skip', 'undo', 'hand', 'delay', 'evidence', 'tell', 'acknowledge']);
const OF_GATE = new Set(['vote', 'decide']);

/** In milliseconds: so far ahead is no clock that is merely not quite right. */
const AHEAD = 10 * 60_000;

class Reader {
  private readonly night: Night;
  private readonly gates: ReadonlyMap<Id<Step>, GateState>;
  private readonly odd: Odd[] = [];
  private readonly began = new Map<string, number>();
  private readonly over = new Set<string>();
  private readonly doers = new Map<string, Set<string>>();
  private readonly openBehind: (step: Step) => readonly Id<Step>[];
  private isOpen = false;
  private isCalled = false;

  constructor(night: Night, gates: ReadonlyMap<Id<Step>, GateState>) {
    this.night = night;
    this.gates = gates;
    this.openBehind = (step) =>
      openBefore(night, (before, side) => {
        const name = logName(night, before.id);
        return this.over.has(name) || (side === 'start' && this.began.has(name));
      })(step);
  }

  read({ events }: RunRecord): readonly Odd[] {
    for (const event of events) this.look(event);
    return this.odd;
  }

  private look(event: RunEvent): void {
    const verb = verbOf(event)!;
    const about = aboutOf(event);
    const isAhead = event.came !== undefined && timeOf(event) - Date.parse(event.came) > AHEAD;
    if (isAhead)
      this.tell(
        event,
        undefined,
        `${event.by} said something of a time that was still to come: a clock is wrong there.`,
      );
    if (verb === 'open') this.isOpen = true;
    else if (!this.isOpen && (OF_STEP.has(verb) || OF_GATE.has(verb)) && verb !== 'hand') {
      // Once is enough: all that was said before would be told by the same words.
      this.isOpen = true;
      this.tell(event, undefined, 'The run has not been opened; what was said counts all the same.');
    }
    if (verb === 'call') {
      if (about !== 'undo' && !blockCalled(this.night, about))
        this.tell(event, undefined, `The plan has no \`${about}\` that can be called.`);
      this.isCalled = true;
    }
    if (!OF_STEP.has(verb) && !OF_GATE.has(verb)) return;
    if (about === NO_RETURN) return;
    const step = this.stepOf(about);
    if (!step) {
      const meant = nearest(
        about,
        [...this.night.parts.keys()].map(({ id }) => logName(this.night, id)),
      );
      this.tell(
        event,
        undefined,
        `The plan has no step \`${about}\`${meant ? `; perhaps \`${meant}\` is meant` : ''}.`,
      );
      return;
    }
    if (OF_GATE.has(verb)) this.atGate(event, step);
    else this.atStep(event, step, about);
  }

  private atStep(event: RunEvent, step: Step, name: string): void {
    const label = stepLabel(step);
    const at = minuteOf(event);
    const doer = event.for ?? event.by;
    if ('start' in event || ('done' in event && !this.began.has(name))) {
      const open = this.isCalled ? [] : this.openBehind(step);
      if (open.length > 0 && !this.over.has(name)) {
        const what = 'start' in event ? 'began' : 'was done';
        this.tell(
          event,
          step,
          `${label} ${what} before ${this.listed(open)} ${open.length === 1 ? 'was' : 'were'} done.`,
        );
      }
      this.atWork(event, step, doer);
    }
    if ('start' in event) {
      this.began.set(name, at);
      this.over.delete(name);
    } else if ('done' in event || 'tell' in event || 'skip' in event) {
      const began = this.began.get(name);
      if ('done' in event && began === undefined && takesTime(step)) {
        this.tell(event, step, `${label} was done, and nobody said when it began: how long it took is not known.`);
      }
      if (began !== undefined && at < began) {
        this.tell(event, step, `${label} ended ${began - at} min before it began; it counts as ended when it began.`);
      }
      this.over.add(name);
    } else if ('undo' in event) this.over.delete(name);
  }

  /** A second pair of eyes must be another one. */
  private atWork(event: RunEvent, step: Step, doer: string): void {
    if (CHANGE_VERBS.includes(step.verb)) {
      for (const { name } of step.targets) this.doers.set(name, (this.doers.get(name) ?? new Set()).add(doer));
      return;
    }
    if (step.verb !== 'verify') return;
    const own = step.targets.filter(({ name }) => this.doers.get(name)?.has(doer));
    if (own.length > 0) {
      this.tell(
        event,
        step,
        `${doer} verifies ${own.map(({ name }) => name).join(', ')}, which ${doer} has changed: somebody else should look.`,
      );
    }
  }

  private atGate(event: RunEvent, step: Step): void {
    const gate = this.gates.get(step.id);
    const label = stepLabel(step);
    if (!gate) {
      this.tell(event, step, `${label} is no gate: nothing is voted or decided there.`);
      return;
    }
    if ('vote' in event) {
      const who = event.for ?? event.by;
      const { by, with: others } = this.night.schedule.steps[step.id]!;
      if (![...by, ...others].includes(who))
        this.tell(event, step, `${who} voted at ${label}, and was not asked: the vote does not count.`);
    } else if ('decide' in event && event.as === 'go') {
      if (!gate.quorum)
        this.tell(event, step, `${label} was passed without what the plan asks: ${gate.lacking.join(', ')}.`);
      const failed = gate.criteria.filter(({ met }) => met === false);
      if (failed.length > 0) {
        this.tell(
          event,
          step,
          `${label} was passed while ${failed.map(({ subject, measure }) => `${subject} was ${measure?.value}`).join(', ')}.`,
        );
      }
      this.over.add(logName(this.night, step.id));
    }
  }

  private stepOf(name: string): Step | undefined {
    const { release } = this.night;
    const found = find<Partial<Step>>(release, `${release.name}/${name}`);
    return found?.kind === 'step' ? (found as Step) : undefined;
  }

  private listed(ids: readonly Id<Step>[]): string {
    const names = ids.slice(0, 3).map((id) => stepLabel(find(this.night.release, id)));
    return ids.length > 3 ? `${names.join(', ')} and ${ids.length - 3} more` : names.join(' and ');
  }

  private tell({ id, because }: RunEvent, step: Step | undefined, message: string): void {
    this.odd.push({ event: id, ...(step && { step: step.id }), message, ...(because !== undefined && { because }) });
  }
}

function takesTime({ verb }: Step): boolean {
  return verb !== 'notify' && verb !== 'gate';
}
