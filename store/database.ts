/**
 * Runs in a database: one table of lines for all of them, only ever added to, each once. Boards on any number of machines write and
 * follow it, and none holds anything that another would lack: one that dies is replaced by the next.
 */
import type { RunEvent } from '../plan/log/events.ts';
import { type LogText, lineOf } from '../plan/log/read.ts';
import { type Connection, connect, type Query } from './postgres/connection.ts';
import { LOCK, lockNumber, makeTables, readTables } from './postgres/tables.ts';
import { short } from './short.ts';
import type { RunStore } from './store.ts';
import { StoreTrouble } from './trouble.ts';
import { thisWriter } from './writer.ts';

/** What two machines call the same run. */
export interface RunPlace {
  readonly repository: string;
  /** Of the plan, from the root of the repository. */
  readonly folder: string;
  readonly run: string;
}

const CHANNEL = 'release_plan_event';
/** In milliseconds: so old may be what nobody was told of. */
const POLL = 1000;

/** Throws a `StoreTrouble`, as all that it gives does. */
export async function openRunDatabase(address: string, place: RunPlace): Promise<RunStore> {
  const connection = await connect(address);
  try {
    await makeTables(connection);
    const key = keyOf(place);
    const notes = await connection.write(async (query) => {
      const { repository, folder, run } = place;
      await query('insert into release_plan.run values ($1, $2, $3, $4) on conflict do nothing', [
        ...[key, repository, folder, run],
      ]);
      const [safe] = await query(`select current_setting('fsync') as fsync`);
      return safe?.fsync === 'off'
        ? [`${connection.shown} is set to forget what it was told when its machine stops (fsync = off).`]
        : [];
    });
    return new RunDatabase(address, place, connection, notes);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** All lines of a run; none where nobody has run it. */
export async function readRunDatabase(address: string, place: RunPlace): Promise<readonly LogText[]> {
  const connection = await connect(address);
  try {
    await readTables(connection, 'runs');
    return textsOf(connection, place, (await connection.read((query) => linesBehind(query, place, 0))).lines);
  } finally {
    await connection.close();
  }
}

class RunDatabase implements RunStore {
  readonly run: string;
  readonly notes: readonly string[];
  readonly writer = thisWriter();
  readonly where: string;
  private readonly address: string;
  private readonly place: RunPlace;
  private connection: Connection;
  private connecting: Promise<Connection> | undefined;
  /** What has been read, to the number that was the last. */
  private lines: readonly string[] = [];
  private last = 0;
  private reading: Promise<unknown> = Promise.resolve();
  private isClosed = false;
  private readonly nap = new Nap();

  constructor(address: string, place: RunPlace, connection: Connection, notes: readonly string[]) {
    this.address = address;
    this.place = place;
    this.run = place.run;
    this.connection = connection;
    this.where = `${place.run} in ${connection.shown}`;
    this.notes = notes;
  }

  async texts(): Promise<readonly LogText[]> {
    await this.refresh();
    return textsOf(this.connection, this.place, this.lines);
  }

  async append(events: readonly RunEvent[]): Promise<void> {
    const key = keyOf(this.place);
    await this.withConnection((connection) =>
      connection.write(async (query) => {
        // One at a time writes a run, so that whoever has read up to a number has read all before it.
        await query('select pg_advisory_xact_lock($1, $2)', [LOCK, lockNumber(key)]);
        // What is acknowledged is on its disk, however little it is asked for otherwise.
        await query(
          `select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`,
        );
        await query(
          `insert into release_plan.event (run, id, line)
          select $1, id, line from unnest($2::uuid[], $3::text[]) as said (id, line) on conflict do nothing`,
          [key, events.map(({ id }) => id), events.map((event) => lineOf(event).trimEnd())],
        );
        await query('select pg_notify($1, $2)', [CHANNEL, key]);
      }),
    );
  }

  watch(changed: () => void, troubled: (said: string | undefined) => void = () => {}): () => void {
    let isStopped = false;
    let seen = this.lines.length;
    let trouble: string | undefined;
    const look = async () => {
      try {
        await this.listen();
        await this.refresh();
        // What somebody else has read meanwhile counts, too: he may not have made use of it.
        const isNews = this.lines.length !== seen || trouble !== undefined;
        seen = this.lines.length;
        trouble = undefined;
        if (isNews) changed();
      } catch (error) {
        if (!(error instanceof StoreTrouble)) throw error;
        trouble = error.message;
      }
      if (!isStopped) troubled(trouble);
    };
    void (async () => {
      while (!isStopped && !this.isClosed) {
        await look();
        await this.nap.take(POLL);
      }
    })();
    return () => {
      isStopped = true;
      this.nap.end();
    };
  }

  /** The table names nobody: whoever has the address of a board has it from whoever started it. */
  async tell(): Promise<void> {}

  async close(): Promise<void> {
    this.isClosed = true;
    this.nap.end();
    await this.reading.catch(() => {});
    await this.connection.close();
  }

  private refresh(): Promise<void> {
    const done = this.reading
      .catch(() => {})
      .then(async () => {
        const { lines, last } = await this.withConnection((connection) =>
          connection.read((query) => linesBehind(query, this.place, this.last)),
        );
        if (lines.length > 0) this.lines = [...this.lines, ...lines];
        this.last = last;
      });
    this.reading = done;
    return done;
  }

  private listening: Connection | undefined;

  /** To be quicker; where nobody may listen, as through some pools of connections, asking will do. */
  private async listen(): Promise<void> {
    if (this.listening === this.connection) return;
    this.listening = this.connection;
    await this.connection.listen(CHANNEL, () => this.nap.end()).catch(() => {});
  }

  /** With another connection where the one that was there broke off: whatever is written may be written twice. */
  private async withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const { connection } = this;
    if (this.isClosed) throw new StoreTrouble(`${this.where} is closed.`);
    if (!connection.isGone) {
      try {
        return await work(connection);
      } catch (error) {
        if (!connection.isGone) throw error;
      }
    }
    return work(await this.again());
  }

  private async again(): Promise<Connection> {
    // Somebody else may have been quicker.
    if (!this.connection.isGone) return this.connection;
    this.connecting ??= connect(this.address).finally(() => {
      this.connecting = undefined;
    });
    this.connection = await this.connecting;
    if (this.isClosed) await this.connection.close();
    return this.connection;
  }
}

/** A pause that is over when it is, or when somebody ends it, be it before it has begun. */
class Nap {
  private isOver = false;
  private over: () => void = () => {};

  end(): void {
    this.isOver = true;
    this.over();
  }

  async take(milliseconds: number): Promise<void> {
    if (!this.isOver) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds).unref();
        this.over = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.isOver = false;
  }
}

async function linesBehind(query: Query, place: RunPlace, last: number): Promise<{ lines: string[]; last: number }> {
  const rows = await query(
    'select number, line from release_plan.event where run = $1 and number > $2 order by number',
    [keyOf(place), last],
  );
  return { lines: rows.map(({ line }) => String(line)), last: Number(rows.at(-1)?.number ?? last) };
}

function textsOf({ shown }: Connection, { run }: RunPlace, lines: readonly string[]): readonly LogText[] {
  return lines.length === 0 ? [] : [{ name: `${run} in ${shown}`, text: lines.map((line) => `${line}\n`).join('') }];
}

function keyOf({ repository, folder, run }: RunPlace): string {
  return short(JSON.stringify([repository, folder, run]));
}
