/** Who has been told that something comes, and hears nothing where it is taken back. */
import { type Audience, lookup, type Ref, rootBlock, type Step } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { isCalledBy, isSmall, type WayBack, waysBack } from './ways.ts';

export interface Untold {
  readonly way: WayBack;
  /** Audiences, in the order in which they were told. */
  readonly names: readonly string[];
}

/**
 * Ways back that tell none of those who expect what is taken back. `announced`: the messages that are sent before it. An audience that says whose
 * members it has is of the house, and hears of it in the room; where some say what they use, it is about them. Nothing is said where any line of the
 * way back speaks of telling.
 */
export function untoldOfBack(facts: Facts, announced: readonly Step[]): readonly Untold[] {
  const { plan, release } = facts;
  if (isSmall(release)) return [];
  const outside = ({ name }: Ref): readonly Audience[] => {
    const audience = lookup(plan, release, name);
    return audience?.kind === 'audience' && audience.members.length === 0 ? [audience] : [];
  };
  const expecting = [...new Set(announced.flatMap(({ targets }) => targets.flatMap(outside)))];
  const users = expecting.filter(({ uses }) => uses.length > 0);
  const names = (users.length > 0 ? users : expecting).map(({ name }) => name);
  if (names.length === 0) return [];
  return waysBack(release).flatMap((way) => {
    const own = [...way.steps, ...way.behind, ...waitingFor(facts, way)];
    const isWork = way.steps.some(({ verb }) => verb !== 'notify' && verb !== 'task');
    const told = [
      ...own.flatMap(({ verb, targets }) => (verb === 'notify' ? targets : [])),
      ...toldWithCall(facts, way),
    ];
    return isWork && !own.some(tells) && told.flatMap(outside).length === 0 ? { way, names } : [];
  });
}

/**
 * Plays that stop something which the run has told others of, and tell nobody: the first step that does, and the message. Whoever speaks of telling in any
 * line of the play, or lets its trigger do it, has thought of it.
 */
export function untoldStops(facts: Facts): readonly { readonly stop: Step; readonly message: Step }[] {
  const { release, changes } = facts;
  const message = release.steps.find((step) => step.verb === 'notify' && isForward(step) && inRun(step));
  if (!message) return [];
  return release.blocks.flatMap((play) => {
    if (play.kind !== 'play') return [];
    const steps = release.steps.filter(({ block }) => rootBlock(block) === play);
    const stop = steps.find((step) => step.verb === 'stop' && changes.targets(step).length > 0);
    const isTold =
      steps.some((step) => step.verb === 'notify' || tells(step)) ||
      release.triggers.some(
        ({ then }) =>
          then.some(({ action, ref }) => action === 'play' && ref?.name === play.name) &&
          then.some(({ action }) => action === 'notify'),
      );
    return stop && !isTold ? [{ stop, message }] : [];
  });
}

/** Messages that hang on it: `notify users "As it was" after full`. */
function waitingFor({ release }: Facts, { block }: WayBack): readonly Step[] {
  return release.steps.filter(({ after }) => after.some(({ point }) => point.ref.name === block.name));
}

/** `then rollback full, notify users`. */
function toldWithCall({ release }: Facts, way: WayBack): readonly Ref[] {
  const calling = release.triggers.filter((trigger) => isCalledBy(way, trigger));
  return calling.flatMap(({ then }) => then.flatMap(({ action, ref }) => (action === 'notify' && ref ? ref : [])));
}

const tells = heard((words, { verb }) => verb !== 'notify' && TELLS.test(words()));

const TELLS = /\b(notif\w+|inform\w*|tell|told|communicat\w+|announc\w+|status[- ]?page|messages?|e-?mails?|banner)\b/i;
