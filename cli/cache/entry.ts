/** What the cache holds of one plan: a line that seals it, and JSON. Whatever is not exactly what was written is nothing. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Found, Tells } from '../../service/files/kept.ts';
import { misfit, type Shape } from '../../store/shape.ts';

export interface Entry {
  /** What follows from the texts of the plan alone, and from the program. */
  readonly basis: string;
  readonly tells: Tells;
  /** A name for each of `tells.published` that is the same for the same. */
  readonly marks: readonly string[];
  /** What hangs on other plans, on its past and on the moment as well; left out: it was not sure on what. */
  readonly judged?: { readonly beside: string; readonly found: Found };
}

/** Raised when something of it is renamed, removed or means something else. */
const CACHE_VERSION = 1;

export function writeEntry(entry: Entry, secret: Uint8Array): string {
  const body = JSON.stringify(entry);
  return `release-plan cache ${CACHE_VERSION} ${sealOf(body, secret).toString('hex')}\n${body}\n`;
}

/** Undefined: it was cut off, changed, written by another version or by somebody who does not know the secret. */
export function readEntry(text: string, secret: Uint8Array): Entry | undefined {
  const end = text.indexOf('\n');
  const [, version, seal] = /^release-plan cache (\d+) ([0-9a-f]{64})$/.exec(text.slice(0, Math.max(end, 0))) ?? [];
  if (seal === undefined || Number(version) !== CACHE_VERSION || !text.endsWith('\n')) return undefined;
  const body = text.slice(end + 1, -1);
  if (!timingSafeEqual(Buffer.from(seal, 'hex'), sealOf(body, secret))) return undefined;
  try {
    const entry: unknown = JSON.parse(body);
    return misfit(entry, ENTRY) === undefined ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function sealOf(body: string, secret: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(body).digest();
}

const POSITION: Shape = { line: 'number', character: 'number' };
const PLACE: Shape = { file: 'text', range: { start: POSITION, end: POSITION } };
const SPAN: Shape = { start: 'number', end: 'number' };
const BOOKING: Shape = {
  key: 'text',
  name: 'text',
  span: SPAN,
  label: 'text',
  kind: 'text',
  fixed: 'flag',
  place: PLACE,
  release: 'text',
  of: 'text',
};
const BOOKINGS: Shape = { all: [BOOKING], 'hull?': SPAN };
const PUBLISHED: Shape = {
  release: 'text',
  of: 'text',
  file: 'text',
  'T?': 'number',
  'work?': SPAN,
  people: BOOKINGS,
  environments: BOOKINGS,
  systems: BOOKINGS,
  needs: [{ key: 'text', needed: [{ key: 'text', name: 'text', relation: 'text' }] }],
  freezes: [{ thing: 'anything', 'once?': SPAN, declared: ['text'] }],
  rooms: [{ room: 'text', key: 'text', span: SPAN, label: 'text', kind: 'text', place: PLACE }],
  reserved: [{ key: 'text', span: SPAN }],
  records: [{ number: 'text', place: PLACE }],
  allocations: [{ key: 'text', name: 'text', money: 'anything', 'spent?': 'anything', place: PLACE }],
  left: { items: ['anything'], 'end?': 'number' },
  trains: [{ name: 'text', releases: ['text'], carriesOver: ['text'] }],
  knows: ['text'],
};
const SINGLE: Shape = {
  code: 'text',
  severity: 'text',
  message: 'text',
  place: PLACE,
  related: [{ message: 'text', place: PLACE }],
  'release?': 'text',
  'about?': ['text'],
};
const IDENTITY: Shape = { code: 'text', of: 'text', subject: 'text', occurrence: 'number' };
const FIX: Shape = { title: 'text', edits: [{ kind: 'text', place: PLACE, text: 'text' }], 'repairs?': 'number' };
const FOUND: Shape = {
  file: 'text',
  releases: [{ name: 'text', 'title?': 'text', releaseKind: 'text', place: PLACE, head: PLACE }],
  policies: ['anything'],
  kinds: ['anything'],
  findings: [{ ...SINGLE, 'members?': [SINGLE] }],
  identities: [IDENTITY],
  fixes: [[FIX]],
  holds: { 'from?': 'number', 'until?': 'number' },
};
const ENTRY: Shape = {
  basis: 'text',
  tells: { published: [PUBLISHED], 'trains?': ['text'], asksForHistory: 'flag' },
  marks: ['text'],
  'judged?': { beside: 'text', found: FOUND },
};
