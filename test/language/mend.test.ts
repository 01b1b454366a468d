/** A text that is edited: what is mended of what was read before is the same as reading all of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type CstNode, isCompositeCstNode } from 'langium';
import { expect, test } from 'vitest';
import { featureOf } from '../../language/lower/text/source.ts';
import { parseEdited } from '../../language/mend/mend.ts';
import { type Parsed, parse } from '../../language/parse/parser.ts';
import { createWorkspace } from '../../language/workspace.ts';
import '../support/seed.ts';

const examples = new URL('../../examples/', import.meta.url);
const TEXTS = readdirSync(examples)
  .filter((file) => /^(hotfix|payments).*\.release$/.test(file))
  .map((file) => readFileSync(new URL(file, examples), 'utf8'));

const NIGHT = `import "people.release"

zone Europe/Berlin

person priya "Priya"  // she runs it
person mara { calendar office }
calendar office {
  working Mon..Fri 09:00 .. 17:00
}
team ops {
  members priya, mara
}
service web "The shop" owner priya
database orders-db

/// The great one
release big "A big one" {
  kind   normal
  owner  priya
  change CHG1 "Shop"
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  milestone beta Thu 2026-12-03

  uat tasting {
    during Tue 2026-12-01 09:00 .. 17:00
    by mara
  }
  // Before all else
  run {
    backup orders-db 20m by priya
    parallel {
      sequence left "On the left" {
        stop web as down 5m by ops
        deploy web 4.1.3 -> 4.2.0 20m..50m by priya undo 5m after down
        task look "Look at it" 10m by mara {
          - "The cart"
          - "The search" done
          checked by priya
        }
      }
      sequence {
        migrate orders-db 45m by mara irreversible
        notify ops "It runs" via mail 1m
        gate keep "Keep it?" 10m by mara {
          quorum 2
        }
      }
    }
    verify web 10m by priya after down, keep
      with any of ops
  }
  rollback full by priya { start web 5m }
}
`;

const VALUES = [
  ...[
    'priya',
    'web',
    'deploy',
    'task',
    'by',
    'after',
    'with',
    'during',
    'done',
    'optional',
    'tbd',
    'and',
    'sequence',
    'release',
  ],
  ...[
    '"Words"',
    '"open',
    '45m',
    '20m..50m',
    '2026-12-05',
    '2026-12-',
    '22:00',
    'Sat',
    'T-5wd',
    'Europe/Rome',
    'EST',
    '4.1.3',
    '3',
  ],
  ...[
    '{',
    '}',
    '{}',
    '(',
    ')',
    ',',
    '.',
    '+',
    '-',
    '- "Look"',
    '%',
    '->',
    '..',
    '=',
    '§',
    'é',
    '–',
    '“Words”',
    '\u00a0',
  ],
  ...[
    '// note',
    '/* note */',
    '/*',
    '*/',
    '\n',
    '\r\n',
    '\n\n',
    '  ',
    '\t',
    'https://a.example/x',
    '\n  zone Asia/Tokyo\n',
    '\nimport "x.release"\n',
  ],
  ...[
    '\n    deploy web 5m by mara\n',
    '\n    by priya\n',
    '\nby priya',
    '\nrunbook restart(soak: duration) {\n wait watch soak\n}\n',
    'paralel',
    '',
    '',
  ],
];

/** A word, a line or a place in the text becomes something else. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  what: fc.constantFrom('word', 'word', 'word', 'character', 'line', 'line twice', 'end of line'),
  value: fc.constantFrom(...VALUES),
});

function edited(text: string, { at, what, value }: typeof edit extends fc.Arbitrary<infer E> ? E : never): string {
  const offset = Math.floor(at * text.length);
  if (what === 'character') return text.slice(0, offset) + value + text.slice(offset + (value ? 0 : 1));
  const [before, behind] = what === 'word' ? [/\S*$/, /^\S*/] : [/[^\n]*$/, /^[^\n]*\n?/];
  const [start] = before.exec(text.slice(0, offset))!;
  const [end] = behind.exec(text.slice(offset))!;
  const piece = start + end;
  const now = {
    word: value,
    line: value.includes('\n') ? value : '',
    'line twice': piece + piece,
    'end of line': `${piece.replace(/\n$/, '')} ${value}\n`,
  }[what];
  return text.slice(0, offset - start.length) + now + text.slice(offset + end.length);
}

