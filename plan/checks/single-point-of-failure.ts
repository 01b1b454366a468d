import { inRun } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { carriedByOne } from '../facts/milestones/carried.ts';
import { isIdle } from '../facts/people/idle.ts';
import { nearlyAll } from '../facts/people/nearly-all.ts';
import { listed, quoted, said } from '../facts/words.ts';
import { append } from '../grouped.ts';
import { rootBlock, type Step, type Who } from '../model.ts';
import { ofKind } from '../named.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { describeMinutes } from '../time/format.ts';
import { deputiesOf, isDeputyOpen, peopleOf, skilled } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (second: string) =>
  standardRelease(
    `
    policy standard {
      check single-point-of-failure information
    }
    person priya
    person jonas
    service web
    service search
    service mail
    `,
    `
    run {
      deploy web    20m by priya undo 5m${second === 'priya' ? '  // <- single-point-of-failure' : ''}
      deploy search 20m by priya undo 5m
      deploy mail   20m by ${second} undo 5m
      verify web    10m by jonas
      verify search 10m by jonas
      verify mail   10m by ${second === 'priya' ? 'jonas' : 'priya'}
    }
    `,
  );

export const singlePointOfFailure: ReleaseCheck = {
  code: 'single-point-of-failure',
  of: 'release',
  group: 'people',
  severity: 'information',
  title: 'Most of the critical path or of the run, the way back, a skill or an access is one person’s',
  why:
    'A deputy for every single step does not help when one person does them all: what is in that head for the whole night ' +
    'is in no other one. Share the path, or have the deputy there from the beginning. And a way back that one person alone knows ' +
    'is none on the night they do not come. Nor helps a deputy who has not the skill, or is let into nothing.',
  parameters: {
    share: {
      type: 'number',
      default: 60,
      description: 'From which part of the critical path on, in percent of its time, it is too much for one person.',
    },
    steps: { type: 'number', default: 5, description: 'A critical path of fewer steps is not looked at.' },
  },
  fixable: false,
  example: { breaks: plan('priya'), passes: plan('jonas') },
  *find(subject) {
    const shares = [...sharesOf(subject)];
    yield* shares;
    const told = new Set(shares.flatMap(({ about }) => about ?? []));
    for (const found of waysBack(subject)) if (!found.about?.some((name) => told.has(name))) yield found;
    yield* soleSkills(subject);
    yield* soleAccess(subject);
    yield* mostOfIt(subject);
    yield* soleOfCalendar(subject);
  },
};

/** Of what nobody fills yet it is known already that one does not do for two. */
function* mostOfIt(subject: ReleaseSubject): Iterable<Found> {
  const found = nearlyAll(subject, MOST);
  if (!found) return;
  const { name, steps, all } = found;
  yield {
    message: `${quoted(name)} does ${steps.length} of the ${all} steps of the run, and nobody knows yet who that is: name two who can, or give some of them to others.`,
    place: steps[0]!.head,
    severity: 'information',
    about: [name],
  };
}

const MOST = 75;

function* sharesOf({ plan, release, timed, parameters }: ReleaseSubject): Iterable<Found> {
  const path = timed.filter(
    (one) => one.critical && inRun(one.step) && one.step.by !== undefined && one.end > one.start,
  );
  // Where some of it is the time until the next line, nobody knows whose hours the night is made of.
  if (path.length < parameters.number('steps') || path.some((one) => isIdle(release, one.step, one))) return;
  const whole = path.reduce((sum, { start, end }) => sum + end - start, 0);
  const byPerson = new Map<string, TimedStep[]>();
  for (const one of path) {
    const { fixed, choices } = peopleOf(plan, release, one.step.by, 'by');
    const [owner] = fixed;
    // Who has a colleague at the same step is not alone with it.
    if (owner === undefined || fixed.length > 1 || choices.length > 0 || one.with.some((name) => name !== owner))
      continue;
    append(byPerson, owner, one);
  }
  for (const [name, steps] of byPerson) {
    const own = steps.reduce((sum, { start, end }) => sum + end - start, 0);
    const share = Math.round((own * 100) / whole);
    if (share < parameters.number('share')) continue;
    const longest = steps.reduce((most, one) => (one.end - one.start > most.end - most.start ? one : most));
    yield {
      message:
        `${quoted(name)} alone does ${steps.length} of the ${path.length} critical steps, ${describeMinutes(own)} of ` +
        `${describeMinutes(whole)} (${share} %); give some of them to others, or have a second one \`with\` them.`,
      place: longest.step.head,
      about: [name],
      related: steps
        .filter((one) => one !== longest)
        .slice(0, 4)
        .map(({ step }) => ({ message: `${quoted(name)} alone does this, too`, place: step.head })),
    };
  }
}

/** No night hangs on them, but the whole calendar. */
function* soleOfCalendar(subject: ReleaseSubject): Iterable<Found> {
  const carried = carriedByOne(subject);
  if (!carried) return;
  const { name, own, of } = carried;
  const [first, ...others] = own;
  yield {
    message:
      `${own.length} of the ${of} milestones are ${quoted(name)}’s alone, from ${quoted(first!.name)} to ${quoted(own.at(-1)!.name)}, and nobody stands in; name a \`deputy\`, or have ` +
      'a second one `with` them.',
    place: first!.head,
    about: [name],
    related: others.slice(0, 4).map(({ head }) => ({ message: `${quoted(name)} alone does this, too`, place: head })),
  };
}

