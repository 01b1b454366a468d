/** What a name is: letters of any script, digits, `_`, inner hyphens, and dots before digits. Two spellings of `é` are one name. */

/** Characters without width or with none but for the direction of text; they are told, and no part of a name. */
export const INVISIBLE = '\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff';

/** For an expression with the flag `u`. */
export const NAME = `[\\p{ID_Start}_](?:[\\p{ID_Continue}${INVISIBLE}]|-(?=\\p{ID_Continue})|\\.(?=\\d))*`;

const IS_ASCII = /^[\0-\x7f]*$/;
const UNSEEN = new RegExp(`[${INVISIBLE}]`, 'g');

/** The name that is written so: as names are compared, and found again. */
export function nameOf(text: string): string {
  return IS_ASCII.test(text) ? text : text.replace(UNSEEN, '').normalize('NFC');
}
