/** Reads what a repository holds, object by object. */
import { type ChildProcess, spawn } from 'node:child_process';
import { MAX_BYTES } from '../../server/files.ts';
import { Misuse } from '../misuse.ts';
import { environment, type Objects, PLACE, SETTINGS, troubleOf } from './command.ts';

export type Content = { readonly bytes: Uint8Array } | { readonly tooLarge: number };

export interface Reader {
  read(name: string): Promise<Content | undefined>;
  close(): void;
}

/** One process for all objects, started with the first one. Answers come in the order of the questions. */
export function createReader(root: string, objects?: Objects): Reader {
  let child: ChildProcess | undefined;
  const waiting: { resolve(content: Content | undefined): void; reject(error: unknown): void }[] = [];
  const fail = (error: unknown) => {
    for (const one of waiting.splice(0)) one.reject(error);
  };
  const start = (): ChildProcess => {
    const args = ['-C', root, ...SETTINGS, 'cat-file', '--batch', '--follow-symlinks'];
    const started = spawn('git', args, { cwd: PLACE, env: environment(objects), stdio: ['pipe', 'pipe', 'ignore'] });
    const answers = answersIn((content) => waiting.shift()?.resolve(content));
    started.stdout!.on('data', answers);
    started.on('error', (error) => fail(troubleOf(error, '', root)));
    started.on('close', () => fail(new Misuse(`git stopped reading the repository ${root}.`)));
    started.stdin!.on('error', () => undefined);
    return started;
  };
  return {
    read(name) {
      if (name.includes('\n')) return Promise.resolve(undefined);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child ??= start();
        child.stdin!.write(`${name}\n`);
      });
    },
    close: () => void child?.stdin?.end(),
  };
}

/** `HASH blob SIZE`, newline, content, newline; or one line, with or without content, for what is no file. */
function answersIn(answer: (content: Content | undefined) => void): (chunk: Buffer) => void {
  let header = Buffer.alloc(0);
  let body: { readonly size: number; readonly isBlob: boolean; chunks: Buffer[]; read: number } | undefined;
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) {
      if (!body) {
        const end = rest.indexOf(10);
        if (end < 0) {
          header = Buffer.concat([header, rest]);
          return;
        }
        const line = Buffer.concat([header, rest.subarray(0, end)]).toString();
        header = Buffer.alloc(0);
        rest = rest.subarray(end + 1);
        const match = /^(?:[0-9a-f]{40,64} (\w+)|symlink|dangling|loop|notdir) (\d+)$/.exec(line);
        if (match) body = { size: Number(match[2]), isBlob: match[1] === 'blob', chunks: [], read: 0 };
        else answer(undefined);
        continue;
      }
      // The newline behind the content is a part of what is read.
      const part = rest.subarray(0, body.size + 1 - body.read);
      body.read += part.length;
      rest = rest.subarray(part.length);
      if (body.isBlob && body.size <= MAX_BYTES) body.chunks.push(part);
      if (body.read <= body.size) continue;
      const { size, isBlob, chunks } = body;
      body = undefined;
      if (!isBlob) answer(undefined);
      else if (size > MAX_BYTES) answer({ tooLarge: size });
      else answer({ bytes: Buffer.concat(chunks).subarray(0, size) });
    }
  };
}
