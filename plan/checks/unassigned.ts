import { childrenOf } from '../children.ts';
import { standardRelease } from '../facts/example.ts';
import { type Head, headOfThing, headsOf } from '../facts/heads.ts';
import { knownOwner, ranked } from '../facts/people/accountable.ts';
import { capital, listed, quoted, said } from '../facts/words.ts';
import type { Fix, PlanEdit } from '../findings/findings.ts';
import {
  accountableFor,
  type Block,
  lookup,
  type Named,
  type Place,
  rootBlock,
  type Step,
  TBD,
  type Who,
} from '../model.ts';
import { ofKind } from '../named.ts';
import { nearest } from '../nearest.ts';
import { whoText } from '../said/words.ts';
import { isMachine, peopleOf, skilled, skillsOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

export const unassigned: ReleaseCheck = {
  code: 'unassigned',
  of: 'release',
  ofLine: true,
  group: 'people',
  severity: 'error',
  title: 'A step that nobody does',
  why: 'What belongs to nobody is done by nobody, or by two people at once. Every step of the night has one name on it.',
  timeless: true,
  fixable: true,
  bundle: 'block',
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m undo 5m  // <- unassigned
        verify web 10m by jonas
        task   cache "Warm the cache" 10m by priya
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
        task   cache "Warm the cache" 10m by priya
      }
      `,
    ),
  },
  *find(subject) {
    const isOfTeams = namesTeamsAlone(subject);
    const candidates = new Map<Block, readonly Who[]>();
    // Waiting needs nobody, and what is done was done by somebody.
    const steps = subject.release.steps.filter((step) => step.verb !== 'wait' && !step.done);
    const headOf = headsOf(
      subject.release,
      steps.filter(({ by }) => !by),
    );
    const taken = new Set<Block>();
    for (const { by, block } of steps) if (by) taken.add(rootBlock(block));
    const isOwners = subject.release.owner !== undefined && taken.size === 0;
    for (const step of steps) {
      if (!step.by) {
        if (isOfItsBlock(subject, step.block)) continue;
        const isWhole = !taken.has(rootBlock(step.block)) && step.block.kind !== 'messages';
        yield {
          message: `${withoutOne(step)}; add \`by\` and the name of who is accountable.`,
          place: step.head,
          // Where a plan names nobody at all, whoever owns it answers for everything, and the list is a reminder.
          severity: isOwners ? 'information' : undefined,
          several: ofNobody(subject, step, headOf(step), isWhole),
          fixes: () => fixes(subject, step, candidates),
        };
        continue;
      }
      if (isNobodys(subject, step, step.by)) {
        yield byItself(subject, step, step.by);
        continue;
      }
      for (const who of [step.by, ...step.with]) {
        const empty = (who === step.by ? emptiness(subject, who, isOfTeams) : undefined) ?? skillMissing(subject, who);
        if (!empty) continue;
        yield {
          message: `Nobody can be named for ${said(step)}: ${empty.message}${empty.todo ? `; ${empty.todo}` : ''}.`,
          place: who.place,
          related: [{ message: `${quoted(who.ref.name)} is declared here`, place: empty.place }],
          severity: empty.isOpen && isOfTeams ? 'warning' : undefined,
          several: empty.todo
            ? empty.isOpen && isOfTeams
              ? {
                  at: subject.release.head,
                  what: 'steps are done by teams or roles, and the plan does not say who that is',
                  name: quoted(who.ref.name),
                  todo: empty.todo,
                }
              : {
                  at: headOfThing(subject.plan, subject.release, who.ref.name).at,
                  what: `steps have nobody, for ${empty.message}`,
                  name: said(step),
                  todo: empty.todo,
                }
            : undefined,
          fixes: empty.fixes,
        };
      }
    }
  },
};

function withoutOne(step: Step): string {
  if (step.with.length === 0) return `Nobody does ${said(step)}`;
  return `${capital(said(step))} takes the time of ${listed(step.with.map((who) => quoted(whoText(who))))}, and none of them answers for it`;
}

/** `stream vendor "…"`, `phase vendor-build`: a block that is called as somebody is, is theirs, and so is all in it. */
function isOfItsBlock({ plan, release }: ReleaseSubject, inner: Block): boolean {
  for (let block: Block | undefined = inner; block; block = block.parent) {
    const words = block.name?.split('-') ?? [];
    const starts = words.map((_, i) => words.slice(0, i + 1).join('-'));
    const ends = words.map((_, i) => words.slice(i).join('-'));
    if ([...starts, ...ends].some((name) => isWho(release.names.get(name)) || isWho(plan.names.get(name)))) return true;
  }
  return false;
}

function isWho(named: Named | undefined): boolean {
  return named?.kind === 'party' || named?.kind === 'team' || named?.kind === 'person' || named?.kind === 'role';
}

/** Where a block names nobody at all, one line says it for all of its steps. */
function ofNobody({ plan, release }: ReleaseSubject, step: Step, { at, of }: Head, isEmpty: boolean): Found['several'] {
  const isOfBlock = at === rootBlock(step.block).head;
  const isWhole = isEmpty && isOfBlock;
  const orBlock = isWhole ? ', or to the block for all of them' : isOfBlock ? '' : ', or to a block for all of it';
  const known = knownOwner(plan, release);
  const owner = known && whoText(known);
  return {
    at,
    what: `steps of ${of} are done by nobody`,
    name: said(step),
    todo: `add \`by\` and the name of who is accountable to each${orBlock}`,
    fixes: () =>
      owner && isWhole
        ? [
            {
              title: `Give all of it to ${quoted(owner)}`,
              edits: [{ kind: 'prepend-line', place: rootBlock(step.block).place, text: `by ${owner}` }],
            },
          ]
        : [],
  };
}

