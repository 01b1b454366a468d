/** What a file says otherwise than a plan that takes it over, and what is not written there: it is told, so that nothing goes in silence. */
import type { Milestone, Plan, Release, Step } from '../../plan/model.ts';
import { type Ledger, rowOf } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineAfter, OutlineItem, OutlineNamed } from '../../plan/outline/model.ts';
import { saidOfMilestone, saidOfStep } from '../../plan/said/steps.ts';
import { whoText } from '../../plan/said/words.ts';
import type { Cast } from './cast.ts';
import { keyOf } from './items.ts';

/** Of a step or milestone: clauses that only its line says. */
export function tellUntaken(item: OutlineItem, thing: Step | Milestone, cast: Cast): void {
  const said = new Map(
    ('verb' in thing ? saidOfStep(thing) : saidOfMilestone(thing)).map((one) => [one.what, one.text]),
  );
  const who = (all: readonly string[] = []) => all.map((one) => cast.who(one) ?? one);
  const texts: readonly (readonly [what: string, now: readonly string[]])[] = [
    ['with', who(item.with)],
    ['after', (item.after ?? []).map(afterText)],
    ['undo', some(item.undo)],
    ['every', some(item.every)],
    ['via', item.via ?? []],
    ['in', some(item.in)],
    ['version', some(item.version)],
    ['was', item.was ?? []],
    ['tags', item.tags ?? []],
    ['links', item.links ?? []],
    ['verb', 'verb' in thing ? some(item.verb) : []],
  ];
  for (const [what, now] of texts) {
    const was = said.get(what) ?? said.get(what === 'links' ? 'link' : what);
    if (now.length === 0 || isSame(now.join(', '), was)) continue;
    rowOf(item)?.left(
      `${what} "${now.join(', ')}"`,
      `the plan says ${was === undefined ? 'nothing of it' : `"${was}"`}; change it there`,
    );
  }
}

/** Of the plan as a whole. */
export function tellUntakenOf(outline: Outline, plan: Plan, release: Release, ledger: Ledger): void {
  const left = (what: string, now: string | undefined, was: string | undefined) => {
    if (now !== undefined && !isSame(now, was))
      ledger.file.left(`${what} "${now}"`, `the plan says ${was === undefined ? 'none' : `"${was}"`}; change it there`);
  };
  left('the kind', outline.kind, release.releaseKind);
  const names = [...plan.names.values(), ...release.names.values()];
  for (const word of ['owner', 'sponsor'] as const) {
    const of = release[word];
    const title = names.find(({ name }) => name === of?.ref.name)?.title;
    if (outline[word] !== title) left(`the ${word}`, outline[word], of && whoText(of));
  }
  for (const number of outline.changes ?? [])
    if (!release.changes.some((one) => one.number?.name === number)) left('the change', number, undefined);
  const known = new Set([...names, ...(release.scope?.items ?? []), ...release.risks].flatMap(keysOf));
  for (const [word, all = []] of [
    ['calendar', outline.calendars],
    ['person', outline.people],
    ['team', outline.teams],
    ['role', outline.roles],
    ['system', outline.systems],
    ['audience', outline.audiences],
    ['environment', outline.environments],
    ['item of the scope', outline.scope],
    ['risk', outline.risks],
  ] as const)
    for (const one of all as readonly OutlineNamed[])
      if (!keysOf(one).some((key) => known.has(key)))
        ledger.file.left(
          `the ${word} "${one.title ?? one.name ?? ''}"`,
          'the plan has none of that name; declare it there',
        );
  for (const { name, title, leave = [] } of outline.people ?? []) {
    const person = names.find(
      (one) => one.kind === 'person' && keysOf(one).some((key) => keysOf({ name, title }).includes(key)),
    );
    if (person?.kind === 'person' && leave.length > person.leave.length)
      ledger.file.left(
        `leave of ${title ?? name}`,
        `the plan says ${person.leave.length} times, the file ${leave.length}; write it there`,
      );
  }
}

/** By what a thing may be found. */
export function keysOf({
  name,
  title,
}: {
  readonly name?: string | undefined;
  readonly title?: string | undefined;
}): readonly string[] {
  return [name, title].flatMap((text) => (text === undefined || text === '' ? [] : [keyOf(text)]));
}

function some(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}

function afterText({ of, side, lag, most }: OutlineAfter): string {
  const point = side === undefined ? of : `${of}.${side}`;
  const length = most === undefined ? lag : `${lag ?? ''}..${most}`;
  return length === undefined
    ? point
    : length.startsWith('-')
      ? `${point} - ${length.slice(1)}`
      : `${point} + ${length}`;
}

/** In any order, and however it is spaced. */
function isSame(now: string, was: string | undefined): boolean {
  const parts = (text: string) =>
    text
      .split(',')
      .map((part) => part.replace(/\s+/g, '').toLowerCase())
      .filter((part) => part !== '')
      .sort()
      .join();
  return was !== undefined && parts(now) === parts(was);
}
