/** `docs/lsp.md` has every message of the protocol, and says of each what the server announces. */
import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import * as protocol from 'vscode-languageserver-protocol';
import { startClient } from './client.ts';

interface Row {
  readonly methods: readonly string[];
  readonly isAnswered: boolean;
  readonly says: string;
}

const rows: readonly Row[] = readFileSync(new URL('../../docs/lsp.md', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, methods, answered, says] = /^\| (`.*?`) \| (yes|no) \| (.*) \|$/.exec(line) ?? [];
    if (!methods) return [];
    const names = [...methods.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
    return [{ methods: names, isAnswered: answered === 'yes', says: says! }];
  });

interface Message {
  readonly method: string;
  readonly messageDirection: string;
  /** What the server announces, as a path in its capabilities. */
  readonly server: string | undefined;
}

const messages: readonly Message[] = Object.values(protocol as object).flatMap((one) => {
  if (typeof one?.method !== 'string' || typeof one.messageDirection !== 'string' || one.method === '') return [];
  const { method, messageDirection, capabilities } = one;
  return [{ method, messageDirection, server: capabilities?.server }];
});

/** Without these there is no conversation at all. */
const LIFECYCLE = ['initialize', 'initialized', 'shutdown', 'exit', 'client/registerCapability'];

const pulling = { textDocument: { diagnostic: {} } };
const client = await startClient({ capabilities: pulling });
afterAll(() => client.stop());

function isAnnounced(path: string): boolean {
  const found = path
    .split('.')
    .reduce<unknown>((of, key) => (of as Record<string, unknown> | undefined)?.[key], client.initialized.capabilities);
  return found !== undefined && found !== false;
}

test('every message of the protocol stands in one row, and none else does', () => {
  const listed = rows.flatMap(({ methods }) => methods);
  expect(new Set(listed).size).toBe(listed.length);
  const there = new Set(messages.map(({ method }) => method).filter((method) => !LIFECYCLE.includes(method)));
  // A registration, and no message.
  there.delete('textDocument/semanticTokens');
  expect([...listed].sort()).toEqual([...there].sort());
});

test('each row says why', () => {
  for (const { methods, says } of rows) expect(says.trim(), methods.join()).not.toBe('');
});

test.each(messages.filter(({ messageDirection, server }) => messageDirection === 'clientToServer' && server))(
  '$method is announced where the matrix says so',
  ({ method, server }) => {
    const row = rows.find(({ methods }) => methods.includes(method));
    // A change is sent as ranges, which is a number and no member of its own.
    expect(isAnnounced(server!)).toBe(row?.isAnswered);
  },
);

test('everything that is announced is one of the messages', () => {
  const known = new Set(messages.flatMap(({ server }) => (server ? [server.split('.')[0]] : [])));
  for (const key of Object.keys(client.initialized.capabilities)) expect(known, key).toContain(key);
});
