import { unprovedPlays, unprovedWaysBack } from '../facts/back/unproved.ts';
import { letInUnseen } from '../facts/changes/let-in.ts';
import { byTarget } from '../facts/changes/protection.ts';
import { unlookedEnvironments, unlookedStarts } from '../facts/changes/unlooked.ts';
import { broughtUnlooked } from '../facts/ends/behind.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock, headOfRelease } from '../facts/heads.ts';
import { mendedUntested } from '../facts/in-words/mended-untested.ts';
import { type Gap, unverified, verificationsOf } from '../facts/looks/unverified.ts';
import { busiest } from '../facts/people/accountable.ts';
import { uncounted } from '../facts/promises/uncounted.ts';
import { insertAfter, stepLine } from '../facts/repairs/insertion.ts';
import { listed, quoted, said } from '../facts/words.ts';
import { rootBlock, type Step, type Who } from '../model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

export const verifyMissing: ReleaseCheck = {
  code: 'verify-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A system is not verified after its last change, or behind a way back',
  why:
    'A test that runs before the last change proves the version that is gone. What users meet in the morning must have ' +
    'been looked at inside the window, while there is still time to go back.',
  readsTitlesOf: ['step'],
  fixable: true,
  bundle: 'block',
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        verify web 10m by jonas
        deploy web 10m by priya undo 5m  // <- verify-missing
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
      `,
    ),
  },
  *find(subject) {
    yield* unseenByAnybody(subject);
    const { plan, release } = subject;
    const named = byTarget(verificationsOf(release));
    const tester = busiest(plan, release, (step) => step.verb === 'verify');
    for (const gap of unverified(subject)) yield finding(subject, gap, named, tester);
    for (const [{ name }, steps] of unlookedEnvironments(subject)) yield untried(name, steps);
    for (const [{ name }, step] of unlookedStarts(subject)) yield unseen(subject, name, step);
    yield* unprovedBack(subject);
    yield* unprovedRepairs(subject);
    yield* behindTheRun(subject);
    yield* movedUncounted(subject);
    yield* mendedAndReleased(subject);
  },
};

/** What is brought where no user is, is brought there to be tried. */
function untried(environment: string, [first, ...others]: readonly Step[]): Found {
  const them = others.length === 0 ? said(first!) : `${said(first!)} and ${others.length} more`;
  return {
    message: `${quoted(environment)} gets ${them}, and nothing is tried there: no \`verify … in ${environment}\`, rehearsal or test by users; add one before production, or leave it out.`,
    place: first!.head,
    severity: 'warning',
    about: [environment],
    related: others.slice(0, 4).map((step) => ({ message: `${said(step)} as well`, place: step.head })),
  };
}

function unseen({ release }: ReleaseSubject, system: string, step: Step): Found {
  const { at, of } = headOfBlock(release, step);
  return {
    message: `${said(step)} starts what was stopped, and nothing verifies ${quoted(system)} afterwards; put \`verify ${system}\` after it.`,
    place: step.head,
    severity: 'warning',
    about: [system],
    several: {
      at,
      what: `steps of ${of} start what was stopped, and nothing verifies it afterwards`,
      name: said(step),
      todo: 'put one `verify` of all of it behind them',
    },
  };
}

/** At the end of a way back users are where they were, or somewhere in between: nobody knows. */
function* unprovedBack({ release }: ReleaseSubject): Iterable<Found> {
  for (const { way, last } of unprovedWaysBack(release)) {
    const target = last.targets.map(({ name }) => name).join(', ');
    yield {
      message:
        `${quoted(way.name)} ends with ${said(last)}, and nobody looks whether all is as it was; put ${quoted(`verify${target && ` ${target}`}`)} ` +
        'behind it.',
      place: way.block.head,
      severity: 'warning',
      about: [way.name],
      related: [{ message: 'The last that it changes', place: last.head }],
      several: {
        at: headOfRelease(release).at,
        what: 'ways back end, and nobody looks whether all is as it was',
        name: quoted(way.name),
        todo: 'put a `verify` at the end of each',
      },
    };
  }
}

/** What is mended in a hurry goes to the users as it is. */
function* unprovedRepairs({ release }: ReleaseSubject): Iterable<Found> {
  for (const { play, last } of unprovedPlays(release)) {
    const target = last.targets.map(({ name }) => name).join(', ');
    yield {
      message: `${said(last)} of ${quoted(play.name ?? play.kind)} brings what is mended into production, and nobody tries it there or before; put ${quoted(`verify${target && ` ${target}`}`)} behind it.`,
      place: last.head,
      severity: 'warning',
      about: play.name ? [play.name] : [],
      several: {
        at: headOfRelease(release).at,
        what: 'plays bring what is mended into production, and nobody tries it',
        name: said(last),
        todo: 'put a `verify` behind each',
      },
    };
  }
}

