/** What a name is: letters of any script, digits, `_`, inner hyphens, and dots before digits. Two spellings of `é` are one name. */

/** For an expression with the flag `u`. */
export const NAME = '[\\p{ID_Start}_](?:\\p{ID_Continue}|-(?=\\p{ID_Continue})|\\.(?=\\d))*';

const IS_ASCII = /^[\0-\x7f]*$/;

/** The name that is written so: as names are compared, and found again. */
export function nameOf(text: string): string {
  return IS_ASCII.test(text) ? text : text.normalize('NFC');
}
