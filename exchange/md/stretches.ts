/**
 * A long page of Markdown in stretches that are read one after the other: the tree of a page takes a thousand times its text. It is cut
 * where whatever stands above has ended anyway: at a heading, a line of a list, a row of a table, at the margin.
 */

export interface Stretch {
  readonly text: string;
  /** How many lines stand above it. */
  readonly above: number;
  /** Its first piece is a table that goes on: the head was written out again in front of it. */
  readonly isGoingOn: boolean;
}

/** Characters of one, before it is cut where it can be. */
const LONG = 60_000;

export function stretchesOf(text: string, long = LONG): readonly Stretch[] {
  if (text.length <= long) return [{ text, above: 0, isGoingOn: false }];
  const lines = text.split('\n');
  const isPlain = plainIn(lines);
  const stretches: Stretch[] = [];
  let [from, size] = [0, 0];
  let head: readonly string[] = [];
  let table: readonly string[] | undefined;
  /** Of the numbers of a list: what stands behind each. */
  let numbered: string | undefined;
  const close = (to: number) => {
    const text = [...head, ...lines.slice(from, to)].join('\n');
    stretches.push({ text, above: from - head.length, isGoingOn: head.length > 0 });
    [from, size, head] = [to, 0, table ?? []];
  };
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1] ?? '';
    if (isPlain[i]) {
      if (!line.startsWith('|')) table = undefined;
      else if (table === undefined && RULE.test(line) && cellsIn(before) === cellsIn(line)) table = [before, line];
      const isCut = line.startsWith('|')
        ? table !== undefined && line !== table[1]
        : BULLET.test(line) ||
          (numbered !== undefined && NUMBER.exec(line)?.[1] === numbered) ||
          (HEADING.test(line) && before.trim() === '');
      if (size > long && isCut) close(i);
      // Only the first of them may stand right behind other text.
      const isNumbered = numbered !== undefined || before.trim() === '' || /^1[.)] /.test(line);
      if (/^\S/.test(line)) numbered = isNumbered ? NUMBER.exec(line)?.[1] : undefined;
    }
    size += line.length + 1;
  }
  close(lines.length);
  return stretches;
}

/** `|---|:-:|`. */
const RULE = /^\|[ \t:|-]+\r?$/;
const BULLET = /^[-*+] \S/;
const NUMBER = /^\d{1,9}([.)]) \S/;
const HEADING = /^#{1,6} /;

function cellsIn(line: string): number {
  return line.startsWith('|') ? line.replace(/\|?\s*$/, '').split(/(?<!\\)\|/).length : 0;
}

/** Code and HTML: what ends what begins in this line. */
function opened(line: string): RegExp | undefined {
  const [, indent = '', fence] = FENCE.exec(line) ?? [];
  // Further in it may end with its list: from there on nobody knows.
  if (indent !== '') return NEVER;
  if (fence !== undefined) return new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*\\r?$`);
  if (!/^ {0,3}<[!?/\p{L}]/u.test(line)) return undefined;
  const end = HTML.find(([begins]) => begins.test(line))?.[1] ?? BLANK;
  return end.test(line) ? undefined : end;
}

const NEVER = /(?!)/;
const BLANK = /^\s*$/;
const FENCE = /^([ \t]*)(`{3,}(?!.*`)|~{3,})/;
const HTML: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<!\p{L}/u, />/],
  [/^ {0,3}<(?:script|pre|style|textarea)\b/i, /<\/(?:script|pre|style|textarea)>/i],
];

/** Of each line whether it stands outside of code and HTML. */
function plainIn(lines: readonly string[]): readonly boolean[] {
  let until: RegExp | undefined;
  return lines.map((line) => {
    if (until === undefined) {
      until = opened(line);
      return true;
    }
    if (until.test(line)) until = undefined;
    else if (until === BLANK && FENCE.test(line)) until = NEVER;
    return false;
  });
}
