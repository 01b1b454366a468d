/** A command that was called in a way it cannot serve: told in one sentence, exit code 2. */
export class Misuse extends Error {}

/** What a command leaves to its caller. 0: fine; 1: the plans have errors; 2: it was called the wrong way. */
export type ExitCode = 0 | 1 | 2;
