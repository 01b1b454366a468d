/** A type as data: a name of one, a list of one, or members, those with `?` behind their name optional; `anything` but nothing. */
export type Shape = 'text' | 'number' | 'flag' | 'anything' | readonly [Shape] | { readonly [member: string]: Shape };

/** What is wrong with a value that somebody has read; undefined: it is of that shape. */
export function misfit(value: unknown, shape: Shape): string | undefined {
  const wrong = oddity(value, shape);
  if (!wrong) return undefined;
  const [first, ...rest] = wrong.at.toReversed();
  const inside = rest.map((one) => (typeof one === 'number' ? `[${one}]` : `.${one}`)).join('');
  return `${first === undefined ? 'it' : `"${first}"`}${inside} is ${wrong.is}`;
}

/** Where it is not, from the inside out. */
interface Oddity {
  readonly at: (string | number)[];
  readonly is: string;
}

function oddity(value: unknown, shape: Shape): Oddity | undefined {
  if (typeof shape === 'string') return fits(value, shape) ? undefined : { at: [], is: NOT[shape] };
  if (isList(shape)) {
    if (!Array.isArray(value)) return { at: [], is: 'no list' };
    for (let i = 0; i < value.length; i++) {
      const wrong = oddity(value[i], shape[0]);
      if (wrong) return within(wrong, i);
    }
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { at: [], is: 'no object' };
  const members = value as Readonly<Record<string, unknown>>;
  for (const name in shape) {
    const isOptional = name.endsWith('?');
    const bare = isOptional ? name.slice(0, -1) : name;
    const member = Object.hasOwn(members, bare) ? members[bare] : undefined;
    if (member === undefined && isOptional) continue;
    const wrong = oddity(member, shape[name]!);
    if (wrong) return within(wrong, bare);
  }
  return undefined;
}

type Word = Extract<Shape, string>;

const NOT: Readonly<Record<Word, string>> = {
  text: 'no text',
  number: 'no whole number',
  flag: 'neither true nor false',
  anything: 'nothing',
};

function fits(value: unknown, word: Word): boolean {
  if (word === 'text') return typeof value === 'string';
  if (word === 'number') return Number.isSafeInteger(value);
  if (word === 'flag') return typeof value === 'boolean';
  return value !== undefined && value !== null;
}

function within(wrong: Oddity, member: string | number): Oddity {
  wrong.at.push(member);
  return wrong;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
