/**
 * Plans that are read one after the other, the last of them held whole. Who makes room for another is judged beside those who are
 * near by then: most plans meet others of the same nights, and these are read one behind the other (`byNight`), so that hardly
 * anything is read again. Whom somebody has come near to later, has to be.
 */
import type { Workspace } from '../../language/workspace.ts';
import type { Folding } from '../../plan/facts/folded.ts';
import type { Published } from '../../plan/facts/published.ts';
import { type FoldedFound, foldFound, foundBy, type Tells } from './kept.ts';

/** What is found in a plan beside these. */
export interface Early {
  readonly uri: string;
  readonly found: FoldedFound;
  readonly near: readonly Published[];
}

export class Held {
  private readonly held: { readonly uri: string; readonly tells: Tells }[] = [];
  private readonly workspace: Workspace;
  private readonly most: number;
  private readonly folding: Folding;
  private readonly pathOf: ((uri: string) => string) | undefined;

  /** @param pathOf by what paths findings are known again; left out: nobody can be judged yet */
  constructor(workspace: Workspace, most: number, folding: Folding, pathOf?: (uri: string) => string) {
    this.workspace = workspace;
    this.most = most;
    this.folding = folding;
    this.pathOf = pathOf;
  }

  /** What is found in whoever makes room for it; nothing of plans that are judged by more than what they and others say now. */
  add(uri: string, tells: Tells): readonly Early[] {
    this.held.push({ uri, tells });
    return this.held.length > this.most ? this.leave() : [];
  }

  /** The same of all that are held. */
  *rest(): Iterable<Early> {
    while (this.held.length > 0) yield* this.leave();
  }

  private leave(): readonly Early[] {
    const { uri, tells } = this.held.shift()!;
    const { workspace, folding, pathOf } = this;
    const early: Early[] = [];
    if (pathOf && !tells.trains && !tells.asksForHistory) {
      const near = workspace.near(uri);
      const found = foundBy(workspace.judgedBeside(uri, near), workspace, pathOf);
      early.push({ uri, near, found: foldFound(found, folding) });
    }
    workspace.letGo(uri);
    return early;
  }
}

/**
 * In the order of the first day that each names behind `window`, else anywhere; those that name none come first. What is found hangs
 * on none of this.
 */
export function byNight(uris: readonly string[], text: (uri: string) => string | undefined): readonly string[] {
  const nights = new Map(uris.map((uri) => [uri, nightIn(text(uri) ?? '')]));
  return [...uris].sort((a, b) => {
    const [first, second] = [nights.get(a)!, nights.get(b)!];
    return Number(first > second) - Number(first < second);
  });
}

function nightIn(text: string): string {
  const day = /\d{4}-\d\d-\d\d/;
  return /^[ \t]*window\b[^\n]*/m.exec(text)?.[0].match(day)?.[0] ?? day.exec(text)?.[0] ?? '';
}
