/** The tutorials, followed to the letter on a copy of the tree: files are written, patches applied, commands run and what they print compared. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const TUTORIALS = join(ROOT, 'docs/tutorials');
/** Where each is followed in its turn: what Node and Vitest have compiled of a path, they know when it lies there again. */
const folder = ownFolder();
const tree = join(folder, 'tree');

afterAll(() => rmSync(folder, { recursive: true }));

test.each(readdirSync(TUTORIALS))('%s', (name) => {
  rmSync(tree, { recursive: true, force: true });
  copyTree();
  let ran = 0;
  for (const { language, path, text } of blocksOf(readFileSync(join(TUTORIALS, name), 'utf8'))) {
    if (language === 'diff') patch(text);
    else if (language === 'console') ran += follow(text);
    else if (path) write(join(tree, path), text);
  }
  expect(ran).toBeGreaterThan(1);
});

/** The same in each run of this checkout, for Vitest keeps what it has compiled; another one only while that is taken. */
function ownFolder(): string {
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  for (let place = 1; ; place++) {
    const path = join(realpathSync(tmpdir()), `release-plan-tutorial-${checkout}-${place}`);
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

interface Block {
  readonly language: string;
  /** The file that it is. */
  readonly path: string | undefined;
  readonly text: string;
}

function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(([, language, path, text]) => ({
    language: language!,
    path,
    text: text!,
  }));
}

/** What git knows of it, as it lies there, and the packages. */
function copyTree(): void {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files) {
    // The suite itself is not followed from within.
    if (file.startsWith('docs/tutorials/')) continue;
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    cpSync(join(ROOT, file), join(tree, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A patch names lines by what stands around them, not by their numbers, which every other change moves. */
function patch(text: string): void {
  const [, target] = /^\+\+\+ b\/(\S+)$/m.exec(text)!;
  const path = join(tree, target!);
  let content = readFileSync(path, 'utf8');
  for (const hunk of text.split(/^@@.*\n/m).slice(1)) {
    const lines = hunk.split('\n').filter((line) => line !== '');
    const before = lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
    const after = lines.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
    expect(content.split(before.join('\n')).length - 1, `${target} has once:\n${before.join('\n')}`).toBe(1);
    content = content.replace(before.join('\n'), () => after.join('\n'));
  }
  writeFileSync(path, content);
}

/** Runs each command; of those that show what they print it is compared, and a line of `…` is any lines; the others must succeed. How many there were. */
function follow(text: string): number {
  const commands = text.split(/^\$ /m).slice(1);
  for (const command of commands) {
    const [line, ...shown] = command.split('\n');
    const [program, ...args] = line!.split(' ');
    const { stdout, stderr, status } = spawnSync(program === 'node' ? process.execPath : program!, args, {
      cwd: tree,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
    const expected = shown.join('\n').trim();
    if (expected === '') expect(status, `${line}\n${stdout}${stderr}`).toBe(0);
    else if (!expected.split('\n').includes('…')) expect(stdout.trim(), `${line}\n${stderr}`).toBe(expected);
    else expect(stdout, `${line}\n${stderr}`).toMatch(leavingOut(expected));
  }
  return commands.length;
}

/** What is shown of an output, of which some lines are left out. */
function leavingOut(shown: string): RegExp {
  const parts = `\n${shown}\n`.split('\n…\n').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('\n(?:.*\n)*?').replace(/^\n/, '^').replace(/\n$/, '\\s*$'));
}
