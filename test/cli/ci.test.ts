/** What CI servers and hooks run: the scripts of action.yml and of the GitLab template, and the entries of the hooks. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { formatNames } from '../../cli/formats.ts';
import { createWorkplace, FINE, fineAs, type Workplace } from './command.ts';
import { ISOLATED } from './repository.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

let work: Workplace;
let bin: string;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({
    'repo/.git/HEAD': '',
    'repo/plans/a b.release': FINE.replace('by jonas', 'by somebody'),
    'repo/plans/fine.release': fineAs('fine-1.0'),
  });
  bin = join(work.folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'release-plan'), `#!/bin/sh\nexec "${process.execPath}" "${work.program}" "$@"\n`);
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho "$@" > "${join(work.folder, 'npm-was-called')}"\n`);
  for (const name of ['release-plan', 'npm']) chmodSync(join(bin, name), 0o755);
});
afterAll(() => work.remove());

/** As the runner of GitHub does it. */
function bash(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: join(work.folder, cwd),
    env: { PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}`, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const written = (path: string) => readFileSync(join(work.folder, path), 'utf8');

describe.runIf(process.platform !== 'win32')('the action for GitHub', () => {
  interface Step {
    readonly id?: string;
    readonly run: string;
    readonly shell: string;
    readonly env?: Readonly<Record<string, string>>;
  }
  const action = parse(read('action.yml')) as {
    inputs: Record<string, { default: string; description: string }>;
    outputs: Record<string, { value: string }>;
    runs: { using: string; steps: Step[] };
  };
  const [build, check] = action.runs.steps as [Step, Step];

  /** The step as it would run with these inputs. */
  function run(inputs: Readonly<Record<string, string>>) {
    const all = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
    const values: Readonly<Record<string, string>> = { ...all, AT: '', at: '2026-11-23T12:00Z', ...inputs };
    const env = Object.fromEntries(
      Object.entries(check.env ?? {}).map(([name, value]) => [
        name,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => values[input]!),
      ]),
    );
    for (const name of ['summary.md', 'output.txt']) writeFileSync(join(work.folder, name), '');
    return bash(check.run, 'repo', {
      ...env,
      GITHUB_ACTION_PATH: dirname(dirname(work.program)),
      GITHUB_STEP_SUMMARY: join(work.folder, 'summary.md'),
      GITHUB_OUTPUT: join(work.folder, 'output.txt'),
    });
  }

  test('marks findings, writes SARIF and the summary, and fails', () => {
    const { status, stdout, stderr } = run({});
    expect(stderr).toBe('');
    expect(stdout).toContain('::error file=plans/a b.release,line=14');
    expect(status).toBe(1);
    expect(written('output.txt')).toBe('sarif=./release-plan.sarif\nexit-code=1\n');
    expect(JSON.parse(written('repo/release-plan.sarif')).runs[0].results[0].ruleId).toBeTruthy();
    expect(written('summary.md')).toMatch(/^## Release Plan\n/);
  });

  test('takes files one a line, spaces and all, and whatever else an input may hold as text', () => {
    const { status, stdout } = run({ files: 'plans/fine.release\n\nplans/a b.release\n', sarif: '', summary: 'false' });
    expect(status).toBe(1);
    expect(stdout).toContain('a b.release');
    expect(written('output.txt')).toBe('exit-code=1\n');
    expect(written('summary.md')).toBe('');
    const hostile = run({ files: '$(touch owned); `touch owned`' });
    expect(hostile.status).toBe(2);
    expect(hostile.stderr).toContain('$(touch owned); `touch owned` does not exist');
    expect(() => written('repo/owned')).toThrow('ENOENT');
  });

  test('hands on the other inputs', () => {
    expect(run({ files: 'plans/fine.release', 'max-warnings': '0' }).status).toBe(0);
    expect(run({ baseline: 'no.json' }).stderr).toContain('no.json cannot be read');
    expect(run({ at: 'yesterday' }).stderr).toContain("'yesterday' is no moment");
  });

  test('writes no expression into a script, and uses every input', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
    const used = read('action.yml').match(/\$\{\{ inputs\.[\w-]+ \}\}/g) ?? [];
    expect(new Set(used.map((use) => use.slice('${{ inputs.'.length, -' }}'.length)))).toEqual(
      new Set(Object.keys(action.inputs)),
    );
    for (const { value } of Object.values(action.outputs)) expect(value).toMatch(/steps\.(check|diff)\.outputs\./);
  });

  test('builds the command only where it is not built', () => {
    const was = () => {
      try {
        return written('npm-was-called');
      } catch {
        return undefined;
      }
    };
    expect(bash(build.run, 'repo', { GITHUB_ACTION_PATH: dirname(dirname(work.program)) }).status).toBe(0);
    expect(was()).toBeUndefined();
    expect(bash(build.run, 'repo', { GITHUB_ACTION_PATH: join(work.folder, 'repo') }).status).toBe(0);
    expect(was()).toMatch(/^ci /);
  });
});

describe.runIf(process.platform !== 'win32')('the template for GitLab', () => {
  const [spec, jobs] = parseAllDocuments(read('templates/gitlab-ci.yml')).map((document) => {
    if ('errors' in document) expect(document.errors).toEqual([]);
    return (document as { toJS(): unknown }).toJS();
  }) as [
    { spec: { inputs: Record<string, { default?: string }> } },
    {
      'release-plan': {
        variables: Record<string, string>;
        script: string[];
        before_script: string[];
        artifacts: { reports: Record<string, string> };
      };
    },
  ];
  const job = jobs['release-plan'];

  test('uses every input, and needs but one', () => {
    const { inputs } = spec.spec;
    const used = JSON.stringify(jobs).match(/\$\[\[ inputs\.\w+ \]\]/g) ?? [];
    expect(new Set(used)).toEqual(new Set(Object.keys(inputs).map((name) => `$[[ inputs.${name} ]]`)));
    expect(Object.keys(inputs).filter((name) => inputs[name]!.default === undefined)).toEqual(['package']);
  });

  test('writes the reports that it says it has', () => {
    const env = {
      RELEASE_PLAN_FILES: 'plans/*.release',
      RELEASE_PLAN_OPTIONS: '--at 2026-11-23T12:00Z',
      RELEASE_PLAN_PACKAGE: 'x',
    };
    const { status, stdout } = bash([...job.before_script, ...job.script].join('\n'), 'repo', env);
    expect(stdout).toContain('error [unknown-name]');
    expect(status).toBe(1);
    const { codequality, junit } = job.artifacts.reports;
    expect(JSON.parse(written(`repo/${codequality}`))[0].location.path).toBe('plans/a b.release');
    expect(written(`repo/${junit}`)).toMatch(/^<\?xml/);
  });
});

describe('the hooks for pre-commit', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as {
    id: string;
    entry: string;
    files: string;
    language: string;
  }[];

  test.each(hooks.map((hook) => [hook.id, hook] as const))('%s', async (_, { entry, files, language }) => {
    expect(language).toBe('node');
    expect('plans/night.release').toMatch(new RegExp(files));
    expect('plans/night.release.md').not.toMatch(new RegExp(files));
    await work.write({ 'hook/fine.release': FINE });
    const [program, ...words] = entry.split(' ');
    const { bin: commands } = JSON.parse(read('package.json')) as { bin: Record<string, string> };
    expect(Object.keys(commands)).toContain(program);
    const { code, stderr } = await work.run([...words, 'hook/fine.release', '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('their command is built when npm installs it from git', () => {
    const { scripts, files } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; files: string[] };
    expect(scripts.prepare).toBe('node scripts/prepare.mjs');
    expect(files).toEqual(
      expect.arrayContaining(['dist/cli.js', 'dist/engine.js', 'dist/formats.js', 'dist/program.js', 'dist/server.js']),
    );
  });
});

describe('docs/ci.md', () => {
  const page = read('docs/ci.md');
  const fences = (language: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1]!);

  test('names options and formats that there are, and all of them', async () => {
    const { stdout } = await work.run(['check', '--help']);
    const options = new Set(stdout.match(/--[a-z-]+/g));
    const named = new Set(page.match(/(?<=[`\s])--[a-z][a-z-]+/g));
    expect([...named].filter((option) => !options.has(option) && option !== '--list')).toEqual([]);
    expect([...options].filter((option) => !named.has(option) && option !== '--help')).toEqual([]);
    const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(rows).toEqual(formatNames('findings'));
  });

  test.each(fences('sh').flatMap((fence) => fence.trim().split('\n')))('%s', async (command) => {
    await work.write({
      'docs/plans/night.release': FINE,
      'docs/teams/a.release': fineAs('a'),
      'docs/night.release': fineAs('b'),
      'docs/release-baseline.json': '{ "version": 1, "findings": [] }',
    });
    if (command.includes('--merge-base')) {
      const person = '-c user.name=Mara -c user.email=m@example.org';
      const begin = `git init --quiet . && git add . && git ${person} commit --quiet -m 1 && git update-ref refs/remotes/origin/main HEAD`;
      expect(bash(begin, 'docs', ISOLATED).status).toBe(0);
    }
    const { status, stderr } = bash(command, 'docs', {
      ...ISOLATED,
      SOURCE_DATE_EPOCH: String(Date.UTC(2026, 10, 23, 12) / 1000),
    });
    expect({
      status,
      stderr: stderr.replace(/^release-plan: (wrote 0|--fix would repair 0|origin\/main is in HEAD already:) .*\n/, ''),
    }).toEqual({
      status: 0,
      stderr: '',
    });
  });

  test('gives the action, the template and the hooks what they take', () => {
    const [github, gitlab, hooks] = fences('yaml').map((fence) => parse(fence));
    const step = github.jobs.plans.steps.find(({ id }: { id?: string }) => id === 'plans');
    expect(Object.keys(parse(read('action.yml')).inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
    const [spec] = parseAllDocuments(read('templates/gitlab-ci.yml'));
    const inputs = Object.keys((spec as { toJS(): { spec: { inputs: object } } }).toJS().spec.inputs);
    expect(inputs).toEqual(expect.arrayContaining(Object.keys(gitlab.include[0].inputs)));
    const known = parse(read('.pre-commit-hooks.yaml')).map(({ id }: { id: string }) => id);
    expect(known).toEqual(expect.arrayContaining(hooks.repos[0].hooks.map(({ id }: { id: string }) => id)));
    expect(() => JSON.parse(fences('json')[0]!)).not.toThrow();
  });

  test('its links lead somewhere', () => {
    for (const [, target] of page.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g))
      expect(() => read(`docs/${target}`), target).not.toThrow();
  });
});

