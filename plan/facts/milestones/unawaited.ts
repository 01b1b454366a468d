/** What others have to give first, and that nothing of the plan waits for, brings there or looks at. */
import { CHANGE_VERBS, type Milestone, type Release } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import { heardAs } from '../heard.ts';
import { waitedFor } from './waited-for.ts';

/** Certifications and the like, by the words of the milestone; of a long plan that changes something. */
export function unawaited(release: Release): readonly Milestone[] {
  const forward = release.steps.filter(isForward);
  if (forward.length < FEWEST || !forward.some(({ verb }) => CHANGE_VERBS.includes(verb))) return [];
  const waited = waitedFor(release);
  return release.milestones.filter(({ name, title = '', by, done }) => {
    if (by || done || waited.has(name) || !OF_OTHERS.test(title)) return false;
    const own = ownWords(title);
    return own.length > 0 && !forward.some((step) => own.some((word) => wordsOf(step).includes(word)));
  });
}

const FEWEST = 20;

const OF_OTHERS =
  /\b(certif\w+|accredit\w+|homologat\w+|general availability|GA|audit (report|passed)|approved by|type approval|licen[cs]e (granted|issued))\b/i;

/** Names: `INN-Reach`. */
function ownWords(title: string): readonly string[] {
  return (title.replace(OF_OTHERS, '').match(/\p{Lu}[\p{L}\d-]{2,}/gu) ?? []).map((word) => word.toLowerCase());
}

/** Of a step only what milestones wait for counts. */
const wordsOf = heardAs(
  (words, { checklist }) =>
    [words(), ...checklist.map(({ text }) => text)].flatMap(
      (text) => text.toLowerCase().match(/[\p{L}\d-]{3,}/gu) ?? [],
    ),
  (own, { milestones }) => {
    const asked = milestones.flatMap(({ title = '' }) => (OF_OTHERS.test(title) ? ownWords(title) : []));
    return own.filter((word) => asked.includes(word));
  },
);
