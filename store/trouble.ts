/** What is told where a store cannot be read or written: one sentence for people, with no secret in it. */
export class StoreTrouble extends Error {}

/** The same where plans are judged all the same. */
export function untold(why: string): string {
  return `${why} What plans of other repositories take at the same time is not known.`;
}