/**
 * A way back that one person alone can go is none when they do not come, however much time the run has left. Whoever has a
 * critical step of the run and no deputy, `no-deputy` tells of already.
 */
function* waysBack({ plan, release, timed }: ReleaseSubject): Iterable<Found> {
  const alone = (step: Step): string | undefined => {
    const { fixed, choices } = peopleOf(plan, release, step.by, 'by');
    const [only] = fixed;
    const isAlone = only !== undefined && fixed.length === 1 && choices.length === 0 && step.with.length === 0;
    const hasNone = isAlone && deputiesOf(plan, release, step.by).length === 0 && !isDeputyOpen(plan, release, only);
    return hasNone ? only : undefined;
  };
  const known = new Set(timed.filter((one) => one.critical && inRun(one.step)).map(({ step }) => alone(step)));
  const byPerson = new Map<string, Step[]>();
  for (const step of release.steps) {
    const name =
      rootBlock(step.block).kind === 'rollback' && step.verb !== 'notify' && !step.done ? alone(step) : undefined;
    if (name !== undefined && !known.has(name)) append(byPerson, name, step);
  }
  for (const [name, [first, ...others]] of byPerson) {
    const more = others.length > 0 ? ` and ${others.length} more of the way back` : '';
    yield {
      message:
        `Without ${quoted(name)} nobody goes back: ${said(first!)}${more} hangs on them alone, and nobody stands in; name a ` +
        'deputy: `by WHO else NAME`, or `deputy NAME` in the block of the person.',
      place: first!.by!.place,
      about: [name],
      related: others
        .slice(0, 4)
        .map((step) => ({ message: `${quoted(name)} alone does this, too`, place: step.head })),
    };
  }
}

/** A step asks for a skill that one of all has: the others of the team help nobody. */
function* soleSkills({ plan, release }: ReleaseSubject): Iterable<Found> {
  const told = new Set<string>();
  for (const step of release.steps) {
    for (const who of step.done ? [] : [step.by, ...step.with]) {
      if (!who?.skills) continue;
      const { fixed, choices } = peopleOf(plan, release, who, 'by');
      const skills = listed(who.skills.map(({ name }) => quoted(name)));
      const [only] = fixed;
      const others = deputiesOf(plan, release, who).filter((name) => name !== only);
      if (only === undefined || fixed.length > 1 || choices.length > 0 || told.has(skills)) continue;
      if (skilled(plan, release, others, who).length > 0 || isElsewhere(plan, release, who, only)) continue;
      told.add(skills);
      yield {
        message:
          `Of ${quoted(who.ref.name)} ${quoted(only)} alone has ${skills}, which ${said(step)} asks for; have a second one learn it, or ` +
          'name one who has it: `else NAME`.',
        place: who.place,
        about: [only],
      };
    }
  }
}

/** Somebody outside of that team has the skills. */
function isElsewhere(
  plan: ReleaseSubject['plan'],
  release: ReleaseSubject['release'],
  who: Who,
  only: string,
): boolean {
  const people = [plan, release].flatMap(({ names }) => ofKind(names, 'person').map(({ name }) => name));
  return skilled(plan, release, people, who).some((name) => name !== only);
}

/** Where access is given for the night, whoever stands in needs it as much. */
function* soleAccess({ plan, release }: ReleaseSubject): Iterable<Found> {
  const holders = new Map<string, Set<string>>();
  for (const { verb, targets, to } of release.steps) {
    if (verb !== 'grant' || !to) continue;
    const { fixed, choices } = peopleOf(plan, release, { ref: to, place: to.place }, 'with');
    for (const { name } of targets) {
      const all = holders.get(name) ?? new Set();
      for (const one of [...fixed, ...choices.flatMap(({ from }) => from)]) all.add(one);
      holders.set(name, all);
    }
  }
  const told = new Set<string>();
  for (const step of release.steps) {
    if (step.done || !step.by || step.verb === 'grant' || step.verb === 'revoke') continue;
    const [owner] = peopleOf(plan, release, step.by, 'by').fixed;
    const deputies = deputiesOf(plan, release, step.by).filter((name) => name !== owner);
    for (const { name } of step.targets) {
      const all = holders.get(name);
      const [deputy] = deputies;
      if (!all || owner === undefined || deputy === undefined || !all.has(owner)) continue;
      if (deputies.some((one) => all.has(one)) || told.has(`${deputy} ${name}`)) continue;
      told.add(`${deputy} ${name}`);
      yield {
        message:
          `${quoted(deputy)} stands in for ${quoted(owner)} at ${said(step)}, and only ${quoted(owner)} is given access to ${quoted(name)}; ` +
          `grant it to ${quoted(deputy)} as well.`,
        place: step.by.place,
        about: [deputy, name],
      };
    }
  }
}
