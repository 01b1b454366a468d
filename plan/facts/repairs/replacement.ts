import type { Fix } from '../../findings/findings.ts';
import type { Place } from '../../model.ts';

/** Another text in the place of what is written there. */
export function replacement(title: string, place: Place, text: string): Fix {
  return { title, edits: [{ kind: 'replace', place, text }] };
}
