/**
 * Writes what is spelled otherwise than the language has it, and read all the same, as the language has it: old words, lengths
 * in words, characters that look alike. `release-plan migrate` asks for it. A spelling is changed only where the plan, its
 * schedules and what is found, of the file and of all that import it, are shown to be the same afterwards.
 */
import type { Finding } from '../../plan/findings/findings.ts';
import type { FormProblem, Place, Position } from '../../plan/model.ts';
import type { Workspace } from '../workspace.ts';
import { applyTextEdits, type TextEdit } from './edits.ts';
import { laidOut } from './repair.ts';
import { difference } from './same.ts';

export interface Respelled {
  /** The new texts of the files that change, by URI. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of each file what was changed. Of a line it is one, however many words of it change. */
  readonly made: ReadonlyMap<string, readonly FormProblem[]>;
  /** Of each file what would be read otherwise then, and stays. */
  readonly left: ReadonlyMap<string, readonly FormProblem[]>;
}

/** Respells `files` of a workspace, which itself stays as it is. No other file is changed. */
export function respell(workspace: Workspace, files: readonly string[]): Respelled {
  let present = workspace.fork();
  const made = new Map<string, FormProblem[]>();
  const left = new Map<string, readonly FormProblem[]>();
  for (const file of files) {
    const own: FormProblem[] = [];
    const refused = new Set<string>();
    // One spelling may hide another of its line.
    for (let open = openIn(file, refused); open.length > 0; open = openIn(file, refused))
      attempt(file, open, own, refused);
    if (own.length > 0) made.set(file, own);
    const stays = spellingsIn(present, file);
    if (stays.length > 0) left.set(file, stays);
  }
  const texts = [...made.keys()].map((file) => [file, laidOut(workspace.text(file)!, present.text(file)!)] as const);
  return { texts: new Map(texts), made, left };

  function openIn(file: string, refused: ReadonlySet<string>): readonly FormProblem[] {
    return apart(spellingsIn(present, file).filter((one) => !refused.has(keyOf(one))));
  }

  /** All that can be written otherwise; what cannot is found by halving. */
  function attempt(file: string, some: readonly FormProblem[], own: FormProblem[], refused: Set<string>): void {
    const trial = respelled(present, file, some);
    if (trial) {
      present = trial;
      own.push(...some);
    } else if (some.length === 1) {
      refused.add(keyOf(some[0]!));
    } else {
      // From below, so that places above stay what they are.
      attempt(file, some.slice(some.length >> 1), own, refused);
      attempt(file, some.slice(0, some.length >> 1), own, refused);
    }
  }
}

/** What a file spells otherwise. */
export function spellingsIn(workspace: Workspace, file: string): readonly FormProblem[] {
  return workspace.plan(file).problems.filter((one) => isSpelling(one) && one.place.file === file);
}

function isSpelling({ understood, replacement }: FormProblem): boolean {
  return understood === true && replacement !== undefined;
}

/** The workspace with these written as they should be; undefined where anything else would be another. */
function respelled(workspace: Workspace, file: string, spellings: readonly FormProblem[]): Workspace | undefined {
  const edits = spellings.map(({ place: { range }, replacement }): TextEdit => {
    return { file, range, newText: replacement!.text };
  });
  const trial = workspace.fork();
  trial.set(file, applyTextEdits(workspace.text(file)!, edits));
  const lines = new Set(spellings.map(({ place }) => place.range.start.line));
  // Of a line one mistake of form is told: behind its spelling another may come to light.
  const isOfForm = ({ place }: { readonly place: Place }) => place.file === file && lines.has(place.range.start.line);
  const isSame = workspace
    .dependents(file)
    .every((one) => difference(saidOf(workspace, one, isOfForm), saidOf(trial, one, isOfForm)) === undefined);
  return isSame ? trial : undefined;
}

/** All that a plan says and what follows from it, but for what is told of the form of some lines. */
function saidOf(workspace: Workspace, file: string, isOfForm: (one: { readonly place: Place }) => boolean): object {
  const { plan, schedules, findings } = workspace.analysis(file);
  const { placeholders, problems, unread, ...said } = plan;
  return {
    plan: said,
    placeholders: placeholders.map(({ text }) => text),
    problems: problems.filter((one) => !isOfForm(one)).map(({ message }) => message),
    unread: unread.filter((one) => !isOfForm(one)).map(({ words }) => words),
    schedules,
    findings: findings.filter((one) => one.code !== 'syntax' || !isOfForm(one)).map(told),
  };
}

function told({ code, severity, message, release, waived, faded }: Finding): object {
  return { code, severity, message, release, isWaived: waived !== undefined, isFaded: faded !== undefined };
}

/** Those that leave the text of the ones before them alone. */
function apart(spellings: readonly FormProblem[]): readonly FormProblem[] {
  const sorted = [...spellings].sort((a, b) => compare(a.place.range.start, b.place.range.start));
  return sorted.filter((one, i) => i === 0 || compare(sorted[i - 1]!.place.range.end, one.place.range.start) <= 0);
}

function keyOf({ place: { range }, message }: FormProblem): string {
  return `${range.start.line} ${message}`;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
