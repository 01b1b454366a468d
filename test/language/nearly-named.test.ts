/** Where a word may stand that nothing declares, what is nearly the name of a thing is told: else a freeze freezes nothing, and nobody knows. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';

const LINES = [
  ['freeze quiet of NAME Sat 2026-12-05', 'file'],
  ['freeze quiet of NAME T-1d .. T', 'release'],
  ['maintenance patches of NAME every Sun 00:00 .. 04:00', 'file'],
  ['switch shop 1m by ann to NAME', 'run'],
  ['migrate shop 1m by ann to NAME', 'run'],
] as const;

function told(line: string, where: string) {
  const workspace = createWorkspace({ roots: [] });
  const at = (place: string) => (where === place ? line : '');
  workspace.set(
    'file:///a.release',
    `person ann
environment production
service shop in production
server  node-a
server  app-02
${at('file')}
release r-1 {
  window Sat 2026-12-05 22:00 .. 23:00
  ${at('release')}
  run {
    ${at('run')}
    task look 1m by ann
  }
}
`,
  );
  const { findings } = workspace.analysis('file:///a.release');
  return findings.filter(({ code }) => code === 'unknown-name').map(({ message }) => message);
}

test.each(LINES)('%s', (line, where) => {
  for (const [name, meant] of [
    ['shpo', 'shop'],
    ['prodution', 'production'],
  ] as const) {
    const [message, ...others] = told(line.replace('NAME', name), where);
    expect(message).toBe(`\`${name}\` is not declared as a system or environment; did you mean \`${meant}\`?`);
    expect(others).toEqual([]);
  }
  for (const other of ['strings', 'node-b', 'app-03', 'cloud', 'shop', 'production'])
    expect(told(line.replace('NAME', other), where)).toEqual([]);
});