/** What was tested is not what goes out. */
function* mendedAndReleased(subject: ReleaseSubject): Iterable<Found> {
  const found = mendedUntested(subject);
  if (!found) return;
  const { mending, tested, change } = found;
  yield {
    message: `${said(mending)} mends what ${said(tested)} has shown, and ${said(change)} brings it to the users: nothing is built and tried again in between. Test it once more before.`,
    place: mending.head,
    severity: 'warning',
    about: mending.name ? [mending.name] : [],
    related: [{ message: 'The last test', place: tested.head }],
  };
}

/** `named`: the verifications by the name of what they verify. */
function finding(
  { plan, release, dependencies, changes }: ReleaseSubject,
  { change, systems, shown }: Gap,
  named: ReadonlyMap<string, readonly Step[]>,
  tester: Who | undefined,
): Found {
  const names = systems.map((system) => system.name);
  const own = names.flatMap((name) => named.get(name) ?? []);
  const outside = own.find((step) => !changes.isOfChange(step));
  const early = own.find(changes.isOfChange);
  const they = listed(names.map(quoted));
  const state = early
    ? dependencies.precedes(change, early)
      ? `${said(early)} is perhaps not done`
      : `${said(early)} does not wait for it`
    : outside
      ? `${said(outside)} comes only in \`${rootBlock(outside.block).kind}\`, outside the window`
      : `nothing verifies ${they} afterwards`;
  const under = listed(shown.map((system) => quoted(system.name)));
  const needed = under && ` (that proves ${under} as well)`;
  const target = names.join(', ');
  const by = tester ?? change.by;
  const line = stepLine(plan, { verb: 'verify', target, title: 'Smoke test', otherwise: '10m', by });
  const edits = insertAfter(change, line);
  const existing = early ?? outside;
  const { at, of } = headOfBlock(release, change);
  return {
    message: `${said(change)} is the last change of ${they}, and ${state}; put \`verify ${target}\` after it${needed}.`,
    place: change.head,
    // A waiver for one of several must not silence the others.
    about: names.length === 1 ? names : [],
    related: existing && [{ message: 'The verification there is', place: existing.head }],
    several: {
      at,
      what: `changes of ${of} are verified by nothing that comes after them`,
      name: existing ? `${said(change)} (${state})` : said(change),
      todo: 'put a `verify` of what it has changed after each',
    },
    fixes: () => (edits ? [{ title: `Verify ${they} after it`, edits }] : []),
  };
}

/** Users are let in again before anybody has looked: they are the first who do. */
function* unseenByAnybody(subject: ReleaseSubject): Iterable<Found> {
  const found = letInUnseen(subject);
  if (!found) return;
  const { opening, change, look } = found;
  yield {
    message:
      `${said(opening)} lets users in, and nobody has looked at ${said(change)} by then: ${said(look)} comes behind it. Put a look before it, ` +
      'while going back is seen by nobody.',
    place: opening.head,
    severity: 'warning',
    related: [
      { message: 'This has been changed', place: change.head },
      { message: 'The first who look', place: look.head },
    ],
  };
}

/** Whoever has worked the night has gone home, and what comes then comes to everybody. */
function* behindTheRun(subject: ReleaseSubject): Iterable<Found> {
  for (const step of broughtUnlooked(subject)) {
    const target = step.targets.map(({ name }) => name).join(', ');
    yield {
      message: `${said(step)} goes to users behind the run, and nobody looks at it then; put ${quoted(`verify ${target}`)} behind it.`,
      place: step.head,
      severity: 'warning',
      about: step.targets.map(({ name }) => name),
      several: {
        at: headOfBlock(subject.release, step).at,
        what: 'steps go to users behind the run, and nobody looks at them then',
        name: said(step),
        todo: 'put a `verify` behind each',
      },
    };
  }
}

/** It works, and a tenth of it is missing. */
function* movedUncounted(subject: ReleaseSubject): Iterable<Found> {
  for (const { system, steps } of uncounted(subject)) {
    const [first] = steps;
    yield {
      message: `${steps.length} steps move data into ${quoted(system.name)}, and no line compares what has come with what was there; count before and behind: ${quoted('expect "Rows" = 100 % of …')}.`,
      place: first!.head,
      severity: 'warning',
      about: [system.name],
      related: steps.slice(1).map((step) => ({ message: said(step), place: step.head })),
    };
  }
}
