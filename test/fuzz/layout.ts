/** Lines as text, laid out as nobody would and as the language allows. */
import { BESIDE } from '../../language/parse/beside.ts';
import { CLAUSE_WORDS } from '../../language/parse/lexer.ts';
import type { Line, Word } from './plan.ts';
import type { Random } from './random.ts';

/** How a text is laid out; each is a chance between 0 and 1. */
interface Style {
  readonly newline: string;
  readonly indent: string;
  /** Blanks and tabs where one blank would do. */
  readonly loose: number;
  /** A statement goes on in the next line. */
  readonly broken: number;
  /** A block stands on the line of its statement. */
  readonly folded: number;
  readonly blank: number;
  readonly comment: number;
  /** A comment stands between the words of a statement. */
  readonly inner: number;
  readonly tight: number;
}

export interface TextOptions {
  /** Comments between the words of statements. */
  readonly hasInnerComments: boolean;
}

export function layOutPlan(lines: readonly Line[], random: Random, options: TextOptions): string {
  const isTidy = random.chance(0.3);
  const style: Style = {
    newline: random.weighted({ '\n': 8, '\r\n': 2, '\r': 0.3 }),
    indent: random.weighted({ '  ': 6, '    ': 2, '\t': 2, ' ': 1 }),
    loose: isTidy ? 0 : random.next() * 0.5,
    broken: isTidy ? 0 : random.next() * 0.3,
    folded: random.next() * 0.4,
    blank: random.next() * 0.3,
    comment: random.next() * 0.3,
    inner: options.hasInnerComments ? random.next() * 0.1 : 0,
    tight: isTidy ? 0 : 0.3,
  };
  const text = new Page(random, style).lines(lines, 0);
  const mark = random.chance(0.02) ? '\uFEFF' : '';
  return mark + (random.chance(0.1) ? text.trimEnd() : text);
}

class Page {
  private readonly random: Random;
  private readonly style: Style;

  constructor(random: Random, style: Style) {
    this.random = random;
    this.style = style;
  }

  lines(lines: readonly Line[], depth: number): string {
    return lines.map((line) => this.line(line, depth)).join('');
  }

  private line(line: Line, depth: number): string {
    const { random, style } = this;
    const margin = style.indent.repeat(depth);
    const head = this.statement(line.words, margin);
    const before = (random.chance(style.blank) ? style.newline.repeat(random.between(1, 3)) : '') + this.above(margin);
    const behind = this.behind() + style.newline;
    if (!line.block) return before + margin + head + behind;
    const gap = random.chance(style.tight) ? '' : this.gap();
    if (line.block.length === 0) return `${before}${margin}${head}${gap}{${random.pick(['', ' '])}}${behind}`;
    const [only] = line.block;
    if (line.block.length === 1 && !only!.block && random.chance(style.folded))
      return `${before}${margin}${head}${gap}{ ${this.statement(only!.words)} }${behind}`;
    const inside = this.lines(line.block, depth + 1) + this.above(margin + style.indent);
    return `${before}${margin}${head}${gap}{${behind}${inside}${margin}}${this.behind()}${style.newline}`;
  }

  /** Without a margin it stays on its line. */
  private statement(words: readonly Word[], margin?: string): string {
    const { random, style } = this;
    let text = '';
    words.forEach((word, i) => {
      const previous = words[i - 1];
      if (previous === undefined) text = word.text;
      else if (margin !== undefined && mayGoOn(previous, word) && random.chance(style.broken))
        text += `${this.behind(style.inner)}${style.newline}${margin}${style.indent}${random.pick(['', style.indent, ' '])}${word.text}`;
      else if (isTight(previous, word)) text += random.chance(0.9) ? word.text : ` ${word.text}`;
      else text += `${this.gap()}${word.text}`;
    });
    return text;
  }

  private gap(): string {
    const { random, style } = this;
    if (random.chance(style.inner)) return ` /* ${random.pick(NOTES)} */ `;
    return random.chance(style.loose) ? random.pick(['  ', '\t', '     ', ' \t ']) : ' ';
  }

  /** Comments on lines of their own. */
  private above(margin: string): string {
    const { random, style } = this;
    if (!random.chance(style.comment)) return '';
    const note = random.pick(NOTES);
    const between = random.pick([style.newline, style.newline + margin, `  ${style.newline}\t`]);
    return random.weighted({ line: 3, block: 1, lines: 1 }) === 'line'
      ? `${margin}// ${note}${style.newline}`
      : `${margin}/* ${note}${random.chance(0.5) ? between + random.pick(NOTES) : ''} */${style.newline}`;
  }

  /** What stands at the end of a line. */
  private behind(comment = this.style.comment * 0.5): string {
    const { random, style } = this;
    if (random.chance(style.loose * 0.3)) return random.pick([' ', '   ', '\t']);
    if (!random.chance(comment)) return '';
    return random.chance(0.7) ? ` // ${random.pick(NOTES)}` : ` /* ${random.pick(NOTES)} */`;
  }
}

const NOTES = ['note', 'who? ann', 'a "quoted" word', '{ braces }', 'größer', '* starred', '', 'deploy web 5m by ann'];

/** Where any line may go on, however it is read. */
function mayGoOn(previous: Word, word: Word): boolean {
  if (previous.text === ',') return word.type === 'ID';
  return (
    word.type === 'keyword' && CLAUSE_WORDS.has(word.text) && !Object.hasOwn(BESIDE, word.text) && word.text !== 'tbd'
  );
}

function isTight(previous: Word, word: Word): boolean {
  if (previous.type === 'URL') return false;
  return /^[,().]$/.test(word.text) || /^[(.]$/.test(previous.text);
}
