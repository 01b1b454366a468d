/**
 * Many plans read and judged by several at once. Whoever helps has a workspace of its own, into which comes what a batch of plans
 * needs; a batch and its answer are plain data, and what is found is the same wherever it is.
 */

import type { Unread } from '../../language/files/import-graph.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import type { Published } from '../../plan/facts/published.ts';
import type { Instant } from '../../plan/time/model.ts';
import { type Found, foundBy, type Tells, tellsOf } from './kept.ts';

export interface Batch {
  readonly asks: 'what they tell' | 'what is found';
  readonly plans: readonly {
    readonly uri: string;
    /** Beside whom it is judged: the file of each, and its place in what that tells. */
    readonly near?: readonly (readonly [uri: string, index: number])[];
  }[];
  /** Whatever of it was not sent before. */
  readonly texts: readonly (readonly [uri: string, text: string])[];
  readonly missing: readonly (readonly [uri: string, why: Unread])[];
  readonly told: readonly (readonly [uri: string, published: readonly Published[]])[];
}

export interface Part {
  readonly uri: string;
  readonly tells?: Tells;
  /** Of who was asked what they tell: as it would be without neighbours, where there may be none. */
  readonly found?: Found;
}

export interface HelpingOptions {
  readonly roots: readonly string[];
  readonly now: Instant;
  pathOf(uri: string): string;
}

/** Answers one batch after the other. */
export function helping({ roots, now, pathOf }: HelpingOptions): (batch: Batch) => readonly Part[] {
  const workspace = createWorkspace({ roots, now: () => now });
  const told = new Map<string, readonly Published[]>();
  const read = (uri: string): Part => {
    const tells = tellsOf(workspace, uri);
    const found = foundAlone(workspace, uri, tells, pathOf);
    return { uri, tells, ...(found && { found }) };
  };
  const judge = ({ uri, near = [] }: Batch['plans'][number]): Part => {
    const others = near.map(([file, index]) => told.get(file)![index]!);
    return { uri, found: foundBy(workspace.judgedBeside(uri, others), workspace, pathOf) };
  };
  return ({ asks, plans, ...sent }) => {
    for (const [uri, text] of sent.texts) workspace.set(uri, text);
    for (const [uri, why] of sent.missing) workspace.markMissing(uri, why);
    for (const [uri, published] of sent.told) told.set(uri, published);
    return plans.map((plan) => {
      const part = asks === 'what they tell' ? read(plan.uri) : judge(plan);
      workspace.letGo(plan.uri);
      return part;
    });
  };
}

/** What is found in a plan by itself; undefined where it has neighbours by now, or is judged by more than its text. */
export function foundAlone(
  workspace: Workspace,
  uri: string,
  { trains, asksForHistory }: Tells,
  pathOf: (uri: string) => string,
): Found | undefined {
  if (trains || asksForHistory || workspace.near(uri).length > 0) return undefined;
  return foundBy(workspace.judgedBeside(uri, []), workspace, pathOf);
}

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
    const refer = (one: Published): readonly [string, number] => {
      const all = this.workspace.tells(one.file);
      if (!this.told.has(one.file)) told.push([one.file, all]);
      this.told.add(one.file);
      return [one.file, all.indexOf(one)];
    };
    const plans = uris.map((uri) => ({ uri, ...(near && { near: near(uri).map(refer) }) }));
    return { asks: near ? 'what is found' : 'what they tell', plans, texts, missing, told };
  }
}
