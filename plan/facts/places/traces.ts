/** What a trial in production leaves there: messages, orders, users of nobody. */
import { type ChecklistItem, lookup, type Rehearsal, type Step, type Uat } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface Trace {
  readonly trial: Rehearsal | Uat | Step;
  /** In the words of the plan. */
  readonly words: string;
}

/** Trials in production by whose lines something is written, where no line of the plan speaks of removing it. */
export function tracesLeft({ plan, release }: Facts): readonly Trace[] {
  const isLive = (name: string | undefined) => {
    const where = name === undefined ? undefined : lookup(plan, release, name);
    return where?.kind === 'environment' && where.production;
  };
  const trials = [...release.rehearsals, ...release.uats].filter((one) => isLive(one.in?.name));
  const found: Trace[] = [
    ...trials.flatMap((trial) => {
      const line = textsOf(trial.checklist).find((text) => WRITES.test(text));
      return line === undefined ? [] : [{ trial, words: line }];
    }),
    ...release.steps.flatMap((trial) => {
      const line = inRun(trial) && isForward(trial) && !trial.in ? writes(trial) : undefined;
      return line === undefined ? [] : [{ trial, words: line }];
    }),
  ];
  if (found.length === 0) return [];
  const all = [...trials.flatMap(({ checklist }) => textsOf(checklist))];
  return release.steps.some(removes) || all.some((text) => REMOVES.test(text)) ? [] : found;
}

function textsOf(items: readonly ChecklistItem[]): readonly string[] {
  return items.flatMap(({ text, items: below }) => [text, ...textsOf(below)]);
}

const writes = heard((words, { verb, checklist }): string | undefined =>
  verb === 'verify' ? [words().trim(), ...textsOf(checklist)].find((text) => TRIES.test(text)) : undefined,
);

const removes = heard((words, { checklist }) => [words(), ...textsOf(checklist)].some((text) => REMOVES.test(text)));

const THING =
  '(?:orders?|users?|accounts?|messages?|payments?|bookings?|records?|posts?|tickets?|invoices?|customers?|documents?|conversations?|areas?|items?)';
/** In a rehearsal. */
const WRITES = new RegExp(
  `\\b(?:reply|replies|send|submit|creat\\w+|place|book|post|upload|add|register|sign up|pay)\\b.*\\b${THING}\\b`,
  'i',
);
/** In the run whoever says so means one that is not real. */
const TRIES = new RegExp(
  `\\b(?:creat\\w+|plac\\w+|submit\\w*|book\\w*|writ\\w+|insert\\w*|add\\w*) (?:an? |the |some )*test ${THING}\\b`,
  'i',
);
const REMOVES =
  /\b(remov\w+|delet\w+|clean\w*|purg\w*|reset\w*|cancel\w*|refund\w*|void\w*|undo|roll(ed)? back|tidy)\b/i;
