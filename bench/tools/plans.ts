/** Plans of any size for the benchmarks, as our text and as TaskJuggler's: the same steps, orders and people. */

export interface Sample {
  readonly release: string;
  readonly taskJuggler: string;
}

export const PEOPLE = 10;
/** Steps of a night run side by side in so many lanes, each a sequence, with arrows between neighbours. */
const LANES = 8;

/**
 * A run of `steps` steps with ten people; a tenth of the steps are of a kind the checks look at more closely. With
 * `ranges` every duration is an estimate of three values.
 */
export function samplePlan(steps: number, { ranges = false } = {}): Sample {
  const lanes = Array.from({ length: LANES }, (_, lane) => laneOf(lane, Math.ceil((steps - lane) / LANES)));
  return { release: releaseText(lanes, ranges), taskJuggler: taskJugglerText(lanes) };
}

interface SampleStep {
  readonly name: string;
  readonly minutes: number;
  readonly person: number;
  readonly system: number;
  readonly verb: 'deploy' | 'verify' | 'task';
  /** A step of another lane that comes first. */
  readonly after?: string;
}

function laneOf(lane: number, count: number): SampleStep[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `s${lane}-${i}`,
    // No chance: the same plan in every run, durations of 5 to 50 minutes.
    minutes: 5 + ((i * 7 + lane * 11) % 10) * 5,
    person: (i * 3 + lane) % PEOPLE,
    system: (i + lane) % 20,
    verb: i % 10 === 3 ? ('deploy' as const) : i % 10 === 4 ? ('verify' as const) : ('task' as const),
    after: lane > 0 && i % 25 === 24 ? `s${lane - 1}-${i - 12}` : undefined,
  }));
}

function releaseText(lanes: readonly (readonly SampleStep[])[], ranges: boolean): string {
  const people = Array.from({ length: PEOPLE }, (_, i) => `person p${i} "Person ${i}"`);
  const systems = Array.from({ length: 20 }, (_, i) => `service system-${i} "System ${i}"`);
  const line = (step: SampleStep): string => {
    const after = step.after ? ` after ${step.after}` : '';
    const what =
      step.verb === 'task'
        ? `task ${step.name} "Step ${step.name}"`
        : `${step.verb} system-${step.system} as ${step.name}`;
    const minutes = `${step.minutes}m`;
    const duration = ranges ? `${step.minutes - 2}m..${minutes}..${2 * step.minutes}m` : minutes;
    return `        ${what} ${duration} by p${step.person}${after}${step.verb === 'deploy' ? ' undo 5m' : ''}`;
  };
  const blocks = lanes.map((steps) => ['      sequence {', ...steps.map(line), '      }'].join('\n'));
  return [
    ...people,
    ...systems,
    'release big "A big one" {',
    '  kind   standard',
    '  zone   Europe/Berlin',
    '  owner  p0',
    '  change CHG1',
    '  window Sat 2026-12-05 22:00 .. Thu 2027-12-30 22:00',
    '  run {',
    '    parallel {',
    ...blocks,
    '    }',
    '  }',
    '}',
    '',
  ].join('\n');
}

function taskJugglerText(lanes: readonly (readonly SampleStep[])[]): string {
  const task = (step: SampleStep, lane: number, i: number): string => {
    const before = i > 0 ? `lane${lane}.${id(`s${lane}-${i - 1}`)}` : undefined;
    const depends = [before, step.after && `lane${lane - 1}.${id(step.after)}`].filter(Boolean);
    return [
      `  task ${id(step.name)} "Step ${step.name}" {`,
      `    effort ${step.minutes}min`,
      `    allocate p${step.person}`,
      depends.length > 0 ? `    depends ${depends.join(', ')}` : '',
      '  }',
    ].join('\n');
  };
  return [
    'project big "A big one" 2026-12-05-21:00-+0000 +13m {',
    '  timezone "UTC"',
    '  timingresolution 5min',
    '  workinghours mon - sun 0:00 - 24:00',
    '}',
    ...Array.from({ length: PEOPLE }, (_, i) => `resource p${i} "Person ${i}" { workinghours mon - sun 0:00 - 24:00 }`),
    ...lanes.map(
      (steps, lane) =>
        `task lane${lane} "Lane ${lane}" {\n${steps.map((step, i) => task(step, lane, i)).join('\n')}\n}`,
    ),
    'taskreport "out" { formats csv timeformat "%Y-%m-%d-%H:%M" columns id, start, end }',
    '',
  ].join('\n');
}

function id(name: string): string {
  return name.replace('-', '_');
}

export interface SampleOptions {
  /** All plans of a night want the same: each clashes with a dozen others. Else one in ten wants somebody whom another has. */
  readonly isCrowded?: boolean;
}

/** So many plans of one organisation, 50 steps each, by file name: at most 20 in a night, a night a week. */
export function sampleWorkspace(count: number, { isCrowded = false }: SampleOptions = {}): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const people = Array.from({ length: 200 }, (_, i) => `person p${i} { calendar office }`);
  const services = Array.from({ length: isCrowded ? 300 : 1000 }, (_, i) => `service web-${i}`);
  const office = 'calendar office {\n  zone    Europe/Berlin\n  working Mon..Fri 09:00 .. 17:00\n}';
  files.set('shared.release', [office, ...people, ...services, ''].join('\n'));
  // A company with more plans has them for more years: what meets in a night does not grow.
  const nights = Math.max(50, Math.ceil(count / IN_A_NIGHT));
  const taking = isCrowded ? crowded : apart;
  for (let i = 0; i < count; i++) files.set(`plan-${i}.release`, smallPlan(i, i % nights, taking(i, nights)));
  return files;
}

const IN_A_NIGHT = 20;

/** Numbers of the person of a lane, and of the service of a step of it. */
interface Taking {
  person(lane: number): number;
  service(lane: number, step: number): number;
}

function crowded(number: number): Taking {
  return {
    person: (lane) => (number * 11 + lane) % 200,
    service: (lane, step) => (number * 7 + lane * 13 + step) % 300,
  };
}

function apart(number: number, nights: number): Taking {
  const team = Math.floor(number / nights);
  return {
    person: (lane) => (team % 10 === 0 && lane === 0 ? team + 1 : team) * 10 + lane,
    service: (lane, step) => team * 50 + lane * 10 + step,
  };
}

function smallPlan(number: number, week: number, { person, service }: Taking): string {
  const day = new Date(Date.UTC(2026, 11, 5 + 7 * week)).toISOString().slice(0, 10);
  const step = (lane: number, i: number): string => {
    const what = i % 3 === 0 ? `deploy web-${service(lane, i)} as d${lane}-${i}` : `task t${lane}-${i} "Step ${i}"`;
    return `        ${what} ${5 + ((i * 3) % 10)}m by p${person(lane)}${i % 3 === 0 ? ' undo 5m' : ''}`;
  };
  const lanes = Array.from({ length: 5 }, (_, lane) => {
    const steps = Array.from({ length: 10 }, (_, i) => step(lane, i));
    return ['      sequence {', ...steps, '      }'].join('\n');
  });
  return [
    'import "shared.release"',
    '',
    `release r${number} "Release ${number}" {`,
    '  kind   standard',
    '  zone   Europe/Berlin',
    `  owner  p${person(0)}`,
    `  change CHG${number}`,
    `  window ${day} 22:00 .. 23:59`,
    '  run {',
    '    parallel {',
    ...lanes,
    '    }',
    '  }',
    '}',
    '',
  ].join('\n');
}
