/** What a line says is over though no line has begun it again, and what is prepared though nothing brings it. */
import { CHANGE_VERBS, type Release, rootBlock, type Step } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import { heard } from '../heard.ts';

/**
 * Steps that say something is complete which an earlier one has said already, with that one: a second deployment, or the same line once more.
 * Nothing is said where anything at all is done in between, in whatever words.
 */
export function overUnbegun({ steps }: Release): readonly { readonly step: Step; readonly first: Step }[] {
  const run = steps.filter((step) => inRun(step) && isForward(step));
  return run.flatMap((step, place) => {
    const what = saysItIsOver(step);
    if (what === undefined || step.onlyIf) return [];
    const before = run.slice(0, place).findLastIndex((one) => sameSheet(one, step) && saysItIsOver(one) === what);
    if (before < 0 || run.slice(before + 1, place).some((one) => !onlyLooks(one) && saysItIsOver(one) !== what))
      return [];
    return [{ step, first: run[before]! }];
  });
}

function sameSheet(one: Step, other: Step): boolean {
  return rootBlock(one.block) === rootBlock(other.block);
}

/** Steps that prepare a new version which no line behind them installs; what users or traffic are led to is there already. */
export function preparedForNothing({ steps }: Release): readonly Step[] {
  const forward = steps.filter(isForward);
  const preparing = forward.filter((step) => !step.done && prepares(step));
  if (preparing.length === 0) return [];
  return preparing.filter((step) => !forward.some((one) => one.index > step.index && one !== step && brings(one)));
}

const OVER =
  /\b(?<what>deploy|roll-?out|migrat|import|export|restor|upgrad|install|synchroni|re-?index|cut-?over)\w*\b[^.:;]{0,60}\b(?:complete[ds]?|finished|done|over)\b/i;
const TELLS: ReadonlySet<string> = new Set(['task', 'gate', 'verify']);
const saysItIsOver = heard((words, { verb }) =>
  TELLS.has(verb) ? OVER.exec(words())?.groups?.what?.toLowerCase().replace('-', '') : undefined,
);

/** Nothing comes of it but that somebody knows more. */
const onlyLooks = heard(
  (words, { verb }) => LOOKS.has(verb) || (verb === 'task' && WATCHES.test(words()) && !WORKS.test(words())),
);
const LOOKS: ReadonlySet<string> = new Set(['notify', 'verify', 'meet', 'gate', 'wait', 'record']);
const WATCHES = /\b(watch\w*|monitor\w*|check\w*|look\w*|observ\w*|confirm\w*|review\w*)\b/i;
const WORKS = /\b(deploy|start|run|switch|enact|merg|push|migrat|import|load|restart|enabl|trigger|kick)\w*\b/i;

const BRINGING: ReadonlySet<string> = new Set(['deploy', 'migrate', 'switch', 'restore']);
const brings = heard((words, { verb, version }) => BRINGING.has(verb) || version !== undefined || BRINGS.test(words()));
const BRINGS =
  /\b(install\w*|upgrad\w*|updat\w*|deploy\w*|roll(s|ed|ing)? ?out|swap\w*|replac\w*|switch\w*|appl(y|ies|ied|ying)|activat\w*|patch\w*|new (version|binary|image|release)|run(s|ning)? (the )?(installer|playbook|script|pipeline))\b/i;

const PREPARING: ReadonlySet<string> = new Set(['task', ...CHANGE_VERBS].filter((verb) => !BRINGING.has(verb)));
const prepares = heard((words, { verb }) => PREPARING.has(verb) && PREPARES.test(words()) && !OF_PAPER.test(words()));
const PREPARES =
  /\b(?:prepar(?:e|es|ing)|stag(?:e|es|ing)|pre-?load(?:s|ing)?|download(?:s|ing)?|pull(?:s|ing)?)\b[^.:;]{0,40}(?:\bv?\d+\.\d+(?:\.\d+)?\b|\b(?:upgrade|binary|binaries|image|new (?:version|release|package))\b)/i;
/** A plan, a list or a message is ready once it is written. */
const OF_PAPER =
  /\b(plans?|planning|lists?|check-?lists?|runbooks?|documents?|documentation|notes?|messages?|announcements?|slides?|scripts?|mails?|e-?mails?|tickets?|communications?|environment|staging|machines?|servers?|meeting|tests?|data|report)\b/i;
