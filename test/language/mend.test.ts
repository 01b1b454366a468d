/** A text that is edited: what is mended of what was read before is the same as reading all of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type CstNode, isCompositeCstNode } from 'langium';
import { expect, test } from 'vitest';
import { featureOf } from '../../language/lower/text/source.ts';
import { parseEdited } from '../../language/mend/mend.ts';
import { type Parsed, parse } from '../../language/parse/parser.ts';
import '../support/seed.ts';
import { edit, edited, NIGHT } from './edited.ts';

const examples = new URL('../../examples/', import.meta.url);
const TEXTS = readdirSync(examples)
  .filter((file) => /^(hotfix|payments).*\.release$/.test(file))
  .map((file) => readFileSync(new URL(file, examples), 'utf8'));

/** All that a reader may ask of a tree, in words: where each piece stands, hangs, and what it is. */
function told({ tokens, comments, root, edit: _, ...others }: Parsed): unknown {
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
      [''],
      [],
    ]) {
      parseEdited(NIGHT);
      const next = lines.toSpliced(i, 1, ...now).join('\n');
      const [own, anew] = [told(parseEdited(next)), told(parse(next))];
      if (!isDeepStrictEqual(own, anew)) expect(own).toEqual(anew);
    }
  }
});

test.each([
  ['A', ''],
  ['', 'A'],
  ['', NIGHT],
  [NIGHT, ''],
  ['A\nB', 'B'],
  ['A\nB', 'A'],
  ['A\n', '\n'],
  ['zone UTC', ''],
  ['zone UTC // here', '// here'],
  ['/* a */ zone UTC', '/* a */ '],
])('of %j nothing stays behind, or all comes: %j', (before, next) => {
  parseEdited(before);
  expect(told(parseEdited(next))).toEqual(told(parse(next)));
});
