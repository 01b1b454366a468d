/** What features say of numbers that hang on a line that cannot be read, in words and as the protocol can mark them. */
import type { Doubt } from '../../view/doubt.ts';
import { lineWords } from '../../view/doubt.ts';

/** `1 line cannot be read; numbers without it → line 82`. */
export function doubtTitle(doubt: Doubt, file: string): string {
  const [first, ...more] = doubt.unread.lines;
  const where = `${lineWords(first!.place, file)}${more.length > 0 ? ` and ${more.length} more` : ''}`;
  return `${doubt.words}; ${more.length > 0 ? 'numbers without them' : 'numbers without it'} → ${where}`;
}

/** The same as a sentence above what is in doubt, as Markdown. */
export function doubtNote(doubt: Doubt, file: string): string {
  const places = doubt.unread.lines.map(({ place }) => lineWords(place, file)).join(', ');
  const meaning = doubt.isEarlier ? 'what is struck is from before it broke' : 'what hangs on it is told without it';
  return `⚠ **${doubt.words}** (${places}): ${meaning}.`;
}

/** `was 22:40 .. 22:55`; `22:40 .. 22:55 ?`. */
export function doubtful(text: string, isEarlier: boolean): string {
  return isEarlier ? `was ${text}` : `${text} ?`;
}

/** Lines of Markdown, struck where they are what they were. */
export function struck(markdown: string, isEarlier: boolean): string {
  if (!isEarlier) return markdown;
  return markdown
    .split('\n')
    .map((line) => (line.trim() === '' ? line : line.replace(/^(\s*(?:- )?)(.*?)(\s*)$/, '$1~~$2~~$3')))
    .join('\n');
}
