/** What is told where a store cannot be read or written: one sentence for people, with no secret in it. */
export class StoreTrouble extends Error {}
