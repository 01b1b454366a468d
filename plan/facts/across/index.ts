/**
 * Which releases of a workspace may concern each other, found by key and time and not by asking each of each: a person, an
 * environment, a system, a room, a freeze, a change record, a fund, a train. What is found may yet not clash; what is not, cannot.
 */
import type { Span } from '../../schedule/model.ts';
import type { Instant } from '../../time/model.ts';
import type { Published } from '../published.ts';
import { type Claim, type Claims, called, claimsOf, meet } from './claims.ts';

interface Entry {
  readonly file: string;
  readonly published: Published;
  readonly span?: Span;
}

type Table = Map<string, Met>;

/** Who meets at one key. Lists are never changed in place: a fork holds the same ones. */
interface Met {
  readonly whenever: readonly Entry[];
  /** In the order of their starts. A company that goes on for years has many there, and few of them at any time. */
  readonly timed: readonly (Entry & { readonly span: Span })[];
  /** None of them takes longer, so that whoever starts earlier than that before a time is over by then. */
  readonly longest: number;
}

export class PublishedIndex {
  private readonly files: Map<string, readonly Published[]>;
  private has: Table;
  private asks: Table;
  private isAlone: boolean;
  private last?: { readonly of: Published; readonly claims: Claims };

  constructor(of?: PublishedIndex) {
    this.files = new Map(of?.files);
    this.has = of?.has ?? new Map();
    this.asks = of?.asks ?? new Map();
    this.isAlone = of === undefined;
  }

  /** A copy; what both hold is shared until one of them changes. */
  fork(): PublishedIndex {
    this.isAlone = false;
    return new PublishedIndex(this);
  }

  of(file: string): readonly Published[] {
    return this.files.get(file) ?? [];
  }

  /** In no order of the workspace. */
  all(): Iterable<readonly [file: string, published: readonly Published[]]> {
    return this.files;
  }

  /** The files in which a release is called that. */
  declaring(release: string): readonly string[] {
    return (this.has.get(called(release))?.whenever ?? []).map(({ file }) => file);
  }

  set(file: string, published: readonly Published[]): void {
    if (!this.isAlone) {
      this.has = new Map(this.has);
      this.asks = new Map(this.asks);
      this.isAlone = true;
    }
    for (const one of this.of(file)) {
      const { has, asks } = this.claimsOf(one);
      for (const { key } of has) takeOut(this.has, key, file);
      for (const { key } of asks) takeOut(this.asks, key, file);
    }
    if (published.length === 0) this.files.delete(file);
    else this.files.set(file, published);
    for (const one of published) {
      const { has, asks } = this.claimsOf(one);
      for (const { key, span } of has) putIn(this.has, key, { file, published: one, span });
      for (const { key, span } of asks) putIn(this.asks, key, { file, published: one, span });
    }
  }

  /** The releases of other files that may concern one of these, or that one of these may concern. */
  near(file: string, published: readonly Published[]): ReadonlyMap<Published, string> {
    const found = new Map<Published, string>();
    const put = (entry: Entry) => {
      if (entry.file !== file) found.set(entry.published, entry.file);
    };
    const look = (table: Table, { key, span }: Claim) => {
      const met = table.get(key);
      if (met) forEachAt(met, span, put);
    };
    for (const one of published) {
      const { has, asks } = this.claimsOf(one);
      for (const claim of has) {
        look(this.has, claim);
        look(this.asks, claim);
      }
      for (const claim of asks) look(this.has, claim);
      // A train says which release comes before this one and which behind; they need not know the train themselves.
      for (const { releases } of [...one.trains, ...[...found.keys()].flatMap(({ trains }) => trains)]) {
        const at = releases.indexOf(one.release);
        if (at < 0) continue;
        for (const name of [releases[at - 1], releases[at + 1]]) if (name) look(this.has, { key: called(name) });
      }
    }
    return found;
  }

  /** Whoever is told of is asked of next, and those of all would be much. */
  private claimsOf(one: Published): Claims {
    if (this.last?.of !== one) this.last = { of: one, claims: claimsOf(one) };
    return this.last.claims;
  }
}

function forEachAt({ whenever, timed, longest }: Met, span: Span | undefined, visit: (entry: Entry) => void): void {
  for (const entry of whenever) visit(entry);
  for (let i = span ? firstFrom(timed, span.start - longest) : 0; i < timed.length; i++) {
    const entry = timed[i]!;
    if (span && entry.span.start > span.end) break;
    if (meet(span, entry.span)) visit(entry);
  }
}

/** The place of the first that starts then or later. */
function firstFrom(timed: Met['timed'], start: Instant): number {
  let [low, high] = [0, timed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timed[middle]!.span.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function putIn(table: Table, key: string, entry: Entry): void {
  const { whenever, timed, longest } = table.get(key) ?? NOBODY;
  if (isTimed(entry)) {
    const { start, end } = entry.span;
    const at = firstFrom(timed, start);
    table.set(key, {
      whenever,
      timed: timed.toSpliced(at, 0, entry),
      longest: Math.max(longest, end - start),
    });
  } else table.set(key, { whenever: [...whenever, entry], timed, longest });
}

const NOBODY: Met = { whenever: [], timed: [], longest: 0 };

function isTimed(entry: Entry): entry is Met['timed'][number] {
  return entry.span !== undefined;
}

function takeOut(table: Table, key: string, file: string): void {
  const met = table.get(key);
  if (!met) return;
  const isOther = (entry: Entry) => entry.file !== file;
  const [whenever, timed] = [met.whenever.filter(isOther), met.timed.filter(isOther)];
  if (whenever.length + timed.length === 0) table.delete(key);
  else table.set(key, { whenever, timed, longest: met.longest });
}
