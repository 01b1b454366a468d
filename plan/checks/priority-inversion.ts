import { standardRelease } from '../facts/example.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted } from '../facts/words.ts';
import { lookup, type Release, type ScopeItem } from '../model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (priority: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    scope {
      ${priority}  SHOP-3 "Prices with tax" by jonas due T-8wd
      must   SHOP-7 "Vouchers"        by jonas due T-5wd after SHOP-3${priority === 'could' ? '  // <- priority-inversion' : ''}
    }

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const priorityInversion: ReleaseCheck = {
  code: 'priority-inversion',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'Something that must be done waits for something that need not be',
  why:
    'When time runs out, the items at the end of the list are dropped. Is one of them what a must waits for, then the must ' +
    'is dropped with it, and nobody has decided that.',
  timeless: true,
  impersonal: true,
  fixable: true,
  example: { breaks: plan('could'), passes: plan('must ') },
  *find(subject) {
    for (const item of subject.release.scope?.items ?? []) {
      const rank = RANK[item.priority];
      if (item.done || item.deferredTo || item.priority === 'wont') continue;
      for (const needed of directlyNeeded(subject, item)) {
        if (!needed.done && (RANK[needed.priority] > rank || needed.deferredTo))
          yield finding(subject.release, item, needed);
      }
    }
  },
};

const RANK: Readonly<Record<ScopeItem['priority'], number>> = { must: 0, should: 1, could: 2, wont: 3 };

/** One link of a chain at a time: raised, the next one is found. */
function directlyNeeded({ plan, release }: ReleaseSubject, item: ScopeItem): readonly ScopeItem[] {
  return item.after.flatMap(({ point }) => {
    const named = lookup(plan, release, point.ref.name);
    return named?.kind === 'scope-item' && named !== item ? [named] : [];
  });
}

function finding(release: Release, item: ScopeItem, needed: ScopeItem): Found {
  const waiting = release.scope!.items.filter(({ after }) => after.some(({ point }) => point.ref.name === needed.name));
  const state = needed.deferredTo
    ? `is deferred to ${quoted(needed.deferredTo.name)}`
    : `is only a ${quoted(needed.priority)}`;
  const way = needed.deferredTo
    ? 'take it back, or defer both'
    : `make it a ${quoted(item.priority)}, or do without it`;
  return {
    message:
      `${quoted(item.name)} is a ${quoted(item.priority)} and waits for ${quoted(needed.name)}, which ${state}` +
      `${waiting.length > 1 ? ` (${listed(waiting.map(({ name }) => quoted(name)))} wait for it)` : ''}; ${way}.`,
    place: item.head,
    about: [item.name, needed.name],
    related: [{ message: `${quoted(item.name)} waits for this`, place: needed.head }],
    fixes: () =>
      needed.deferredTo
        ? []
        : [replacement(`Make ${quoted(needed.name)} a \`${item.priority}\``, wordOf(needed), item.priority)],
  };
}

/** The first word of its line is its priority. */
function wordOf({ place, priority }: ScopeItem): ScopeItem['place'] {
  const { start } = place.range;
  const end = { line: start.line, character: start.character + priority.length };
  return { file: place.file, range: { start, end } };
}
