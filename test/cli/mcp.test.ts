/** Plans for agents, over the wire: the public client of the protocol talks to the built program. It holds answers against their schemas itself. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOOLS } from '../../cli/mcp/tools/tools.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { createWorkplace, type Workplace } from './command.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const AT = '2026-11-02T09:00Z';

let workplace: Workplace;
let client: Client;
let folder: string;

beforeAll(async () => {
  workplace = await createWorkplace();
  folder = await mkdtemp(join(tmpdir(), 'release-plan-mcp-'));
  for (const name of await readdir(join(ROOT, 'examples'), { recursive: true })) {
    if (name.endsWith('.release'))
      await workplace.write({ [name]: await readFile(join(ROOT, 'examples', name), 'utf8') });
  }
  await writeFile(join(folder, 'secret.release'), 'person nobody-else\n');
  await symlink(join(folder, 'secret.release'), join(workplace.folder, 'leads-out.release'));
  client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [workplace.program, 'mcp'], cwd: workplace.folder }),
  );
});

afterAll(async () => {
  await client.close();
  await workplace.remove();
  await rm(folder, { recursive: true });
});

async function call(name: string, args: Record<string, unknown>) {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: args });
  const text = (content as { text: string }[])[0]!.text;
  if (!isError) expect(JSON.parse(text)).toEqual(structuredContent);
  // biome-ignore lint/suspicious/noExplicitAny: an answer is read as an agent reads it.
  return { text, isError: isError === true, given: structuredContent as any };
}

const EXAMPLES = (await readdir(join(ROOT, 'examples'))).filter((name) => name.endsWith('.release'));

test('what is read before the first question is short, and says that nothing is changed', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
  // Less than three thousand tokens: of this list the public tokenizer o200k makes one of four characters.
  expect(JSON.stringify(tools).length).toBeLessThan(11_500);
  for (const { annotations, outputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
    expect(outputSchema).toMatchObject({ type: 'object' });
  }
});

describe.each(EXAMPLES)('%s', (file) => {
  test('has the findings that the command line tells', async () => {
    const { given } = await call('check', { file, at: AT });
    const told = JSON.parse((await workplace.run(['check', '--format', 'json', '--at', AT, file])).stdout).files[0];
    const expected = [...told.findings, ...told.releases.flatMap((release: { findings: [] }) => release.findings)];
    const key = ({ code, message }: { code: string; message: string }) => `${code}: ${message}`;
    const leftOut = given.leftOut ?? 0;
    expect(given.findings.length + leftOut).toBe(expected.length);
    if (leftOut === 0) expect(given.findings.map(key).sort()).toEqual(expected.map(key).sort());
    const severities = given.findings.filter((one: { waived?: string }) => !one.waived);
    const ranks = severities.map(({ severity }: { severity: string }) =>
      ['error', 'warning', 'information'].indexOf(severity),
    );
    expect(ranks).toEqual([...ranks].sort());
  });

  test('has the times that the command line tells', async () => {
    const { given } = await call('schedule', { file, at: AT });
    const told = JSON.parse((await workplace.run(['schedule', '--format', 'json', '--at', AT, file])).stdout).files[0];
    for (const [i, release] of given.releases.entries()) {
      const { name, end, rollbackDecision, steps } = told.releases[i];
      expect(release).toMatchObject({ name, end, rollbackDecision });
      expect(release.steps).toHaveLength(steps.length);
      for (const [k, step] of release.steps.entries()) {
        expect(step).toMatchObject({ label: steps[k].label, start: steps[k].start, line: steps[k].line + 1 });
      }
    }
  });
});

const counted = (summary: string) =>
  [...summary.matchAll(/(\d+) (?:error|warning|note)/g)].reduce((sum, [, n]) => sum + Number(n), 0);

test('repairs give a text, in which nothing of it is found any more, and leave the file as it is', async () => {
  const text = await readFile(join(ROOT, 'examples/mistakes.release'), 'utf8');
  const before = (await call('check', { file: 'mistakes.release', at: AT })).given;
  const { given } = await call('fix', { file: 'mistakes.release', at: AT });
  expect(given.made.length).toBeGreaterThan(3);
  expect(await readFile(join(workplace.folder, 'mistakes.release'), 'utf8')).toBe(text);
  const after = (await call('check', { file: 'mistakes.release', text: given.text, at: AT })).given;
  expect(after.summary).toBe(given.left);
  // Of many findings only the first are given: the summary counts all.
  expect(counted(after.summary)).toBeLessThanOrEqual(counted(before.summary) - given.made.length);
  expect((await call('fix', { file: 'mistakes.release', text: given.text, at: AT })).given.made).toEqual([]);
});

test('what is tried out is told in the words of the command line', async () => {
  const file = 'payments-4.2.release';
  const { given } = await call('what_if', { file, set: ['refund-tables.duration=50m'], without: ['priya'], at: AT });
  const { stdout } = await workplace.run([
    ...['schedule', file, '--set', 'refund-tables.duration=50m', '--without', 'priya', '--at', AT],
  ]);
  expect(stdout).toContain(given.difference);
  expect(stdout).toContain(given.summary);
});

test('versions are compared, and the same text is no difference', async () => {
  const text = await readFile(join(ROOT, 'examples/payments-4.2.release'), 'utf8');
  const file = 'payments-4.2.release';
  expect((await call('diff', { file, before: text, at: AT })).given).toEqual({ difference: '', newErrors: 0 });
  const later = text.replace('Sat 2026-12-05 22:00', 'Sat 2026-12-05 23:00');
  expect(later).not.toBe(text);
  expect((await call('diff', { file, text: later, before: text, at: AT })).given.difference).toMatch(/window/i);
});

test('a plan to begin with has no findings', async () => {
  const { given } = await call('new_plan', { kind: 'hotfix', zone: 'Europe/Berlin', people: ['Mara', 'Jonas'] });
  expect((await call('check', { text: given.text })).given.findings).toEqual([]);
});

test('an outline becomes a plan that says what was said, tells what it could not take, and writes no file', async () => {
  const before = await readdir(workplace.folder, { recursive: true });
  const outline = {
    title: 'Shop 2.0',
    zone: 'Europe/Berlin',
    window: { from: '2026-12-05 22:00', to: '2026-12-06 02:00' },
    weather: 'dry',
    items: [
      { title: 'Backup order database', duration: '40 min', by: 'Jonas Weber' },
      { title: 'Deploy web shop', duration: 'PT30M', by: 'Mara Lind', undo: '10m' },
      { title: 'Smoke tests', duration: '20m', by: 'Jonas Weber' },
    ],
  };
  const { given } = await call('write_plan', { outline, at: AT });
  for (const said of ['Jonas Weber', 'Mara Lind', '40m', '30m', 'Sat 2026-12-05 22:00'])
    expect(given.text).toContain(said);
  expect(given.told.join('\n')).toContain('weather');
  const checked = (await call('check', { text: given.text, at: AT })).given;
  expect({ summary: given.summary, findings: given.findings }).toEqual(checked);
  expect(given.findings.filter(({ code }: { code: string }) => code === 'syntax')).toEqual([]);
  expect(await readdir(workplace.folder, { recursive: true })).toEqual(before);
  const many = await call('write_plan', { outline: { items: Array.from({ length: 20_001 }, () => ({})) }, at: AT });
  expect(many).toMatchObject({ isError: true, text: expect.stringMatching(/20,?000/) });
});

test('a calendar has the entries that the command line tells, and what an absence would break', async () => {
  const ask = { zone: 'Europe/Berlin', months: 2, at: AT };
  const { given } = await call('calendar', ask);
  const told = JSON.parse(
    (await workplace.run(['calendar', '--format', 'json', '--zone', ask.zone, '--months', '2', '--at', AT])).stdout,
  );
  const key = ({ kind, name, times }: { kind: string; name: string; times: object }) => [kind, name, times];
  expect(given.entries.map(key)).toEqual(told.entries.map(key));
  expect(given.clashes.map(({ message }: { message: string }) => message)).toEqual(
    told.clashes.map(({ message }: { message: string }) => message),
  );
  expect(given.entries.length).toBeGreaterThan(3);
  expect(JSON.stringify(given)).not.toContain('nobody-else');
  const tried = (await call('calendar', { ...ask, without: ['priya from 2026-12-01 until 2026-12-31'] })).given;
  expect(tried.broken.map(({ release }: { release: string }) => release)).toContain('payments-4.2');
  expect(tried.broken[0].messages).not.toEqual([]);
});

test.each([
  [{ zone: 'Mars/Olympus' }, /^There is no zone 'Mars/],
  [{ zone: 'UTC', months: 0.5 }, /^There are no 0.5 months/],
  [{ zone: 'UTC', for: ['priyaa'] }, /Did you mean priya\?$/],
  [{ zone: 'UTC', without: ['priya'] }, /does not say who is away when/],
])('a calendar of %j is refused in a sentence', async (ask, sentence) => {
  const { text, isError } = await call('calendar', { ...ask, at: AT });
  expect([isError, text]).toEqual([true, expect.stringMatching(sentence)]);
});

test.each([
  ['check', { file: 'payments-4.2.release', path: 'x' }, 'There is no `path` here; there is `file`, `text`, `at`.'],
  ['calendar', {}, '`zone` is missing: IANA zone of the days.'],
  ['calendar', { zone: 'UTC', months: '3' }, '`months` must be a number (default: 3).'],
  ['new_plan', { kind: 'standard', zone: 'UTC', people: [] }, '`kind` must be one of `hotfix`, '],
  ['new_plan', { kind: 'hotfix', zone: 'UTC', people: 'Mara' }, '`people` must be a list ('],
  ['what_if', { file: 'payments-4.2.release', set: [3] }, '`set[0]` must be a text.'],
  ['write_plan', { outline: 'Shop' }, '`outline` must be an object ('],
] as const)('%s that is asked for what it does not take says what it takes', async (tool, ask, sentence) => {
  const { text, isError } = await call(tool, ask);
  expect([isError, text]).toEqual([true, expect.stringContaining(sentence)]);
});

test.each([
  [{}, /^No plan is named/],
  [{ file: 'none.release' }, 'none.release does not exist.'],
  [{ file: '../secret.release' }, /lies outside of the folder that is served\.$/],
  [{ file: '/etc/passwd' }, /lies outside/],
  [{ file: 'leads-out.release' }, 'leads-out.release leads out of the folder that is served.'],
  [{ file: '.' }, /is no text that can be read\.$/],
  [{ text: '', at: '12/05/2026' }, /is no moment/],
  [{ text: 'x'.repeat(17 * 1024 * 1024) }, /has 1\d MB: a plan has at most 16\.$/],
])('%# is refused in a sentence', async (ask, sentence) => {
  const { text, isError } = await call('check', { ...ask });
  expect(isError).toBe(true);
  expect(text).toMatch(sentence instanceof RegExp ? sentence : new RegExp(`^${sentence}$`));
});

test('what is imported from outside is told, and not read', async () => {
  const { given } = await call('check', {
    text: `import "leads-out.release"\nimport "../../secret.release"\n`,
    at: AT,
  });
  expect(given.findings.map(({ code }: { code: string }) => code)).toEqual(['import-not-found', 'import-not-found']);
});

test('half a plan, and anything else, has an answer', async () => {
  const text = await readFile(join(ROOT, 'examples/payments-4.2.release'), 'utf8');
  const half = fc.nat(text.length).map((end) => text.slice(0, end));
  await fc.assert(
    fc.asyncProperty(fc.oneof(half, fc.string({ unit: 'binary' })), async (text) => {
      for (const tool of ['check', 'schedule', 'fix']) expect((await call(tool, { text, at: AT })).isError).toBe(false);
      expect((await call('diff', { text, before: '', at: AT })).isError).toBe(false);
    }),
    { numRuns: 8 },
  );
});

test('the language and every check can be read', async () => {
  const { resources } = await client.listResources();
  for (const { uri } of resources) {
    const [page] = (await client.readResource({ uri })).contents;
    expect((page as { text: string }).text).toMatch(/^# /);
  }
  for (const { code } of checks) {
    const [page] = (await client.readResource({ uri: `release-plan://checks/${code}` })).contents;
    expect((page as { text: string }).text).toContain(`# ${code}`);
  }
  await expect(client.readResource({ uri: 'release-plan://checks/cycel' })).rejects.toThrow(/Did you mean cycle/);
  const { completion } = await client.complete({
    ref: { type: 'ref/resource', uri: 'release-plan://checks/{code}' },
    argument: { name: 'code', value: 'backup-' },
  });
  expect(completion.values).toContain('backup-missing');
});

test('prompts say what people said, and which tools help', async () => {
  const { prompts } = await client.listPrompts();
  expect(prompts.map(({ name }) => name)).toEqual([
    'plan-a-release',
    'review-this-plan',
    'turn-this-run-sheet-into-a-plan',
  ]);
  const sheet = '22:00 Jonas stops the queue\n22:10 Priya migrates';
  const { messages } = await client.getPrompt({ name: prompts[2]!.name, arguments: { text: sheet } });
  const asked = (messages[0]!.content as { text: string }).text;
  expect(asked).toContain(sheet);
  for (const tool of asked.matchAll(/`([a-z_]+)`/g))
    expect([...TOOLS.map(({ name }) => name), 'tbd']).toContain(tool[1]);
});

test('it ends when the other end is gone, and says a folder that is none', async () => {
  const child = spawn(process.execPath, [workplace.program, 'mcp'], { cwd: workplace.folder });
  child.stdin.end();
  expect(await new Promise((done) => child.on('close', done))).toBe(0);
  const { code, stderr } = await workplace.run(['mcp', '--folder', 'nowhere']);
  expect([code, stderr]).toEqual([2, 'release-plan: nowhere is no folder.\n']);
});

test('the document names every tool, resource and prompt', async () => {
  const document = await readFile(join(ROOT, 'docs/agents.md'), 'utf8');
  const { prompts } = await client.listPrompts();
  const { resources } = await client.listResources();
  for (const name of [...TOOLS, ...prompts].map((one) => one.name)) expect(document).toContain(`\`${name}\``);
  for (const { uri } of resources) expect(document).toContain(`\`${uri}\``);
});
