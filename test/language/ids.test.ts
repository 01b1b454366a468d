/** What things are called: each otherwise, and nothing that a plain object has already. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonReport } from '../../exchange/json/json.ts';
import { Ids } from '../../language/lower/ids.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { renderPage } from '../../view/page/page.ts';

test('no two things have one, whatever texts end like our numbers', () => {
  const label = fc.constantFrom('a', 'a#2', 'a#3', 'a#2#2', 'b', 'b#1');
  fc.assert(
    fc.property(fc.array(label), (labels) => {
      const ids = new Ids();
      const given = labels.map((one) => ids.of(['r'], one));
      expect(new Set(given).size).toBe(given.length);
      expect(given.every((id, i) => id.startsWith(`r/${labels[i]}`))).toBe(true);
    }),
  );
});

test('nor a time of a step and another step, whatever it is called', () => {
  const uri = 'file:///plans/a.release';
  const workspace = createWorkspace({ roots: ['file:///plans'] });
  const late = (title: string) => `    task "${title}" 5m not before 22:30 due 23:00\n`;
  const titles = ['a', 'a@1', 'a@1@2', 'a#2', 'a', 'a'];
  workspace.set(
    uri,
    `release r {\n  window Sat 2026-12-05 22:00 .. 23:00\n  run {\n${titles.map(late).join('')}  }\n}\n`,
  );
  const [release] = workspace.plan(uri).releases;
  const times = release!.steps.flatMap(({ notBefore, due }) => [notBefore!.id, due!.id]);
  const ids = [...times, ...release!.steps.map(({ id }) => id)];
  expect(new Set(ids).size).toBe(titles.length * 3);
  expect(ids.every((id) => release!.things.has(id))).toBe(true);
});

test.each(Object.getOwnPropertyNames(Object.prototype))('a plan may call everything `%s`', (name) => {
  const uri = 'file:///plans/a.release';
  const workspace = createWorkspace({ roots: ['file:///plans'] });
  const text = `person ann
roster ${name}-1 Mon 2026-12-07 .. Tue 2026-12-08 {
  cover by ann
}
release ${name} {
  zone UTC
  window ${name}-w Sat 2026-12-05 22:00 .. 23:00
  milestone ${name}-m after ${name}
  run in ${name}-w {
    task ${name} "Look" 5m by ann
    task "Look" 5m by ann
  }
}
`;
  workspace.set(uri, text);
  const analysis = workspace.analysis(uri);
  const { releases } = analysis.plan;
  expect(releases.map((release) => release.name)).toEqual([name]);
  const ids = [
    releases[0]!.id,
    ...releases[0]!.things.keys(),
    ...[...analysis.plan.names.values()].map(({ id }) => id),
  ];
  expect(ids.filter((id) => !/[ /]/.test(id))).toEqual([]);
  expect(analysis.unread).toEqual({});
  const json = jsonReport([analysis], String, { fixesOf: workspace.fixesOf(uri) }).files[0]!.releases[0]!;
  expect(json.steps.map(({ start }) => start)).toEqual(['2026-12-05T22:00Z', '2026-12-05T22:05Z']);
  expect(renderPage(analysis, {})).toContain('Look');
});
