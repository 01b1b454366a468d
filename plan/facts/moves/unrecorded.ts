/** What a run changes where it is plugged in or addressed, and nobody writes down. */
import type { Step } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/** The last of two such steps or more; a record of how it was before is no record of how it is. */
export function unrecordedMoves({ release }: Facts): Step | undefined {
  const moves = release.steps.filter((step) => inRun(step) && !step.done && movesIt(step));
  const [first] = moves;
  const last = moves.at(-1);
  if (!first || !last || moves.length < FEWEST) return undefined;
  const later = release.steps.filter((step) => isForward(step) && step.index > first.index);
  const isRecorded =
    later.some((step) => step.verb === 'record' || writesItDown(step)) ||
    release.milestones.some(({ title = '' }) => WRITES.test(title));
  return isRecorded ? undefined : last;
}

const FEWEST = 2;

const movesIt = heard((words, { verb }) => VERBS.has(verb) && MOVES.test(words()));
const writesItDown = heard((words, { checklist }) =>
  [words(), ...checklist.map(({ text }) => text)].some((text) => WRITES.test(text)),
);

const VERBS: ReadonlySet<string> = new Set(['configure', 'migrate', 'deploy', 'switch', 'task']);
const MOVES =
  /\b(jumpers?|patch (panels?|cables?|cords?|leads?)|re-?patch\w*|racks?|re-?cabl\w+|cabling|cables?|fib(er|re)s?|(switch |panel )?ports? \d+|circuits?|VLANs?|re-?address\w*|re-?ip|re-?number\w*|new (IP|address(es)?)|IP address(es)?|subnets?)\b/i;
const WRITES =
  /\b(CMDB|inventor(y|ies)|records?|registers?|IPAM|DCIM|netbox|diagrams?|drawings?|asset (list|register|management)|as[- ]built|document(ed|ation|s)?|spreadsheet|wiki|cabling plan|port (map|list))\b/i;
