/** From the lines of run logs to events: what cannot be read is told, and nothing of it is lost for the rest. */
import { type Form, type RunEvent, VERBS_OF_LOG, verbOf } from './events.ts';

/** A run log as it lies there. */
export interface LogText {
  /** As messages name it. */
  readonly name: string;
  readonly text: string;
}

export interface ReadLog {
  /** Each once, in the order in which they happened. */
  readonly events: readonly RunEvent[];
  /** A sentence each. */
  readonly problems: readonly LogProblem[];
  /** Lines of a later version: kept as they are, and passed on by `export`. */
  readonly unknown: readonly object[];
  /** How many lines say once more what another line says. */
  readonly repeated: number;
}

export interface LogProblem {
  readonly name: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Longer than anything that people say; what is longer did not come from us. */
export const MOST_LINE = 16_384;
export const MOST_TEXT = 2_000;
/** Ten weeks. */
const MOST_MINUTES = 100_000;

export function readLog(texts: readonly LogText[]): ReadLog {
  const events: RunEvent[] = [];
  const unknown: object[] = [];
  const problems: LogProblem[] = [];
  for (const { name, text } of texts) {
    // An editor that somebody looked at it with may have put a byte order mark there.
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    const last = lines.length - 1;
    for (const [i, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const read = readLine(line);
      if ('event' in read) events.push(read.event);
      else if ('unknown' in read) unknown.push(read.unknown);
      const isTorn = 'problem' in read && i === last;
      const message = isTorn
        ? `the line was cut off after ${line.length} characters, as happens when a machine stops while it writes; what it said was not acknowledged to anybody`
        : 'event' in read
          ? undefined
          : 'unknown' in read
            ? 'says something that this version does not know; it is kept, and counts for nothing here'
            : read.problem;
      if (message !== undefined) problems.push({ name, line: i + 1, message });
    }
  }
  const ordered = inOrder(events);
  return { events: ordered, problems, unknown, repeated: events.length - ordered.length };
}

export type ReadLine = { readonly event: RunEvent } | { readonly unknown: object } | { readonly problem: string };

/** One line, without its end. */
export function readLine(line: string): ReadLine {
  if (line.length > MOST_LINE)
    return { problem: `the line has ${line.length} characters; at most ${MOST_LINE} are read` };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: 'the line is no JSON' };
  }
  return readEvent(value);
}

/** What came as JSON, from a file or over the network. */
export function readEvent(value: unknown): ReadLine {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'the line is no object of JSON' };
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const [name, form] of Object.entries(STAMP)) {
    const problem = problemOf(members, name, form);
    if (problem !== undefined) return { problem };
  }
  if (!UUID.test(members.id as string)) return { problem: '`id` is no UUID' };
  if (!Number.isSafeInteger(members.clock) || (members.clock as number) < 0) {
    return { problem: '`clock` is no whole number of milliseconds' };
  }
  const verb = verbOf(members);
  if (verb === undefined) return { unknown: value };
  for (const [name, form] of Object.entries(VERBS_OF_LOG[verb])) {
    const problem = problemOf(members, name === 'self' ? verb : name, form);
    if (problem !== undefined) return { problem };
  }
  if (verb === 'delay' && Math.abs(members.minutes as number) > MOST_MINUTES)
    return { problem: `\`minutes\` is more than ${MOST_MINUTES}, which no night has` };
  return { event: value as RunEvent };
}

const STAMP: Readonly<Record<string, Form>> = {
  id: 'text',
  at: 'time',
  clock: 'number',
  writer: 'text',
  by: 'text',
  because: 'text?',
  note: 'text?',
  came: 'time?',
  for: 'text?',
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `2026-12-05T22:15:07Z`, with or without a fraction. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

function problemOf(members: Readonly<Record<string, unknown>>, name: string, form: Form): string | undefined {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  if (typeof form !== 'string') {
    return form.includes(value as string)
      ? undefined
      : `\`${name}\` is one of ${form.map((one) => `\`${one}\``).join(', ')}`;
  }
  if (value === undefined) return form.endsWith('?') ? undefined : `\`${name}\` is missing`;
  switch (form.replace('?', '')) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : `\`${name}\` is no number`;
    case 'true':
      return value === true ? undefined : `\`${name}\` can only be true`;
    case 'time':
      return typeof value === 'string' && TIME.test(value) && Number.isFinite(Date.parse(value))
        ? undefined
        : `\`${name}\` is no time such as 2026-12-05T22:15:07Z`;
    default:
      if (typeof value !== 'string' || value === '') return `\`${name}\` is no text`;
      return value.length > MOST_TEXT ? `\`${name}\` is longer than ${MOST_TEXT} characters` : undefined;
  }
}

/** The line of an event, with its end; no text in it can hold a line end of its own. */
export function lineOf(event: object): string {
  return `${JSON.stringify(event)}\n`;
}

/**
 * Each event once, in the order in which they happened: by clock, and where two clocks say the same, by writer and id. Of two
 * lines with one id the first counts, so that any order in which they come gives the same.
 */
export function inOrder(events: readonly RunEvent[]): readonly RunEvent[] {
  const seen = new Set<string>();
  const sorted = [...events].sort(
    (a, b) => a.clock - b.clock || compare(a.writer, b.writer) || compare(a.id, b.id) || compare(lineOf(a), lineOf(b)),
  );
  return sorted.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is left once mistakes are corrected; a correction that is itself corrected corrects nothing. */
export function corrected(events: readonly RunEvent[]): readonly RunEvent[] {
  const taken = new Set<string>();
  for (const event of events.toReversed()) {
    if ('correct' in event && !taken.has(event.id)) taken.add(event.correct);
  }
  return events.filter(({ id }) => !taken.has(id));
}

/** The events of the last run of them: what comes behind a `close` is another one once it is opened again. */
export function lastRun(events: readonly RunEvent[]): readonly RunEvent[] {
  let from = 0;
  let isClosed = false;
  for (const [i, event] of events.entries()) {
    if ('close' in event) isClosed = true;
    else if ('open' in event && isClosed) {
      from = i;
      isClosed = false;
    }
  }
  return events.slice(from);
}
