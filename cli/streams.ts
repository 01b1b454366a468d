/** Where a command reads and writes; tests and pipes have their own. */
import type { Readable } from 'node:stream';

export interface Streams {
  readonly stdin: Readable;
  write(text: string): void;
  /** For notes that are no result. */
  note(text: string): void;
  readonly paint: Paint;
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'green' | 'cyan';
export type Paint = (style: Style, text: string) => string;

export function processStreams(): Streams {
  // `| head` has read enough: that is no error, and there is nobody left to tell more.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  return {
    stdin: process.stdin,
    write: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
    paint: isColoured() ? (style, text) => `\u001B[${codes[style]}m${text}\u001B[0m` : (_, text) => text,
  };
}

/** Colours on a terminal only; `NO_COLOR` and `FORCE_COLOR` as everywhere. */
function isColoured(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return process.stdout.isTTY === true && TERM !== 'dumb';
}

const codes: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 };

export async function readAll(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
