import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { inForce } from '../facts/history.ts';
import { describeDays, quoted, said, whenOver } from '../facts/words.ts';
import type { Place, ScopeItem, Step } from '../model.ts';
import type { Instant } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (under: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    scope {
      frozen on Fri 2026-09-11
      must   SHOP-7 "Vouchers"        by priya done
      must   SHOP-9 "Gift wrapping"   by jonas added on Thu 2026-09-17 ${under} done${under ? '' : '  // <- scope-after-freeze'}
    }

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const scopeAfterFreeze: ReleaseCheck = {
  code: 'scope-after-freeze',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'The scope has grown after it was frozen, and no change record says why',
  why:
    'What comes in after the freeze was not in the tests, the rehearsals and the approval. It may still be right to take ' +
    'it in, but somebody has to decide it, and the number of that decision belongs behind the item. A `correction` is in with ' +
    'that, for an `enhancement` the change record has to be approved, too. Where the history of ' +
    'the file is known, items and steps that were not in the frozen or approved version are found without being marked.',
  fixable: false,
  bundle: 'release',
  example: { breaks: plan(''), passes: plan('under CHG0042190') },
  *find(subject) {
    yield* grownScope(subject);
    yield* grownRun(subject);
  },
};

function* grownScope(subject: ReleaseSubject): Iterable<Found> {
  const frozen = freezeOf(subject);
  if (!frozen) return;
  const before = inForce(subject, frozen.at)?.release.scope?.items;
  for (const item of subject.release.scope?.items ?? []) {
    if (isAllowed(subject, item) || item.deferredTo || item.priority === 'wont') continue;
    if (item.addedOn) {
      const added = subject.times.endOfDay(item.addedOn);
      if (added !== undefined && added > frozen.at) yield lateItem(subject, item, frozen, added);
    } else if (before && !before.some((one) => isSameItem(one, item))) {
      yield lateItem(subject, item, frozen);
    }
  }
}

/** A correction is there because the record says so; something new has to be approved with it. */
function isAllowed({ release }: ReleaseSubject, { under, enhancement }: ScopeItem): boolean {
  if (!under || !enhancement) return under !== undefined;
  return release.changes.some(({ number, approvedBy, approvedOn }) => {
    return number?.name === under.name && (approvedBy !== undefined || approvedOn !== undefined);
  });
}

interface ScopeFreeze {
  readonly at: Instant;
  readonly place: Place;
}

/** The day that the scope says it is frozen on, else the begin of a freeze `of scope`. */
function freezeOf({ release, times }: ReleaseSubject): ScopeFreeze | undefined {
  const { frozenOn } = release.scope ?? {};
  const at = times.endOfDay(frozenOn);
  if (frozenOn && at !== undefined) return { at, place: frozenOn.place };
  for (const freeze of release.freezes) {
    if (!freeze.of.some(({ name }) => name === 'scope')) continue;
    const from = times.instant(freeze.from);
    if (from !== undefined) return { at: from, place: freeze.head };
  }
  return undefined;
}

/** A ticket that got another number keeps its title. */
function isSameItem(before: ScopeItem, now: ScopeItem): boolean {
  return before.name === now.name || (before.title !== undefined && before.title === now.title);
}

function lateItem({ schedule, release }: ReleaseSubject, item: ScopeItem, frozen: ScopeFreeze, added?: Instant): Found {
  const how =
    added === undefined
      ? `was not in the scope when it was frozen (${whenOver(schedule, frozen.at)})`
      : `came in ${describeDays(added - frozen.at)} after the scope was frozen (${whenOver(schedule, frozen.at)})`;
  const { under, enhancement, correction } = item;
  const kind = enhancement ? ', an enhancement,' : correction ? ', a correction,' : '';
  const why = under
    ? `and nobody has approved ${quoted(under.name)}: something new is approved first, \`change ${under.name} approved by WHO on DATE\`; else defer it.`
    : 'and no change record allows it; have it decided and add `under CHANGE`, or defer it.';
  return {
    message: `${quoted(item.name)}${kind} ${how}, ${why}`,
    place: item.head,
    about: [item.name],
    several: {
      at: headOfRelease(release).at,
      what: `items came in after the scope was frozen (${whenOver(schedule, frozen.at)}), and no change record allows them`,
      name: quoted(item.name),
      todo: 'have each decided and add `under CHANGE`, or defer it',
    },
    related: [{ message: 'The scope is frozen here', place: frozen.place }],
  };
}

/** Steps that change production and were not in the plan that was approved. Only the history of the file can know. */
function* grownRun(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule, changes, times } = subject;
  const approvals = release.changes.map(({ approvedOn }) => times.endOfDay(approvedOn));
  // A record that is not approved yet may be the one for what is new.
  if (approvals.length === 0 || !approvals.every((at) => at !== undefined)) return;
  const approved = Math.max(...approvals);
  const before = inForce(subject, approved);
  if (!before) return;
  const known = signatures(before.release.steps);
  const names = new Set(before.release.steps.flatMap(({ name }) => name ?? []));
  for (const step of changes.steps) {
    const key = signature(step);
    const left = known.get(key) ?? 0;
    if (left > 0) known.set(key, left - 1);
    if (left > 0 || (step.name !== undefined && names.has(step.name))) continue;
    const revision = before.revision === undefined ? '' : `, ${before.revision}`;
    yield {
      message:
        `${said(step)} was not in the plan that was approved (${whenOver(schedule, approved)}${revision}); have it approved ` +
        'and add the `change` with its date, or take the step out.',
      place: step.head,
      several: {
        at: headOfRelease(release).at,
        what: `steps were not in the plan that was approved (${whenOver(schedule, approved)}${revision})`,
        name: said(step),
        todo: 'have them approved and add the `change` with its date, or take them out',
      },
      related: release.changes.map(({ place }) => ({ message: 'The approval', place })),
    };
  }
}

function signatures(steps: readonly Step[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const step of steps) counts.set(signature(step), (counts.get(signature(step)) ?? 0) + 1);
  return counts;
}

/** What a step does to what: it may be renamed, moved or given to somebody else. */
function signature(step: Step): string {
  return [step.verb, ...step.targets.map(({ name }) => name)].join(' ');
}
