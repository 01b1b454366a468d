/** The moment at which users are let in again, in words: `start shop "Open to users"`, `configure shop "Maintenance mode off"`. */
import type { Step } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inRun, isForward } from './changes.ts';

export interface LetIn {
  readonly opening: Step;
  /** What is changed by then, and the first look behind it. */
  readonly change: Step;
  readonly look: Step;
}

/** Users are let in behind a change that nobody has looked at yet, though somebody does later. Undefined: somebody looks first, or nobody is let in. */
export function letInUnseen({ release, changes, dependencies }: Facts): LetIn | undefined {
  const night = release.steps.filter((step) => inRun(step) && isForward(step));
  const opening = night.find(letsIn);
  if (!opening) return undefined;
  const change = changes.steps.find((step) => step !== opening && dependencies.precedes(step, opening));
  const looks = night.filter(({ verb }) => LOOKING.has(verb));
  const look = looks.find((step) => dependencies.precedes(opening, step));
  if (
    !change ||
    !look ||
    looks.some((step) => dependencies.precedes(change, step) && !dependencies.precedes(opening, step))
  )
    return undefined;
  return { opening, change, look };
}

const letsIn = heard((words, { verb }) => OPENING.has(verb) && OPENS.test(words()));

const OPENING: ReadonlySet<string> = new Set(['start', 'configure', 'task', 'switch']);
/** Who decides, or tries it, has looked. */
const LOOKING: ReadonlySet<string> = new Set(['verify', 'gate']);
const OPENS =
  /\b(out of maintenance|maintenance (mode|page|banner|flag)( is)? (off|over|removed|ends?|disabled|down)|(remove|disable|end|exit|lift|take down|leave|turn off|switch off) (the )?maintenance(?= (mode|page|banner|flag|screen|on|for|of|in|and|again)\b|\W*$| ?[^\w\s])|(re-?)?open(ed)? (it )?(up )?(again )?(to|for) (the )?(users|customers|public|traffic|everyone|everybody)|(let|allow) (the )?(users|customers|traffic) (back )?in|enable (user|customer|public|external) (access|traffic|logins?)|unlock (the )?users)\b/i;
