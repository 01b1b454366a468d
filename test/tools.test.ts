/** The tools of this project: `--help` prints what stands at the head of a tool's file, so each option stands there. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headComment } from '../scripts/options.ts';

const TOOLS = globSync('{bench,scripts,test}/**/*.ts', { exclude: (path) => path.endsWith('tools.test.ts') })
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  .filter(({ text }) => text.includes('toolOptions(import.meta.filename'));

test('there are tools', () => expect(TOOLS.length).toBeGreaterThan(20));

describe.each(TOOLS)('$file', ({ text }) => {
  const asked = text.slice(text.indexOf('toolOptions(import.meta.filename'));
  const options = asked.slice(asked.indexOf('options: {'), asked.indexOf('});'));
  const names = [...options.matchAll(/['"]?([\w-]+)['"]?: \{ type: '/gu)].map(([, name]) => name!);

  test('says how it is called, and what can be said', () => {
    const help = headComment(text);
    expect(help).toMatch(/`(npm (run|start)|node )/u);
    expect(names.filter((name) => !help.includes(`--${name}`))).toEqual([]);
    expect(names.length).toBeGreaterThan(0);
  });
});
