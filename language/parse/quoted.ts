/** A name that somebody has put between quotation marks: `owner "mara"`, `by "mara"`. */
import type { FormProblem } from '../../plan/model.ts';
import { tokenize } from './parser.ts';

/** The way out, where behind that word the text would be a name (or a zone) without its quotation marks. */
export function unquoted(
  word: string,
  text: string,
): { readonly way: string; readonly replacement: FormProblem['replacement'] } | undefined {
  const [, name, ...others] = tokenize(`${word} ${text}`).tokens.filter(({ image }) => image !== '');
  if (name?.image !== text || others.length > 0) return undefined;
  if (name.tokenType.name !== (word === 'zone' ? 'ZONE' : 'ID')) return undefined;
  return { way: ` Write \`${word} ${text}\`.`, replacement: { title: `Write \`${text}\``, text } };
}
