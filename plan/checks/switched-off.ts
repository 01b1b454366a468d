import { CHANGE_VERBS, inProduction, inRun, scenesOf, systems } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { listed, quoted, said } from '../facts/words.ts';
import { append } from '../grouped.ts';
import { lookup, type Ref, type Step, type System } from '../model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (east: string) =>
  standardRelease(
    `
    person priya
    person jonas
    environment production
    environment east${east}
    service web in production
    `,
    `
    run {
      deploy web 10m by priya in east undo 5m${east ? '' : '  // <- switched-off'}
      verify web 10m by jonas
    }
    `,
  );

export const switchedOff: ReleaseCheck = {
  code: 'switched-off',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A line that leaves a change of production without any check',
  why:
    'Go/no-go, way back, verification, backup and messages are asked for where a run changes production. One word that ' +
    'says it does not, and the plan has no findings because nobody looks any more.',
  timeless: true,
  impersonal: true,
  fixable: false,
  example: { breaks: plan(''), passes: plan(' {\n      production\n    }') },
  *find(subject) {
    const elsewhere = new Map<string, Aimed[]>();
    for (const step of subject.release.steps) {
      const aimed = step.done || !inRun(step) ? undefined : aimedElsewhere(subject, step);
      if (aimed) append(elsewhere, aimed.scene.name, aimed);
    }
    for (const steps of elsewhere.values()) yield elsewhereOnly(steps);
  },
};

interface Aimed {
  readonly step: Step;
  /** What is production, and what no other step of the run changes there. */
  readonly systems: readonly System[];
  readonly scene: Ref;
}

/** A change of what is in production, in an environment that is not; to try it there before it is changed here is no mistake. */
function aimedElsewhere({ plan, release, changes }: ReleaseSubject, step: Step): Aimed | undefined {
  if (!CHANGE_VERBS.includes(step.verb)) return undefined;
  const scene = scenesOf(step).find((ref) => !inProduction(plan, release, ref));
  const left = scene && productive({ plan, release }, step).filter((system) => !changes.systems.has(system));
  return left && left.length > 0 ? { step, scene, systems: left } : undefined;
}

/** Those of its targets that are said to be in production. */
function productive({ plan, release }: Pick<ReleaseSubject, 'plan' | 'release'>, step: Step): readonly System[] {
  return systems(plan, release, step.targets).filter(({ environment }) => {
    const named = environment && lookup(plan, release, environment.name);
    return named?.kind === 'environment' && named.production;
  });
}

/** One environment is one fact. */
function elsewhereOnly(all: readonly Aimed[]): Found {
  const [{ step, scene }, ...others] = all as [Aimed, ...Aimed[]];
  const left = [...new Set(all.flatMap((one) => one.systems))].map(({ name }) => name);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return {
    message:
      `${said(step)}${more} ${more ? 'happen' : 'happens'} in ${quoted(scene.name)}, which is not production, and nothing of the ` +
      `run changes ${listed(left.map(quoted))} there: no check asks for its go/no-go, its way back or its verification; ` +
      `write \`production\` into the block of ${quoted(scene.name)}, or have a step that changes production.`,
    place: scene.place,
    about: [scene.name, ...left],
    related: others.map((one) => ({ message: `${said(one.step)} happens there, too`, place: one.scene.place })),
  };
}
