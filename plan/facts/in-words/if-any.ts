/** Changes of which the words leave open whether they are made at all: "Database migration (if any)". */
import { CHANGE_VERBS, type Release, type Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import { heard } from '../heard.ts';

/** With the words that do. What says `only if` or `optional` is planned as what it is, and what is done is known. */
export function perhapsInWords(release: Release): readonly { readonly step: Step; readonly words: string }[] {
  return release.steps.flatMap((step) => {
    const words = ifAny(step);
    const isOpen = words !== undefined && isForward(step) && !step.onlyIf && !step.optional && !step.done;
    return isOpen ? [{ step, words }] : [];
  });
}

const ifAny = heard((_, { verb, title = '' }) => (CHANGES.has(verb) ? IF_ANY.exec(title)?.[0] : undefined));

const CHANGES: ReadonlySet<string> = new Set([...CHANGE_VERBS, 'stop', 'start']);

const IF_ANY =
  /\b(if (any|applicable|needed|necessary|required|there (is|are) any)|(as|when|where) (needed|applicable|necessary|required))\b|\b(falls (nötig|erforderlich|vorhanden|zutreffend)|bei Bedarf|gegebenenfalls)\b|\bggf\.|\bsi (besoin|nécessaire|applicable)\b|\ble cas échéant|\b(si (procede|aplica|es necesario)|en su caso)\b|\bse (necessário|necessario|houver|aplicável)\b/i;
