/** Data that a plan says are copied, and that no step of it copies. */
import type { Criterion, Place, Step } from '../../model.ts';
import { ofFile } from '../../named.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface NotCopied {
  /** What is said to be. */
  readonly what: string;
  readonly place: Place;
}

/** By the title of a store that has one, or by what a gate or a look asks. */
export function saidToBeCopied({ plan, release }: Facts): readonly NotCopied[] {
  const forward = release.steps.filter(isForward);
  const stores = ofFile(plan.names, 'system', plan.file).flatMap(({ name, title = '', type, head }) =>
    STORES.has(type) && COPIED.test(title) ? [{ what: name, place: head }] : [],
  );
  const asked = forward.flatMap(({ gate, proof }): readonly Criterion[] => [
    ...(gate?.criteria ?? []),
    ...(proof?.expects ?? []),
  ]);
  const named = asked.flatMap(({ subject, place, done }) =>
    !done && ASKED.test(subject) ? [{ what: subject, place }] : [],
  );
  // Most plans say it of nothing, and no step has to be heard.
  const said = forward.length > 0 ? [...stores, ...named] : [];
  return said.length > 0 && !forward.some(copies) ? said : [];
}

const STORES: ReadonlySet<string> = new Set(['database', 'storage', 'queue']);
const COPIES_BY: ReadonlySet<Step['verb']> = new Set(['migrate', 'restore', 'switch']);

const copies = heard(
  (words, { verb, checklist, proof }) =>
    COPIES_BY.has(verb) ||
    (verb !== 'verify' &&
      [words(), ...checklist.map(({ text }) => text), ...(proof?.how ?? [])].some((text) => COPIES.test(text))),
);

const COPIED = /\b(migrated|copied|transferred|imported|moved( over)?|carried over|replicated|synchroni[sz]ed)\b/i;
const ASKED =
  /\b(data|records?|rows?|orders?|customers?|users?|accounts?|documents?|files?|history|zones?|balances?|contacts?|tables?|mailboxes)\b.*\b(migrated|copied|transferred|imported|moved|carried over|loaded)\b/i;
const COPIES =
  /\b(cop(y|ies|ying)|import(s|ing)?|transfer(s|ring)?|replicat\w+|load(s|ing)?|sync\w*|dump\w*|carr(y|ies) over|rsync|seed\w*|back-?fill\w*)\b|\b(mov|migrat)(e|es|ing)\b.*\b(data|records?|db|databases?|zones?|tables?|files?|rows?)\b/i;
