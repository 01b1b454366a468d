/** What a release leaves to others, and the trains that say to whom. */
import type { Issue, Plan, Release, Risk, ScopeItem, Train } from '../../model.ts';
import type { Schedule } from '../../schedule/model.ts';
import type { Instant } from '../../time/model.ts';

/** What is not done of a release, as it stood. */
export interface LeftBehind {
  readonly items: readonly LeftItem[];
  /** The end of its run; undefined while its date is open. */
  readonly end?: Instant;
}

export type LeftItem = ScopeItem | Issue | Risk;

export interface PublishedTrain {
  readonly name: string;
  /** In their order. */
  readonly releases: readonly string[];
  readonly carriesOver: readonly string[];
}

/** What nobody wants (`wont`) is left to nobody. */
export function leftBehind({ scope, issues, risks }: Release, { T, run }: Schedule): LeftBehind {
  const open = (scope?.items ?? []).filter(({ done, priority }) => !done && priority !== 'wont');
  const items = [...open, ...issues.filter(({ done }) => !done), ...risks];
  return { items, end: T === undefined ? undefined : run?.end };
}

/** The release, or the train, that it is put off to. */
export function deferredTo(item: LeftItem): string | undefined {
  return item.kind === 'scope-item' ? item.deferredTo?.name : undefined;
}

export function trainsOf({ trains }: Plan): readonly PublishedTrain[] {
  return trains.map(publishedTrain);
}

export function publishedTrain({ name, releases, carriesOver }: Train): PublishedTrain {
  return {
    name,
    releases: releases.map(({ ref }) => ref.name),
    carriesOver: carriesOver.map((word) => word.name),
  };
}
