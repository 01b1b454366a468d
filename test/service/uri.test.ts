import { expect, test } from 'vitest';
import { isInside } from '../../language/files/imports.ts';
import { canonicalUri, fileName, relativePath } from '../../service/files/uri.ts';

test.each([
  ['file:///c%3A/Plans/a.release', 'file:///c:/Plans/a.release'],
  ['file:///C:/Plans/a.release', 'file:///c:/Plans/a.release'],
  ['file:///a%2Bb/n%40x.release', 'file:///a+b/n@x.release'],
  ['file:///a b/%C3%A4.release', 'file:///a%20b/%C3%A4.release'],
  ['file:///a%23b/50%25.release', 'file:///a%23b/50%25.release'],
  ['untitled:Untitled-1', 'untitled:Untitled-1'],
  ['vscode-vfs://github/acme/plans/a.release', 'vscode-vfs://github/acme/plans/a.release'],
  ['not a uri', 'not a uri'],
])('%s is %s', (uri, canonical) => {
  expect(canonicalUri(uri)).toBe(canonical);
  expect(canonicalUri(canonical)).toBe(canonical);
});

test('a folder holds what is below it, not its namesake', () => {
  expect(isInside('file:///plans/a.release', 'file:///plans')).toBe(true);
  expect(isInside('file:///plans/a.release', 'file:///plans/')).toBe(true);
  expect(isInside('file:///plans-old/a.release', 'file:///plans')).toBe(false);
});

test('paths between files', () => {
  expect(relativePath('file:///a/b/x.release', 'file:///a/b/y.release')).toBe('./y.release');
  expect(relativePath('file:///a/b/x.release', 'file:///a/c/y%20z.release')).toBe('../c/y z.release');
  expect(fileName('file:///a/y%20z.release')).toBe('y z.release');
});
