/** All plans that are different in two versions, each with what is different about it. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Comparison as WrittenComparison } from '../exchange/json/difference.ts';
import { matchPlans } from '../plan/diff/match-plans.ts';
import { asksForHistory } from '../plan/facts/history.ts';
import { nothingIn, planVersions, type VersionOfPlan } from '../service/versions/diff.ts';
import type { PlanVersions } from '../view/diff/picture.ts';
import { remember } from './git/history.ts';
import { ignoring } from './git/ignored.ts';
import { type File, loadBoth, loadOne, type Side } from './git/sides.ts';
import { type Compared, pathFrom } from './git/versions.ts';
import { Misuse } from './misuse.ts';

/** The plans are in the order of their paths; those without a difference are not among them. */
export interface Comparison extends WrittenComparison {
  /** What a reader should know beside; nothing is wrong. */
  readonly notes: readonly string[];
}

export interface ComparisonSettings {
  readonly now: number;
  /** False: `.releaseignore` leaves nothing out. */
  readonly ignore: boolean;
  /** False: git is not asked what plans said earlier. */
  readonly history: boolean;
}

export async function compareVersions(compared: Compared, settings: ComparisonSettings): Promise<Comparison> {
  const { base, head, pair } = compared;
  const problems: string[] = [];
  const notes: string[] = [];
  const [before, after] = pair
    ? await Promise.all([loadOne(base, pair.base, settings.now), loadOne(head, pair.head, settings.now)])
    : await loadBoth(compared, settings.now);
  const pairs = pair ? twoPlans(before, after) : changedPlans(before, after, compared, settings, problems);
  if (settings.history) {
    await rememberFor(
      before,
      pairs.flatMap((one) => one.base ?? []),
      compared,
      notes,
    );
    await rememberFor(
      after,
      pairs.flatMap((one) => one.head ?? []),
      compared,
      notes,
    );
  }
  const nothing = nothingIn(after.workspace);
  const plans = pairs.flatMap((one): PlanVersions[] => {
    const was = one.base && { path: one.base.path, analysis: before.workspace.analysis(one.base.uri) };
    const is = one.head && { path: one.head.path, analysis: after.workspace.analysis(one.head.uri) };
    if (was) tellOfMistakes(was, before, notes);
    if (is) tellOfMistakes(is, after, problems);
    const versions = planVersions({ base: was, head: is, areNamed: pair !== undefined }, nothing);
    return versions ? [versions] : [];
  });
  const pathOf = (uri: string) => (uri.startsWith('file:') ? pathFrom(head.root, fileURLToPath(uri)) : uri);
  return { base, head, plans, problems, notes: [...new Set(notes)], pathOf };
}

type FilePair = { readonly base?: File; readonly head?: File };

function twoPlans(before: Side, after: Side): readonly FilePair[] {
  const trouble = [...before.unreadable.values(), ...after.unreadable.values()];
  if (trouble.length > 0) throw new Misuse(trouble.join(' '));
  return [{ base: before.files[0]!, head: after.files[0]! }];
}

async function rememberFor(
  { version, histories }: Side,
  files: readonly File[],
  { repository }: Compared,
  notes: string[],
): Promise<void> {
  const asking = files.filter(({ plan }) => asksForHistory(plan));
  const from = repository && asking.length > 0 ? (version.commit ?? (await repository.commit('HEAD'))) : undefined;
  if (!repository || !from || version.root !== repository.root) return;
  await remember(repository, from, asking, histories, (sentence) => notes.push(sentence));
}

/** The plans that say something else, or import what does. */
function changedPlans(
  before: Side,
  after: Side,
  { only }: Compared,
  { ignore }: ComparisonSettings,
  problems: string[],
): readonly FilePair[] {
  const { root } = after.version;
  const ignoredBy = ignore ? ignoring(root) : () => undefined;
  const isNamed = (path: string) => only.some((one) => one.path === path);
  const isLookedAt = (path: string) =>
    isNamed(path) ||
    ((only.length === 0 || only.some((one) => isBelow(path, one.path))) && !ignoredBy(resolve(root, path)));

  const textsDiffer = (uri: string) => before.workspace.text(uri) !== after.workspace.text(uri);
  const changed = [...new Set([...before.workspace.files(), ...after.workspace.files()])].filter(textsDiffer);
  const affected = new Set(
    changed.flatMap((uri) => [...before.workspace.dependents(uri), ...after.workspace.dependents(uri)]),
  );
  // What cannot be read on one side is compared on neither; what never could be is nobody's news.
  const unreadable = [...new Set([...before.unreadable.keys(), ...after.unreadable.keys()])].sort();
  for (const path of unreadable.filter(isLookedAt)) {
    const [was, is] = [before.unreadable.get(path), after.unreadable.get(path)];
    if (!was || !is || isNamed(path)) problems.push((is ?? was)!);
  }
  for (const { path, shown } of only) {
    const isThere = (known: string) => known === path || isBelow(known, path);
    const known = [before, after].flatMap(({ files, unreadable: not }) => [
      ...files.map((file) => file.path),
      ...not.keys(),
    ]);
    if (!known.some(isThere)) {
      problems.push(`There is no plan ${shown} in ${before.version.name}, and none in ${after.version.name}.`);
    }
  }
  const filesOf = ({ files }: Side) =>
    files.filter(({ path, uri }) => affected.has(uri) && isLookedAt(path) && !unreadable.includes(path));
  const pathOf = ({ base, head }: FilePair) => (head ?? base)!.path;
  return [...matchPlans(filesOf(before), filesOf(after)).pairs].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder.replace(/\/$/, '')}/`);
}

/** Where lines are not understood, what follows from them is missing on that side. */
function tellOfMistakes({ path, analysis }: VersionOfPlan, { version }: Side, told: string[]): void {
  const mistakes = analysis.findings.filter(({ code, waived }) => code === 'syntax' && !waived);
  const first = mistakes[0];
  if (!first) return;
  const lines = mistakes.length === 1 ? 'a line that is' : `${mistakes.length} lines that are`;
  told.push(
    `${path} of ${version.name} has ${lines} not understood (line ${first.place.range.start.line + 1}: ${first.message}); ` +
      'what is said of it may be incomplete.',
  );
}
