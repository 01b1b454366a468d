import { describe, expect, test } from 'vitest';
import { active, analyseFiles } from './marked.ts';

const ROOT = 'file:///plans/';

/** The messages at one of the files; `imports`: what each imports. */
function messages(imports: Readonly<Record<string, readonly string[]>>, file: string): string[] {
  const files = Object.entries(imports).map(([name, paths]) => [
    ROOT + name,
    paths.map((path) => `import "${path}"\n`).join(''),
  ]);
  return active(analyseFiles(Object.fromEntries(files), ROOT + file).findings).map(
    ({ code, place, message }) => `${place.range.start.line + 1}: ${code}: ${message}`,
  );
}

function circle(way: string): string {
  return (
    `import-not-found: These files import each other in a circle: ${way}; move what they share into a file that imports ` +
    'none of them, and import that one.'
  );
}

describe('files that import each other', () => {
  const three = { 'a.release': ['b.release'], 'b.release': ['c.release'], 'c.release': ['a.release'] };

  test.each([
    ['a.release', 'a.release → b.release → c.release → a.release'],
    ['b.release', 'b.release → c.release → a.release → b.release'],
    ['c.release', 'c.release → a.release → b.release → c.release'],
  ])('%s names the whole circle, beginning with itself', (file, way) => {
    expect(messages(three, file)).toEqual([`1: ${circle(way)}`]);
  });

  test('are told apart by their folders', () => {
    const folders = {
      'shop/main.release': ['../shared/main.release'],
      'shared/main.release': ['people/main.release'],
      'shared/people/main.release': ['../../shop/main.release'],
    };
    expect(messages(folders, 'shared/main.release')).toEqual([
      `1: ${circle('shared/main.release → shared/people/main.release → shop/main.release → shared/main.release')}`,
    ]);
    const inner = { 'in/side/a%20b.release': ['deep/b.release'], 'in/side/deep/b.release': ['../a b.release'] };
    expect(messages(inner, 'in/side/deep/b.release')).toEqual([
      `1: ${circle('deep/b.release → a b.release → deep/b.release')}`,
    ]);
  });

  test('are told at the line that closes the circle, and not at one that merely leads to it', () => {
    const files = { ...three, 'outside.release': ['a.release'], 'b.release': ['leaf.release', 'c.release'] };
    const withLeaf = { ...files, 'leaf.release': [] };
    expect(messages(withLeaf, 'outside.release')).toEqual([]);
    expect(messages(withLeaf, 'leaf.release')).toEqual([]);
    expect(messages(withLeaf, 'b.release')).toEqual([`2: ${circle('b.release → c.release → a.release → b.release')}`]);
  });

  test('need not be several', () => {
    expect(messages({ 'a.release': ['./a.release'] }, 'a.release')).toEqual([
      '1: import-not-found: `./a.release` is this file itself; remove the line.',
    ]);
  });
});
