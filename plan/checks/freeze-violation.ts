import { standardRelease } from '../facts/example.ts';
import { overlap } from '../facts/people/bookings.ts';
import { type Frozen, frozen } from '../facts/published.ts';
import { quoted, said, when, whenSpan } from '../facts/words.ts';
import { type Freeze, isTbd, lookup, type Place, type Step, type System } from '../model.ts';
import { chainOf } from '../people.ts';
import { formatDate } from '../time/format.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (until: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment production
    freeze  black-friday of production from Mon 2026-11-23 until ${until}
    `,
    `
    run {
      deploy web 10m by priya undo 5m${until.startsWith('Mon') ? '  // <- freeze-violation' : ''}
      verify web 10m by jonas
    }
    `,
  );

export const freezeViolation: ReleaseCheck = {
  code: 'freeze-violation',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A change inside a freeze, without an approved exception',
  why:
    'A freeze is somebody’s promise that nothing moves, often made for the days on which a year’s money is earned. A ' +
    'change inside it needs the word of whoever may make an exception.',
  fixable: false,
  example: { breaks: plan('Mon 2026-12-07'), passes: plan('Tue 2026-12-01') },
  *find(subject) {
    const { schedule, changes } = subject;
    if (schedule.T === undefined || changes.steps.length === 0) return;
    for (const { freeze, span, of } of [...freezesOf(subject), ...freezesOfOthers(subject)]) {
      if (isExcepted(subject, freeze)) continue;
      const inside = changes.steps.filter((step) => {
        const at = schedule.steps[step.id];
        return at && overlap(at, span) && concerns(subject, freeze, step);
      });
      const [first, ...more] = inside;
      if (!first) continue;
      const exception = freeze.exceptBy
        ? `, or have the change approved by ${quoted(freeze.exceptBy.ref.name)}`
        : '; the freeze knows no exception';
      const whose = of ? ` of the release ${quoted(of)}` : '';
      yield {
        // What another release has declared for itself is its word against ours.
        ...(of && { severity: 'warning' as const }),
        message:
          `${said(first)}${more.length > 0 ? ` and ${more.length} more` : ''} (${when(schedule, schedule.steps[first.id]!.start)}) ` +
          `falls into the freeze ${quoted(freeze.name)}${whose} (${dates(freeze) ?? whenSpan(schedule, span)}); move the ` +
          `window${exception}.`,
        place: first.head,
        about: [freeze.name],
        related: [
          { message: `The freeze ${quoted(freeze.name)}`, place: freeze.head },
          ...more.slice(0, 4).map((step) => ({ message: `${said(step)} falls into it too`, place: step.head })),
        ],
      };
    }
  },
};

/** `of`: the other release that says it. */
type Told = Frozen & { readonly of?: string };

/** Those of the file and what it imports, and of the release. */
function freezesOf({ plan, schedule, published }: ReleaseSubject): readonly Told[] {
  const shared = [...plan.names.values()].filter((named) => named.kind === 'freeze');
  return [...frozen(shared, schedule), ...published.freezes];
}

/** What another release of the workspace has frozen, as far as it is declared where both plans see it. */
function* freezesOfOthers({ plan, release, others }: ReleaseSubject): Iterable<Told> {
  for (const other of others) {
    if (other.schedule.T === undefined) continue;
    for (const { freeze, span } of other.published.freezes) {
      const of = freeze.of.filter((ref) => {
        const [mine, theirs] = [lookup(plan, release, ref.name), lookup(other.plan, other.release, ref.name)];
        return mine !== undefined && theirs !== undefined && isSamePlace(mine.namePlace, theirs.namePlace);
      });
      if (of.length > 0) yield { freeze: { ...freeze, of }, span, of: other.release.name };
    }
  }
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.range.start.line === b.range.start.line;
}

/** `Mon 2026-11-23 .. Mon 2026-12-07`, where it is written in whole days. */
function dates({ from, until }: Freeze): string | undefined {
  if (from?.kind !== 'instant' || until?.kind !== 'instant' || !from.dateOnly || !until.dateOnly) return undefined;
  return `${formatDate(from.at, from.zone)} .. ${formatDate(until.at, until.zone)}`;
}

/** Approved by whom the freeze names; the same person under another role counts. */
function isExcepted({ plan, release }: ReleaseSubject, { exceptBy }: Freeze): boolean {
  if (!exceptBy) return false;
  return release.changes.some(({ approvedBy, approvedOn }) => {
    if (!approvedBy || isTbd(approvedBy) || !approvedOn) return false;
    if (approvedBy.ref.name === exceptBy.ref.name) return true;
    const [mine, theirs] = [approvedBy, exceptBy].map(({ ref }) => lookup(plan, release, ref.name));
    return (
      theirs?.kind === 'role' && chainOf(theirs).some(({ name }) => [approvedBy.ref.name, mine?.name].includes(name))
    );
  });
}

/** Whether a step changes what is frozen: the environment, the system itself, what it runs on, or what runs on it. */
function concerns(subject: ReleaseSubject, freeze: Freeze, step: Step): boolean {
  const { plan, release, changes } = subject;
  const targets = changes.targets(step);
  return freeze.of.some((ref) => {
    const frozen = lookup(plan, release, ref.name);
    if (frozen?.kind === 'system') {
      return targets.some((target) => changes.grounds(target).has(frozen) || changes.grounds(frozen).has(target));
    }
    if (frozen?.kind !== 'environment') return step.targets.some((target) => target.name === ref.name);
    if (step.in || step.to) return step.in?.name === ref.name || step.to?.name === ref.name;
    const named = targets.filter((target): target is System => target.environment !== undefined);
    if (named.length > 0) return named.some((target) => target.environment!.name === ref.name);
    // What says nothing of its environment is production, see `changes.ts`.
    return frozen.production;
  });
}
