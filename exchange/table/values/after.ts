/** What a row waits for: `3, 5`, `#12`, `4FS+10 min`, `backup orders-db + 15m`, `go.start`. */
import type { OutlineAfter } from '../../../plan/outline/model.ts';

export function readAfter(text: string | undefined): { readonly after?: readonly OutlineAfter[] } {
  const after = (text ?? '')
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !/^(?:-|–|n\/?a|none|keine?|aucun|ninguno)$/i.test(one))
    .map(oneOf);
  return after.length === 0 ? {} : { after };
}

function oneOf(text: string): OutlineAfter {
  const [, name = text, lag] = /^(.*?)\s+([+-]\s*\S.*)$|^/.exec(text) ?? [];
  const linked = /^#?(\S+?)\s*(FS|SS|FF|SF)\s*([+-].*)?$/.exec(text);
  if (linked) {
    const [, of, type, wait] = linked;
    return { of: of!, ...(type === 'SS' && { side: 'start' as const }), ...lagOf(wait) };
  }
  const plain = (lag === undefined ? text : name).trim();
  const side = /^(.+)\.(start|end)$/.exec(plain);
  const of = (side ? side[1]! : plain).replace(/^#(?=\d)/, '');
  return { of, ...(side && { side: side[2] as 'start' | 'end' }), ...lagOf(lag) };
}

/** `+ 15m`, `+ 2h..5h`, `- 1d`. */
function lagOf(text: string | undefined): { readonly lag?: string; readonly most?: string } {
  const plain = text?.replace(/\s+/g, '');
  if (!plain) return {};
  const [least = '', most] = plain.replace(/^\+/, '').split('..');
  return { ...(least !== '' && { lag: least }), ...(most !== undefined && most !== '' && { most }) };
}
