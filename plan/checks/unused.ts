import { atFirst, releaseOf } from '../facts/heads.ts';
import { unawaited } from '../facts/milestones/unawaited.ts';
import { leftOutOf } from '../facts/moves/siblings.ts';
import { listed, quoted } from '../facts/words.ts';
import { type Named, type Place, type Plan, type Release, TBD, type Window } from '../model.ts';
import { contains } from '../place.ts';
import type { Found, PlanCheck } from './check.ts';

const plan = (second: string) => `person priya
person jonas
${second}
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

  run {
    deploy web 10m by ops undo 5m
    verify web 10m by jonas
  }
}
`;

export const unused: PlanCheck = {
  code: 'unused',
  of: 'plan',
  group: 'form',
  severity: 'information',
  title: 'A declaration that nothing uses',
  why: 'It has no effect, though its author thought it had: a name was changed somewhere else, or a line is missing.',
  timeless: true,
  fixable: false,
  bundle: 'file',
  readsTitlesOf: ['step'],
  example: {
    breaks: plan('team ops is priya, jonas\nteam web-crew is priya, jonas  // <- unused'),
    passes: plan('team ops is priya, jonas'),
  },
  *find({ plan }) {
    // A file without a release is there for others, which we do not see from here.
    if (plan.releases.length === 0) return;
    const used = usedNames(plan);
    const first = atFirst();
    for (const release of plan.releases) {
      yield* leftOut(plan, release);
      yield* givenByOthers(release);
    }
    const hidden = new Set(plan.duplicates.map(({ second }) => second));
    for (const named of plan.declarations) {
      if (!named.name || !CHECKED.has(named.kind) || used.has(named)) continue;
      // Of two declarations of one name, `duplicate-name` speaks.
      if (hidden.has(named.namePlace)) continue;
      if (named.kind === 'block' && (named.block.kind !== 'play' || isCalledByTrigger(plan, named.name))) continue;
      // Of a priority nothing is promised where something is of others: `stages-implausible` says so.
      if (named.kind === 'word' && named.vocabulary === 'priority' && plan.releases.some(promises)) continue;
      // Of one window the name says what it is for; of several it is how a `run` says which is its own.
      if (named.kind === 'named-window' && isOnlyWindow(plan, named.window)) continue;
      // Where no run says in which it is, the others are for another day.
      if (named.kind === 'named-window' && !hasRunsInWindows(plan, named.window)) continue;
      // An audience that says what it uses acts by being there: the messages are checked against it.
      if (named.kind === 'audience' && named.uses.length > 0) continue;
      // Whoever is to be reached, or is introduced with more than a name, is there to be looked up.
      if ('contacts' in named && named.contacts.length > 0) continue;
      if ((named.kind === 'person' || named.kind === 'party') && named.title !== undefined) continue;
      if (isOfInventory(named)) continue;
      // Who fills it is open, which is asked for.
      if (isOpenRole(named)) continue;
      // A policy that says for what kinds it is holds for them, whoever builds on it.
      if (named.kind === 'policy' && named.releaseKinds?.length !== 0) continue;
      if (named.kind === 'block') {
        yield uncalled(named.name, named.namePlace);
        continue;
      }
      if (named.kind === 'audience') {
        yield untold(named.name, named.namePlace, first(releaseOf(plan, named.namePlace), named.namePlace));
        continue;
      }
      yield {
        message: `Nothing uses ${quoted(named.name)}; remove it, or name it where it is meant.`,
        place: named.namePlace,
        faded: true,
        several: {
          at: first(releaseOf(plan, named.namePlace), named.namePlace),
          what: 'declarations are used by nothing',
          name: quoted(named.name),
          todo: 'remove them, or name them where they are meant',
        },
      };
    }
  },
};

/** Whoever introduces an audience means to tell it something. */
function untold(name: string, place: Place, at: Place): Found {
  return {
    message: `Nobody tells ${quoted(name)} anything; add a \`notify\`, or remove it.`,
    place,
    faded: true,
    several: {
      at,
      what: 'audiences are told nothing',
      name: quoted(name),
      todo: 'add a `notify` for each, or remove them',
    },
  };
}

