declare module 'pgpass' {
  /** Gives what ~/.pgpass, or the file that PGPASSFILE names, has for a connection. */
  export default function pgpass(
    connection: { host: string; port: number; database: string; user: string },
    found: (password: string | undefined) => void,
  ): void;
}
