/** A way back at whose end nobody looks whether it has led back, and a repair of the night that nobody tries. */
import { type Block, CHANGE_VERBS, type Release, rootBlock, type Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import { heard } from '../heard.ts';
import { isSmall, type WayBack, waysBack } from './ways.ts';

/**
 * Ways back that change something, with the last step that does, where no line of theirs or behind them looks. Nothing is said where steps
 * are taken back one by one (`undo`): who does that sees at each what comes of it.
 */
export function unprovedWaysBack(release: Release): readonly { readonly way: WayBack; readonly last: Step }[] {
  if (isSmall(release) || release.steps.some((step) => isForward(step) && step.undo)) return [];
  return waysBack(release).flatMap((way) => {
    const last = way.steps.findLast(({ verb }) => CHANGES.has(verb));
    return last && ![...way.steps, ...way.behind].some(looks) ? { way, last } : [];
  });
}

/** Plays that bring something into production when a trigger calls them, with the last step that does, and at which nothing is tried before or behind. */
export function unprovedPlays(release: Release): readonly { readonly play: Block; readonly last: Step }[] {
  if (isSmall(release)) return [];
  return release.blocks.flatMap((play) => {
    if (play.kind !== 'play') return [];
    const steps = release.steps.filter(({ block }) => rootBlock(block) === play);
    const last = steps.findLast((step) => BRINGS.has(step.verb) && !step.in && !closes(step));
    return last && !last.undo && !steps.some(tries) ? { play, last } : [];
  });
}

const BRINGS: ReadonlySet<string> = new Set(['deploy', 'migrate', 'restore']);

/** A page that says that it is shut mends nothing. */
const closes = heard((words) => CLOSES.test(words()));

const CLOSES =
  /\b(maintenance|holding|static|splash|sorry|under[- ]construction|error) (page|site|banner|notice|screen|mode)\b|\b(read[- ]?only|offline)\b/i;

/** Whoever goes on to watch has not tried it. */
function tries(step: Step): boolean {
  const { verb, proof, checklist } = step;
  if (verb === 'verify' || verb === 'gate' || (proof?.expects.length ?? 0) > 0) return true;
  return triesInWords(step) || checklist.some(({ text }) => TRIES.test(text));
}

const triesInWords = heard((words) => TRIES.test(words()));

const TRIES =
  /\b(tests?|testing|tested|checks?|checked|checking|verif\w+|validat\w+|smoke|canary|confirm\w*|ensur\w+|review\w*)\b/i;

const CHANGES: ReadonlySet<string> = new Set([...CHANGE_VERBS, 'start']);

/** In whatever words: a look, a test, a figure that is expected, somebody who decides or says that it is so. */
function looks(step: Step): boolean {
  const { verb, proof, checklist } = step;
  if (verb === 'verify' || verb === 'gate' || (proof?.expects.length ?? 0) > 0) return true;
  return looksInWords(step) || checklist.some(({ text }) => LOOKS.test(text));
}

const looksInWords = heard((words) => LOOKS.test(words()));

const LOOKS =
  /\b(tests?|testing|tested|checks?|checked|checking|verif\w+|validat\w+|smoke|canary|inspect\w*|confirm\w*|ensur\w+|make sure|monitor\w*|watch\w*|observ\w+|look\w*|review\w*|works?|working|healthy?)\b/i;
