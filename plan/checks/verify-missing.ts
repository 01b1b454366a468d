import { unprovedPlays, unprovedWaysBack } from '../facts/back/unproved.ts';
import { isForward } from '../facts/changes/changes.ts';
import { closesInWords } from '../facts/changes/closed.ts';
import { letInUnseen } from '../facts/changes/let-in.ts';
import { byTarget, comesBefore } from '../facts/changes/protection.ts';
import { unlookedEnvironments, unlookedStarts } from '../facts/changes/unlooked.ts';
import { broughtUnlooked } from '../facts/ends/behind.ts';
import { scaffolds } from '../facts/ends/scaffolds.ts';
import { withoutSetBack } from '../facts/ends/set-back.ts';
import { isShutUntil } from '../facts/ends/shut.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock, headOfRelease } from '../facts/heads.ts';
import { heard } from '../facts/heard.ts';
import { mendedUntested } from '../facts/in-words/mended-untested.ts';
import { busiest } from '../facts/people/accountable.ts';
import { uncounted } from '../facts/promises/uncounted.ts';
import { insertAfter, stepLine } from '../facts/repairs/insertion.ts';
import { listed, quoted, said } from '../facts/words.ts';
import { append } from '../grouped.ts';
import { type Criterion, rootBlock, type Step, type System, type Who } from '../model.ts';
import { isAsCertainAs } from '../order/perhaps.ts';
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
    const { plan, release, changes } = subject;
    const verifications = release.steps.filter((step) => step.verb === 'verify' && isForward(step));
    const ofChange = verifications.filter(changes.isOfChange);
    const proofs = proofsBySystem(subject, ofChange);
    const named = byTarget(verifications);
    const tester = busiest(plan, release, (step) => step.verb === 'verify');
    const unproved = new Map<System, Step>();
    const own = scaffolds(subject);
    for (const [system, all] of changes.systems) {
      if (own.has(system)) continue;
      const steps = withoutSetBack(all);
      // A network is seen in whatever is reached over it.
      const ofNetwork = system.type === 'network' ? ofChange.slice(-1) : [];
      const proving = [...(proofs.get(system) ?? []), ...(proofs.get(undefined) ?? []), ...ofNetwork];
      const last = steps.findLast(
        (step) =>
          ![...proving, ...ofDestination(step, ofChange)].some(
            (proof) => isAsCertainAs(proof, step) && comesBefore(subject, step, proof),
          ),
      );
      if (
        last &&
        !isReadOff(last) &&
        !isOfInstruments(last) &&
        !closesInWords(last) &&
        !isLeft(subject, system) &&
        !isWatched(subject, last) &&
        !isTriedByUsers(subject, system, last) &&
        !verifications.some((look) => isSeenBehindShut(subject, system, last, look))
      )
        unproved.set(system, last);
    }
    for (const gap of gaps(subject, unproved)) yield finding(subject, gap, named, tester);
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

/** Whoever is switched away from something meets what they are led to: that it works is what has to be seen. */
function ofDestination({ verb, to }: Step, verifications: readonly Step[]): readonly Step[] {
  if (verb !== 'switch' || !to) return [];
  return verifications.filter(({ targets }) => targets.some(({ name }) => name === to.name));
}

/** By what one looks, nothing is shown to be well but that somebody looks. */
const isOfInstruments = heard((words, { verb }) => verb === 'configure' && OF_INSTRUMENTS.test(words()));
const OF_INSTRUMENTS =
  /\b(alert(s|ing)?|alarms?|thresholds?|dashboards?|monitor(s|ing)?|log level|(verbose|debug) logging)\b/i;

/** Users are led away from it: what they meet is where they come to. */
function isLeft({ release }: ReleaseSubject, { name }: System): boolean {
  return release.steps.some((step) => step.verb === 'switch' && step.from?.name === name && isForward(step));
}

/** What has to be seen when it is done says whether it has come out well: the rows that are there, the writes that are refused. */
function isReadOff({ proof }: Step): boolean {
  return proof !== undefined && proof.expects.length > 0;
}

