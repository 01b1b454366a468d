/** The preview is on while somebody looks at a night: nothing that any page or program sends may end it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;
let server: ChildProcess;
let port: number;
let stderr = '';
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({ 'night.release': FINE });
  server = spawn(process.execPath, [work.program, 'preview', 'night.release'], { cwd: work.folder });
  server.stderr!.on('data', (text) => {
    stderr += text;
  });
  const address = await new Promise<string>((resolve, reject) => {
    server.stdout!.once('data', (text) => resolve(String(text)));
    server.once('exit', () => reject(new Error(stderr)));
  });
  port = Number(new URL(address.trim()).port);
});
afterAll(async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await ended;
  await work.remove();
});

/** What comes back before the other end closes, or says nothing more for now. */
function send(bytes: string | Uint8Array, how: 'wait' | 'half' | 'drop' = 'wait'): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let got = '';
    const done = () => {
      socket.destroy();
      resolve(got);
    };
    socket.on('data', (chunk) => {
      got += chunk;
      if (how === 'wait') done();
    });
    socket.on('error', done);
    socket.on('close', done);
    socket.on('connect', () => {
      socket.write(bytes, () => {
        if (how === 'drop') done();
        if (how === 'half') socket.end();
      });
    });
    // An event stream, or half a request, is not answered: that is no reason to wait.
    socket.setTimeout(300, done);
  });
}

const get = (path: string, headers = `Host: 127.0.0.1:${port}\r\n`, method = 'GET') =>
  send(`${method} ${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);
const isAlive = async () => {
  for (let i = 0; i < 20; i++) if ((await get('/')).startsWith('HTTP/1.1 200')) return true;
  return false;
};

test.each([
  ['///', 404],
  ['//', 404],
  ['/..%2f', 404],
  ['/%', 404],
  ['/%ff%fe', 404],
  ['/?%', 200],
  ['/?set=%ff%00%', 200],
  ['/?set=a.b%3D%F0&without=%00&start=%', 200],
  ['*', 404],
  ['http://127.0.0.1/x', 404],
  ['http:', 400],
  ['http://[', 404],
  ['//[::1', 404],
  ['/?', 200],
  ['/events?', 200],
  ['/#', 404],
  ['?', 400],
])('%s is answered with %i', async (path, status) => {
  expect(await get(path)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('the calendar of changes is that of all plans of the folder, and of whom or what it is asked for', async () => {
  await work.write({ 'other.release': FINE.replaceAll('night', 'other') });
  const page = async (search = '') => {
    const answer = await fetch(`http://127.0.0.1:${port}/changes${search}`);
    return { status: answer.status, text: await answer.text() };
  };
  const { status, text } = await page('?months=24');
  expect([status, text.includes('Calendar of changes')]).toEqual([200, true]);
  expect(await page('?for=nobody')).toEqual({ status: 404, text: "Nothing here is called 'nobody'.\n" });
  for (const months of ['0', '25', '1e9', 'x', '1.5'])
    expect(await page(`?months=${months}`)).toEqual({ status: 404, text: 'A calendar has 1 to 24 months.\n' });
});

test.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'PROPFIND'])(
  '%s is refused',
  async (method) => {
    expect(await get('/', undefined, method)).toMatch(/^HTTP\/1.1 405 /);
  },
);

test('a host of another name, of none, and of two is refused', async () => {
  for (const headers of [
    'Host: evil.example\r\n',
    '',
    'Host: \r\n',
    `Host: 127.0.0.1:${port}\r\nHost: evil.example\r\n`,
  ])
    expect(await get('/', headers)).toMatch(/^HTTP\/1.1 4\d\d /);
});

test('headers without end, an upgrade, a connect, pipelines and half requests leave it running', async () => {
  const host = `Host: 127.0.0.1:${port}\r\n`;
  expect(await get('/', `${host}X: ${'x'.repeat(100_000)}\r\n`)).toMatch(/^(HTTP\/1.1 431 |$)/);
  await send(`GET /${'x'.repeat(200_000)} HTTP/1.1\r\n${host}\r\n`);
  await get('/', `${host}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n`);
  await send(`CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`);
  await get('/', `${host}Expect: 100-continue\r\nContent-Length: 10\r\n`, 'POST');
  await get('/', `${host}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n`, 'POST');
  await send(`GET / HTTP/1.1\r\n${host}\r\n`.repeat(50), 'drop');
  await send(`GET /events HTTP/1.1\r\n${host}\r\n`.repeat(20), 'drop');
  for (const how of ['half', 'drop'] as const) {
    await send('', how);
    await send('GET', how);
    await send(`GET / HTTP/1.1\r\n${host}`, how);
    await send(`GET /events HTTP/1.1\r\n${host}\r\n`, how);
    await send(`POST / HTTP/1.1\r\n${host}Content-Length: 1000\r\n\r\nx`, how);
  }
  expect(await isAlive()).toBe(true);
});

test('and so do any other bytes', async () => {
  const target = fc.oneof(
    fc.webPath(),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[/?%&=:@[\]#.]{0,12}$/),
    fc.constantFrom('/all?set=', '/all?without=', '/all?start=', '/ask'),
  );
  const line = fc.oneof(
    fc.tuple(
      fc.constantFrom(
        'Host',
        'Cookie',
        'Range',
        'If-None-Match',
        'Content-Length',
        'Transfer-Encoding',
        'Connection',
        'X',
      ),
      fc.string({ unit: 'binary' }),
    ),
    fc.constant(['Host', 'localhost'] as const),
  );
  const request = fc
    .tuple(
      fc.constantFrom('GET', 'GET', 'POST', 'get', '', 'PRI'),
      target,
      target,
      fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', ''),
      fc.array(line, { maxLength: 4 }),
    )
    .map(([method, path, search, version, lines]) => {
      const headers = lines.map(
        ([name, value]) => `${name}: ${value === 'localhost' ? `127.0.0.1:${port}` : value}\r\n`,
      );
      return Buffer.from(`${method} ${path}${search} ${version}\r\n${headers.join('')}\r\n`);
    });
  const bytes = fc.oneof(request, request, fc.uint8Array({ maxLength: 200 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(bytes, fc.constantFrom('half', 'drop', 'wait')), { minLength: 10, maxLength: 10 }),
      async (sent) => {
        await Promise.all(sent.map(([one, how]) => send(one, how as 'half')));
        expect(server.exitCode).toBeNull();
      },
    ),
    { numRuns: 12, seed: 1 },
  );
  expect(await isAlive()).toBe(true);
  // What it says when it begins, and nothing since.
  expect(stderr.trim().split('\n')).toEqual([
    'Follows the file as it is saved. Ctrl+C ends it.',
    `http://127.0.0.1:${port}/all is all of it on one page, to print.`,
    `http://127.0.0.1:${port}/calendar.ics is its calendar, to subscribe to; ?for=NAME that of one person.`,
    `http://127.0.0.1:${port}/changes is the calendar of changes of its folder; ?for=NAME and ?months=N choose.`,
  ]);
});