/** Whoever wrote it down had a reason: something was to wait for it. */
function* givenByOthers(release: Release): Iterable<Found> {
  const [first, ...others] = unawaited(release);
  if (!first) return;
  const names = [first, ...others].map(({ name }) => quoted(name));
  yield {
    message: `Nothing waits for ${listed(names)}, which others give, nor brings in or tries what it is about; let what needs it come \`after\` it, or take it out.`,
    place: first.head,
    about: [first, ...others].map(({ name }) => name),
    related: others.map(({ head }) => ({ message: 'The same', place: head })),
  };
}

/** What is done to some of a series is mostly meant for all of it. */
function* leftOut(plan: Plan, release: Release): Iterable<Found> {
  for (const { changed, left } of leftOutOf(plan, release)) {
    const [first, ...others] = left;
    const [is, they] = left.length > 1 ? ['are', 'them'] : ['is', 'it'];
    yield {
      message:
        `${listed(left.map(({ name }) => quoted(name)))} ${is} changed by nothing, though ${listed(changed.map(({ name }) => quoted(name)))} of the same series ` +
        `${changed.length > 1 ? 'are' : 'is'}; add what is done to ${they}, or take ${they} out.`,
      place: first!.head,
      severity: 'warning',
      about: left.map(({ name }) => name),
      related: others.map(({ head }) => ({ message: 'The same', place: head })),
    };
  }
}

/**
 * What there is, as whoever looks it up reads it: environments, systems of which more is said than the name, and words of a vocabulary, of
 * which the first that is declared asks for all of them.
 */
function isOfInventory(named: Named): boolean {
  if (named.kind === 'environment' || named.kind === 'word') return true;
  if (named.kind !== 'system') return false;
  const { title, environment, version, on, uses } = named;
  return Boolean(title ?? environment ?? version) || on.length + uses.length > 0;
}

function isOpenRole(named: Named): boolean {
  if (named.kind === 'role') return named.holder?.name === TBD;
  return named.kind === 'team' && named.members.some(({ name }) => name === TBD);
}

/** What is in a play may well be meant: what it lacks is the moment at which somebody thinks of it. */
function uncalled(name: string, place: Place): Found {
  return {
    message: `Nothing calls the play ${quoted(name)}; say when it is done: ${quoted(`when … then play ${name}`)}, a \`no-go\`, or the \`else\` of another one.`,
    place,
  };
}

/** A trigger of a runbook names a play of whatever release uses it, and has it there. */
function isCalledByTrigger({ releases }: Plan, play: string): boolean {
  return releases.some(({ triggers }) =>
    triggers.some(({ then }) => then.some(({ action, ref }) => action === 'play' && ref?.name === play)),
  );
}

/** Of these, a declaration without a use has no effect; a step, risk or rehearsal acts by being there. */
const CHECKED: ReadonlySet<Named['kind']> = new Set<Named['kind']>([
  'person',
  'party',
  'team',
  'role',
  'calendar',
  'audience',
  'environment',
  'system',
  'word',
  'fund',
  'criteria',
  'runbook',
  'template',
  'text',
  'policy',
  'named-window',
  'block',
  'parameter',
]);

function promises({ rosters }: Release): boolean {
  return rosters.some(({ stages }) => stages.length > 0);
}

function hasRunsInWindows({ releases }: Plan, window: Window): boolean {
  const release = releases.find(({ windows }) => windows.includes(window));
  return release?.blocks.some((block) => block.window !== undefined) === true;
}

function isOnlyWindow({ releases }: Plan, window: Window): boolean {
  return releases.some(({ windows }) => windows.length === 1 && windows[0] === window);
}

function usedNames(plan: Plan): ReadonlySet<Named> {
  const used = new Set<Named>();
  for (const { target, name, place } of plan.references) {
    // What is meant and cannot be had there is told once, by `unknown-name`.
    const meant = target ?? plan.names.get(name);
    // What names itself inside its own block is not used by that.
    if (meant && !contains(meant.place, place)) used.add(meant);
  }
  return used;
}
