/**
 * What is kept of a plan that is let go of: what it tells the others, and what was found in it. Plain data that loses nothing on
 * the way through JSON: another process, or another day, can go on with it.
 */
import type { Workspace } from '../../language/workspace.ts';
import { type Analysis, type Judged, ownTrains } from '../../plan/analysis.ts';
import type { Folding } from '../../plan/facts/folded.ts';
import { asksForHistory } from '../../plan/facts/history.ts';
import type { Published } from '../../plan/facts/published.ts';
import { type Finding, type Fix, withMembers } from '../../plan/findings/findings.ts';
import { type Identity, identities } from '../../plan/findings/identity.ts';
import type { OwnKind, Plan, Policy, Release } from '../../plan/model.ts';
import type { Severities } from '../../plan/policies/policy.ts';
import type { Now } from '../../plan/time/now.ts';

/** The same whatever the others say, and whenever it is asked. */
export interface Tells {
  readonly published: readonly Published[];
  /** The releases of its own trains, into which these look; left out: it declares no train. */
  readonly trains?: readonly string[];
  /** What is found hangs on what it said earlier, too. */
  readonly asksForHistory: boolean;
}

/** Without what only pictures and schedules are made of. */
export interface Found {
  readonly file: string;
  readonly releases: readonly Pick<Release, 'name' | 'title' | 'releaseKind' | 'place' | 'head'>[];
  readonly policies: readonly Policy[];
  readonly kinds: readonly OwnKind[];
  readonly severities?: Severities;
  readonly findings: readonly Finding[];
  /** Of each finding and its members, in the order of `withMembers`. */
  readonly identities: readonly Identity[];
  /** Of each finding, the best first. */
  readonly fixes: readonly (readonly Fix[])[];
  /** The first and the last moment at which all of it is so; left out: always. */
  readonly holds: Now['holds'];
}

export function tellsOf(workspace: Workspace, uri: string): Tells {
  const plan = workspace.plan(uri);
  const trains = ownTrains(plan);
  const names = new Set(trains.flatMap(({ releases }) => releases.map(({ ref }) => ref.name)));
  return {
    published: workspace.tells(uri),
    ...(trains.length > 0 && { trains: [...names] }),
    asksForHistory: asksForHistory(plan),
  };
}

/** @param pathOf by what paths findings are known again */
export function foundBy(
  { analysis, fixesOf, holds }: Judged,
  workspace: Workspace,
  pathOf: (uri: string) => string,
): Found {
  const { plan, findings, severities } = analysis;
  const known = identities(analysis, { pathOf, text: (uri) => workspace.text(uri) });
  return {
    file: plan.file,
    releases: plan.releases.map(({ name, title, releaseKind, place, head }) => ({
      ...{ name, releaseKind, place, head },
      ...(title !== undefined && { title }),
    })),
    policies: plan.policies,
    kinds: [...plan.kinds.values()],
    ...(severities && { severities }),
    findings,
    identities: withMembers(findings).map((finding) => known.get(finding)!),
    fixes: findings.map(fixesOf),
    // The repairs have asked what time it is as well.
    holds: holds(),
  };
}

/** What was found as a text, until a report is made of it: of thousands of plans nothing else is as much. */
export type FoldedFound = string;

export function foldFound(found: Found, { fold }: Folding): FoldedFound {
  return fold(JSON.stringify(found));
}

export function unfoldFound(folded: FoldedFound, { unfold }: Folding): Found {
  return JSON.parse(unfold(folded)) as Found;
}

/** For who has no means to make a text smaller. */
export const PLAIN: Folding = { fold: (text) => text, unfold: (text) => text };

/** As reports read it: all other lists and tables of the plan are empty. */
export function analysisOf({ file, releases, policies, kinds, severities, findings }: Found): Analysis {
  const none: readonly never[] = [];
  const plan = {
    ...{ file, policies, kinds: new Map(kinds.map((kind) => [kind.name, kind])) },
    ...{
      imports: none,
      trains: none,
      norms: none,
      waivers: none,
      references: none,
      writtenTimes: none,
      duplicates: none,
    },
    ...{ problems: none, unread: none, declarations: none, placeholders: none, names: new Map() },
    releases: releases as Plan['releases'],
  };
  return {
    plan,
    schedules: [],
    published: [],
    findings,
    unread: {},
    waivers: [],
    ...(severities && { severities }),
  };
}
