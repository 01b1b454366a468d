/** What would change in a file, as a unified diff that `patch -p1` and `git apply` read. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

export function patch(path: string, before: string, after: string): string {
  return createTwoFilesPatch(quoted(`a/${path}`), quoted(`b/${path}`), before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** As git writes a name that its line cannot hold as it is. */
function quoted(name: string): string {
  // A letter of another script stands for itself; `git apply` reads both.
  if (!/[\p{Cc}"\\]/u.test(name)) return name;
  return `"${name.replace(/[\p{Cc}"\\]/gu, (one) => ESCAPES[one] ?? `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
