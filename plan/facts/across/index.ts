/**
 * Which releases of a workspace may concern each other, found by key and time and not by asking each of each: a person, an
 * environment, a system, a room, a freeze, a change record, a fund, a train. What is found may yet not clash; what is not, cannot.
 */
import type { Span } from '../../schedule/model.ts';
import type { Published } from '../published.ts';
import { type Claim, type Claims, called, claimsOf, meet } from './claims.ts';

interface Entry {
  readonly file: string;
  readonly published: Published;
  readonly span?: Span;
}

type Table = Map<string, readonly Entry[]>;

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
    return (this.has.get(called(release)) ?? []).map(({ file }) => file);
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
    const look = (table: Table, { key, span }: Claim) => {
      for (const entry of table.get(key) ?? []) {
        if (entry.file !== file && meet(span, entry.span)) found.set(entry.published, entry.file);
      }
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

/** Lists are never changed in place: a fork holds the same ones. */
function putIn(table: Table, key: string, entry: Entry): void {
  table.set(key, [...(table.get(key) ?? []), entry]);
}

function takeOut(table: Table, key: string, file: string): void {
  const left = (table.get(key) ?? []).filter((entry) => entry.file !== file);
  if (left.length === 0) table.delete(key);
  else table.set(key, left);
}
