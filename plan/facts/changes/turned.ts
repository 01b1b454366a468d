/** Traffic that is turned to something, and that the way back does not turn back: what is deployed anew there gets it all the same. */
import { rootBlock, type Step } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inRun, isForward } from './changes.ts';

/**
 * Steps of the run that turn all of the traffic of something that has not been shut or shared before in it. Nothing is said where any line of a way
 * back speaks of traffic, or may be about anything; where one of several turns it back; and of data that change their database.
 */
export function leftTurned({ release, changes, dependencies }: Facts): readonly Step[] {
  const backs = release.steps.filter(({ block }) => rootBlock(block).kind === 'rollback');
  const changing = backs.filter(({ verb }) => CHANGING.has(verb));
  if (changing.length === 0 || backs.some(mayTurn)) return [];
  const known = new Set<string>();
  return release.steps.filter((step) => {
    if (!isForward(step) || !inRun(step)) return false;
    const isFirst = step.targets.every(({ name }) => !known.has(name));
    if (step.verb === 'stop' || step.verb === 'switch') for (const { name } of step.targets) known.add(name);
    // A feature is switched, too.
    if (!step.to && !speaksOfTraffic(step)) return false;
    if (step.verb !== 'switch' || step.share || step.undo || step.irreversible || step.version || !isFirst)
      return false;
    const systems = changes.targets(step);
    return (
      systems.length > 0 &&
      systems.every(({ type }) => type !== 'database') &&
      !release.pointsOfNoReturn.some((point) => dependencies.precedes(point, step))
    );
  });
}

const CHANGING: ReadonlySet<string> = new Set(['deploy', 'restore', 'migrate', 'configure']);

function mayTurn(step: Step): boolean {
  const { verb, targets } = step;
  if (verb === 'switch' || (CHANGING.has(verb) && targets.length === 0)) return true;
  const lines = [...step.checklist.map(({ text }) => text), ...(step.proof?.how ?? [])];
  return speaksOfTraffic(step) || lines.some((text) => OF_TRAFFIC.test(text));
}

const speaksOfTraffic = heard((words) => OF_TRAFFIC.test(words()));

const OF_TRAFFIC =
  /\b(traffic|dns|records?|cname|rout\w*|switch\w*|point\w*|balancers?|lb|redirect\w*|cut-?over|ingress|proxy|weights?|blue|green|fail-?(over|back)|whole|everything)\b/i;
