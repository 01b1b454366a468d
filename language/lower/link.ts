/** What the names stand for that a walk has met, once all are declared. */
import type { Block, Named, Ref, Reference, Release } from '../../plan/model.ts';
import { ofKind } from '../../plan/named.ts';
import { nearest } from '../../plan/nearest.ts';
import { hasTime } from '../../plan/order/points.ts';
import type { Context } from './context.ts';
import { EXPECTED, type Expected } from './expected.ts';
import type { UsedStep } from './used-names.ts';

/** What every name of this file stands for, now that all are declared. */
export function link(
  context: Context,
  topLevel: ReadonlyMap<string, Named>,
  isHalfDeclared: (name: string) => boolean,
): Reference[] {
  const { used } = context;
  const vocabularies = vocabulariesOf(topLevel);
  const ofReleases = new Map<Release, ReadonlySet<string>>();
  const references: Reference[] = [...used.kinds];
  // Lines lead to the same word again and again: `switch … to green`.
  const misspelt = new Map<string, boolean>();
  const isMisspeltIn = (release: Release | undefined, name: string, kinds: NonNullable<Expected['near']>) => {
    const key = `${release?.id} ${kinds} ${name}`;
    const known = misspelt.get(key) ?? isNearly(name, kinds, [...(release ? [release.names] : []), topLevel]);
    misspelt.set(key, known);
    return known;
  };
  for (const { ref, expected, release, isJudged } of used.names) {
    const found = release?.names.get(ref.name) ?? topLevel.get(ref.name);
    if (!found && isHalfDeclared(ref.name)) continue;
    const kinds: readonly string[] = expected.kinds;
    const fits = (named: Named) =>
      kinds.length === 0 ||
      named.kind === 'parameter' ||
      (kinds.includes(named.kind) &&
        (!expected.timed || hasTime(named)) &&
        (named.kind !== 'block' || isCalledAs(named.block, expected)));
    const target = found && fits(found) ? found : undefined;
    const own = release && (ofReleases.get(release) ?? vocabulariesOf(release.names));
    if (release && own) ofReleases.set(release, own);
    // A runbook may name a rollback of whatever release uses it.
    const isMisspelt = !found && expected.near !== undefined && isMisspeltIn(release, ref.name, expected.near);
    if (!target && !isMisspelt && (isOpen(expected, vocabularies, own) || (isJudged && !found && expected.blocks)))
      continue;
    references.push({
      ...ref,
      target,
      expected: isMisspelt ? EXPECTED.thing.words : expected.words,
      kinds: isMisspelt ? EXPECTED.thing.kinds : expected.kinds,
      ...within(context, release),
      ...(expected.timed && { timed: true }),
      ...blocksOf(expected),
    });
  }
  const misfits = new Set<Ref>();
  for (const { ref, expected, release } of used.takenFor) {
    const found = release?.names.get(ref.name) ?? topLevel.get(ref.name);
    const kinds: readonly string[] = expected.kinds;
    if (kinds.length === 0 || expected.open !== undefined || expected.blocks || misfits.has(ref)) continue;
    if (found ? found.kind === 'parameter' || kinds.includes(found.kind) : isHalfDeclared(ref.name)) continue;
    misfits.add(ref);
    references.push({
      ...ref,
      target: undefined,
      expected: expected.words,
      kinds: expected.kinds,
      ...within(context, release),
    });
  }
  for (const { ref, runbook, release } of used.blocksOfUses) {
    if (release?.names.has(ref.name) || topLevel.has(ref.name)) continue;
    context.problem(
      ref.place,
      `\`${runbook}\` calls the rollback or play \`${ref.name}\`, and this release has none of that name.`,
    );
  }
  for (const step of used.steps) judgeStep(context, step, references);
  return references;
}

function within({ judged }: Context, release: Release | undefined): Pick<Reference, 'release' | 'judged'> {
  if (!release) return {};
  return { release: release.id, ...(judged.has(release) && { judged: release }) };
}

function judgeStep(context: Context, { verb, target, place, release }: UsedStep, references: Reference[]): void {
  if (!release) return;
  const said = `${verb.name} ${target.name}`;
  const steps = release.steps.filter(
    (step) => step.verb === verb.name && step.targets.some((to) => to.name === target.name),
  );
  const dropped = release.dropped.find((one) => one.word === verb.name && one.targets.includes(target.name));
  if (steps.length === 0 && dropped) {
    references.push({ name: said, place, target: dropped, expected: '', kinds: [], ...within(context, release) });
  } else if (steps.length === 0) {
    context.problem(
      place,
      `No step of this release is \`${said}\`. Name a step by its verb and target, or by its name after \`as\`.`,
    );
  } else if (steps.length > 1) {
    context.problem(
      place,
      `${steps.length} steps of this release are \`${said}\`. Give the one you mean a name with \`as\` and use that.`,
    );
  }
}

/** `then rollback night` takes nothing back where `night` is a run. */
function isCalledAs({ kind }: Block, { blocks }: Expected): boolean {
  return !blocks || (blocks as readonly Block['kind'][]).includes(kind);
}

function blocksOf({ blocks }: Expected): Pick<Reference, 'blocks'> {
  return blocks ? { blocks } : {};
}

function isOpen({ open }: Pick<Expected, 'open'>, ...declared: readonly (ReadonlySet<string> | undefined)[]): boolean {
  return open !== undefined && (open === 'always' || !declared.some((words) => words?.has(open)));
}

/** `shpo` where `shop` is declared; `app-03` beside `app-02` and `node-b` beside `node-a` are others. */
function isNearly(
  name: string,
  kinds: readonly Named['kind'][],
  among: readonly ReadonlyMap<string, Named>[],
): boolean {
  const names = among.flatMap((some) => kinds.flatMap((kind) => ofKind(some, kind).map((one) => one.name)));
  const meant = nearest(name, names);
  const withoutNumber = (one: string) => one.replace(/\d|-[a-z]$/gi, '');
  return meant !== undefined && withoutNumber(meant) !== withoutNumber(name);
}

/** Those of which a word is declared. */
function vocabulariesOf(names: ReadonlyMap<string, Named>): ReadonlySet<string> {
  return new Set(ofKind(names, 'word').map(({ vocabulary }) => vocabulary));
}
