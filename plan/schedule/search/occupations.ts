/** What activities occupy, packed so that a timeline can test several resources with one addition and one mask. */
import type { Choice, Need, Project } from './project.ts';

export interface Occupations {
  readonly fields: Fields;
  /** Fixed needs, word by word: from `checksAt[a]` up to `checksAt[a + 1]`. */
  readonly checksAt: Int32Array;
  readonly checkPlanes: Int32Array;
  readonly checkOffsets: Int32Array;
  readonly checkLengths: Int32Array;
  readonly checkDemands: Int32Array;
  /** The same resource by resource. */
  readonly stretches: readonly Stretch[];
  /** Choices: from `choicesAt[a]` up to `choicesAt[a + 1]`. */
  readonly choicesAt: Int32Array;
  readonly pools: readonly Pool[];
  /** Where the resources chosen by an activity are noted. */
  readonly chosenAt: Int32Array;
}

/**
 * How resources are packed into words: each has a field as wide as its capacity, and above it a guard bit. A field
 * counts up from what would fill it exactly if nothing were free, so a demand that does not fit sets the guard.
 */
export interface Fields {
  readonly planes: number;
  /** By plane: all guards. */
  readonly guards: Int32Array;
  /** By plane: the word when nothing is occupied. */
  readonly idle: Int32Array;
  readonly capacities: readonly number[];
  readonly planeOf: Int32Array;
  readonly shiftOf: Int32Array;
  readonly widthOf: Int32Array;
}

export interface Pool {
  readonly count: number;
  readonly offset: number;
  readonly length: number;
  readonly members: readonly number[];
  /** Words with members: plane, one unit of each member there, guards of the members there. */
  readonly planes: readonly number[];
  readonly units: readonly number[];
  readonly guards: readonly number[];
}

export function occupationsOf(project: Project, durations: Int32Array, unit: number): Occupations {
  const fields = pack(project.capacities);
  const count = durations.length;
  const checksAt = new Int32Array(count + 1);
  const choicesAt = new Int32Array(count + 1);
  const chosenAt = new Int32Array(count + 1);
  const checks: Check[] = [];
  const pools: Pool[] = [];
  const stretches: Stretch[] = [];
  for (let activity = 0; activity < count; activity++) {
    const duration = durations[activity]!;
    const needs = project.needs[activity]!;
    const first = checks.length;
    for (const need of inSequence(activity, needs, duration, unit)) {
      const { length, offset } = need;
      stretches.push(need);
      const plane = fields.planeOf[need.resource]!;
      const demand = need.amount << fields.shiftOf[need.resource]!;
      let same = first;
      while (same < checks.length && !isSame(checks[same]!, plane, offset, length)) same++;
      if (same < checks.length) checks[same]!.demand += demand;
      else checks.push({ plane, offset, length, demand });
    }
    checksAt[activity + 1] = checks.length;
    chosenAt[activity + 1] = chosenAt[activity]!;
    for (const choice of project.choices[activity]!) {
      const pool = poolOf(choice, needs, duration, unit, fields);
      if (pool.count <= 0 || pool.length <= 0) continue;
      pools.push(pool);
      chosenAt[activity + 1]! += pool.count;
    }
    choicesAt[activity + 1] = pools.length;
  }
  const table = {
    checkPlanes: new Int32Array(checks.length),
    checkOffsets: new Int32Array(checks.length),
    checkLengths: new Int32Array(checks.length),
    checkDemands: new Int32Array(checks.length),
  };
  for (let i = 0; i < checks.length; i++) {
    const { demand, length, offset, plane } = checks[i]!;
    table.checkPlanes[i] = plane;
    table.checkOffsets[i] = offset;
    table.checkLengths[i] = length;
    table.checkDemands[i] = demand;
  }
  return { fields, checksAt, ...table, stretches, choicesAt, pools, chosenAt };
}

