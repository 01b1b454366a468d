/**
 * `npm run test:inspector`: what the public inspector of the Model Context Protocol says of `release-plan mcp`, as built. It lists the tools
 * and judges their schemas, calls each of them, reads what there is to read, and its JSON is looked at: in an answer a tool may fail.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RESOURCES } from '../../cli/mcp/resources.ts';
import { TOOLS } from '../../cli/mcp/tools/tools.ts';
import { sameNode } from '../../scripts/editor/command.ts';
import { ensureInspector } from '../../scripts/editor/inspector.ts';
import { verdict } from '../editor/verdict.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CLI = join(ROOT, 'dist/cli.js');
const at = '2026-11-02T09:00Z';
const file = 'payments-4.2.release';

/** Of each tool: what it is asked, and what has to stand in its answer. */
const ASKED: Readonly<Record<string, readonly [ask: object, answer: RegExp]>> = {
  check: [{ file: 'mistakes.release', at }, /"findings":\[\{"severity":"error"/],
  fix: [{ file: 'mistakes.release', at }, /"made":\[\{"line":\d+,"code":"/],
  schedule: [{ file, at }, /"name":"payments-4\.2".*"steps":\[\{"label":"/],
  explain: [{ code: 'backup-missing' }, /"breaks":".*"passes":"/],
  what_if: [{ file, set: ['refund-tables.duration=50m'], at }, /"summary":".+"difference":".+"/],
  diff: [{ file, before: '', at }, /"difference":".+"/],
  calendar: [{ zone: 'Europe/Berlin', months: 2, at }, /"entries":\[\{/],
  write_plan: [
    { outline: { title: 'Shop 2.0', items: [{ title: 'Deploy shop', by: 'Ann Lee' }] }, at },
    /person ann +\\"Ann Lee\\"/,
  ],
  new_plan: [{ kind: 'hotfix', zone: 'Europe/Berlin', people: ['Mara', 'Jonas'] }, /"text":".*\\nrelease hotfix/],
};

if (!existsSync(CLI)) throw new Error(`${CLI} does not exist. Build it first: npm run build.`);
const inspector = await ensureInspector();
const home = await mkdtemp(join(tmpdir(), 'release-plan-inspector-'));
const results: { error?: string }[] = [];

await tried('tools/list: names, and schemas that it has nothing to say of', async () => {
  const { code, json } = await asked('--method', 'tools/list', '--strict');
  const names = (json.tools as { name: string }[]).map(({ name }) => name);
  const wanted = TOOLS.map(({ name }) => name);
  return code === 0 && `${names}` === `${wanted}` ? undefined : `exit ${code}, ${names}`;
});
for (const { name } of TOOLS) {
  await tried(name, async () => {
    const [ask, answer] = ASKED[name] ?? [{}, /it is not asked anything here/];
    const { code, json, text } = await called(name, ask);
    if (code !== 0 || json.isError) return `exit ${code}: ${text}`;
    if (JSON.stringify(json.structuredContent) !== text) return 'The text is not the data.';
    return answer.test(text) ? undefined : `${text.slice(0, 500)}\nhas no ${answer}`;
  });
}
await tried('what cannot be meant is an error with a sentence', async () => {
  const { json, text } = await called('check', { file: 'none.release' });
  return json.isError === true && text === 'none.release does not exist.' ? undefined : text;
});
await tried('resources/list', async () => {
  const { code, json } = await asked('--method', 'resources/list');
  const uris = (json.resources as { uri: string }[]).map(({ uri }) => uri);
  return code === 0 && `${uris}` === `${RESOURCES.map(({ uri }) => uri)}` ? undefined : `exit ${code}, ${uris}`;
});
await tried('resources/read', async () => {
  const { code, json } = await asked('--method', 'resources/read', '--uri', 'release-plan://checks/cycle');
  const [{ text }] = json.contents as [{ text: string }];
  return code === 0 && text.includes('# cycle') ? undefined : `exit ${code}: ${text}`;
});
await tried('prompts/get', async () => {
  const prompt = ['--prompt-name', 'review-this-plan', '--prompt-args', `file=${file}`];
  const { code, json } = await asked('--method', 'prompts/get', ...prompt);
  return code === 0 && JSON.stringify(json).includes(file) ? undefined : `exit ${code}: ${JSON.stringify(json)}`;
});
await rm(home, { recursive: true, force: true });
process.exitCode = verdict(results);

/** Gives what is wrong; undefined: nothing. */
async function tried(name: string, run: () => Promise<string | undefined>): Promise<void> {
  const error = await run().catch(String);
  console.log(`${error === undefined ? '✓' : '✗'} ${name}`);
  if (error !== undefined) console.log(error.replace(/^/gm, '    '));
  results.push(error === undefined ? {} : { error });
}

async function called(name: string, ask: object) {
  const given = await asked('--method', 'tools/call', '--tool-name', name, '--tool-args-json', JSON.stringify(ask));
  const [{ text }] = given.json.content as [{ text: string }];
  return { ...given, text };
}

/** The inspector has a home of its own: it keeps settings of whoever uses it. */
function asked(...args: string[]): Promise<{ code: number | null; json: Record<string, unknown> }> {
  return new Promise((done, fail) => {
    const server = [process.execPath, CLI, 'mcp', '--folder', join(ROOT, 'examples')];
    const child = spawn(process.execPath, [inspector, '--cli', ...server, '--quiet', ...args], {
      env: { ...sameNode(), HOME: home, XDG_CONFIG_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [printed, complained] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complained += text;
    });
    child.on('error', fail);
    child.on('close', (code) => {
      try {
        done({ code, json: JSON.parse(printed) });
      } catch {
        fail(new Error(`The inspector ended with ${code}: ${complained}${printed}`));
      }
    });
  });
}
