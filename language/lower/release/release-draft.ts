/** A release while its lines are read: its lists are open, its names are entered as they come. */
import { type Release, TBD } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context, Mutable } from '../context.ts';

type Lists = {
  [K in keyof Release]: Release[K] extends readonly (infer Item)[]
    ? Item[]
    : Release[K] extends ReadonlyMap<string, infer Item>
      ? Map<string, Item>
      : Release[K];
};

export type ReleaseDraft = Mutable<Lists>;

export function newReleaseDraft(context: Context, node: ast.Declaration): ReleaseDraft {
  return {
    ...context.declared(node, node.name),
    kind: 'release',
    releaseKind: 'normal',
    ...saidOn('release', context, node),
    zone: 'UTC',
    holidaysOf: [],
    windows: [],
    promises: [],
    changes: [],
    budgets: [],
    costs: [],
    confirmations: [],
    benefits: [],
    risks: [],
    issues: [],
    rehearsals: [],
    uats: [],
    freezes: [],
    maintenances: [],
    events: [],
    rosters: [],
    reserves: [],
    waivers: [],
    triggers: [],
    milestones: [],
    blocks: [],
    steps: [],
    pointsOfNoReturn: [],
    dropped: [],
    names: new Map(),
    things: new Map(),
    tags: node.tags,
    links: node.links.filter((link) => link !== TBD),
  };
}
