/**
 * What a name stands together with: who deploys what, who stands in for whom, what a block is about. It is read from the text alone, so that
 * it is known in templates and runbooks, too, and on a line that cannot be read yet.
 */
import { CLAUSE_WORDS, opensStatement } from '../../../language/parse/lexer.ts';
import { tokenizeAgain } from '../../../language/parse/parser.ts';
import { startOf } from '../../../language/parse/tokens.ts';
import type { Position } from '../../../plan/model.ts';

/** How many lines name a name, without the line that is asked about; that which declares it does, too. */
export interface Company {
  /** Of the lines that name what this one does, or what the block around it is of, the part that names it as well; for each such name from 0 to 1. */
  together(name: string): number;
  /** In the block around the line. */
  here(name: string): number;
  /** In all that the outermost block holds. */
  around(name: string): number;
  /** With the same first word, in the same block right below the outermost one: `run` or `rollback`. */
  done(name: string): number;
  /** With a first word that this one answers. */
  undone(name: string): number;
  /** Wherever. */
  named(name: string): number;
  /** Names that the line has before the cursor. */
  readonly own: readonly string[];
  /** The same, and that of the block around it. */
  readonly asked: readonly string[];
  /** Names in such places are said once each, as those of a list are, or who stands in for whom. */
  readonly isOnceEach: boolean;
  /** Whether it is said in such a place. */
  isSaid(name: string): boolean;
  /** What was said there last. */
  readonly last: string | undefined;
}

/** One line with what it opens: `person mara { … }` is of mara. */
interface Said {
  readonly line: number;
  readonly word: string;
  /** Its own, and that of the block around it. */
  readonly own: string[];
  readonly names: string[];
  /** The lines that open the blocks around it, the outermost first. */
  readonly blocks: readonly Said[];
}

/** @param word what the line begins with @param clause the last one before the cursor, or nothing */
export function companyOf(text: string, at: Position, word: string, clause: string): Company {
  const { said, here, own, places, last } = read(text, at, word, clause);
  const others = said.filter(({ line }) => line !== at.line);
  const asked = [...new Set([...own, ...(here.at(-1)?.own.slice(0, 1) ?? [])])];
  const together = new Map<string, number>();
  for (const one of asked) {
    const naming = others.filter(({ names }) => names.includes(one));
    const count = counted(naming);
    for (const name of new Set(naming.flatMap(({ names }) => names)))
      together.set(name, (together.get(name) ?? 0) + count(name) / naming.length);
  }
  const [outermost, stage] = here;
  const around = outermost ? others.filter(({ blocks }) => blocks[0] === outermost) : [];
  const distinct = new Set(places);
  return {
    together: (name) => together.get(name) ?? 0,
    here: counted(others.filter(({ blocks }) => here.length > 0 && blocks.includes(here.at(-1)!))),
    around: counted(around),
    done: counted(around.filter((one) => one.word === word && one.blocks[1] === stage)),
    undone: counted(around.filter((one) => ANSWERS[word]?.includes(one.word))),
    named: counted(others),
    own,
    asked,
    isOnceEach: places.length > 1 && distinct.size === places.length,
    isSaid: (name) => distinct.has(name),
    last,
  };
}

/** What is stopped is started again, and what was changed is looked at. */
const ANSWERS: Readonly<Record<string, readonly string[] | undefined>> = {
  start: ['stop'],
  restore: ['backup', 'migrate'],
  revoke: ['grant'],
  verify: ['deploy', 'migrate', 'configure', 'switch', 'start', 'restore'],
  record: ['deploy', 'migrate', 'configure', 'switch'],
};

function counted(lines: readonly Said[]): (name: string) => number {
  const counts = new Map<string, number>();
  for (const { names } of lines) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (name) => counts.get(name) ?? 0;
}

/** The lines of a text, and of the one that is asked about the blocks around it and what it says. */
function read(text: string, at: Position, word: string, asked: string) {
  const said: Said[] = [];
  const open: Said[] = [];
  const own: string[] = [];
  const places: string[] = [];
  let here: readonly Said[] | undefined;
  let last: string | undefined;
  let clause = '';
  for (const token of tokenizeAgain(text).tokens) {
    const { image, tokenType } = token;
    const { line, character } = startOf(token);
    const isOwn = line === at.line && character < at.character;
    if (line > at.line || (line === at.line && !isOwn)) here ??= [...open];
    const current = said.at(-1);
    if (image === '{' && current) open.push(current);
    else if (image === '}') open.pop();
    else if (opensStatement(token)) {
      clause = '';
      said.push({ line, word: image, own: [], names: open.at(-1)?.own.slice(0, 1) ?? [], blocks: [...open] });
    } else if (CLAUSE_WORDS.has(tokenType.name)) clause = image;
    else if (tokenType.name === 'ID' && current) {
      current.own.push(image);
      current.names.push(image);
      if (isOwn) own.push(image);
      if (current.word !== word || clause !== asked) continue;
      if (!isOwn) places.push(image);
      if (!here) last = image;
    }
  }
  return { said, here: here ?? open, own, places, last };
}
