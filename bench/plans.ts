/** Plans of any size for the benchmarks, as our text and as TaskJuggler's: the same steps, orders and people. */

export interface Sample {
  readonly release: string;
  readonly taskJuggler: string;
}

const PEOPLE = 10;
/** Steps of a night run side by side in so many lanes, each a sequence, with arrows between neighbours. */
const LANES = 8;

/** A run of `steps` steps with ten people; a tenth of the steps are of a kind the checks look at more closely. */
export function samplePlan(steps: number): Sample {
  const lanes = Array.from({ length: LANES }, (_, lane) => laneOf(lane, Math.ceil((steps - lane) / LANES)));
  return { release: releaseText(lanes), taskJuggler: taskJugglerText(lanes) };
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

function releaseText(lanes: readonly (readonly SampleStep[])[]): string {
  const people = Array.from({ length: PEOPLE }, (_, i) => `person p${i} "Person ${i}"`);
  const systems = Array.from({ length: 20 }, (_, i) => `service system-${i} "System ${i}"`);
  const line = (step: SampleStep): string => {
    const after = step.after ? ` after ${step.after}` : '';
    const what =
      step.verb === 'task'
        ? `task ${step.name} "Step ${step.name}"`
        : `${step.verb} system-${step.system} as ${step.name}`;
    return `        ${what} ${step.minutes}m by p${step.person}${after}${step.verb === 'deploy' ? ' undo 5m' : ''}`;
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
    'taskreport "out" { formats csv columns id, start, end }',
    '',
  ].join('\n');
}

function id(name: string): string {
  return name.replace('-', '_');
}
