/** What the files of a workspace tell each other, in their order, and whom news concern. */
import { PublishedIndex } from '../../plan/facts/across/index.ts';
import type { Published } from '../../plan/facts/published.ts';

export class Told {
  private readonly index: PublishedIndex;
  /** Where each file stands among the others. */
  private readonly places: Map<string, number>;
  /** Files with trains: what they find hangs on the whole plans of the releases, wherever these stand. */
  private readonly withTrains: Set<string>;
  private next: number;
  private readonly waiting: Set<string>;
  /** Since somebody asked for the news. */
  private readonly concerned = new Set<string>();

  constructor(of?: Told) {
    this.index = of?.index.fork() ?? new PublishedIndex();
    this.places = new Map(of?.places);
    this.withTrains = new Set(of?.withTrains);
    this.next = of?.next ?? 0;
    this.waiting = new Set(of?.waiting);
  }

  fork(): Told {
    return new Told(this);
  }

  /** A file that is new stands behind all others; one that was gone as well. */
  place(uri: string): void {
    if (!this.places.has(uri)) this.places.set(uri, this.next++);
  }

  remove(uri: string): void {
    this.places.delete(uri);
  }

  /** What it tells may be something else by now. */
  outdate(uri: string): void {
    this.waiting.add(uri);
  }

  outdated(): readonly string[] {
    return [...this.waiting];
  }

  isOutdated(uri: string): boolean {
    return this.waiting.has(uri);
  }

  of(uri: string): readonly Published[] {
    return this.index.of(uri);
  }

  /** The files that this may concern: whoever has to do with what it says now, or with what it said. */
  tell(uri: string, published: readonly Published[], hasTrain: boolean): readonly string[] {
    this.waiting.delete(uri);
    this.concerned.add(uri);
    const near = new Set(this.withTrains);
    if (hasTrain) this.withTrains.add(uri);
    else this.withTrains.delete(uri);
    for (const file of this.spread(uri, published)) near.add(file);
    for (const file of near) this.concerned.add(file);
    return [...near];
  }

  private spread(uri: string, published: readonly Published[]): Iterable<string> {
    const before = this.index.of(uri);
    if (isSame(before, published)) return [];
    const near = new Set(this.index.near(uri, before).values());
    this.index.set(uri, published);
    for (const file of this.index.near(uri, published).values()) near.add(file);
    return near;
  }

  /** The files that were told, and whom that concerned; then none. */
  news(): readonly string[] {
    const news = [...this.concerned];
    this.concerned.clear();
    return news;
  }

  near(uri: string, published: readonly Published[]): readonly Published[] {
    return this.inOrder(this.index.near(uri, published));
  }

  others(uri: string): readonly Published[] {
    const all = [...this.index.all()].filter(([file]) => file !== uri);
    return this.inOrder(all.flatMap(([file, published]) => published.map((one) => [one, file] as const)));
  }

  /** The other files that declare a release of one of these names. */
  declaring(uri: string, releases: Iterable<string>): readonly string[] {
    const found = [...releases].flatMap((name) => this.index.declaring(name));
    return this.filesInOrder(new Set(found.filter((file) => file !== uri)));
  }

  /** All files that have releases. */
  publishing(): readonly string[] {
    return this.filesInOrder([...this.index.all()].map(([file]) => file));
  }

  private filesInOrder(files: Iterable<string>): readonly string[] {
    return [...files].sort((a, b) => (this.places.get(a) ?? 0) - (this.places.get(b) ?? 0));
  }

  /** As the files stand, and inside of each as the text has them. */
  private inOrder(found: Iterable<readonly [Published, string]>): readonly Published[] {
    const placeOf = (file: string) => this.places.get(file) ?? Number.POSITIVE_INFINITY;
    const rankIn = (one: Published, file: string) => this.index.of(file).indexOf(one);
    return [...found]
      .sort(([a, inA], [b, inB]) => placeOf(inA) - placeOf(inB) || rankIn(a, inA) - rankIn(b, inB))
      .map(([one]) => one);
  }
}

/** Both are plain data, in which what nobody says may be missing. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => isSame(one, b[i]));
  const [own, others] = [a, b] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  for (const name in own) if (!isSame(own[name], others[name])) return false;
  for (const name in others) if (others[name] !== undefined && !(name in own)) return false;
  return true;
}
