import { counted } from '../counted.ts';
import { deferredTo, type PublishedTrain } from '../facts/across/left.ts';
import { standardRelease } from '../facts/example.ts';
import type { Published } from '../facts/published.ts';
import { type Carried, carriedLine, leftOpen, takenOver } from '../facts/trains/carried.ts';
import { listed, quoted } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import type { Plan, Release } from '../model.ts';
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
      const open = leftOpen(source.left, { release: release.name, train, now: subject.now }).filter(
        ({ name }) => !release.names.has(name) && !seen.has(name),
      );
      if (open.length === 0) continue;
      for (const { name } of open) seen.add(name);
      yield {
        message:
          `${quoted(source.release)} leaves ${counted(open.length, 'open item')} to this release that it does not ` +
          `mention: ${listed(open.map(({ name }) => quoted(name)))}; take ${open.length === 1 ? 'it' : 'them'} into the ` +
          'scope, or say that nothing comes of it (`wont`).',
        place: release.head,
        about: open.map(({ name }) => name),
        related: open.slice(0, 4).map((item) => ({ message: `${quoted(item.name)} is open here`, place: item.head })),
        fixes: () => fixes(plan, release, open, source.release),
      };
    }
  },
};

/** The release before this one in its trains, and whatever else has deferred something to it. */
function* sources({ release, published, others }: ReleaseSubject): Iterable<[Published, PublishedTrain | undefined]> {
  const before = new Map<string, PublishedTrain>();
  for (const train of [published, ...others].flatMap(({ trains }) => trains)) {
    const previous = train.releases[train.releases.indexOf(release.name) - 1];
    if (previous !== undefined) before.set(previous, train);
  }
  for (const other of others) {
    if (other.release === release.name) continue;
    const train = before.get(other.release);
    const defersToThis = other.left.items.some((item) => deferredTo(item) === release.name);
    if (train || defersToThis) yield [other, train];
  }
}

/** Scope items and issues as they stood; a risk is to be judged anew. */
function fixes(plan: Plan, release: Release, open: readonly Carried[], from: string): readonly Fix[] {
  const lines = (kind: Carried['kind']) =>
    open.flatMap((item) => (item.kind === kind ? [carriedLine(plan, release, item, from)] : []));
  const edits = takenOver(release, lines('scope-item'), lines('issue'));
  if (!edits) return [];
  return [
    { title: `Take over ${listed(open.flatMap(({ kind, name }) => (kind === 'risk' ? [] : quoted(name))))}`, edits },
  ];
}
