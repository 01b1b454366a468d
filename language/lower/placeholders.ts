/** Text that stands for text to come: `"TBD"`, `"?"`, `"[link here]"`. */
import type { Place } from '../../plan/model.ts';
import type { Parsed } from '../parse/parser.ts';
import { rangeOf } from '../parse/tokens.ts';
import { FILLED_IN } from './message-texts.ts';

const PLACEHOLDER =
  /\b(TBD|TBA|TBC|TODO|FIXME|XXX|lorem ipsum)\b|^\s*[?.…]+\s*$|\?\?\?|[[<{](?:[^\]>}]*\b)?(?:link|name|date|time|title|url|here|insert|your|fill|who|owner|number|placeholder)\b[^\]>}]*[\]>}]/i;

export function findPlaceholders(file: string, parsed: Parsed): { readonly text: string; readonly place: Place }[] {
  return parsed.tokens.flatMap((token, i) => {
    const name = token.tokenType.name;
    const isText = name === 'STRING' || name === 'URL';
    // What the words of a message fill in is no text to come.
    const isMessage = [parsed.tokens[i - 1], parsed.tokens[i - 2]].some((before) => before?.tokenType.name === 'text');
    const text = isMessage ? unquoted(token.image).replace(FILLED_IN, '') : unquoted(token.image);
    if (!(isText && PLACEHOLDER.test(text)) && !(name === 'ID' && /^(TBD|TBA|TODO|FIXME|XXX)$/.test(token.image)))
      return [];
    return [{ text: token.image, place: { file, range: rangeOf(token) } }];
  });
}

function unquoted(image: string): string {
  return image.replace(/^"|"$/g, '');
}
