/** Names for what has only a title: short, readable, and none twice. */
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../parse/lexer.ts';
import { plainCharacters } from '../parse/look-alikes.ts';
import { NAME, nameOf } from '../parse/names.ts';
import { tokenize } from '../parse/parser.ts';

const IS_NAME = new RegExp(`^${NAME}$`, 'u');

/** Words that a name of several words does without. */
const SMALL = new Set(
  'a an the of to for in on at and or with by from der die das den dem des und für von im am zum zur le la les de du des et pour el los las y para con'.split(
    ' ',
  ),
);

const MOST_WORDS = 4;
const LONGEST = 40;

/** A text on one line, composed, without what no line can show. */
export function plainTitle(text: string): string {
  return text.normalize('NFC').replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
}

/** `Mara Lind` → `mara-lind`; what holds no letter gives nothing. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/['’`]/g, '')
    .replace(/[^\p{ID_Continue}]+|\s*·\s*/gu, '-')
    .replace(/^[^\p{ID_Start}]+|-+$/gu, '');
}

/** Whether a text is read as one name, the same wherever it stands, and no word of the language takes it. */
export function canBeName(text: string): boolean {
  return (
    IS_NAME.test(text) &&
    nameOf(text) === text &&
    plainCharacters(text).text === text &&
    !CLAUSE_WORDS.has(text) &&
    !RESERVED.has(text) &&
    isOneWord(text)
  );
}

/** `T-2wd` is made as names are, and is a time. */
function isOneWord(text: string): boolean {
  const tokens = tokenize(`task ${text}`).tokens.filter(({ image }) => image !== '');
  return tokens.length === 2 && tokens[1]!.image === text && ['ID', 'NAME', 'WORD'].includes(tokens[1]!.tokenType.name);
}

/** One that nobody takes for a word of the language. */
export function isGoodName(text: string): boolean {
  return canBeName(text) && !STATEMENT_WORDS.has(text);
}

/** What stands for something else where a name is expected. */
const RESERVED = new Set(['tbd', 'T', 'AoE', 'UTC', 'GMT', 'release', 'window']);

/** The names of one plan: each is given once. */
export class Names {
  readonly #taken: Set<string>;
  /** Of names that were given with a number: the next one. What is taken stays so, and those in front of it need not be tried again. */
  readonly #numbers: Map<string, number>;

  constructor(taken: Iterable<string> = [], numbers: Iterable<readonly [string, number]> = []) {
    this.#taken = new Set(taken);
    this.#numbers = new Map(numbers);
  }

  copy(): Names {
    return new Names(this.#taken, this.#numbers);
  }

  isFree(name: string): boolean {
    return !this.#taken.has(name);
  }

  take(name: string): void {
    this.#taken.add(name);
  }

  /** The first that is free: what is wanted, else the words of the title, else the stem with a number. */
  give(wanted: string | undefined, title: string | undefined, stem: string): string {
    const name = this.#find(wanted, title, stem);
    this.take(name);
    return name;
  }

  #find(wanted: string | undefined, title: string | undefined, stem: string): string {
    const slugs = [wanted && slugOf(wanted), title && shortSlug(title)].filter((one) => one) as string[];
    const good = slugs.filter(isGoodName);
    // `done` is a word of the language: a step of that name is `done-step`.
    const made = good.length > 0 ? good : slugs.map((one) => `${one}-${stem}`).filter(isGoodName);
    const readable = [...(wanted !== undefined && canBeName(wanted) ? [wanted] : []), ...made];
    const free = readable.find((one) => !this.#taken.has(one));
    if (free !== undefined) return free;
    const base = readable.at(-1) ?? stem;
    const first = readable.length > 0 ? 2 : 1;
    for (let i = this.#numbers.get(base) ?? first; ; i++) {
      const numbered = `${base}-${i}`;
      if (!this.isFree(numbered)) continue;
      this.#numbers.set(base, i + 1);
      return numbered;
    }
  }
}

/** As few words as say it. */
function shortSlug(title: string): string {
  const words = slugOf(title)
    .split('-')
    .filter((word) => word !== '');
  const telling = words.filter((word) => !SMALL.has(word));
  const chosen = (telling.length > 0 ? telling : words).slice(0, MOST_WORDS).join('-');
  return slugOf(chosen.slice(0, LONGEST));
}
