/** Parts of a plan as a sentence says them. */
import {
  accountableFor,
  type Block,
  type Consequence,
  type Criterion,
  type PointRef,
  type Step,
  TBD,
  type Time,
  type Trigger,
  type Who,
} from '../../plan/model.ts';
import { perhapsAround } from '../../plan/order/perhaps.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { formatDuration } from '../../plan/time/duration.ts';
import type { Clock } from './clock.ts';
import { percent } from './risk-words.ts';

/** `Error rate < 0.1 % over 15m, from grafana`; of one that nobody has decided yet it is said. */
export function criterionWords(criterion: Criterion): string {
  if (criterion.state) return stateWords(criterion, criterion.state);
  const value = [criterion.operator, criterion.valueText, criterion.unit].filter((part) => part).join(' ');
  const over = criterion.overTbd
    ? ' over a time that is open'
    : criterion.over
      ? ` over ${formatDuration(criterion.over)}`
      : '';
  const from = criterion.from ? `, from ${criterion.from.name}` : '';
  const open = criterion.valueText === 'tbd' ? ' (still open)' : '';
  const by = criterion.by ? `, by ${whoWords(criterion.by)}` : '';
  const failed = criterion.failed ? ' (does not hold)' : '';
  return `${criterion.subject}${value ? ` ${value}` : ''}${over}${from}${by}${open}${failed}`;
}

/** `publish is more than 72h late`, `r4 has failed`. */
function stateWords({ valueText, unit, operator }: Criterion, { of, is }: NonNullable<Criterion['state']>): string {
  if (is === 'failed') return `${pointWords(of)} has failed`;
  const by = valueText === undefined ? '' : ` ${operator === '>' ? 'more than' : 'at least'} ${valueText}${unit ?? ''}`;
  return `${pointWords(of)} is${by} late`;
}

/** `accountable mara`, of the step or the block around it; undefined where whoever does it answers for it. */
export function accountableWords(step: Step): string | undefined {
  const who = accountableFor(step);
  return who && `accountable ${whoWords(who)}`;
}

/** `only if Notes merged = yes (30 %)`, `optional`; of a step also what the blocks around it say. */
export function perhapsWords(thing: Step | Block): string {
  return perhapsAround(thing).map(perhapsOf).join(', ');
}

export function perhapsOf({ onlyIf, optional }: Pick<Step, 'onlyIf' | 'optional'>): string {
  const share = onlyIf?.probability === undefined ? '' : ` (${percent(onlyIf.probability)})`;
  const condition = onlyIf && `only if ${conditionWords(onlyIf.conditions)}${share}`;
  return [optional && 'optional', condition].filter(Boolean).join(', ');
}

/** What all has to hold before something is called. */
export function conditionWords(conditions: readonly Criterion[]): string {
  return conditions.length === 0 ? 'something happens' : conditions.map(criterionWords).join(' and ');
}

/** `from Fri … until Mon …`, `looked at on Mon …`; nothing where it is armed all the time. */
export function armedWords({ during, at }: Trigger, schedule: Schedule, clock: Clock): string {
  if (at) return `looked at on ${timeWords(at, schedule, clock)}`;
  const [from, to] = [during?.from, during?.to].map((time) => time && timeWords(time, schedule, clock));
  return [from && `armed from ${from}`, to && `${from ? '' : 'armed '}until ${to}`].filter(Boolean).join(' ');
}

/** `roll back: full`, `postpone to Sat 2026-12-12 22:00`. */
export function consequenceWords(consequence: Consequence, schedule: Schedule, clock: Clock): string {
  const name = consequence.ref ? ` ${consequence.ref.name}` : '';
  switch (consequence.action) {
    case 'postpone':
      return consequence.to ? `postpone to ${timeWords(consequence.to, schedule, clock)}` : 'postpone';
    case 'again':
      return `decide again ${againWords(consequence, schedule, clock)}`;
    case 'text':
      return consequence.text ?? '';
    default:
      return `${consequence.action}${name}${
        consequence.via ? ` via ${consequence.via.map((one) => one.name).join(', ')}` : ''
      }`;
  }
}

/** `on Wed …`, `3 times, the last on Thu …`. */
function againWords({ id }: Consequence, { dated }: Schedule, clock: Clock): string {
  const times = dated.find(({ of }) => of === id)?.occurrences ?? [];
  const last = times.at(-1);
  if (!last) return '(no time)';
  return times.length === 1
    ? `on ${clock.moment(last.start)}`
    : `${times.length} times, the last on ${clock.moment(last.start)}`;
}

/** The moment a time means; `tbd` where nothing says it. */
export function timeWords(time: Time, schedule: Schedule, clock: Clock): string {
  const at = schedule.moments[time.id]?.at;
  return at === undefined ? 'tbd' : clock.moment(at);
}

/** `dba`, `any of dba`, `2 of ops, else jonas`. */
export function whoWords(who: Who): string {
  const count = who.count === undefined ? '' : `${who.countOpen ? TBD : who.count} of `;
  const skills = (who.skills ?? []).map(({ name }) => ` skilled in ${name}`).join('');
  return `${count}${who.ref.name}${skills}${(who.otherwise ?? []).map(({ name }) => `, else ${name}`).join('')}${
    who.independentOf ? `, independent of ${who.independentOf.name}` : ''
  }`;
}

/** `night-backup`, `backup orders-db`, the end of `run`. */
export function pointWords(point: PointRef): string {
  const name = point.target ? `${point.ref.name} ${point.target.name}` : point.ref.name;
  return point.side ? `${point.side} of ${name}` : name;
}
