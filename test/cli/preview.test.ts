import { type ChildProcess, spawn } from 'node:child_process';
import { get, type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;
let server: ChildProcess;
let address: string;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({ 'plans/night.release': FINE.replace('"The night"', '"The <script>alert(1)</script> night"') });
  server = spawn(process.execPath, [work.program, 'preview', 'plans/night.release'], { cwd: work.folder });
  address = await new Promise((resolve, reject) => {
    server.stdout!.once('data', (text) => resolve(String(text).trim()));
    server.stderr!.on('data', () => {});
    server.once('exit', () => reject(new Error('The preview ended at once.')));
  });
});
afterAll(async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await ended;
  await work.remove();
});

async function fetchText(
  path = '',
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: IncomingMessage['headers']; text: string }> {
  return new Promise((resolve, reject) => {
    get(new URL(path, address), { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    }).on('error', reject);
  });
}

describe('the page', () => {
  test('is served on the loopback interface', async () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await fetchText('all')).toMatchObject({ status: 200, text: expect.stringContaining('rollout') });
    expect(await fetchText()).toMatchObject({ status: 200, text: expect.stringContaining('<iframe') });
  });

  test('shows what the plan says as text', async () => {
    const { text } = await fetchText('all');
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert');
  });

  test('tries something out without a script, and says what it cannot', async () => {
    const tried = await fetchText('all?set=rollout.duration%3D%2B30m&without=jonas&start=%2B10m');
    expect(tried.status).toBe(200);
    expect(tried.text).toContain('ends 40 min later');
    expect(tried.text).toContain('<b>verify web</b> jonas cannot');
    expect(tried.text).toContain('class="rp-ghost"');
    expect(tried.text).toContain('value="rollout.duration=+30m"');
    expect((await fetchText('all')).text).not.toContain('class="rp-ghost"');
    const refused = await fetchText('all?set=%22%3E%3Cscript%3Ealert(2)%3C%2Fscript%3E');
    expect(refused.text).toContain('does not say what to change');
    expect(refused.text).not.toContain('<script>alert');
  });

  test('runs its own script and nothing else', async () => {
    const policy = (await fetchText('all')).headers['content-security-policy'] as string;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'sha256-[A-Za-z0-9+/=]+'(;|$)/);
  });

  test('is refused under a name that is not ours', async () => {
    expect((await fetchText('', { Host: 'evil.example' })).status).toBe(403);
    expect((await fetchText('', { Host: `evil.example:${new URL(address).port}` })).status).toBe(403);
    expect((await fetchText('', { Host: `localhost:${new URL(address).port}` })).status).toBe(200);
  });

  test('is the only one, and only read', async () => {
    expect((await fetchText('plans/night.release')).status).toBe(404);
    const status = await new Promise((resolve) =>
      request(address, { method: 'POST' }, (response) => resolve(response.resume().statusCode)).end(),
    );
    expect(status).toBe(405);
  });
});

test('a save is told to the page, and the page has the new text', async () => {
  const message = new Promise<string>((resolve) => {
    const events = get(new URL('events', address), (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => {
        if (!chunk.includes('changed')) return;
        resolve(chunk);
        events.destroy();
      });
      void work.write({ 'plans/night.release': FINE.replace('rollout', 'second-rollout') });
    });
  });
  expect(await message).toContain('changed');
  expect((await fetchText('all')).text).toContain('second-rollout');
});

test('a port that is in use is told', async () => {
  const { code, stderr } = await work.spawn(['preview', 'plans/night.release', '--port', new URL(address).port]);
  expect(stderr).toContain('is in use');
  expect(code).toBe(2);
});
