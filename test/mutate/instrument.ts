/**
 * A source with all its mutants in it, asleep: each place asks which one is awake. So the tests load everything once,
 * and a mutant costs no more than the tests that come by its place.
 */
import { type Mutant, type Node, parse, walk } from './mutants.ts';
import { functionsOf } from './seen.ts';

/** What the instrumented sources call; the runner puts it into `globalThis`. */
export interface Switch {
  /** True where the mutant of this number is awake. Notes that somebody came by. */
  __mutant(number: number): boolean;
  /** One more round of a loop. @throws Error when there were far too many */
  __round(): void;
  /** Somebody is in the function of this number. */
  __in(number: number): void;
}

/** A source that tells which of its functions are called, and is the same otherwise. @param first number of its first one */
export function traced(file: string, text: string, first: number): string {
  const parts = functionsOf(file, text).map(({ body: { start, end, type } }, index) => ({
    start,
    end,
    write: (inner: string) =>
      type === 'BlockStatement' ? `{ __in(${first + index}); ${inner.slice(1)}` : `(__in(${first + index}), ${inner})`,
  }));
  return rewritten(text, parts);
}

/** @param numbered the mutants of this file, by number */
export function instrument(file: string, text: string, numbered: ReadonlyMap<number, Mutant>): string {
  const parts: Part[] = [...numbered].map(([number, { start, end, kind, mutated }]) => ({
    start,
    end,
    write: (inner) =>
      kind === 'statement'
        ? `{ if (!__mutant(${number})) { ${inner} } }`
        : `(__mutant(${number}) ? (${mutated}) : (${inner}))`,
  }));
  walk(parse(file, text), (node) => {
    if (!/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)) return;
    const { start, end } = node.body as Node;
    parts.push({ start, end, write: (inner) => `{ __round(); ${inner} }` });
  });
  return rewritten(text, parts);
}

interface Part {
  readonly start: number;
  readonly end: number;
  write(inner: string): string;
}

/** Parts lie in each other or apart, as the nodes of a tree do; of the same place the later ones are outside. */
function rewritten(text: string, parts: readonly Part[]): string {
  const sorted = parts
    .map((part, index) => ({ part, index }))
    .sort((a, b) => a.part.start - b.part.start || b.part.end - a.part.end || b.index - a.index)
    .map(({ part }) => part);
  let next = 0;
  const write = (from: number, to: number): string => {
    let written = '';
    let at = from;
    while (next < sorted.length && sorted[next]!.start < to) {
      const part = sorted[next++]!;
      written += text.slice(at, part.start) + part.write(write(part.start, part.end));
      at = part.end;
    }
    return written + text.slice(at, to);
  };
  return write(0, text.length);
}
