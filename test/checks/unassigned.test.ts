import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { analyseText, messagesOf } from './marked.ts';

const says = (lines: string, things = '') =>
  messagesOf(
    'unassigned',
    standardRelease(`person ann\nperson bob\nparty vendor\nteam ops is ann, bob\n${things}`, lines),
  );

test('a block that is called as somebody is belongs to them', () => {
  const block = (name: string) => `stream ${name} "Lines" {\n  task lines "Lay the lines" 2wd due T-1wd\n}`;
  expect(says(block('network'))).toHaveLength(1);
  for (const name of ['vendor', 'vendor-lines', 'lines-of-vendor', 'ops']) expect(says(block(name)), name).toEqual([]);
});

test('whoever gives their time does something, and the finding says what is missing', () => {
  const [message] = says('run {\n  task look 10m with ops\n}');
  expect(message).toBe(
    '`look` takes the time of `ops`, and none of them answers for it; add `by` and the name of who is accountable.',
  );
});

test('where nobody is named at all, the owner is reminded', () => {
  const severities = (owner: string, by = '') => {
    const text = standardRelease('person ann\nperson bob', `${owner}\nrun {\n  task one 10m${by}\n  task two 10m\n}`);
    return analyseText(text).findings.flatMap(({ code, severity }) => (code === 'unassigned' ? [severity] : []));
  };
  expect(severities('')).toEqual(['error']);
  expect(severities('owner ann')).toEqual(['information']);
  expect(severities('owner ann', ' by bob')).toEqual(['error']);
});
