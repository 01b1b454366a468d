/** What would change in a file, as a unified diff that `patch -p1` and `git apply` read. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

export function patch(path: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
}
