/** By what an entry of the cache is known to hold: the hash of all that it hangs on. */
import { createHash } from 'node:crypto';
import type { Workspace } from '../../language/workspace.ts';
import type { Published } from '../../plan/facts/published.ts';
import type { Beside } from '../../service/files/one-by-one.ts';

export class Keys {
  private readonly workspace: Workspace;
  /** The program and its settings, the same for all plans. */
  private readonly common: string;
  private readonly texts = new Map<string, string>();
  private readonly bases = new Map<string, string>();
  private readonly marks = new Map<Published, string>();

  constructor(workspace: Workspace, common: readonly string[]) {
    this.workspace = workspace;
    this.common = hashOf(common);
  }

  /** The program, and all texts that the plan is made of. */
  basisOf(uri: string): string {
    const known = this.bases.get(uri);
    if (known !== undefined) return known;
    const parts = [this.common, uri];
    for (const [file, source] of this.workspace.sources(uri))
      parts.push(file, 'text' in source ? this.textOf(file, source.text) : source.missing);
    const basis = hashOf(parts);
    this.bases.set(uri, basis);
    return basis;
  }

  /** Beside that what the findings hang on, but for the moment. */
  besideOf(uri: string, { near, trainmates, version = '' }: Beside): string {
    const mates = trainmates.map((mate) => this.basisOf(mate));
    return hashOf([this.basisOf(uri), version, `${near.length}`, ...near.map((one) => this.markOf(one)), ...mates]);
  }

  markOf(one: Published): string {
    const mark = this.marks.get(one) ?? hashOf([JSON.stringify(one)]);
    this.marks.set(one, mark);
    return mark;
  }

  /** As it was when its facts were put away: they are the same. */
  isMarked(one: Published, mark: string): void {
    this.marks.set(one, mark);
  }

  private textOf(file: string, text: string): string {
    const hash = this.texts.get(file) ?? hashOf([text]);
    this.texts.set(file, hash);
    return hash;
  }
}

/** No two lists have one hash: each part is told apart from the next. */
export function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}
