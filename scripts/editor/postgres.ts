import { globSync } from 'node:fs';
import { ensureProgram } from './program.ts';

/** `pg_ctl`, beside which the server lies; Debian puts them where no PATH leads. */
export function ensurePostgres(): Promise<string> {
  return ensureProgram({
    title: 'PostgreSQL',
    variable: 'PG_CTL',
    names: ['pg_ctl'],
    places: globSync('/usr/lib/postgresql/*/bin').sort((a, b) => versionIn(b) - versionIn(a)),
    debian: 'postgresql',
  });
}

function versionIn(path: string): number {
  return Number(/\d+/.exec(path)?.[0] ?? 0);
}
