/** The plans that the site opens: the examples of the repository, and what fences of documents stand for. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import type { Plans, PlanText } from '../../site/playground/files/share.ts';
import { fileOf, referencePage } from './reference-page.ts';

/** Mon 2026-10-05 08:00 UTC: before everything that the documents plan. */
const BEFORE_ALL = Date.UTC(2026, 9, 5, 8) / 60_000;

export interface Example extends Plans {
  readonly name: string;
  readonly title: string;
}

/** What one looks at first stands first. */
const FIRST = ['payments-4.2', 'mistakes'];

export function examples(root: string): readonly Example[] {
  const names = globSync('*.release', { cwd: resolve(root, 'examples') }).map((file) => file.replace(/\.release$/, ''));
  const rank = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return names
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((name) => {
      const open = `${name}.release`;
      const files = withImports(root, { name: open, text: readFileSync(resolve(root, 'examples', open), 'utf8') });
      const { text } = files[0]!;
      // Its first lines say on which day it is judged; on another one it would be a plan that is over.
      const date = /\b[Jj]udged\s+(?:\/\/\s+)?on \w{3} (\d{4}-\d{2}-\d{2})/.exec(text)?.[1];
      const at = date === undefined ? undefined : Date.parse(`${date}T09:00Z`) / 60_000;
      const title = /^release \S+ "(.*)"/m.exec(text)?.[1];
      return { name, title: title ? `${name}: ${title}` : name, files, open, ...(at !== undefined && { at }) };
    });
}

/** A file and the examples it imports, theirs included; what is not there stays missing. */
function withImports(root: string, first: PlanText): readonly PlanText[] {
  const files = new Map([[first.name, first]]);
  for (const { name, text } of files.values()) {
    for (const [, path] of text.matchAll(/^import "([^"]+)"/gm)) {
      const target = posix.normalize(posix.join(posix.dirname(name), path!));
      const there = resolve(root, 'examples', target);
      if (!target.startsWith('..') && !files.has(target) && existsSync(there))
        files.set(target, { name: target, text: readFileSync(there, 'utf8') });
    }
  }
  return [...files.values()];
}

/** By the document, which may have a way of its own to say what its fences stand for. */
export function plansOf(root: string, source: string): (text: string, marker: string) => Plans {
  return source === 'docs/language.md' ? ofReference() : (text, marker) => ofDocument(root, text, marker);
}

function ofDocument(root: string, text: string, marker: string): Plans {
  const open = /^\S+\.release$/.test(marker) ? marker : 'plan.release';
  return { files: withImports(root, { name: open, text }), open, at: BEFORE_ALL };
}

/** Its fences are lines of a block, files that others import, or files that import the cast of the page. */
function ofReference(): (text: string, marker: string) => Plans {
  const { fences } = referencePage();
  const named = new Map(
    fences.flatMap(({ marker, text }) => {
      const name = /^file (\S+)$/.exec(marker)?.[1];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
  return (text, marker) => {
    const open = /^file (\S+)$/.exec(marker)?.[1] ?? 'example.release';
    const files = new Map([[open, fileOf({ line: 0, marker, text })]]);
    for (const content of files.values())
      for (const [, path] of content.matchAll(/^import "(?:\.\/)?([^"]+)"/gm))
        if (named.has(path!) && !files.has(path!)) files.set(path!, named.get(path!)!);
    return { files: [...files].map(([name, content]) => ({ name, text: content })), open, at: BEFORE_ALL };
  };
}
