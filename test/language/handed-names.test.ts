/** What is given for a parameter that says nothing of itself is judged by what the runbook takes it for, where it is given, and once. */
import { expect, test } from 'vitest';
import { analyseText } from '../checks/marked.ts';

function told(uses: string): readonly string[] {
  const { findings } = analyseText(`person ann
team ops is ann
role lead is ann
service shop
runbook inner(what, whom) {
  verify what 5m by whom
}
runbook patch(host, who) {
  snapshot host as saved 10m by who
  deploy host 10m by who after saved undo 5m
  use inner(host, who)
}
release r-1 {
  kind   standard
  owner  ann
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
    ${uses}
  }
}
`);
  return findings.flatMap(({ code, message }) => (code === 'unknown-name' ? message : []));
}

test.each(['use patch(shop, ann)', 'use patch(shop, ops)', 'use patch(shop, lead)', 'use patch(shop, owner)'])(
  '%s fits',
  (use) => {
    expect(told(use)).toEqual([]);
  },
);

test('a name that nothing declares', () => {
  expect(told('use patch(shpo, ann)')).toEqual([
    '`shpo` is not declared as a system or environment; did you mean `shop`?',
  ]);
  expect(told('use patch(shop, nobody)')).toEqual([
    '`nobody` is not declared as a person, team or role; declare it, here or in an imported file, or correct the name.',
  ]);
});

test('one of another kind, each at its own use', () => {
  expect(told('use patch(ann, ann) as one\n    use patch(shop, ann) as two')).toEqual([
    '`ann` is a person; here stands a system or environment.',
  ]);
});
