/** The address of a database, `postgres://USER@HOST:PORT/DATABASE?sslmode=…`: what connects by it, and how it is called where people read. */
import type { ClientConfig } from 'pg';
import { StoreTrouble } from '../trouble.ts';

export interface DatabaseAddress {
  /** Without whoever and whatever lets one in. */
  readonly shown: string;
  readonly config: ClientConfig;
}

export function isDatabase(address: string): boolean {
  return /^postgres(ql)?:\/\//i.test(address);
}

/** Throws a `StoreTrouble`. */
export async function readAddress(address: string): Promise<DatabaseAddress> {
  const shown = shownAs(address);
  const { parseIntoClientConfig } = await import('pg-connection-string');
  try {
    const { password, ...config } = parseIntoClientConfig(strict(address));
    return { shown, config: { ...config, password: () => passwordFor(config, password) } };
  } catch (error) {
    const path = (error as NodeJS.ErrnoException).path;
    throw new StoreTrouble(
      path === undefined
        ? `The address of the store ${shown} cannot be read: it is postgres://USER@HOST:PORT/DATABASE.`
        : `The store ${shown} cannot be reached: ${path}, which its address names, cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

/** Throws a `StoreTrouble` where a password may have strayed into what is shown. */
export function shownAs(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isTorn = url && !url.username && !url.password && `${url.pathname}${url.hash}`.includes('@');
  if (!url || isTorn)
    throw new StoreTrouble(
      'The address of the store cannot be read: in a password, `/` is written %2F, `#` %23, `?` %3F and `@` %40. PGPASSWORD and ~/.pgpass take it as it is.',
    );
  return `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}

/**
 * Whoever asks for TLS gets it with the certificate checked, also where libpq would take any. That is what `pg` does today and says
 * that it will not do for ever; `no-verify`, and `uselibpqcompat=true`, are said on purpose.
 */
function strict(address: string): string {
  if (/[?&]uselibpqcompat=true(&|$)/.test(address)) return address;
  return address.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
}

/** As libpq looks for it: the address, PGPASSWORD, ~/.pgpass. */
async function passwordFor(config: ClientConfig, said: ClientConfig['password']): Promise<string> {
  const known = said || process.env.PGPASSWORD;
  if (typeof known === 'string' && known !== '') return known;
  const { default: pgpass } = await import('pgpass');
  const { env } = process;
  const asked = {
    host: config.host || env.PGHOST || 'localhost',
    port: config.port || Number(env.PGPORT) || 5432,
    database: config.database || env.PGDATABASE || config.user || env.PGUSER || '',
    user: config.user || env.PGUSER || env.USER || '',
  };
  const found = await new Promise<string | undefined>((resolve) => pgpass(asked, resolve));
  if (found === undefined) throw new NoPassword();
  return found;
}

/** The server asks for one, and nobody has said any. */
export class NoPassword extends Error {}
