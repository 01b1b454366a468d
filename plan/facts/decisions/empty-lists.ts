/** Steps that say a list is gone through, and of which nothing says what is in it. */
import type { Release, Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import { heard } from '../heard.ts';

/** `Verify prerequisites`, `Complete the readiness checklist`; who writes a list is no such step. */
export function emptyLists({ steps }: Release): readonly Step[] {
  return steps.filter((step) => isForward(step) && !step.done && goesThroughList(step) && !saysWhat(step));
}

const goesThroughList = heard(
  (_, { verb, title = '' }) =>
    VERBS.has(verb) && LIST.test(title) && GOES_THROUGH.test(title) && !WRITES.test(title) && !SAYS.test(title),
);

function saysWhat({ checklist, proof, links, linkOpen, gate, note, targets }: Step): boolean {
  const lists = [
    checklist,
    links,
    proof?.how ?? [],
    proof?.expects ?? [],
    proof?.evidence ?? [],
    gate?.criteria ?? [],
    gate?.needs ?? [],
  ];
  return Boolean(note ?? linkOpen ?? proof?.howOpen) || targets.length > 1 || lists.some(({ length }) => length > 0);
}

const VERBS: ReadonlySet<string> = new Set(['task', 'verify', 'meet', 'gate']);
const LIST =
  /\b(pre-?requisites?|pre-?conditions?|check-?lists?|entry criteria|exit criteria|requirements list|readiness (checks|items))\b/i;
const GOES_THROUGH =
  /^(\S+: )?(verify|check|confirm|complete|go through|walk through|run through|work through|fulfil|validate|tick off|execute|meet)\b|\b(met|done|satisfied|fulfilled|completed?)\W*$/i;
const WRITES =
  /\b(writ\w+|draft\w*|prepar\w+|creat\w+|review\w*|updat\w+|agree\w*|defin\w+|document\w*|publish\w*|send\w*|share[sd]?)\b/i;
/** What stands behind a colon or in brackets is the list. */
const SAYS = /:\s*\S.*[,;/&]|\([^()]*[,;][^()]*\)|:\s*\S+ \S+/;
