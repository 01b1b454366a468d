/**
 * Which file imports which, kept up to date as files come and go. Whatever is asked of it costs as much as there are files and
 * import lines on the way, never as much as there are ways between them.
 */
import { type Circles, circlesIn, wayBack } from './circles.ts';
import type { ImportLine } from './imports.ts';

/** So many files a plan may read. Each brings all its names, so that without a limit a chain of files costs its square. */
export const MOST_IMPORTED = 256;

/** Why nothing can be read at a place. */
export type Unread = 'missing' | 'outside' | 'unreadable';

/** What one import line is the first to lead to. */
export interface Reached {
  readonly line: ImportLine;
  /** The file that it names is read, here or for a line above. */
  readonly isRead: boolean;
  /** As names are looked for: each file before those that it imports. */
  readonly nearest: readonly string[];
  /** As rules build on each other: each file behind those that it imports. */
  readonly foundations: readonly string[];
  /** More files are behind this line, or in those below it, than are read. */
  readonly isCut: boolean;
}

export class ImportGraph {
  private readonly present = new Map<string, readonly ImportLine[]>();
  private readonly targets = new Map<string, ReadonlySet<string>>();
  private readonly importing = new Map<string, Set<string>>();
  private readonly missing: Map<string, Unread>;
  private readonly wantedFiles = new Set<string>();
  private circles: Circles | undefined;

  constructor(
    files: Iterable<readonly [string, readonly ImportLine[]]> = [],
    missing: Iterable<readonly [string, Unread]> = [],
  ) {
    this.missing = new Map(missing);
    for (const [uri, lines] of files) this.set(uri, lines);
  }

  set(uri: string, lines: readonly ImportLine[]): void {
    this.takeOut(uri);
    this.missing.delete(uri);
    this.wantedFiles.delete(uri);
    const targets = targetsOf(lines);
    this.present.set(uri, lines);
    this.targets.set(uri, targets);
    for (const target of targets) {
      const importers = this.importing.get(target);
      if (importers) importers.add(uri);
      else this.importing.set(target, new Set([uri]));
      if (!this.present.has(target) && !this.missing.has(target)) this.wantedFiles.add(target);
    }
  }

  remove(uri: string): void {
    this.takeOut(uri);
    if (this.importing.has(uri)) this.wantedFiles.add(uri);
  }

  /** Nothing can be read there. */
  markMissing(uri: string, why: Unread): void {
    this.missing.set(uri, why);
    this.wantedFiles.delete(uri);
  }

  /** Why a file is not present. */
  whyMissing(uri: string): Unread {
    return this.missing.get(uri) ?? 'missing';
  }

  /** What is imported, and neither there nor known to be missing. */
  wanted(): readonly string[] {
    return [...this.wantedFiles];
  }

  fork(): ImportGraph {
    return new ImportGraph(this.present, this.missing);
  }

  /** The file and all that import it, however far; with `isOf`, not beyond those it is not true of. */
  dependents(uri: string, isOf: (importer: string) => boolean = () => true): readonly string[] {
    const found = new Set([uri]);
    for (const one of found)
      for (const importer of this.importing.get(one) ?? []) if (isOf(importer)) found.add(importer);
    return [...found];
  }

  /** The file and what it imports, however far, each behind what it imports (within a circle in any order). */
  inOrder(uri: string, isOf: (imported: string) => boolean): readonly string[] {
    const found = new Set([uri]);
    for (const one of found) {
      for (const target of this.leads(one)) if (this.present.has(target) && isOf(target)) found.add(target);
    }
    const { rank } = this.ranks();
    return [...found].filter((one) => this.present.has(one)).sort((a, b) => rank.get(a)! - rank.get(b)!);
  }

  /** The file and all that it would read, however far, present or not. */
  reads(uri: string): readonly string[] {
    const found = new Set([uri]);
    for (const one of found) for (const target of this.leads(one)) found.add(target);
    return [...found];
  }

  isInCircle(uri: string): boolean {
    return this.ranks().inCircle.has(uri);
  }

  areInOneCircle(a: string, b: string): boolean {
    const { rank, inCircle } = this.ranks();
    return inCircle.has(a) && rank.get(a) === rank.get(b);
  }

  /** Each file is read once, where the first line leads to it. `isRead`: false for a file that is passed over. */
  reachedFrom(uri: string, isRead: (imported: string) => boolean): readonly Reached[] {
    const seen = new Set<string>([uri]);
    return (this.present.get(uri) ?? []).map((line) => {
      const nearest: string[] = [];
      const foundations: string[] = [];
      let isCut = false;
      const open: { readonly uri: string; readonly ahead: Iterator<string> }[] = [];
      const enter = (target: string): void => {
        if (seen.has(target) || !this.present.has(target) || !isRead(target)) return;
        if (seen.size > MOST_IMPORTED) {
          isCut = true;
          return;
        }
        seen.add(target);
        nearest.push(target);
        open.push({ uri: target, ahead: this.leads(target)[Symbol.iterator]() });
      };
      if (leadsSomewhere(line)) enter(line.target);
      for (let top = open.at(-1); top && !isCut; top = open.at(-1)) {
        const next = top.ahead.next();
        if (!next.done) enter(next.value);
        else foundations.push(open.pop()!.uri);
      }
      while (open.length > 0) foundations.push(open.pop()!.uri);
      return { line, isRead: line.target !== uri && seen.has(line.target ?? ''), nearest, foundations, isCut };
    });
  }

  /** The circle that an import closes, first = last; undefined where it closes none, or none that anybody would read. */
  circleOver(uri: string, target: string): readonly string[] | undefined {
    return this.areInOneCircle(uri, target) ? wayBack(uri, target, (one) => this.leads(one)) : undefined;
  }

  private takeOut(uri: string): void {
    this.circles = undefined;
    for (const target of this.leads(uri)) {
      const importers = this.importing.get(target)!;
      importers.delete(uri);
      if (importers.size > 0) continue;
      this.importing.delete(target);
      this.wantedFiles.delete(target);
    }
    this.present.delete(uri);
    this.targets.delete(uri);
  }

  private leads(uri: string): ReadonlySet<string> {
    return this.targets.get(uri) ?? NOWHERE;
  }

  private ranks(): Circles {
    this.circles ??= circlesIn(this.present.keys(), (uri) => this.leads(uri));
    return this.circles;
  }
}

const NOWHERE: ReadonlySet<string> = new Set();

type Leading = ImportLine & { readonly target: string };

function leadsSomewhere(line: ImportLine): line is Leading {
  return line.target !== undefined && line.problem === undefined;
}

function targetsOf(lines: readonly ImportLine[]): ReadonlySet<string> {
  return new Set(lines.filter(leadsSomewhere).map(({ target }) => target));
}
