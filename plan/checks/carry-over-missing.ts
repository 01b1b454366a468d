import { counted } from '../counted.ts';
import { standardRelease } from '../facts/example.ts';
import { listed, quoted, titleText } from '../facts/words.ts';
import type { Fix } from '../findings.ts';
import { type Issue, lookup, type Plan, type Release, type Risk, type ScopeItem, type Train } from '../model.ts';
import type { Schedule } from '../schedule/model.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (scope: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web

    train shop "The shop, every other Saturday" every 2w from Sat 2026-11-21 22:00 {
      carry-over scope
      release    shop-2.0
      release    shop-2.1
    }

    release shop-2.0 "Shop 2.0" {
      kind   standard
      zone   Europe/Berlin
      window Sat 2026-11-21 22:00 .. Sun 2026-11-22 02:00
      change CHG0041811

      scope {
        must   SHOP-4 "Search"  by jonas due T-5wd done
        should SHOP-5 "Filters" by priya deferred to shop-2.1
      }

      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
    }
    `,
    `
${scope}
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const carryOverMissing: ReleaseCheck = {
  code: 'carry-over-missing',
  of: 'release',
  group: 'release',
  severity: 'information',
  title: 'What the last release left open, and this one does not speak of',
  why:
    'A train leaves what is not ready to the next one. What the next plan does not mention is not decided against, it is ' +
    'forgotten, and somebody has been told that it comes.',
  fixable: true,
  example: {
    breaks: plan('').replace(
      'release shop-2.1 "Shop 2.1" {',
      'release shop-2.1 "Shop 2.1" {  // <- carry-over-missing',
    ),
    passes: plan('    scope {\n      should SHOP-5 "Filters" by priya\n    }\n'),
  },
  *find(subject) {
    const { plan, release } = subject;
    const seen = new Set<string>();
    for (const [source, train] of sources(subject)) {
      const open = openItems(subject, source, train).filter(({ name }) => !release.names.has(name) && !seen.has(name));
      if (open.length === 0) continue;
      for (const { name } of open) seen.add(name);
      yield {
        message:
          `${quoted(source.release.name)} leaves ${counted(open.length, 'open item')} to this release that it does not ` +
          `mention: ${listed(open.map(({ name }) => quoted(name)))}; take ${open.length === 1 ? 'it' : 'them'} into the ` +
          'scope, or say that nothing comes of it (`wont`).',
        place: release.head,
        about: open.map(({ name }) => name),
        related: open.slice(0, 4).map((item) => ({ message: `${quoted(item.name)} is open here`, place: item.head })),
        fixes: () => fixes(plan, release, open),
      };
    }
  },
};

type Item = ScopeItem | Issue | Risk;

interface Source {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
}

/** The release before this one in its trains, and whatever else has deferred something to it. */
function* sources({ plan, release, others }: ReleaseSubject): Iterable<[Source, Train | undefined]> {
  const before = new Map<string, Train>();
  for (const train of [plan.trains, ...others.map((other) => other.plan.trains)].flat()) {
    const index = train.releases.findIndex(({ ref }) => ref.name === release.name);
    const previous = train.releases[index - 1];
    if (previous) before.set(previous.ref.name, train);
  }
  for (const other of others) {
    if (other.release.name === release.name) continue;
    const train = before.get(other.release.name);
    const defersToThis = other.release.scope?.items.some(({ deferredTo }) => deferredTo?.name === release.name);
    if (train || defersToThis) yield [other, train];
  }
}

/** Deferred to this release, or left over by the last one of the train once its night is over. */
function openItems(
  { now, release }: ReleaseSubject,
  { release: last, schedule }: Source,
  train?: Train,
): readonly Item[] {
  const carried = new Set(train?.carriesOver.map(({ name }) => name));
  const end = schedule.run?.end;
  const isOver = now !== undefined && schedule.T !== undefined && end !== undefined && end < now;
  const scope = (last.scope?.items ?? []).filter(({ priority, done, deferredTo }) => {
    if (done || priority === 'wont') return false;
    return deferredTo ? deferredTo.name === release.name : isOver && carried.has('scope');
  });
  return [
    ...scope,
    ...(isOver && carried.has('issues') ? last.issues.filter(({ done }) => !done) : []),
    ...(isOver && carried.has('risks') ? last.risks : []),
  ];
}

/** Scope items and issues as they stood; a risk is to be judged anew. */
function fixes(plan: Plan, release: Release, open: readonly Item[]): readonly Fix[] {
  const lines = open.flatMap((item) => (item.kind === 'risk' ? [] : [lineOf(plan, release, item)]));
  const items = open
    .filter(({ kind }) => kind === 'scope-item')
    .map((item) => lineOf(plan, release, item as ScopeItem));
  const issues = lines.filter((line) => !items.includes(line));
  const first = release.blocks.find(({ kind }) => kind !== 'messages');
  if (lines.length === 0 || (!first && (!release.scope || issues.length > 0))) return [];
  const block = items.length > 0 ? [`scope {\n${items.map((line) => `  ${line}`).join('\n')}\n}`] : [];
  const before = [...(release.scope ? [] : block), ...issues].join('\n');
  const edits: Fix['edits'] = [
    ...(release.scope && items.length > 0
      ? [{ kind: 'append-line', place: release.scope.place, text: items.join('\n') } as const]
      : []),
    ...(before && first ? [{ kind: 'insert-before', place: first.place, text: before } as const] : []),
  ];
  return [
    { title: `Take over ${listed(open.flatMap(({ kind, name }) => (kind === 'risk' ? [] : quoted(name))))}`, edits },
  ];
}

/** Without its dates, which were those of the last release. */
function lineOf(plan: Plan, release: Release, item: ScopeItem | Issue): string {
  const by = item.by && lookup(plan, release, item.by.ref.name) ? `by ${item.by.ref.name}` : undefined;
  const word = item.kind === 'scope-item' ? item.priority : 'issue';
  return [word, item.name, item.title && titleText(item.title), by].filter(Boolean).join(' ');
}
