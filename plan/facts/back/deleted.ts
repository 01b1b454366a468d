/** What is deleted in words, `task purge "Delete the orphaned rows"`: no way back brings it back, and it is no change that one would look for. */
import { rootBlock, type Step } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/**
 * Tasks anywhere, and what plays and ways back change, that nobody approves, and of which no copy stands before them. What the run changes is
 * asked for a way back anyway.
 */
export function deletedForGood({ release }: Facts): readonly Step[] {
  const copied = new Set<string>();
  return release.steps.filter((step) => {
    const { verb, targets, irreversible, undo, done, optional } = step;
    if (COPIES.has(verb)) for (const { name } of targets) copied.add(name);
    const isCalled = CALLED.has(rootBlock(step.block).kind);
    if (verb !== 'task' && !(isCalled && CHANGES.has(verb))) return false;
    if (irreversible || undo || done || optional || !deletes(step)) return false;
    return targets.length === 0 || !targets.every(({ name }) => copied.has(name));
  });
}

const COPIES: ReadonlySet<string> = new Set(['backup', 'snapshot']);
const CALLED: ReadonlySet<string> = new Set(['rollback', 'play']);
const CHANGES: ReadonlySet<string> = new Set(['migrate', 'configure', 'stop']);

const deletes = heard((words) => DELETES.test(words()) && !OF_NO_WORTH.test(words()) && !ABOUT.test(words()));

const DELETES =
  /\b(delet(e|es|ing)|purg(e|es|ing)|truncat(e|es|ing)|drop(s|ping)?|wip(e|es|ing)|destroy(s|ing)?|eras(e|es|ing)|remov(e|es|ing)) (?:[\w-]+ ){0,4}?(records?|rows?|data(bases?|sets?)?|servers?|accounts?|users?|orders?|customers?|clients?|businesses|tenants?|volumes?|disks?|tables?|documents?|schemas?|buckets?|clusters?|instances?|machines?|vms?)\b/i;
/** Deleting is what it speaks of. */
const ABOUT = /\b(deep[- ]dive|discuss\w*|learn\w*|train\w*|workshops?|how to|agree\w*|decid\w*)\b/i;
const OF_NO_WORTH =
  /\b(temp\w*|test\w*|cach\w*|stale|expired|logs?|staging|sandbox|scratch|duplicates?|access|permissions?|from (the )?(load )?balancer|from (the )?rotation)\b/i;