describe('the workflow of a release', () => {
  interface Job {
    readonly permissions?: Readonly<Record<string, string>>;
    readonly needs?: string;
    readonly environment?: string;
    readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
  }
  const workflow = parse(read('.github/workflows/release.yml')) as {
    on: object;
    permissions: Readonly<Record<string, string>>;
    jobs: Readonly<Record<string, Job>>;
  };
  const commands = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

  test('runs for a tag alone, tests before it publishes, and lets nothing write that need not', () => {
    expect(workflow.on).toEqual({ push: { tags: ['v*'] } });
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const { build, try: tried, publish } = workflow.jobs;
    expect([tried!.needs, publish!.needs, publish!.environment]).toEqual(['build', 'try', 'release']);
    expect(build!.permissions).not.toHaveProperty('contents', 'write');
    expect(commands.some((command) => command.includes('npm publish') && command.includes('--provenance'))).toBe(true);
  });

  test('calls what there is, and has no secret in it', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const called = commands.flatMap((command) => [...command.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!));
    expect(called).toEqual(['test:editors', 'test:inspector', 'package', 'package:npm', 'site']);
    for (const name of called) expect(scripts).toHaveProperty([name]);
    const values = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.flatMap(({ env }) => Object.values(env ?? {})),
    );
    // Secrets come from where they are kept; what is left says where the repository is.
    for (const value of values)
      expect(value).toMatch(
        /^\$\{\{ (secrets\.\w+|github\.token) \}\}$|^\$\{\{ github\.server_url \}\}\/\$\{\{ github\.repository \}\}$/,
      );
  });
});
