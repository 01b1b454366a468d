/** Who must be told of a release: the users of what it changes, its sponsor, and whoever was told that something comes. */
import { type Audience, type Block, isTbd, lookup, type Place, type Step } from '../../model.ts';
import { ofKind } from '../../named.ts';
import { membersOf, peopleOf } from '../../who/people.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import type { Message } from '../messages.ts';
import { said } from '../words.ts';

/** Somebody who must be told. */
export interface ToldParty {
  readonly why: 'users' | 'sponsor' | 'told';
  /** What a message is addressed to. */
  readonly name: string;
  /** All names under which they are reached. */
  readonly names: ReadonlySet<string>;
  readonly audience?: Audience;
  /** Where the finding stands, and why they must be told. */
  readonly place: Place;
  readonly because: string;
}

/** `sides`: words of a policy, of those that are told before and those that are told after. */
export function* parties(
  subject: Facts,
  messages: readonly Message[],
  sides: ReadonlySet<string>,
): Iterable<ToldParty> {
  const { plan, release, changes } = subject;
  const seen = new Set<string>();
  if (sides.has('users')) {
    for (const audience of ofKind(plan.names, 'audience')) {
      const step = changeFor(subject, audience);
      if (!step) continue;
      seen.add(audience.name);
      const because = `${said(step)} changes what they use`;
      yield { why: 'users', name: audience.name, names: new Set([audience.name]), audience, place: step.head, because };
    }
  }
  if (sides.has('sponsor') && release.sponsor && !isTbd(release.sponsor)) {
    const { ref, place } = release.sponsor;
    const names = new Set(['sponsor', ref.name, ...peopleOf(plan, release, release.sponsor, 'by').fixed]);
    for (const audience of ofKind(plan.names, 'audience')) {
      if (audience.members.some((member) => names.has(member.name))) names.add(audience.name);
    }
    yield { why: 'sponsor', name: 'sponsor', names, place, because: 'the sponsor answers for the release' };
  }
  // Whoever was told that the door is closed waits to hear that it is open.
  const isClosed = release.steps.some((step) => isForward(step) && isIn('outage', step));
  if (!sides.has('told') && !(isClosed && sides.has('users'))) return;
  for (const { before, step } of messages) {
    for (const target of before && step.verb === 'notify' ? step.targets : []) {
      if (seen.has(target.name) || changes.steps.length === 0) continue;
      if (!sides.has('told') && lookup(plan, release, target.name)?.kind !== 'audience') continue;
      if (isColleague(subject, target.name)) continue;
      seen.add(target.name);
      const because = `${said(step)} has told them that something comes`;
      const why = sides.has('told') ? 'told' : 'users';
      yield { why, name: target.name, names: new Set([target.name]), place: step.head, because };
    }
  }
}

function isIn(kind: Block['kind'], { block }: Step): boolean {
  for (let one: Block | undefined = block; one; one = one.parent) if (one.kind === kind) return true;
  return false;
}

/** A word to somebody who works on the release, or to one person alone, announces nothing; the sponsor is told of all of it. */
function isColleague({ plan, release, timed }: Facts, name: string): boolean {
  const named = lookup(plan, release, name);
  if (!named || !COLLEAGUES.has(named.kind) || name === 'sponsor' || name === release.sponsor?.ref.name) return false;
  const { people } = membersOf(plan, release, name);
  if (named.kind !== 'team') return people.length > 0;
  const working = new Set(timed.filter(({ step }) => inRun(step)).flatMap((one) => [...one.by, ...one.with]));
  return people.some((person) => working.has(person));
}

const COLLEAGUES: ReadonlySet<string> = new Set(['person', 'role', 'team', 'implicit', 'parameter']);

/** The first change of something that an audience uses, directly or through other systems. */
function changeFor({ plan, release, changes }: Facts, audience: Audience): Step | undefined {
  for (const ref of audience.uses) {
    const used = lookup(plan, release, ref.name);
    if (used?.kind !== 'system') continue;
    const needed = changes.needs(used);
    const step = changes.steps.find((one) => changes.targets(one).some((target) => needed.has(target)));
    if (step) return step;
  }
  return undefined;
}
