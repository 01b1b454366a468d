/** Another way to write what a plan says. Plain data. */
import type { TextEdit } from '../../language/edit/edits.ts';
import type { Place } from '../../plan/model.ts';

export interface Refactoring {
  /** With how the schedule would change; where it says nothing of that, it stays as it is. */
  readonly title: string;
  readonly kind: 'extract' | 'inline' | 'rewrite';
  readonly edits: readonly TextEdit[];
  /** A file that has to be made before it is written. */
  readonly creates?: string;
}

/** Before it is tried. Of several ways to write it the first that keeps the schedule is taken, else the last that can be read. */
export interface Attempt extends Pick<Refactoring, 'kind' | 'creates'> {
  readonly title: string;
  readonly ways: readonly (readonly TextEdit[])[];
}

/** What is asked for: where, in a version of the texts. */
export type { Version } from '../step-edit/version.ts';

export type Selected = Place;
