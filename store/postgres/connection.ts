/** A connection to a database: bounded in time, one statement after the other, and what is wrong is told without a secret. */
import { Socket } from 'node:net';
import type { Client, ClientConfig } from 'pg';
import type { StoreTrouble } from '../trouble.ts';
import { readAddress } from './address.ts';
import { PATIENCE, troubleOf } from './sentence.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Query = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

export interface Connection {
  /** Its address, for people. */
  readonly shown: string;
  /** As of one moment; of a copy that can only be read as well. */
  read<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** All of it is committed, or nothing. */
  write<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** Calls back whenever somebody says something there; where nobody can listen, never. */
  listen(channel: string, told: () => void): Promise<void>;
  /** It broke off, or was closed: whoever goes on needs another one. */
  readonly isGone: boolean;
  close(): Promise<void>;
}

const BEGIN = {
  read: 'begin isolation level repeatable read read only',
  write: 'begin isolation level read committed read write',
} as const;

/** Not as options of the connection: some that pool connections refuse these. To compile a question takes longer than to answer it. */
const BOUNDS = `set local statement_timeout = '${PATIENCE.statement}s'; set local lock_timeout = '${PATIENCE.statement / 2}s'; set local idle_in_transaction_session_timeout = '60s'; set local jit = off`;

/** Throws a `StoreTrouble`. */
export async function connect(address: string): Promise<Connection> {
  const { shown, config } = await readAddress(address);
  const { default: pg } = await import('pg');
  const told: { trouble: (error: unknown) => StoreTrouble } = {
    trouble: (error) => troubleOf(error, shown, config.user),
  };
  let socket: Socket | undefined;
  let client: Client;
  try {
    client = new pg.Client({
      ...config,
      application_name: 'release-plan',
      connectionTimeoutMillis: PATIENCE.connect * 1000,
      query_timeout: (PATIENCE.statement + 5) * 1000,
      keepAlive: true,
      stream: () => {
        socket = new Socket();
        return socket;
      },
    } satisfies ClientConfig);
    const { user } = client;
    told.trouble = (error) => troubleOf(error, shown, user);
    // Whatever it says afterwards is said by the statement that fails of it.
    client.on('error', () => socket?.destroy());
    await client.connect();
  } catch (error) {
    socket?.destroy();
    throw told.trouble(error);
  }
  return connectionOf(client, shown, socket!, (error) => told.trouble(error));
}

/** The statement goes on there, and whatever is said next would wait behind it. */
function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Query read timeout');
}

function connectionOf(
  client: Client,
  shown: string,
  socket: Socket,
  trouble: (error: unknown) => StoreTrouble,
): Connection {
  let queue: Promise<unknown> = Promise.resolve();
  const query: Query = async (text, values) => (await client.query(text, values as unknown[])).rows;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done.catch((error: unknown) => {
      throw trouble(error);
    });
  };
  const transaction = <T>(begin: string, work: (query: Query) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      try {
        await query(`${begin}; ${BOUNDS}`);
        const result = await work(query);
        await query('commit');
        return result;
      } catch (error) {
        // Where not even that can be said, nothing more is said here.
        if (isUnanswered(error)) socket.destroy();
        else await query('rollback').catch(() => socket.destroy());
        throw error;
      }
    });
  return {
    shown,
    read: (work) => transaction(BEGIN.read, work),
    write: (work) => transaction(BEGIN.write, work),
    async listen(channel, told) {
      client.on('notification', told);
      await inTurn(() => query(`listen ${channel}`));
    },
    get isGone() {
      return socket.destroyed;
    },
    async close() {
      await queue;
      // One that does not answer is not waited for.
      const slow = setTimeout(() => socket.destroy(), 1000);
      await client.end().catch(() => {});
      clearTimeout(slow);
      socket.destroy();
    },
  };
}
