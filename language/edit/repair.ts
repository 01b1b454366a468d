/**
 * Repairs plans by the fixes of their findings, as `check --fix` and "fix all on save" do it, and says which may be offered.
 *
 * Only a finding with exactly one fix is repaired unasked: where there are two ways out, somebody must choose. A fix stays,
 * or is offered, only if it removes its finding and does no harm in any plan that reads the changed file (`trial.ts`).
 * What is told together is repaired together, and one by one where that does harm.
 */
import type { FixesOf } from '../../plan/analysis.ts';
import type { Finding, Fix } from '../../plan/findings/findings.ts';
import type { Position } from '../../plan/model.ts';
import { format } from '../format.ts';
import type { Workspace } from '../workspace.ts';
import { type TextEdit, textEdits } from './edits.ts';
import { tried } from './trial.ts';

export interface Repaired {
  /** The new texts of the files that change, by URI. */
  readonly texts: ReadonlyMap<string, string>;
  /** In the order they were made; places are those of the text just before. */
  readonly made: readonly Repair[];
  /** Each would have brought another finding, or not have removed its own. */
  readonly refused: readonly Repair[];
}

export interface Repair {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface RepairOptions {
  /** How often the plans may be analysed anew; what is left then stays as it is. */
  readonly trials?: number;
  /** The fix to make of a finding; default: the one that needs nobody to choose. */
  readonly fixOf?: (finding: Finding, fixesOf: FixesOf) => Fix | undefined;
}

/** The fix that needs nobody to choose. What nothing uses may be what a misspelt name meant: it is left alone. */
export function preferredFix(finding: Finding, fixesOf: FixesOf): Fix | undefined {
  if (finding.waived || finding.faded) return undefined;
  const fixes = fixesOf(finding);
  return fixes.length === 1 ? fixes[0] : undefined;
}

/**
 * Whether a fix of a finding of `file` may be offered: it passes the same trial as one that is made unasked. Of one analysis
 * each is tried once, however often an editor asks.
 */
export function isSound(workspace: Workspace, file: string, fix: Fix): boolean {
  let sound = verdicts.get(fix);
  if (sound === undefined) {
    const edits = textEdits(fix.edits, (uri) => workspace.text(uri));
    sound = edits.length > 0 && tried(workspace, file, edits, fix.repairs ?? 1) !== undefined;
    verdicts.set(fix, sound);
  }
  return sound;
}

/** A fix belongs to the findings of one analysis, and goes with them. */
const verdicts = new WeakMap<Fix, boolean>();

/** Whether that is known already, so that to ask costs nothing. */
export function isJudged(fix: Fix): boolean {
  return verdicts.has(fix);
}

/** Repairs `files` of a workspace, which itself stays as it is. No other file is changed. */
export function repair(workspace: Workspace, files: readonly string[], options: RepairOptions = {}): Repaired {
  let present = workspace.fork();
  let trials = options.trials ?? Number.POSITIVE_INFINITY;
  const fixOf = options.fixOf ?? preferredFix;
  const made: Repair[] = [];
  const left: Repair[] = [];
  let refused = new Set<string>();

  for (const file of files) {
    // What was refused may do no harm any more once others are made.
    for (let before = -1; before !== made.length; ) {
      before = made.length;
      refused = new Set();
      // A repair may uncover the next one (a corrected name, copied once more). Every round leaves fewer findings.
      for (let isChanged = true; isChanged; ) {
        const open = repairsIn(present, file, fixOf, refused).filter((one) => !refused.has(keyOf(one)));
        const candidates = compatible(present, open).filter(({ edits }) =>
          edits.every((edit) => files.includes(edit.file)),
        );
        isChanged = makeHarmless(file, candidates);
      }
    }
    left.push(...repairsIn(present, file, fixOf, refused).filter((one) => refused.has(keyOf(one))));
  }
  const texts = files
    .filter((file) => present.text(file) !== workspace.text(file))
    .map((file) => [file, laidOut(workspace.text(file)!, present.text(file)!)] as const);
  return { texts: new Map(texts), made, refused: left };

  /**
   * Makes what does no harm of repairs whose edits fit together; what does is found by halving. True: there may be more to
   * make, for some were made, or what was refused of several facts may be made of one of them.
   */
  function makeHarmless(file: string, candidates: readonly Candidate[]): boolean {
    const start = present;
    const kept: Candidate[] = [];
    let isTakenApart = false;
    const attempt = (some: readonly Candidate[]): void => {
      if (some.length === 0 || trials-- <= 0) return;
      const all = [...kept, ...some];
      const trial = tried(
        start,
        file,
        all.flatMap(({ edits }) => edits),
        all.reduce((sum, { repair: { fix } }) => sum + (fix.repairs ?? 1), 0),
      );
      if (trial) {
        present = trial;
        kept.push(...some);
      } else if (some.length === 1) {
        const [{ repair }] = some as [Candidate];
        refused.add(keyOf(repair));
        isTakenApart ||= repair.finding.members !== undefined;
      } else {
        attempt(some.slice(0, some.length >> 1));
        attempt(some.slice(some.length >> 1));
      }
    };
    attempt(candidates);
    made.push(...kept.map(({ repair }) => repair));
    return kept.length > 0 || isTakenApart;
  }
}

interface Candidate {
  readonly repair: Repair;
  /** Empty: another repair makes the same edits. */
  readonly edits: readonly TextEdit[];
}

/** The repairs with their edits, as far as they leave the text of the ones before them alone. */
export function compatible(workspace: Workspace, repairs: readonly Repair[]): readonly Candidate[] {
  const taken: TextEdit[] = [];
  return repairs.flatMap((repair) => {
    const edits = textEdits(repair.fix.edits, (uri) => workspace.text(uri));
    if (edits.length === 0) return [];
    if (edits.every((edit) => taken.some((other) => isSame(edit, other)))) return [{ repair, edits: [] }];
    if (edits.some((edit) => taken.some((other) => touch(edit, other)))) return [];
    taken.push(...edits);
    return [{ repair, edits }];
  });
}

/** Of what is told together one by one where there is none of all of it, or it was refused. */
function repairsIn(
  workspace: Workspace,
  file: string,
  fixOf: NonNullable<RepairOptions['fixOf']>,
  refused: ReadonlySet<string>,
): readonly Repair[] {
  const fixesOf = workspace.fixesOf(file);
  const repairsOf = (finding: Finding): readonly Repair[] => {
    const fix = fixOf(finding, fixesOf);
    const repair = fix && { finding, fix };
    if (finding.members && (!repair || refused.has(keyOf(repair)))) return finding.members.flatMap(repairsOf);
    return repair ? [repair] : [];
  };
  return workspace.analysis(file).findings.flatMap(repairsOf);
}

/** Whoever keeps a file as the formatter would gets it back so; any other layout is the author's. */
export function laidOut(before: string, after: string): string {
  return format(before) === before ? format(after) : after;
}

function keyOf({ finding, fix }: Repair): string {
  return JSON.stringify([finding.code, finding.release, finding.message, fix.title]);
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.file === b.file && a.newText === b.newText && compare(a.range.start, b.range.start) === 0;
}

/** Two insertions at one place touch as well: which of them comes first would be chance. */
function touch(a: TextEdit, b: TextEdit): boolean {
  return a.file === b.file && compare(a.range.start, b.range.end) <= 0 && compare(b.range.start, a.range.end) <= 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
