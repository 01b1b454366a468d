/** Names that a walk has met and that `link` looks up when all are declared. */
import type { OwnKind, Place, Ref, Reference, Release } from '../../plan/model.ts';
import type { Expected } from './expected.ts';

/** Where a name stands. */
export interface UsedIn {
  readonly release: Release | undefined;
  /** Where a runbook is declared. */
  readonly isJudged: boolean;
}

interface UsedName extends UsedIn {
  readonly ref: Ref;
  readonly expected: Expected;
}

/** `backup orders-db` used as a name: right when exactly one step of the release is that. */
export interface UsedStep {
  readonly verb: Ref;
  readonly target: Ref;
  readonly place: Place;
  readonly release: Release | undefined;
}

export class UsedNames {
  readonly names: UsedName[] = [];
  readonly steps: UsedStep[] = [];
  readonly kinds: Reference[] = [];
  /** Rollbacks and plays of a release that the runbooks it uses name. */
  readonly blocksOfUses: { readonly ref: Ref; readonly runbook?: string; readonly release?: Release }[];
  /** What is given for parameters that do not say what they are, and what the lines of the runbook take it for. */
  readonly takenFor: { readonly ref: Ref; readonly expected: Expected; readonly release: Release | undefined }[];
  private readonly handed: Set<Ref>;

  /** Of the lines that a `use` writes out: `around` is what the lines around it use. */
  constructor(around?: UsedNames) {
    this.blocksOfUses = around?.blocksOfUses ?? [];
    this.takenFor = around?.takenFor ?? [];
    this.handed = around?.handed ?? new Set();
  }

  /** A name that is given for a parameter which says nothing of it: its place is judged by what the runbook takes it for. */
  handOver(ref: Ref): Ref {
    this.handed.add(ref);
    return ref;
  }

  /** Notes for what the lines of a runbook take what was handed over. */
  take(ref: Ref, expected: Expected, release: Release | undefined): void {
    if (this.handed.has(ref)) this.takenFor.push({ ref, expected, release });
  }

  /** A kind of release used; names of kinds are apart from all others. */
  kind(target: OwnKind, place: Place): void {
    this.kinds.push({ name: target.name, place, target, expected: 'a kind of release', kinds: ['release-kind'] });
  }
}
