/** How a workbook shows numbers: as a date, an hour, a length, or with words around them; people read what is shown. */

export type Shown = 'number' | 'date' | 'length' | { readonly before: string; readonly behind: string };

/** By the numbers that Excel gives those it has itself; those of East Asia are dates, too. */
export function shownBy(id: number, code: string | undefined): Shown {
  if (code !== undefined) return shownAs(code);
  if (id === 46) return 'length';
  const isDate = [
    [14, 22],
    [27, 36],
    [45, 47],
    [50, 58],
  ].some(([from, to]) => id >= from! && id <= to!);
  return isDate ? 'date' : 'number';
}

/** `ddd yyyy-mm-dd hh:mm`, `[h]:mm`, `0" min"`. */
function shownAs(code: string): Shown {
  // Of positive numbers, without what is only room for a sign.
  const first = code.split(';', 1)[0]!.replace(/[_*]./g, '');
  const bare = first.replace(/"[^"]*"|\\./g, '');
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return 'length';
  if (/[ymdhs]/i.test(bare.replace(/\[[^\]]*\]|general/gi, ''))) return 'date';
  const literal = '((?:"[^"]*"|\\\\.|\\s)*)';
  const [, before, behind] =
    new RegExp(`^(?:\\[[^\\]]*\\])*${literal}(?:[#0?,.]+|General)${literal}$`, 'i').exec(first) ?? [];
  const words = [before, behind].map((text = '') => text.replace(/"([^"]*)"|\\(.)/g, '$1$2'));
  return words.every((text) => text.trim() === '') ? 'number' : { before: words[0]!, behind: words[1]! };
}

const MINUTES = 24 * 60;
/** A day before is a length: nobody plans for 1904, where the older workbooks begin. */
const FIRST_DAY = 5 * 366;
const LAST_DAY = 2_958_465;
/** Excel's day 0 and that of the older workbooks, in days before 1970. */
const [DAY_0, DAY_0_OF_1904] = [-25_569, -24_107];

/** A date as ISO 8601 has it, an hour alone as an hour, a length in hours and minutes. */
export function textOfNumber(text: string, shown: Shown, is1904: boolean): string {
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return text;
  // Longer ones are names, which are no number to compute with.
  if (shown === 'number') return /^\d{16,}$/.test(text) ? text : String(number);
  if (typeof shown === 'object') return `${shown.before}${number}${shown.behind}`.trim();
  if (number < 0 || number > LAST_DAY) return String(number);
  const minutes = Math.round(number * MINUTES);
  const clock = (hours: number) => `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  if (shown === 'length' || number < FIRST_DAY) return clock(Math.floor(minutes / 60));
  const day = Math.floor(minutes / MINUTES) + (is1904 ? DAY_0_OF_1904 : DAY_0);
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  return minutes % MINUTES === 0 ? date : `${date}T${clock(Math.floor((minutes % MINUTES) / 60))}`;
}
