/**
 * Many plans read and judged by several at once. Whoever helps has a workspace of its own, into which comes what a batch of plans
 * needs; a batch and its answer are plain data, and what is found is the same wherever it is.
 */

import type { Unread } from '../../language/files/import-graph.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import type { Folding } from '../../plan/facts/folded.ts';
import type { Published } from '../../plan/facts/published.ts';
import type { Instant } from '../../plan/time/model.ts';
import { type Early, Held } from './held.ts';
import { type FoldedFound, foldFound, foundBy, PLAIN, type Tells, tellsOf } from './kept.ts';

/** A release of a plan: the file of that, and its place in what that tells. */
type Reference = readonly [uri: string, index: number];

export interface Batch {
  /** `what was left`: in those that are still held, when there is no other to read. */
  readonly asks: 'what they tell' | 'what was left' | 'what is found';
  readonly plans: readonly {
    readonly uri: string;
    /** Beside whom it is judged. */
    readonly near?: readonly Reference[];
  }[];
  /** Whatever of it was not sent before. */
  readonly texts: readonly (readonly [uri: string, text: string])[];
  readonly missing: readonly (readonly [uri: string, why: Unread])[];
  readonly told: readonly (readonly [uri: string, published: readonly Published[]])[];
}

export interface Part {
  readonly uri: string;
  readonly tells?: Tells;
  /** Of who was asked what they tell it comes later, beside those who were near by then; all of these have told by now. */
  readonly found?: FoldedFound;
  readonly near?: readonly Reference[];
}

export interface HelpingOptions {
  readonly roots: readonly string[];
  readonly now: Instant;
  pathOf(uri: string): string;
  /** The same as whoever is helped has. */
  readonly folding?: Folding;
}

/** Answers one batch after the other. */
export function helping({ roots, now, pathOf, folding }: HelpingOptions): (batch: Batch) => readonly Part[] {
  const workspace = createWorkspace({ roots, now: () => now, ...(folding && { folding }) });
  const told = new Map<string, readonly Published[]>();
  const held = new Held(workspace, HOLDS, folding ?? PLAIN, pathOf);
  const refer = (one: Published): Reference => [one.file, workspace.tells(one.file).indexOf(one)];
  const partOf = ({ near, ...early }: Early): Part => ({ ...early, near: near.map(refer) });
  const read = (uri: string): readonly Part[] => {
    const tells = tellsOf(workspace, uri);
    return [{ uri, tells }, ...held.add(uri, tells).map(partOf)];
  };
  const judge = ({ uri, near = [] }: Batch['plans'][number]): Part => {
    const others = near.map(([file, index]) => told.get(file)![index]!);
    const found = foundBy(workspace.judgedBeside(uri, others), workspace, pathOf);
    return { uri, found: foldFound(found, folding ?? PLAIN) };
  };
  return ({ asks, plans, ...sent }) => {
    for (const [uri, text] of sent.texts) workspace.set(uri, text);
    for (const [uri, why] of sent.missing) workspace.markMissing(uri, why);
    for (const [uri, published] of sent.told) told.set(uri, published);
    if (asks === 'what they tell') return plans.flatMap(({ uri }) => read(uri));
    if (asks === 'what was left') return [...held.rest()].map(partOf);
    return plans.map((plan) => {
      const part = judge(plan);
      workspace.letGo(plan.uri);
      return part;
    });
  };
}

/** So many plans whoever helps holds whole: those of some nights. */
const HOLDS = 40;

/** What of a workspace a helper gets with its batches: everything once. */
export class Sending {
  private readonly workspace: Workspace;
  private readonly sent = new Set<string>();
  private readonly told = new Set<string>();

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** @param near whom each is judged beside; undefined: it is asked what it tells */
  batch(uris: readonly string[], near?: (uri: string) => readonly Published[]): Batch {
    const texts: [string, string][] = [];
    const missing: [string, Unread][] = [];
    const told: [string, readonly Published[]][] = [];
    for (const uri of uris)
      for (const [file, source] of this.workspace.sources(uri)) {
        if (this.sent.has(file)) continue;
        this.sent.add(file);
        if ('text' in source) texts.push([file, source.text]);
        else missing.push([file, source.missing]);
      }
    const refer = (one: Published): Reference => {
      const all = this.workspace.tells(one.file);
      if (!this.told.has(one.file)) told.push([one.file, all]);
      this.told.add(one.file);
      return [one.file, all.indexOf(one)];
    };
    const plans = uris.map((uri) => ({ uri, ...(near && { near: near(uri).map(refer) }) }));
    return { asks: near ? 'what is found' : 'what they tell', plans, texts, missing, told };
  }

  /** Behind the last batch of those that were asked what they tell. */
  rest(): Batch {
    return { asks: 'what was left', plans: [], texts: [], missing: [], told: [] };
  }
}
