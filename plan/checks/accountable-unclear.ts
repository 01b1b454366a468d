import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { lookup, type Place, type Release, rootBlock, type Step, type Who } from '../model.ts';
import { contains } from '../place.ts';
import { whoText } from '../said/words.ts';
import { membersOf, peopleOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (who: string) =>
  standardRelease(
    `
    person priya
    person jonas
    person sam
    team ops is jonas, sam
    service web
    `,
    `
    run {
      deploy web 10m by ${who} undo 5m${who.startsWith('2') ? '  // <- accountable-unclear' : ''}
      verify web 10m by priya
    }
    follow-up {
      meet lessons "Lessons" 1h by priya with ops at T+2wd 10:00
    }
    `,
  );

export const accountableUnclear: ReleaseCheck = {
  code: 'accountable-unclear',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Several people answer for one thing, so that nobody does',
  why:
    'Behind `by` stands the one who is called when it hangs. Where two are named, each waits for the other; where it ' +
    'says “all”, everybody does.',
  parameters: {
    nobody: {
      type: 'words',
      default: [
        'all',
        'everybody',
        'everyone',
        'team',
        'the-team',
        'staff',
        'someone',
        'somebody',
        'anybody',
        'anyone',
      ],
      description: 'Names of teams that mean nobody in particular.',
    },
  },
  timeless: true,
  fixable: true,
  bundle: 'thing',
  example: { breaks: plan('2 of ops'), passes: plan('jonas with sam') },
  *find(subject) {
    const { release, parameters } = subject;
    const vague = new Set(parameters.words('nobody').map((word) => word.toLowerCase()));
    const seen = new Set<Place>();
    for (const { who, what, step } of accountabilities(release)) {
      // A phase says `by` once for all its steps.
      if (!who || seen.has(who.place)) continue;
      seen.add(who.place);
      const found = judge(subject, who, what, vague);
      if (found) yield { ...found, fixes: () => (step && isOwn(step, who) ? fixes(subject, who) : []) };
      else if (who.also) yield several(who, what(), step && isOwn(step, who) ? step : undefined);
    }
    yield* toThemselves(subject);
    yield* lastWord(subject);
    for (const { who, label } of subject.whos) {
      if (!who.also || seen.has(who.place)) continue;
      seen.add(who.place);
      yield several(who, label, undefined);
    }
  },
};

/** Whoever cannot solve it decides about it as well. */
function* toThemselves({ plan, release }: ReleaseSubject): Iterable<Found> {
  for (const { name, by, escalatedTo, done } of release.issues) {
    if (done || !by || !escalatedTo) continue;
    const [owners, deciders] = [by, escalatedTo].map((who) => peopleOf(plan, release, who, 'by').fixed);
    const [same] = owners!;
    if (same === undefined || owners!.length > 1 || deciders!.length !== 1 || deciders![0] !== same) continue;
    yield {
      message: `Issue ${quoted(name)} is escalated to ${quoted(same)}, who answers for it already; escalate it to somebody who decides.`,
      place: escalatedTo.place,
      about: [name, same],
    };
  }
}

/** A plan with a column of who is responsible and one of who is accountable fills both in at every line; at the gate it says nothing new. */
function namesBoth({ steps }: Release, gate: Step): boolean {
  const root = rootBlock(gate.block);
  const others = steps.filter((step) => step !== gate && step.by && rootBlock(step.block) === root);
  return others.length >= 3 && others.every(({ accountable }) => accountable !== undefined);
}

/** Of a gate the one who decides is the one who answers for it: with two of them nobody knows whose no it was. */
function* lastWord({ release }: ReleaseSubject): Iterable<Found> {
  for (const gate of release.steps) {
    // What a block says once for all its steps is no word about this one.
    const { verb, by, accountable, done } = gate;
    if (verb !== 'gate' || done || !by || !accountable || by.ref.name === accountable.ref.name) continue;
    if (namesBoth(release, gate)) continue;
    yield {
      message:
        `${said(gate)} is decided by ${quoted(by.ref.name)}, and ${quoted(accountable.ref.name)} answers for it: nobody knows who has the last word. ` +
        `Let ${quoted(accountable.ref.name)} decide, \`with\` the other, or have a \`veto\`.`,
      place: accountable.place,
      about: [by.ref.name, accountable.ref.name],
    };
  }
}

interface Accountability {
  readonly who: Who | undefined;
  readonly what: () => string;
  /** Where its own line names who it is, `with` can name the others. */
  readonly step?: Step;
}

/** Whoever answers for something in the release. */
function* accountabilities(release: Release): Iterable<Accountability> {
  yield { who: release.owner, what: () => `the release ${quoted(release.name)}` };
  for (const step of release.steps) if (!step.done) yield { who: step.by, what: () => said(step), step };
  for (const uat of release.uats) {
    yield { who: uat.by, what: () => `UAT ${quoted(uat.name)}` };
    yield { who: uat.signOff?.by, what: () => `the sign-off of ${quoted(uat.name)}` };
  }
  for (const thing of [...release.risks, ...release.issues, ...release.benefits, ...release.rehearsals]) {
    yield { who: thing.by, what: () => `${thing.kind} ${quoted(thing.name)}` };
  }
  for (const item of release.scope?.items ?? []) yield { who: item.by, what: () => quoted(item.name) };
  for (const milestone of release.milestones) yield { who: milestone.by, what: () => quoted(milestone.name) };
}

/** `by ann, bob`: on a step the others can be named behind `with`. */
function several(who: Who, what: string, step: Step | undefined): Found {
  const { also = [], ...first } = who;
  const instead = `${whoText(first)} with ${also.map(whoText).join(', ')}`;
  const way = step ? `write ${quoted(`by ${instead}`)}` : 'name the one who does';
  const { file, range } = who.place;
  const place = { file, range: { start: range.start, end: also.at(-1)!.place.range.end } };
  return {
    message: `${also.length + 1} answer for ${what}, ${listed([first, ...also].map((one) => quoted(whoText(one))))}, so that nobody does; ${way}.`,
    place,
    about: [first, ...also].map(({ ref }) => ref.name),
    fixes: () => (step ? [replacement(`Write ${quoted(`by ${instead}`)}`, place, instead)] : []),
  };
}

/** Written in the step, not on the block around it. */
function isOwn({ head }: Step, { place }: Who): boolean {
  return contains(head, place);
}

function judge(
  { plan, release }: ReleaseSubject,
  who: Who,
  whatIs: () => string,
  vague: ReadonlySet<string>,
): Found | undefined {
  const { name } = who.ref;
  const named = lookup(plan, release, name);
  if (!named) return undefined;
  const isOfTeam = named.kind === 'team' && who.count === undefined && vague.has(name.toLowerCase());
  // Nobody else answers for it.
  if (!isOfTeam && who.count !== 'all' && !(typeof who.count === 'number' && who.count > 1)) return undefined;
  const related = [{ message: `${quoted(name)} is declared here`, place: named.head }];
  const { people, outside } = membersOf(plan, release, name);
  const size = people.length + outside.length;
  const what = whatIs();
  const together = {
    at: headOfThing(plan, release, name).at,
    what: `times several of ${quoted(name)} answer for one thing, so that nobody does`,
    name: what,
    todo: 'name one behind `by` and the others behind `with`',
  };
  // Of several organisations each answers for its own: `notify … by all of campuses`.
  if (who.count === 'all' && people.length === 0) return undefined;
  if ((typeof who.count === 'number' && who.count > 1) || (who.count === 'all' && size > 1)) {
    return {
      message:
        `${who.count === 'all' ? 'All' : who.count} of ${quoted(name)} answer for ${what}, so that nobody does; name one behind \`by\` and the others ` +
        `behind \`with\`.`,
      place: who.place,
      about: [name],
      related,
      several: together,
    };
  }
  if (!isOfTeam || size < 2) return undefined;
  return {
    message:
      `${quoted(name)} answers for ${what}: these are ${size} people (${listed([...people, ...outside].map(quoted))}) and ` +
      'nobody in particular; name the one who answers for it.',
    place: who.place,
    about: [name],
    related,
    several: together,
  };
}

/** Each of the first in turn, and so many others as before. */
function fixes({ plan, release }: ReleaseSubject, who: Who): readonly Fix[] {
  const { people } = membersOf(plan, release, who.ref.name);
  const others = people.length - 1;
  return people.slice(0, 3).map((person) => {
    const rest = people.filter((one) => one !== person);
    const wanted = who.count === 'all' ? others : typeof who.count === 'number' ? Math.min(others, who.count - 1) : 0;
    const more =
      wanted <= 0 ? '' : wanted >= others ? ` with ${rest.join(', ')}` : ` with ${wanted} of ${who.ref.name}`;
    return replacement(`${quoted(person)} answers for it`, who.place, `${person}${more}`);
  });
}
