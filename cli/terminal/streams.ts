/** Where a command reads and writes; tests and pipes have their own. Everything that goes out goes out here. */
import { fstatSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { printable } from './printable.ts';
import { reason } from './reason.ts';

export interface Streams {
  readonly stdin: Readable;
  /** For people, painted or not. Nothing that steers a terminal goes out, wherever it comes from. */
  write(text: string): void;
  /** For programs: a plan, JSON, a picture. It goes out as it is, unless it goes to a terminal. */
  data(text: string): void;
  /** For notes that are no result. */
  note(text: string): void;
  /** How far something is that takes long, for whoever watches a terminal; undefined: it is over. */
  progress(text: string | undefined): void;
  readonly paint: Paint;
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'green' | 'cyan';
export type Paint = (style: Style, text: string) => string;

/** Those of this process; one that cannot be written ends it. */
export function processStreams(): Streams {
  process.stdout.on('error', (error) => lost(error));
  // Where nothing can be told there is nothing left to do.
  process.stderr.on('error', () => process.exit(process.exitCode ?? 2));
  return streamsOf(process.stdin, process.stdout, process.stderr);
}

/** What Node says of a stream that may be a terminal or a file. */
type Output = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean; readonly fd?: number };

export function streamsOf(stdin: Readable, stdout: Output, stderr: Output): Streams {
  const isTerminal = stdout.isTTY === true;
  const isPainted = isColoured(isTerminal);
  const send = isTerminal || !isFile(stdout.fd) ? (text: string) => void stdout.write(text) : toFile(stdout.fd);
  return {
    stdin,
    write: (text) => send(coloured(printable(text), isPainted)),
    data: (text) => send(isTerminal ? printable(text) : text),
    note: (text) => void stderr.write(printable(text)),
    progress(text) {
      if (stderr.isTTY) stderr.write(`\r\u001B[K${printable(text ?? '')}`);
    },
    paint: isPainted ? (style, text) => `${PAINT[style]}${text}${PLAIN}` : (_, text) => text,
  };
}

/** `| head` has read enough: that is no error, and there is nobody left to tell more. Anything else lost a part of the answer. */
function lost(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  process.stderr.write(`release-plan: the answer cannot be written: ${reason(error)}.\n`);
  process.exit(2);
}

/**
 * Node writes to a file once and takes what was written for all of it; a disk that is nearly full takes a part. And it tells of
 * that later, when the program may have ended.
 */
function toFile(fd: number): (text: string) => void {
  return (text) => {
    try {
      const bytes = Buffer.from(text);
      for (let sent = 0; sent < bytes.length; ) sent += writeSync(fd, bytes, sent);
    } catch (error) {
      lost(error as NodeJS.ErrnoException);
    }
  };
}

function isFile(fd: number | undefined): fd is number {
  if (fd === undefined) return false;
  try {
    const about = fstatSync(fd);
    return about.isFile() || about.isCharacterDevice();
  } catch {
    return false;
  }
}

/** Colours on a terminal only; `NO_COLOR` and `FORCE_COLOR` as everywhere. */
function isColoured(isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return isTerminal && TERM !== 'dumb';
}

const codes: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 };

// Until it goes out, paint is made of characters that mean nothing to a terminal, so that no other escape can pass for ours.
const PLAIN = '\uFDD0';
const STYLES = Object.keys(codes) as Style[];
const PAINT = Object.fromEntries(STYLES.map((style, i) => [style, String.fromCharCode(0xfdd1 + i)])) as Record<
  Style,
  string
>;

function coloured(text: string, isPainted: boolean): string {
  if (!isPainted) return text;
  return text.replace(/[\uFDD0-\uFDD7]/g, (mark) => {
    const style = STYLES[mark.charCodeAt(0) - 0xfdd1];
    return `\u001B[${style ? codes[style] : 0}m`;
  });
}

/** @param most of what comes without an end no more is kept than shows that it is too much */
export async function readAll(stream: Readable, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    size += chunk.length;
    if (size > most) break;
  }
  return Buffer.concat(chunks);
}
