/** What people outside are asked to do before the release, and of which nobody counts whether they have. */
import { lookup, type Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface AskedOfOthers {
  readonly message: Step;
  readonly change: Step;
}

/**
 * Messages before the last change that ask an audience or party to upgrade, install or confirm something, where no answer is waited for, and no gate,
 * expectation or line behind them speaks of that or of them.
 */
export function askedOfOthers({ plan, release, changes, dependencies }: Facts): readonly AskedOfOthers[] {
  const change = changes.steps.at(-1);
  if (!change) return [];
  return release.steps.flatMap((message) => {
    const act = message.verb === 'notify' && isForward(message) ? asks(message) : undefined;
    if (act === undefined || message.done || message.acknowledge || !dependencies.precedes(message, change)) return [];
    const outside = message.targets.filter(({ name }) => {
      const kind = lookup(plan, release, name)?.kind;
      return kind === 'audience' || kind === 'party';
    });
    const words = [act, ...outside.map(({ name }) => name.replace(/s$/, '').toLowerCase())];
    const isCounted = release.steps.some(
      (step) =>
        step !== message &&
        step.verb !== 'notify' &&
        texts(step).some((text) => words.some((word) => text.includes(word))),
    );
    return outside.length === 0 || isCounted ? [] : [{ message, change }];
  });
}

/** What a step says in any of its lines; of a `deploy` or a task in words, too. */
function texts(step: Step): readonly string[] {
  const asked = [...(step.gate?.criteria ?? []), ...(step.proof?.expects ?? [])].map(({ subject }) =>
    subject.toLowerCase(),
  );
  return [...counts(step), ...step.checklist.map(({ text }) => text.toLowerCase()), ...asked];
}

/** Lines that look whether something has been done, and nothing else. */
const counts = heard((words, { verb }) => {
  const text = words().toLowerCase();
  return verb === 'gate' || verb === 'meet' || COUNTS.test(text) ? [text] : [];
});

const COUNTS =
  /\b(check\w*|count\w*|verif\w+|track\w*|monitor\w*|confirm\w*|chas\w+|remind\w*|follow\w* up|survey\w*|collect\w*|who has)\b/;

/** The stem of what is asked. */
const asks = heard((words, { verb }): string | undefined => {
  if (verb !== 'notify') return undefined;
  const { act, thing } = ASKS.exec(words())?.groups ?? {};
  const word = act ?? thing;
  return word
    ?.toLowerCase()
    .replace(/(e|es|ed|ing)$/, '')
    .slice(0, 6);
});

const ACTS =
  'upgrad(?:e|ing|ed)|updat(?:e|ing|ed)|install(?:ing|ed)?|renew(?:ing|ed)?|re-?enrol\\w*|re-?register|patch(?:ing|ed)?|restart(?:ing|ed)?|re-?configur\\w+|translat(?:e|ing|ed)|replac(?:e|ing|ed)|re-?sign|rotat(?:e|ing|ed)';
const ASKS = new RegExp(
  `\\b(?:please|you must|you (?:will )?(?:need|have) to|action required:?|(?:is|are) required to|must) (?:also |now )?(?<act>${ACTS})\\b|\\bneeds? (?:an? |to be )?(?<thing>work|upgrades?|updates?|${ACTS})\\b`,
  'i',
);
