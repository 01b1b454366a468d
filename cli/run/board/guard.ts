/** Which requests a board answers, and what it says to those that it does not. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Address {
  readonly protocol: 'http:' | 'https:';
  /** With their ports: the names it may be asked for under. */
  readonly hosts: readonly string[];
}

/** A sentence where it is not answered. */
export function refusal(request: IncomingMessage, { protocol, hosts }: Address): string | undefined {
  const host = request.headers.host ?? (request.headers as Record<string, string | undefined>)[':authority'];
  // A page elsewhere could reach this server under a name of its own (DNS rebinding).
  if (host === undefined || !hosts.includes(host.toLowerCase())) return 'This board has another address.';
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `${protocol}//${host}`) return 'Another page may not talk to this board.';
  const site = request.headers['sec-fetch-site'];
  const isPage = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isPage) {
    return 'Another page may not talk to this board.';
  }
  return undefined;
}

export function headersOf(protocol: Address['protocol']): Readonly<Record<string, string>> {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    ...(protocol === 'https:' && { 'Strict-Transport-Security': 'max-age=86400' }),
  };
}

export class TooLarge extends Error {}

/** Thrown away once it is larger than anything that is said at once, or takes longer than that, in milliseconds. */
export async function bodyOf(request: IncomingMessage, most: number, patience: number): Promise<string> {
  const timer = setTimeout(() => request.destroy(), patience);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request) {
      size += (part as Buffer).length;
      if (size > most) throw new TooLarge();
      parts.push(part as Buffer);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** So many tries a minute for each who asks, and then none for the rest of it. */
export class Limit {
  private readonly most: number;
  private readonly counts = new Map<string, number>();
  private minute = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** False: too often. */
  take(who: string, now = Date.now()): boolean {
    const minute = Math.floor(now / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts.clear();
    }
    const count = (this.counts.get(who) ?? 0) + 1;
    this.counts.set(who, count);
    return count <= this.most;
  }
}

export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}

export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, headers).end(body);
}