/** A share of the traffic is proved by what its users meet: somebody decides behind it by a figure that is read. */
function isWatched(subject: ReleaseSubject, step: Step): boolean {
  if (!step.share) return false;
  const isRead = ({ from, operator }: Criterion) => from !== undefined && operator !== undefined;
  const reads = (gate: Step) => isForward(gate) && gate.gate?.criteria.some(isRead) === true;
  return subject.release.steps.some((gate) => reads(gate) && comesBefore(subject, step, gate));
}

/** Users who test where it lives, behind the change and before what waits for their yes, have looked at it. */
function isTriedByUsers(subject: ReleaseSubject, { environment }: System, change: Step): boolean {
  const { release, schedule } = subject;
  const end = schedule.steps[change.id]?.end;
  if (!environment || end === undefined) return false;
  return release.uats.some((uat) => {
    const span = schedule.uats[uat.id];
    if (uat.in?.name !== environment.name || !span || span.start < end) return false;
    return release.steps.some(
      (gate) =>
        gate.gate?.needs.some(({ ref }) => ref.name === uat.name) &&
        isForward(gate) &&
        comesBefore(subject, change, gate),
    );
  });
}

/** On another day, and users come to it only behind that. */
function isSeenBehindShut(subject: ReleaseSubject, system: System, change: Step, look: Step): boolean {
  return subject.changes.targets(look).includes(system) && isShutUntil(subject, system, change, look);
}

/** What one verification after `change` would prove. */
interface Gap {
  readonly change: Step;
  /** The systems that `change` is the last change of, and that no other one of the gap shows. */
  readonly systems: readonly System[];
  /** What these need to work and show with themselves, changed by the same step or before it. */
  readonly shown: readonly System[];
}

/** `unproved`: systems with their last change. A verification that is missing once is told once. */
function gaps({ changes, dependencies }: ReleaseSubject, unproved: ReadonlyMap<System, Step>): readonly Gap[] {
  const shownBy = new Map<System, System>();
  const isShownBy = (system: System, other: System): boolean => {
    const [change, later] = [unproved.get(system)!, unproved.get(other)!];
    return changes.needs(other).has(system) && (change === later || dependencies.precedes(change, later));
  };
  // Most need none of the others.
  const needing = [...unproved.keys()].filter((one) =>
    [...changes.needs(one)].some((needed) => needed !== one && unproved.has(needed)),
  );
  for (const system of unproved.keys()) {
    for (const other of needing) {
      // Systems that need each other show each other; one of them has to stay.
      if (other === system || !isShownBy(system, other) || chainEnd(shownBy, other) === system) continue;
      shownBy.set(system, other);
      break;
    }
  }
  const byChange = new Map<Step, { systems: System[]; shown: System[] }>();
  for (const [system] of unproved) {
    const top = chainEnd(shownBy, system);
    const change = unproved.get(top)!;
    const gap = byChange.get(change) ?? { systems: [], shown: [] };
    byChange.set(change, gap);
    (top === system ? gap.systems : gap.shown).push(system);
  }
  return [...byChange].map(([change, gap]) => ({ change, ...gap }));
}

function chainEnd(next: ReadonlyMap<System, System>, from: System): System {
  let end = from;
  for (let one = next.get(end); one; one = next.get(end)) end = one;
  return end;
}

/**
 * The verifications that show the health of a system: those of itself and of whatever needs it to work. Under
 * `undefined` those that may show all of them: they name no target, or what the release does not change, and so look at it for the sake
 * of what it does.
 */
function proofsBySystem(
  { changes }: ReleaseSubject,
  verifications: readonly Step[],
): ReadonlyMap<System | undefined, readonly Step[]> {
  const proofs = new Map<System | undefined, Step[]>();
  const add = (system: System | undefined, step: Step) => {
    append(proofs, system, step);
  };
  for (const step of verifications) {
    const shown = [...new Set(changes.targets(step).flatMap((target) => [...changes.needs(target)]))];
    const changed = shown.filter((system) => changes.systems.has(system));
    if (step.targets.length === 0 || (shown.length > 0 && changed.length === 0)) add(undefined, step);
    for (const system of changed) add(system, step);
  }
  return proofs;
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
