/**
 * `npm run test:editors`: other editors, each with the settings that docs/editors.md gives, in a session of the same steps. Findings are those
 * of the command line, people are offered behind `by`, a step gets another name wherever it is mentioned, and the layout is that of `format`.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { JsonReport } from '../../../exchange/json/json.ts';
import { command } from '../../../scripts/editor/command.ts';
import { ensureNeovim } from '../../../scripts/editor/neovim.ts';
import { ensureProgram } from '../../../scripts/editor/program.ts';
import { verdict } from '../verdict.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const CLI = join(ROOT, 'dist/cli.js');

const PLAN = `person priya
person jonas
service web
release shop-2.1 {
  kind   standard
  zone   Europe/Berlin
  window Sat 2126-12-07 22:00 .. Sun 2126-12-08 02:00
  change CHG-7
  run {
      deploy web 10m by priya as go-live
    verify web 10m by jonas after go-live
  }
}
`;

interface Session {
  readonly findings: readonly { readonly line: number; readonly message: string }[];
  readonly completion: readonly string[];
  readonly renamed: string;
  readonly formatted: string;
  readonly trouble?: string;
}

interface Editor {
  readonly name: string;
  /** The files of settings, by the language of the block of the page that has them. */
  readonly settings: Readonly<Record<string, string>>;
  ensure(): Promise<string>;
  readonly arguments: readonly string[];
}

const here = (file: string) => join(import.meta.dirname, file);

const EDITORS: readonly Editor[] = [
  {
    name: 'Neovim',
    settings: {},
    ensure: ensureNeovim,
    arguments: ['--headless', '--clean', '-n', '-c', `luafile ${here('neovim.lua')}`],
  },
  {
    name: 'Vim with ALE',
    settings: { vim: 'ale_linters/release/release_plan.vim', vimrc: 'vimrc' },
    ensure: () =>
      ensureProgram({
        title: 'Vim',
        variable: 'VIM_WITH_ALE',
        names: ['vim'],
        debian: 'vim vim-ale',
        file: '/usr/share/vim-ale',
      }),
    arguments: ['--not-a-term', '-u', 'NONE', '-N', '-n', '-S', here('vim.vim')],
  },
  {
    name: 'Emacs with eglot',
    settings: { elisp: 'init.el' },
    ensure: () =>
      ensureProgram({
        title: 'Emacs',
        variable: 'EMACS_WITH_EGLOT',
        names: ['emacs'],
        debian: 'emacs-nox elpa-eglot',
        file: '/usr/share/emacs/site-lisp/elpa',
      }),
    arguments: ['--batch', '-q', '-l', here('emacs.el')],
  },
];

if (!existsSync(CLI)) throw new Error(`${CLI} does not exist. Build it first: npm run build.`);
const page = await readFile(join(ROOT, 'docs/editors.md'), 'utf8');
const results: { error?: string }[] = [];
for (const editor of EDITORS) {
  const trouble = await tried(editor);
  console.log(`${trouble.length === 0 ? '✓' : '✗'} ${editor.name}: findings, completion, rename, formatting`);
  for (const one of trouble) console.log(one.replace(/^/gm, '    '));
  results.push(trouble.length === 0 ? {} : { error: trouble.join('\n') });
}
process.exitCode = verdict(results);

/** What is not as it should be. */
async function tried(editor: Editor): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'release-plan-editor-'));
  try {
    const program = await editor.ensure();
    const [bin, settings, plans] = ['bin', 'settings', 'plans'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const [language, file] of Object.entries(editor.settings))
      await write(join(settings, file), blockOf(language));
    await write(join(bin, 'release-plan'), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
    await chmod(join(bin, 'release-plan'), 0o755);
    const [plan, out] = [join(plans, 'night.release'), join(folder, 'out.json')];
    await write(plan, PLAN);
    await command(program, [...editor.arguments], {
      env: {
        HOME: folder,
        TERM: 'dumb',
        PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
        RP_PLAN: plan,
        RP_OUT: out,
        RP_SETTINGS: settings,
      },
    });
    const session = JSON.parse(await readFile(out, 'utf8')) as Session;
    return session.trouble === undefined ? wrong(session, await expected(plans)) : [session.trouble];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Expected {
  readonly findings: readonly string[];
  readonly renamed: string;
  readonly formatted: string;
}

/** Of the command line. */
async function expected(plans: string): Promise<Expected> {
  const renamed = PLAN.replace(/( *verify web.*\n)/, '$1    verify web 5m by jonas\n').replaceAll('go-live', 'live');
  const other = join(dirname(plans), 'other.release');
  await write(other, renamed);
  const report = JSON.parse(
    await command(process.execPath, [CLI, 'check', '--format', 'json', join(plans, 'night.release')], {
      alsoFine: [1],
    }),
  ) as JsonReport;
  return {
    findings: report.files.flatMap(({ findings, releases }) =>
      [...findings, ...releases.flatMap((release) => release.findings)].map(
        ({ range, message }) => `${range.start.line + 1}: ${message}`,
      ),
    ),
    renamed,
    formatted: await command(process.execPath, [CLI, 'format', other]),
  };
}

function wrong({ findings, completion, renamed, formatted }: Session, wanted: Expected): readonly string[] {
  const trouble: string[] = [];
  const compare = (what: string, is: string, should: string) => {
    if (is !== should) trouble.push(`${what}:\n${is}\nand not\n${should}`);
  };
  // Each editor puts its own words around the message; the line and the message are ours.
  for (const one of wanted.findings) {
    const [line, message] = [Number.parseInt(one, 10), one.slice(one.indexOf(' ') + 1)];
    if (!findings.some((shown) => shown.line === line && shown.message.includes(message)))
      trouble.push(`not shown: ${one}`);
  }
  if (findings.length !== wanted.findings.length || findings.length === 0)
    trouble.push(`${findings.length} findings are shown, and the command line has ${wanted.findings.length}.`);
  for (const name of ['priya', 'jonas'])
    if (!completion.includes(name)) trouble.push(`${name} is not offered: ${completion.join(', ')}`);
  compare('renamed', renamed, wanted.renamed);
  compare('formatted', formatted, wanted.formatted);
  return trouble;
}

function blockOf(language: string): string {
  const [, block] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? [];
  if (block === undefined) throw new Error(`docs/editors.md has no block of ${language}.`);
  return block;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
