/** Text that stands for text to come: `"TBD"`, `"?"`, `"[link here]"`. */
import type { Place } from '../../plan/model.ts';
import type { Parsed } from '../parse/parser.ts';
import { rangeOf } from '../parse/tokens.ts';

const PLACEHOLDER =
  /\b(TBD|TBA|TBC|TODO|FIXME|XXX|lorem ipsum)\b|^\s*[?.…]+\s*$|\?\?\?|[[<{](?:[^\]>}]*\b)?(?:link|name|date|time|title|url|here|insert|your|fill|who|owner|number|placeholder)\b[^\]>}]*[\]>}]/i;

export function findPlaceholders(file: string, parsed: Parsed): { readonly text: string; readonly place: Place }[] {
  return parsed.tokens.flatMap((token) => {
    const name = token.tokenType.name;
    const isText = name === 'STRING' || name === 'URL';
    if (
      !(isText && PLACEHOLDER.test(unquoted(token.image))) &&
      !(name === 'ID' && /^(TBD|TBA|TODO|FIXME|XXX)$/.test(token.image))
    )
      return [];
    return [{ text: token.image, place: { file, range: rangeOf(token) } }];
  });
}

function unquoted(image: string): string {
  return image.replace(/^"|"$/g, '');
}
