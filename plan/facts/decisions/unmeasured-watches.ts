/** Looks of which nothing says what has to be seen: whoever watches does not know when to call. */
import type { Step } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/**
 * Steps that watch something of production from the night on (`verify web "Monitor the roll-out"`), in a plan without a figure by which anybody
 * would act: no trigger, gate or close watch reads one, and the step expects and lists nothing.
 */
export function unmeasuredWatches({ release, changes }: Facts): readonly Step[] {
  const isMeasured =
    release.triggers.some(({ conditions }) => conditions.some(({ value }) => value !== undefined)) ||
    release.rosters.some(({ criteria }) => criteria.length > 0) ||
    release.steps.some(({ gate }) => gate?.criteria.some(({ value }) => value !== undefined));
  if (isMeasured || changes.steps.length === 0) return [];
  return release.steps.filter((step) => {
    if (!watches(step) || !isForward(step) || step.done || !(inRun(step) || changes.targets(step).length > 0))
      return false;
    return step.checklist.length === 0 && !step.proof?.expects.length && !step.untilWhen;
  });
}

const watches = heard((_, { verb, title = '' }) => (verb === 'verify' || verb === 'task') && WATCHES.test(title));

/** What is begun here is a watch; that the tools for it are there is something else, and so is a title that says a number. */
const WATCHES =
  /^(?!.*\d)(?:(?:closely|actively|continuously|carefully|then) )?(?:(?:monitor|watch|observe|keep (?:an eye on|watching|monitoring)) (?!tools?\b|set|is\b|are\b|alerts?\b.*\b(?:set|configured|enabled))|(?:monitoring|observation|watching) of |(?:überwach|beobacht)(?:en|e|ung)\b|(?:surveiller|observer|surveillance d)|(?:monitorizar|monitorear|vigilar|observar)\b)/i;
