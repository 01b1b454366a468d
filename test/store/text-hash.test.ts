/** A plan is known by its text, whoever reads it and however its file begins. */
import { expect, test } from 'vitest';
import { textHash } from '../../store/text-hash.ts';

test('the mark of byte order says nothing; every other character does', () => {
  expect(textHash('\ufeffrelease a {\n}\n')).toBe(textHash('release a {\n}\n'));
  expect(textHash('release a {\n}\n')).not.toBe(textHash('release a {\r\n}\r\n'));
  expect(textHash('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
