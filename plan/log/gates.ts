/** Where the go/no-go stands: votes, what they must be, what is measured, what is needed. */
import { findNamed } from '../ids.ts';
import { type Criterion, type Gate, lookup, type Named, type Release, type Step } from '../model.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Instant } from '../time/model.ts';
import { membersOf } from '../who/people.ts';
import type { CriterionState, GateState, Measure, RunState, StepState } from './model.ts';
import { logName, type Night } from './night.ts';
import type { RunRecord } from './record.ts';

export function gateState(night: Night, record: RunRecord, step: Step, state: StepState, now: Instant): GateState {
  const gate = step.gate ?? NOTHING_ASKED;
  const name = logName(night, step.id);
  const cast = record.votes.get(name);
  const asked = [...new Set([...state.by, ...state.with])];
  // Whoever votes and was not asked is shown as well; it is told beside, and does not count.
  const voters = [...asked, ...[...(cast?.keys() ?? [])].filter((who) => !asked.includes(who))];
  const votes = voters.map((who) => ({ who, ...cast?.get(who) }));
  const heard = heardAt(night, gate);
  const counted = votes.filter(({ who }) => asked.includes(who) && !heard.has(who));
  const decided = record.decisions.get(name)?.findLast(({ as }) => as !== 'later');
  const lacking = lackingOf(night, gate, counted);
  return {
    step: step.id,
    votes,
    quorum: lacking.length === 0,
    lacking,
    criteria: gate.criteria.map((criterion) => criterionState(criterion, record.measures.get(criterion.subject), now)),
    needs: gate.needs.map(({ ref, target }) => ({
      what: target ? `${ref.name} ${target.name}` : ref.name,
      met: isMet(night, record, target ? `${ref.name} ${target.name}` : ref.name),
    })),
    ...(decided && {
      decided: { as: decided.as as 'go' | 'no-go', by: decided.by, at: decided.at, because: decided.because },
    }),
  };
}

/** Who is heard and has no vote. */
function heardAt({ plan, release }: Night, { consulted = [] }: Gate): ReadonlySet<string> {
  return new Set(
    consulted.flatMap(({ name }) => {
      const { people, outside } = membersOf(plan, release, name);
      return [name, ...people, ...outside];
    }),
  );
}

/** Of a run of which nothing but gates has begun, the last no-go that nobody has decided otherwise since. */
export function noGoOf(night: Night, { steps, decisions }: RunRecord): RunState['noGo'] {
  let found: RunState['noGo'];
  for (const [{ id, verb }, part] of night.parts) {
    if (part !== 'run') continue;
    const name = logName(night, id);
    if (verb !== 'gate') {
      const own = steps.get(name);
      if (own?.start !== undefined || own?.is === 'done') return undefined;
      continue;
    }
    const last = decisions.get(name)?.findLast(({ as }) => as !== 'later');
    if (last?.as !== 'no-go' || (found && found.at > last.at)) continue;
    const { by, at, because } = last;
    found = { step: id, by, at, ...(because !== undefined && { because }) };
  }
  return found;
}

const NOTHING_ASKED: Gate = { veto: [], needs: [], criteria: [] };

type Cast = GateState['votes'][number];

function lackingOf(night: Night, gate: Gate, votes: readonly Cast[]): readonly string[] {
  const { plan, release } = night;
  const go = votes.filter(({ as }) => as === 'go').map(({ who }) => who);
  const isGo = (name: string) => {
    const { people, outside } = membersOf(plan, release, name);
    return [name, ...people, ...outside].some((who) => go.includes(who));
  };
  const lacking: string[] = [];
  for (const { name } of gate.veto) {
    const { people, outside } = membersOf(plan, release, name);
    const no = votes.find(({ who, as }) => as === 'no-go' && [name, ...people, ...outside].includes(who));
    if (no) lacking.push(`${no.who} has a veto, and says no-go`);
  }
  if (gate.rule === 'unanimous') {
    for (const { who, as } of votes) {
      if (as === 'no-go') lacking.push(`${who} says no-go`);
      else if (as === undefined) lacking.push(`${possessive(who)} vote is missing`);
    }
    return lacking;
  }
  if (gate.rule === 'majority' && go.length * 2 <= votes.length) {
    lacking.push(missing(Math.floor(votes.length / 2) + 1 - go.length));
  }
  const { quorum } = gate;
  if (!quorum) return lacking;
  const wanted = quorum.count === 'all' ? votes.length : quorum.count;
  if (go.length < wanted) lacking.push(missing(wanted - go.length));
  for (const { name } of quorum.including) if (!isGo(name)) lacking.push(`${possessive(name)} go is missing`);
  return lacking;
}

function missing(count: number): string {
  return count === 1 ? '1 go is missing' : `${count} go are missing`;
}

function possessive(name: string): string {
  return `${name}’s`;
}

export function criterionState(criterion: Criterion, measure: Measure | undefined, now: Instant): CriterionState {
  const { subject } = criterion;
  if (!measure) return { subject, criterion };
  const span = criterion.over ? roughMinutes(criterion.over) : USUAL_AGE;
  const met = compares(criterion, measure.value);
  return {
    subject,
    criterion,
    measure,
    ...(met !== undefined && { met }),
    ...(now - measure.at > span && { old: true as const }),
  };
}

/** A value that was read so long ago is told with its age. */
const USUAL_AGE = 15;

/** Numbers are compared where both are of the same unit, or one says none; words where the plan has a word. */
function compares({ operator, value, valueText, unit }: Criterion, measured: string): boolean | undefined {
  if (operator === undefined || valueText === undefined) return undefined;
  if (value === undefined) {
    if (operator !== '=' && operator !== '!=') return undefined;
    return (measured.trim().toLowerCase() === valueText.toLowerCase()) === (operator === '=');
  }
  const read = /^\s*([+-]?\d+(?:[.,]\d+)?)\s*(\S.*)?$/.exec(measured);
  if (!read) return undefined;
  const own = read[2]?.trim();
  if (own !== undefined && own !== '' && own !== unit) return undefined;
  const number = Number(read[1]!.replace(',', '.'));
  switch (operator) {
    case '<':
      return number < value;
    case '<=':
      return number <= value;
    case '>':
      return number > value;
    case '>=':
      return number >= value;
    case '=':
      return number === value;
    case '!=':
      return number !== value;
  }
}

/** Undefined: the plan does not say, and nobody has said it tonight. */
function isMet({ plan, release }: Night, record: RunRecord, name: string): boolean | undefined {
  const told = record.steps.get(name)?.is;
  if (told !== undefined) return told === 'done';
  const thing = lookup(plan, release, name) ?? unnamedStep(release, name);
  return thing && answered(thing);
}

function unnamedStep(release: Release, name: string): Step | undefined {
  return findNamed<Step>({ names: new Map() }, release, `${release.name}/${name}`);
}

function answered(thing: Named | Step): boolean | undefined {
  switch (thing.kind) {
    case 'step':
    case 'scope-item':
    case 'milestone':
    case 'issue':
      return thing.done ? true : undefined;
    case 'rehearsal':
      return thing.result?.passed;
    case 'uat':
      return thing.signOff?.on ? true : undefined;
    default:
      return undefined;
  }
}