/** The same for activities that run back in time: what is occupied from the start is occupied up to the end. */
export function mirroredOccupations(occupations: Occupations, durations: Int32Array): Occupations {
  const { checkLengths, checkOffsets, checksAt, choicesAt, pools } = occupations;
  const offsets = new Int32Array(checkOffsets.length);
  const stretches = occupations.stretches.map((stretch) => ({
    ...stretch,
    offset: durations[stretch.activity]! - stretch.offset - stretch.length,
  }));
  const mirrored: Pool[] = [];
  for (let activity = 0; activity < durations.length; activity++) {
    const duration = durations[activity]!;
    for (let check = checksAt[activity]!; check < checksAt[activity + 1]!; check++)
      offsets[check] = duration - checkOffsets[check]! - checkLengths[check]!;
    for (let choice = choicesAt[activity]!; choice < choicesAt[activity + 1]!; choice++)
      mirrored.push({ ...pools[choice]!, offset: duration - pools[choice]!.length });
  }
  return { ...occupations, checkOffsets: offsets, stretches, pools: mirrored };
}

/** Whether everything is occupied from the start of an activity on and nobody has a choice. */
export function isUniform({ checkOffsets, pools }: Occupations): boolean {
  return pools.length === 0 && checkOffsets.every((offset) => offset === 0);
}

interface Check {
  readonly plane: number;
  readonly offset: number;
  readonly length: number;
  demand: number;
}

function isSame(check: Check, plane: number, offset: number, length: number): boolean {
  return check.plane === plane && check.offset === offset && check.length === length;
}

/** A fixed need: so much of a resource, for so long, so long after the start of the activity. */
export interface Stretch {
  readonly activity: number;
  readonly resource: number;
  readonly amount: number;
  readonly offset: number;
  readonly length: number;
}

/** Needs of one resource begin together and may end one after the other: the same as stretches that follow each other. */
function inSequence(activity: number, needs: readonly Need[], duration: number, unit: number): Stretch[] {
  const stretches: Stretch[] = [];
  const lengthOf = ({ minutes }: Need) => (minutes === undefined ? duration : Math.min(minutes / unit, duration));
  for (const [i, need] of needs.entries()) {
    const { resource } = need;
    const isSame = (other: Need) => other.resource === resource;
    if (needs.findIndex(isSame) < i) continue;
    const parts = needs.length === 1 ? needs : needs.filter(isSame);
    let offset = 0;
    for (const end of parts.map(lengthOf).sort((a, b) => a - b)) {
      const amount = parts.reduce((sum, part) => sum + (lengthOf(part) >= end ? part.amount : 0), 0);
      if (end > offset && amount > 0) stretches.push({ activity, resource, amount, offset, length: end - offset });
      offset = end;
    }
  }
  return stretches;
}

function poolOf(choice: Choice, needs: readonly Need[], duration: number, unit: number, fields: Fields): Pool {
  const { minutes } = choice;
  const members = [...new Set(choice.from)].filter((member) => !needs.some(({ resource }) => resource === member));
  const planes = [...new Set(members.map((member) => fields.planeOf[member]!))];
  const words = (bit: (member: number) => number) =>
    planes.map((plane) =>
      members.reduce((word, member) => (fields.planeOf[member] === plane ? word | (1 << bit(member)) : word), 0),
    );
  return {
    count: choice.count,
    offset: 0,
    length: minutes === undefined ? duration : Math.min(minutes / unit, duration),
    members,
    planes,
    units: words((member) => fields.shiftOf[member]!),
    guards: words((member) => fields.shiftOf[member]! + fields.widthOf[member]!),
  };
}

function pack(capacities: readonly number[]): Fields {
  const planeOf = new Int32Array(capacities.length);
  const shiftOf = new Int32Array(capacities.length);
  const widthOf = new Int32Array(capacities.length);
  const guards: number[] = [0];
  const idle: number[] = [0];
  let used = 0;
  capacities.forEach((capacity, resource) => {
    const width = 32 - Math.clz32(capacity);
    if (used + width + 1 > 32) {
      guards.push(0);
      idle.push(0);
      used = 0;
    }
    const plane = guards.length - 1;
    planeOf[resource] = plane;
    shiftOf[resource] = used;
    widthOf[resource] = width;
    guards[plane]! |= 1 << (used + width);
    idle[plane]! |= ((1 << width) - 1 - capacity) << used;
    used += width + 1;
  });
  return {
    planes: guards.length,
    capacities,
    guards: Int32Array.from(guards),
    idle: Int32Array.from(idle),
    planeOf,
    shiftOf,
    widthOf,
  };
}
