/** What is suspended for the night in words (`configure alerts "Silence the alerts"`, `task "Pause the nightly jobs"`), and never resumed. */
import type { Step } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { isForward } from './changes.ts';

export interface Suspended {
  readonly step: Step;
  /** In the words of the step: `alerts`, `maintenance`. */
  readonly what: string;
}

/**
 * Steps that silence, pause or close something which a night only borrows: alerts, jobs, backups, replication, a maintenance page. Whoever
 * lets it expire (`for 4 hours`), does it for good, or speaks of the same thing again behind it, has thought of it; so has who starts it.
 */
export function suspendedForEver({ release }: Facts): readonly Suspended[] {
  const forward = release.steps.filter(isForward);
  const left = new Set(forward.flatMap(({ from }) => from?.name ?? []));
  const suspended = forward.flatMap((step) => {
    const what = suspendedBy(step);
    return what === undefined || step.targets.some(({ name }) => left.has(name)) ? [] : [{ step, what }];
  });
  if (suspended.length === 0) return [];
  const resuming = forward.map((step) => ({ step, texts: resumingTexts(step) }));
  return suspended.filter(({ step, what }) => {
    const stem = stemOf(what);
    return !resuming.some(
      (other) =>
        other.step.index > step.index &&
        (other.texts.some((text) => text.includes(stem)) || startsAgain(step, other.step)),
    );
  });
}

/** Undefined: it suspends nothing, or says how long. */
const suspendedBy = heard((words, step): string | undefined => {
  if (!SUSPENDING.has(step.verb) || step.undo || step.done) return undefined;
  const text = words();
  if (FOR_GOOD.test(text) || EXPIRES.test(text)) return undefined;
  const { what, other, closed } = (SUSPENDS.exec(text) ?? SUSPENDED.exec(text) ?? CLOSES.exec(text))?.groups ?? {};
  return (what ?? other ?? closed)?.toLowerCase();
});

const SUSPENDING: ReadonlySet<string> = new Set(['configure', 'task', 'stop', 'switch']);

const THINGS =
  'alert(?:s|ing)?|alarms?|monitor(?:s|ing)?|pag(?:ers?|ing)|cron(?: ?jobs?|tabs?)?|(?:nightly |scheduled |batch |background )?jobs?|schedulers?|backups?|replication|auto-?scal(?:ing|er)|deployments?|pipelines?';
const VERBS = 'silenc|mut|suppress|snooz|paus|suspend|disabl|hold';
const SUSPENDS = new RegExp(
  `\\b(?:${VERBS})(?:e|ing|ed|s)? (?:the |all |any |our |of )*(?:[a-z-]+ ){0,2}?(?<what>${THINGS})\\b`,
  'i',
);
const SUSPENDED = new RegExp(`\\b(?<other>${THINGS}) (?:(?:is|are|will be) )?(?:${VERBS})(?:e?d|en)\\b`, 'i');
const CLOSES =
  /(?<closed>maintenance) (?:mode|page|banner|flag)(?! (?:is )?(?:off|removed|ends?|over|disabled|taken down))/i;
const RESUMES =
  /\b(resum\w*|re-?enabl\w*|enabl\w*|un-?mut\w*|un-?silenc\w*|un-?paus\w*|restor\w*|re-?start\w*|start\w*|re-?activ\w*|activat\w*|remov\w*|clear\w*|lift\w*|expir\w*|releas\w*|off|out of|again|back|disabl\w*|ends?|exit|down|normal|live|verif\w+|complete|over|unlock\w*|open\w*)\b/i;
const EXPIRES =
  /\b(for|until|during)\b.*\d|\bfor the (night|window|duration|run)\b|\b(un-?\w*|re-?enabl\w*|off|out of|remov\w+|end(s|ed)?|lift\w*|ready|prepared?|tested?|drafted?|verif\w+|check\w*|announc\w+|schedul(e|ing) |plan\w*|approv\w*|request\w*|agree\w*)\b/i;
const FOR_GOOD = /\b(old|legacy|permanent\w*|for good|decommission\w*|retir\w*|delet\w*|sunset|source|obsolete)\b/i;

function startsAgain({ targets }: Step, { verb, targets: others }: Step): boolean {
  return verb === 'start' && others.some(({ name }) => targets.some((one) => one.name === name));
}

/** What of it, in small letters, says that something goes on again. */
const resumingTexts = heard((words, { checklist }): readonly string[] =>
  [words(), ...checklist.map(({ text }) => text)]
    .filter((text) => RESUMES.test(text))
    .map((text) => text.toLowerCase()),
);

/** `alerts`, `alerting`: what they have in common. */
function stemOf(what: string): string {
  return what
    .replace(/(s|ing|er|ers|tabs?)$/, '')
    .split(' ')
    .at(-1)!;
}
