/** Where the plan says in words that nobody writes any more, `configure sheet "Read-only"`, and that somebody may again. */
import type { Step, System } from '../../model.ts';
import { rootBlock } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inRun, isForward } from './changes.ts';

/** Of a `configure` alone: a `stop` says so itself. */
export const closesInWords = heard(
  (words, { verb }) => verb === 'configure' && CLOSED.test(words()) && !OPENED.test(words()),
);

const CLOSED =
  /\b(read[- ]?only|(no|stop|disable|block|freeze) (new )?(writes?|updates?|entries|edits?|transactions?)|frozen|lock(ed)?|closed?|maintenance mode)\b/i;
const OPENED =
  /\b(un-?lock\w*|un-?freez\w*|open\w*|writ(e?able|able|es? again|ing)|read[- ]?write|out of|off|again|online|lift\w*|remov\w*|end(s|ed)?|resum\w*|enabl\w*|back)\b/i;

/**
 * What a way back brings users to again (it restores it, or leads them there) though the run has closed it in words, and nothing of the way
 * back opens it.
 */
export function* ledToClosed(
  { release, changes }: Facts,
  back: readonly Step[],
): Generator<{ readonly close: Step; readonly way: Step; readonly system: System }> {
  const told = new Set<System>();
  for (const way of back.filter(({ verb }) => LEADS_TO.has(verb))) {
    const own = back.filter((step) => rootBlock(step.block) === rootBlock(way.block));
    for (const system of changes.targets(way)) {
      const close = release.steps.findLast(
        (step) =>
          isForward(step) && changes.targets(step).includes(system) && (closesInWords(step) || opensAgain(step)),
      );
      const isOpened = own.some((step) => opensAgain(step) && concerns(step, system, changes.targets(step)));
      if (!close || !inRun(close) || close.undo || opensAgain(close) || isOpened || told.has(system)) continue;
      told.add(system);
      yield { close, way, system };
    }
  }
}

const LEADS_TO: ReadonlySet<string> = new Set(['restore', 'switch']);

/** Of the thing itself, or in words that name nothing else. */
function concerns({ targets }: Step, system: System, touched: readonly System[]): boolean {
  return targets.length === 0 || touched.includes(system);
}

const opensAgain = heard(
  (words, { verb }) => verb === 'start' || ((verb === 'configure' || verb === 'task') && OPENED.test(words())),
);
