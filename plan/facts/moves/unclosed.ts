/** What a run opens again although nothing has closed it: `no shut`, `Re-enable the jobs`. */
import type { Step } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/** The steps that say so; where anything before them closes something, in whatever words, they may mean that. */
export function openedUnclosed({ release }: Facts): readonly Step[] {
  if (release.freezes.length > 0) return [];
  const opened = release.steps.filter((step) => inRun(step) && !step.done && !step.onlyIf && opens(step));
  if (opened.length === 0) return [];
  const closed = release.steps.findIndex((step) => isForward(step) && (step.verb === 'stop' || closes(step)));
  return opened.filter((step) => closed < 0 || closed > step.index);
}

const opens = heard((words, { verb, proof }) => {
  if (!VERBS.has(verb)) return false;
  const texts = [words(), ...(proof?.how ?? [])];
  return texts.some((text) => OPENS.test(text));
});

const closes = heard((words, { proof, checklist }) =>
  [words(), ...(proof?.how ?? []), ...checklist.map(({ text }) => text)].some((text) =>
    CLOSES.test(text.replaceAll(NO_SHUT, '')),
  ),
);

const VERBS: ReadonlySet<string> = new Set(['task', 'configure', 'start']);
const NO_SHUT = /\bno[- ]shut(down)?\b/gi;
const OPENS =
  /\bno[- ]shut(down)?\b|\b(un-?(mut|block|freez|paus|silenc|suspend|lock|cordon)\w*|re-?enabl\w+|re-?activat\w+|resum(e|es|ing) (the |all )?(jobs?|alerts?|writes?|replication|traffic|cron|backups?|sync\w*|deployments?|queues?|processing))\b/i;
const CLOSES =
  /\b(shut\w*|disabl\w*|stop\w*|paus\w*|suspend\w*|mut(e|es|ed|ing)|silenc\w*|block\w*|freez\w*|frozen|lock(s|ed|ing)?|deactivat\w*|maintenance|read[- ]only|drain\w*|isolat\w*|hold|off|cordon\w*|quiesc\w*|halt\w*|down|close[sd]?|out of|snooz\w*)\b/i;