/** All that a reader may ask of a tree, in words: where each piece stands, hangs, and what it is. */
function told({ tokens, comments, root, ...others }: Parsed): unknown {
  const lines: string[] = [];
  const standing = (node: CstNode | undefined) =>
    node &&
    [node.offset, node.end, JSON.stringify(node.range), node.text, featureOf(node), node.astNode.$type].join(' ');
  const pieces = (node: CstNode): void => {
    lines.push(`${standing(node)}`);
    if (!isCompositeCstNode(node)) return;
    for (const piece of node.content) {
      if (piece.container !== node) lines.push('hangs elsewhere');
      pieces(piece);
    }
  };
  const visit = (node: Record<string, unknown>): void => {
    for (const [name, value] of Object.entries(node)) {
      if (name === '$cstNode') lines.push(`${standing(value as CstNode)}`);
      if (name.startsWith('$')) continue;
      const all = Array.isArray(value) ? value : [value];
      lines.push(`${name} ${all.length}`);
      for (const [i, one] of all.entries()) {
        if (typeof one !== 'object' || one === null) {
          lines.push(String(one));
          continue;
        }
        const isOwn = one.$container === node && one.$containerProperty === name;
        // A clause that is a line of a block hangs there, whatever it belongs to.
        lines.push(`${one.$type} ${isOwn && Array.isArray(value) ? one.$containerIndex === i : one.$container?.$type}`);
        visit(one);
      }
    }
  };
  visit(root as unknown as Record<string, unknown>);
  pieces(root.$cstNode!);
  const words = (all: Parsed['tokens']) =>
    all.map(({ tokenType, tokenTypeIdx, ...token }) =>
      JSON.stringify([tokenType.name, tokenTypeIdx, token.image, positions(token)]),
    );
  return { lines, tokens: words(tokens), comments: words(comments), others };
}

function positions(token: Partial<Parsed['tokens'][number]>) {
  const { startOffset, endOffset, startLine, endLine, startColumn, endColumn } = token;
  return [startOffset, endOffset, startLine, endLine, startColumn, endColumn];
}

test('a text that is edited is read as if it were new', () => {
  let mended = 0;
  let read = 0;
  const property = fc.property(
    fc.constantFrom(NIGHT, ...TEXTS),
    fc.array(edit, { minLength: 1, maxLength: 8 }),
    (begin, edits) => {
      let text = begin;
      parseEdited(text);
      for (const one of edits) {
        const { root } = parseEdited(text);
        const next = edited(text, one);
        const now = parseEdited(next);
        read++;
        if (now.root === root && next !== text) mended++;
        const [own, anew] = [told(now), told(parse(next))];
        if (!isDeepStrictEqual(own, anew)) expect(own).toEqual(anew);
        // What cannot be mended is left as it was, mostly: half a text is read anew with each letter.
        if (parse(next).errors.length === 0) text = next;
      }
    },
  );
  fc.assert(property, { numRuns: 25 });
  // Otherwise this would have shown nothing.
  expect(mended / read).toBeGreaterThan(0.25);
});

test('a line that is put in, changed or taken out is read where it is, behind whatever line', () => {
  const lines = NIGHT.split('\n');
  for (const i of lines.keys()) {
    for (const now of [
      [lines[i]!, '  task more "More" 5m by priya'],
      [`${lines[i]} `, '  by mara'],
      [` ${lines[i]}`],
      [],
    ]) {
      parseEdited(NIGHT);
      const next = lines.toSpliced(i, 1, ...now).join('\n');
      const [own, anew] = [told(parseEdited(next)), told(parse(next))];
      if (!isDeepStrictEqual(own, anew)) expect(own).toEqual(anew);
    }
  }
});

test('what is known of a plan that is edited is what is known of a new one', () => {
  const uri = 'file:///w/a.release';
  const workspaceWith = (text: string) => {
    const workspace = createWorkspace({ roots: ['file:///w/'], now: () => 29_900_000 });
    workspace.set(uri, text);
    return workspace;
  };
  const property = fc.property(fc.array(edit, { minLength: 3, maxLength: 8 }), (edits) => {
    const workspace = workspaceWith(NIGHT);
    workspace.analysis(uri);
    let text = NIGHT;
    for (const one of edits) {
      const next = edited(text, one);
      workspace.set(uri, next);
      const own = workspace.analysis(uri);
      // Another text is read between them, so that this one is not mended.
      createWorkspace({ roots: [] }).plan('file:///none');
      const anew = workspaceWith(next).analysis(uri);
      if (!isDeepStrictEqual(own, anew)) expect(own).toEqual(anew);
      if (parse(next).errors.length === 0) text = next;
      workspace.set(uri, text);
      workspace.analysis(uri);
    }
  });
  fc.assert(property, { numRuns: 5 });
});