/** What a system does by itself is the owner's, where nobody else answers for it. */
function isNobodys({ plan, release }: ReleaseSubject, step: Step, by: Who): boolean {
  return isMachine(plan, release, by) && !release.owner && !accountableFor(step);
}

function byItself({ release }: ReleaseSubject, step: Step, by: Who): Found {
  const todo = 'add `accountable` and the name of whoever looks after it, or a line `owner`';
  return {
    message: `${quoted(by.ref.name)} does ${said(step)} by itself, and nobody answers for it; ${todo}.`,
    place: by.place,
    severity: 'warning',
    several: {
      at: release.head,
      what: 'steps happen by themselves, and nobody answers for them',
      name: said(step),
      todo,
    },
  };
}

/** Teams and roles, and no people: whoever writes so plans for others, and is asked once who they are. */
function namesTeamsAlone({ plan, release }: ReleaseSubject): boolean {
  return [plan, release].every(({ names }) => ofKind(names, 'person').length === 0);
}

const TODO_OF_ALL = 'name them behind `is`, or make a `party` of whoever plans for themselves';

interface Emptiness {
  readonly message: string;
  /** It is there, and nobody in it. */
  readonly isOpen?: true;
  /** What is to be done where it is so for everybody who asks. */
  readonly todo?: string;
  readonly place: Place;
  readonly fixes?: () => readonly Fix[];
}

/** Why nobody stands behind a who-slot; undefined where somebody does, or where another check says what is wrong. */
function emptiness({ plan, release }: ReleaseSubject, who: Who, isOfTeams: boolean): Emptiness | undefined {
  const named = lookup(plan, release, who.ref.name);
  if (!named) return undefined;
  if (named.kind === 'role' && !named.holder && !named.otherwise) {
    return {
      message: `nobody fills the role ${quoted(named.name)}`,
      todo: isOfTeams ? TODO_OF_ALL : `write \`role ${named.name} is NAME\``,
      place: named.head,
      isOpen: true,
    };
  }
  // Who is in it is openly open: `still-open` asks.
  if (named.kind !== 'team' || named.members.some(({ name }) => name === TBD)) return undefined;
  const { fixed, choices, outside } = peopleOf(plan, release, { ...who, skills: undefined }, 'by');
  const isNobody = fixed.length === 0 && choices.length === 0 && outside.every((name) => name === named.name);
  const message = `the team ${quoted(named.name)} has no members`;
  const todo = isOfTeams ? TODO_OF_ALL : 'name them behind `is`';
  return isNobody ? { message, todo, place: named.head, isOpen: true } : undefined;
}

/** A who-slot that asks for a skill none of them has; a skill nobody at all has is most likely a slip of the pen. */
function skillMissing({ plan, release }: ReleaseSubject, who: Who): Emptiness | undefined {
  const { skills, ref } = who;
  const named = lookup(plan, release, ref.name);
  if (!skills || !named) return undefined;
  const asked: Who = { ...who, skills: undefined, count: undefined };
  const { fixed: people } = peopleOf(plan, release, asked, 'with');
  const able = skilled(plan, release, people, who).length;
  const count = typeof who.count === 'number' ? who.count : 1;
  if (people.length === 0 || able >= count) return undefined;
  const known = skillsOf(plan);
  const unknown = skills.find(({ name }) => !known.has(name));
  const meant = unknown && nearest(unknown.name, known);
  const wanted = listed(skills.map(({ name }) => quoted(name)));
  const have = able === 0 ? 'nobody' : `only ${able}`;
  const hint = meant ? `; is \`${meant}\` meant?` : unknown ? '; nobody in this plan has it: write `skills` lines' : '';
  return {
    message: `of ${listed([...people])} ${have} ${able > 1 ? 'have' : 'has'} ${wanted}${hint}`,
    place: named.head,
    fixes: () =>
      meant
        ? [{ title: `Change to \`${meant}\``, edits: [{ kind: 'replace', place: unknown!.place, text: meant }] }]
        : [],
  };
}

/** Behind an `undo` a `by` would name who takes the step back; there it goes before. */
function addClause(step: Step, text: string): PlanEdit {
  if (!step.undo) return { kind: 'append-clause', place: step.place, text };
  const { file, range } = step.duration?.place ?? step.targets.at(-1)?.place ?? step.namePlace;
  return { kind: 'replace', place: { file, range: { start: range.end, end: range.end } }, text: ` ${text}` };
}

/** Those who do most of the block already, else the owner of the release. */
function fixes({ plan, release }: ReleaseSubject, step: Step, candidates: Map<Block, readonly Who[]>): readonly Fix[] {
  const near = candidates.get(step.block) ?? ranked(plan, release, childrenOf(release, step.block));
  candidates.set(step.block, near);
  const owner = knownOwner(plan, release);
  const names = (near.length > 0 ? near : owner ? [owner] : []).map(whoText);
  return names.slice(0, 3).map((name) => ({
    title: `Give it to ${quoted(name)}`,
    edits: [addClause(step, `by ${name}`)],
  }));
}
