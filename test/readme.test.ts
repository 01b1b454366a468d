/** What the README says is true: its commands run, its plan is clean, its picture is what our renderer draws. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { format } from '../language/format.ts';
import { changesFor, readMeFor } from '../scripts/package/registry.ts';
import { runIn } from './cli/command.ts';
import { expectGolden } from './support/golden.ts';

const ROOT = resolve(import.meta.dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'release-plan-readme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing here says what time it is: the commands do, so that they give the same answer in any year. */
const { SOURCE_DATE_EPOCH: _, ...inherited } = process.env;
const env = { ...inherited, NO_COLOR: '1' };

const commands = fences('sh').flatMap((fence) => fence.trim().split('\n'));

describe('commands', () => {
  test('are of the kinds that are run here', () => {
    expect(commands.length).toBeGreaterThan(8);
    expect(
      commands.filter(
        (command) => !/^(npm (start|test|run package)|code --install-extension|release-plan )/.test(command),
      ),
    ).toEqual([]);
  });

  test.each(commands.filter((command) => /^release-plan (?!preview)/.test(command)))('%s', async (command) => {
    const [, ...words] = command.split(' ');
    const output = words.map((word, i) => (words[i - 1] === '-o' ? join(folder, word) : word));
    const { code, stdout, stderr } = await runIn(ROOT, output, env);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    if (words.includes('-o'))
      expect(readFileSync(output[output.indexOf('-o') + 1]!, 'utf8')).toContain('Payments 4.2: instant refunds');
    else if (!words.includes('--check')) expect(stdout.length).toBeGreaterThan(0);
  });

  test('npm start prints findings and schedule, and serves the preview', async () => {
    // The build is that of this test run; `--built` spares doing it again under the feet of the other tests.
    const child = spawn(process.execPath, ['scripts/start.ts', '--built', '--port', '0'], {
      cwd: ROOT,
      env,
    });
    let output = '';
    try {
      const address = await new Promise<string>((found, failed) => {
        child.stdout.on('data', (chunk: Buffer) => {
          output += chunk;
          const match = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(output);
          if (match) found(match[0]);
        });
        child.on('exit', (code) => failed(new Error(`npm start ended with ${code}:\n${output}`)));
      });
      expect(output).toContain('is judged on Mon 2026-11-02 at 09:00 UTC');
      expect(output).toContain('$ release-plan check examples/payments-4.2.release --at 2026-11-02T09:00Z');
      expect(output).toContain('No findings for 1 release in 1 file');
      expect(output).toMatch(/contingency\s+3 h/);
      expect(await (await fetch(new URL('/all', address))).text()).toContain('Payments 4.2: instant refunds');
    } finally {
      child.kill();
    }
  });

  test('the scripts behind npm are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts.start).toContain('setup.mjs start');
    expect(scripts.test).toContain('setup.mjs test');
    expect(scripts.package).toContain('--vsix');
  });
});

test('its plan is the hotfix of the examples, laid out as the formatter does', () => {
  const [plan] = fences('release');
  expect(format(plan!)).toBe(plan);
  const example = readFileSync(join(ROOT, 'examples/hotfix-4.1.3.release'), 'utf8');
  expect(example).toContain(plan!.slice(plan!.indexOf('release hotfix')));
});

test('its picture is what `render` draws today', async () => {
  const { stdout, code } = await runIn(ROOT, ['render', 'examples/payments-4.2.release'], env);
  expect(code).toBe(0);
  expectGolden(stdout, '../docs/payments-4.2.svg', import.meta.url);
});

test('its links lead somewhere', () => {
  for (const [, target] of README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
    expect(() => readFileSync(join(ROOT, target!)), target).not.toThrow(/ENOENT/);
  }
});

describe('as a registry shows it', () => {
  const to = /\]\(([^)]*)\)/g;
  const targets = (text: string) => [...text.matchAll(to)].map(([, target]) => target!);

  test('links lead to the tag, and its picture is a file of the release, in pixels', () => {
    const repository = 'https://github.com/acme/release-plan';
    const shown = readMeFor(README, { version: '1.2.3', repository });
    expect(targets(shown)).toHaveLength(targets(README).length);
    expect(targets(shown).filter((target) => !target.startsWith('https://'))).toEqual([]);
    expect(shown).toContain(`](${repository}/releases/download/v1.2.3/payments-4.2.png)`);
    expect(shown).toContain(`](${repository}/blob/v1.2.3/docs/checks/README.md)`);
    const workflow = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8');
    expect(workflow).toContain('-o dist/payments-4.2.png');
  });

  test('without a repository nothing of it leads nowhere', () => {
    const shown = readMeFor(README, { version: '1.2.3' });
    expect(targets(shown).filter((target) => !target.startsWith('https://'))).toEqual([]);
    expect(shown).toContain('All checks');
    expect(shown).not.toContain('![');
  });
});

function fences(language: string): string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1]!);
}

test('an extension shows the newest changes whole, and says where the others stand', () => {
  const changes = readFileSync('CHANGELOG.md', 'utf8');
  const shown = changesFor(changes, { version: '1.2.3', repository: 'https://git.example.org/a/b' });
  const [newest, rest] = shown.split('\n\nWhat changed before stands in ');
  expect(rest).toBe('[CHANGELOG.md](https://git.example.org/a/b/blob/v1.2.3/CHANGELOG.md).\n');
  expect(changes.startsWith(`${newest}\n- `)).toBe(true);
  expect(newest!.length).toBeGreaterThan(10_000);
  expect(changesFor('# Changes\n\n- One.\n', { version: '1.2.3' })).toBe('# Changes\n\n- One.\n');
});
