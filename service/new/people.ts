/** From the names that somebody types to people of a plan. */
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { plainCharacters } from '../../language/parse/look-alikes.ts';
import { NAME, nameOf } from '../../language/parse/names.ts';
import { titleText } from '../../plan/facts/words.ts';
import type { Trouble } from '../trouble.ts';

/** Who does what in a template; one person may be several of them. */
export interface Cast {
  /** Answers for the release, says go, and tells the others. */
  readonly owner: string;
  /** Changes things. */
  readonly doer: string;
  /** Looks whether it works: somebody else than the doer, where there are two. */
  readonly tester: string;
  readonly isAlone: boolean;
  /** The lines that declare the people, and the team of all of them. */
  readonly declared: string;
  /** Whoever is free of them: `any of crew`, or the one there is. */
  readonly anybody: string;
  /** All of them but the owner, to be named behind `with`: ` with crew`; empty where nobody else is there. */
  readonly withAll: string;
  /** Who is called, the first one first: `jonas, mara`. */
  readonly chain: string;
}

/** More names than anybody types are a mistake. */
const MOST_PEOPLE = 100;

/** `Mara Lind, Jonas Weber`: at least one, each once. */
export function castOf(typed: string | readonly string[], calendar: string): Cast | Trouble {
  const titles = (typeof typed === 'string' ? typed.split(/[,;\n]/) : typed)
    .map(plainTitle)
    .filter((one) => one !== '');
  if (titles.length === 0)
    return { trouble: 'Somebody has to do it: write the names of the people, with commas between them.' };
  if (titles.length > MOST_PEOPLE)
    return {
      trouble: `${titles.length} people are more than the ${MOST_PEOPLE} that a new plan takes; name those of the night.`,
    };
  const twice = titles.find((one, i) => titles.indexOf(one) < i);
  if (twice !== undefined) return { trouble: `${twice} is named twice; write each name once, or tell them apart.` };
  return cast(titles, namesFor(titles), calendar);
}

/** Composed, on one line, without what no line can show. */
function plainTitle(text: string): string {
  return text.normalize('NFC').replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
}

/** The first name where it says who is meant, else all of it: `mara`, `mara-lind`. Names of the template are never among them. */
function namesFor(titles: readonly string[]): readonly string[] {
  const slugs = titles.map((title) =>
    title
      .split(' ')
      .map(slugOf)
      .filter((part) => part !== ''),
  );
  const firsts = slugs.map(([first]) => first);
  const taken = new Set<string>();
  return slugs.map((parts, i) => {
    const isPlain = parts[0] !== undefined && firsts.indexOf(parts[0]) === firsts.lastIndexOf(parts[0]);
    const wanted = [...(isPlain ? [parts[0]!] : []), ...(parts.length > 1 ? [parts.join('-')] : []), `person-${i + 1}`];
    const name = wanted.find((one) => isFree(one) && !taken.has(one)) ?? `person-${i + 1}`;
    taken.add(name);
    return name;
  });
}

function slugOf(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{ID_Continue}]+/gu, '-')
    .replace(/^[^\p{ID_Start}]+|-+$/gu, '');
}

/** What the templates call their own things. */
const RESERVED = new Set(
  (
    'office evenings crew production staging preprod app app-01 db-01 web shop-db downloads users client testers distributions monitoring tracker ' +
    'status-page website forum backup-store cmdb go keep first second upgrade before-fix night-backup full back on-call normal t aoe utc'
  ).split(' '),
);

const IS_NAME = new RegExp(`^${NAME}$`, 'u');

/** As the language reads it, whatever the characters look like. */
function isRead(name: string): boolean {
  return IS_NAME.test(name) && nameOf(name) === name && plainCharacters(name).text === name;
}

function isFree(name: string): boolean {
  return isRead(name) && !RESERVED.has(name) && !STATEMENT_WORDS.has(name) && !CLAUSE_WORDS.has(name);
}

function cast(titles: readonly string[], names: readonly string[], calendar: string): Cast {
  const [owner, second, third] = names as [string, ...string[]];
  const doer = second ?? owner;
  const tester = third ?? owner;
  const isAlone = names.length === 1;
  const people = names.map((name, i) => {
    const deputy = isAlone ? '' : `\n  deputy   ${names[(i + 1) % names.length]}`;
    return `person ${name} ${titleText(titles[i]!)} {\n  calendar ${calendar}${deputy}\n}`;
  });
  const team = isAlone ? [] : [`team crew is ${names.join(', ')}`];
  return {
    owner,
    doer,
    tester,
    isAlone,
    declared: [...people, ...team].join('\n'),
    anybody: isAlone ? owner : 'any of crew',
    withAll: isAlone ? '' : ' with crew',
    chain: isAlone ? owner : `${doer}, ${owner}`,
  };
}
