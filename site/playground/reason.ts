/** Why something was not done, for the end of a sentence: the engine refuses with plain objects, too. */
export function reasonOf(error: unknown): string {
  return error instanceof Object && 'message' in error ? String(error.message) : String(error);
}
