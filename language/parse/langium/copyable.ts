/**
 * The same object as one that is fast to copy: `{ ...copyable(…) }` has all of its properties at once. An object that grows by
 * computed names becomes a dictionary, and so does every copy of it; one that is read as JSON has its properties from the start.
 */
export function copyable<T extends object>(of: T): T {
  const copy = JSON.parse(JSON.stringify(of, (_, value) => value ?? null)) as Record<string, unknown>;
  for (const [name, value] of Object.entries(of)) copy[name] = value;
  return copy as T;
}
