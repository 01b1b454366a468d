/** Who must have nothing to do with others, whatever they are called. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { analyseText, messagesOf } from './marked.ts';

const night = (by: string, of: string) =>
  standardRelease(
    `person ann
person bob
person cid
team crew is ann, bob
role auditor is cid else ann
role lead is ann
party vendor
person independent
service web
`,
    `run {\n  task look 5m by ${by} independent of ${of}\n  task other 5m by independent\n}`,
  );

test.each([
  ['ann', 'crew', ['`ann` is one of them']],
  ['cid', 'crew', []],
  ['auditor', 'crew', ['`ann` is one of them']],
  ['auditor', 'vendor', []],
  ['lead', 'ann', ['`ann` is the same']],
  ['vendor', 'vendor', ['`vendor` is the same']],
  ['any of crew', 'bob', ['`bob` is the same']],
  ['cid else bob', 'crew', ['`bob` is one of them']],
])('%s independent of %s', (by, of, told) => {
  const text = night(by, of);
  expect(messagesOf('not-independent', text)).toEqual(told.map((part) => expect.stringContaining(part)));
  const codes = analyseText(text).findings.map(({ code }) => code);
  expect(codes).not.toContain('syntax');
  expect(codes).not.toContain('unknown-name');
});

test('whom it is about is a name like any other', () => {
  const { findings } = analyseText(night('ann', 'nobody-here'));
  expect(findings.filter(({ code }) => code === 'unknown-name')).toHaveLength(1);
});
