/** What releases meet at: a person, an environment, a system, a room, a freeze, a change record, a fund, a train, each as a key, and when. */
import type { Span } from '../../schedule/model.ts';
import type { Instant } from '../../time/model.ts';
import type { Published } from '../published.ts';
import { deferredTo } from './left.ts';

/** What a release has to do with a key, and when; without a span: whenever. */
export interface Claim {
  readonly key: string;
  readonly span?: Span;
}

/** Whom others may meet at a key (`has`), and whom nobody meets who only looks as well (`asks`). */
export interface Claims {
  readonly has: readonly Claim[];
  readonly asks: readonly Claim[];
}

export function meet(a: Span | undefined, b: Span | undefined): boolean {
  return !a || !b || (a.start <= b.end && b.start <= a.end);
}

export function claimsOf(one: Published): Claims {
  const systems = merged('system', one.systems.all);
  const spans = new Map(systems.map(({ key, span }) => [key, span]));
  return {
    has: [
      ...merged('person', one.people.all),
      ...merged('environment', one.environments.all),
      ...systems,
      ...merged('room', one.rooms),
      ...one.freezes.flatMap(({ once, declared }) =>
        filesOf(declared).map((file) => ({ key: `freeze ${file}`, span: once })),
      ),
      ...one.allocations.map(({ key }) => ({ key: `fund ${key}` })),
      ...one.records.map(({ number }) => ({ key: `record ${number}` })),
      { key: called(one.release) },
      ...one.trains.flatMap(({ releases }) => releases.map((name) => ({ key: `for ${name}` }))),
      ...one.left.items.flatMap((item) => {
        const whither = deferredTo(item);
        return whither === undefined ? [] : { key: `for ${whither}` };
      }),
    ],
    asks: [
      ...merged('person', one.reserved),
      ...one.needs.flatMap(({ key, needed }) => {
        const span = spans.get(`system ${key}`);
        return needed.map((other) => ({ key: `system ${other.key}`, span }));
      }),
      ...(one.work ? one.knows.map((file) => ({ key: `freeze ${file}`, span: one.work })) : []),
      { key: `for ${one.release}` },
    ],
  };
}

export function called(release: string): string {
  return `release ${release}`;
}

/** Of each key from its first start to its last end. */
function merged(
  kind: string,
  all: readonly { readonly key: string; readonly span: Span }[],
): readonly Required<Claim>[] {
  const spans = new Map<string, { start: Instant; end: Instant }>();
  for (const { key, span } of all) {
    const known = spans.get(key);
    if (!known) spans.set(key, { start: span.start, end: span.end });
    else {
      known.start = Math.min(known.start, span.start);
      known.end = Math.max(known.end, span.end);
    }
  }
  return [...spans].map(([key, span]) => ({ key: `${kind} ${key}`, span }));
}

/** `file:line` of each thing → the files, each once. */
function filesOf(declared: readonly string[]): readonly string[] {
  return [...new Set(declared.filter((at) => at !== '').map((at) => at.slice(0, at.lastIndexOf(':'))))];
}
