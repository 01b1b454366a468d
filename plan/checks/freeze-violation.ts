import { declaredAt } from '../facts/across/same.ts';
import { changesOneOf } from '../facts/changes/concerns.ts';
import { standardRelease } from '../facts/example.ts';
import { exceptionWords, isExcepted } from '../facts/exceptions.ts';
import { type Holding, holding, whenHolding } from '../facts/holding.ts';
import { quoted, said, when, whenSpan } from '../facts/words.ts';
import { type Freeze, lookup } from '../model.ts';
import { ofKind } from '../named.ts';
import { comesRound } from '../order/blocks.ts';
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
    for (const one of [...freezesOf(subject), ...freezesOfOthers(subject)]) {
      const { thing: freeze, of } = one;
      if (isExcepted(subject, freeze)) continue;
      const inside = changes.steps.flatMap((step) => {
        const at = schedule.steps[step.id];
        const times = at && changesOneOf(subject, freeze.of, step) ? at.occurrences : [];
        for (const time of times) {
          const [span] = whenHolding(one, time);
          if (span) return [{ step, at: time, span }];
        }
        return [];
      });
      const [first, ...more] = inside;
      if (!first) continue;
      const whose = of ? ` of the release ${quoted(of)}` : '';
      const remedy = comesRound(first.step) ? 'let it end before, or begin behind that' : 'move the window';
      yield {
        // What another release has declared for itself is its word against ours.
        ...(of && { severity: 'warning' as const }),
        message:
          `${said(first.step)}${more.length > 0 ? ` and ${more.length} more` : ''} (${when(schedule, first.at.start)}) ` +
          `falls into the freeze ${quoted(freeze.name)}${whose} (${dates(freeze) ?? whenSpan(schedule, first.span, freeze.every?.hours?.zone)}); ${remedy}` +
          `${exceptionWords(freeze, subject.release, first.step)}${isMeantForOthers(subject, freeze) ? ', or write the freeze inside of the release if it keeps others away' : ''}.`,
        place: first.step.head,
        about: [freeze.name],
        related: [
          { message: `The freeze ${quoted(freeze.name)}`, place: freeze.head },
          ...more.slice(0, 4).map(({ step }) => ({ message: `${said(step)} falls into it too`, place: step.head })),
        ],
      };
    }
  },
};

/** `of`: the other release that says it. */
type Told = Holding<Freeze> & { readonly of?: string };

/** Those of the file and what it imports, and of the release. */
function freezesOf(subject: ReleaseSubject): readonly Told[] {
  const { plan, schedule, published } = subject;
  const shared = ofKind(plan.names, 'freeze');
  return [...holding(shared, schedule), ...published.freezes.filter(({ thing }) => !isForItsWork(subject, thing))];
}

/**
 * What a release freezes for others while it works on it: systems (`freeze set-up of ledger` beside `migrate ledger`), and whatever is
 * frozen from a time that counts from its window and so would be broken by it on any date.
 */
function isForItsWork({ plan, release, changes }: ReleaseSubject, { of, from, every }: Freeze): boolean {
  if (!every && (from?.kind === 'offset' || from?.kind === 'point')) return true;
  const systems = of.flatMap((ref) => {
    const named = lookup(plan, release, ref.name);
    return named?.kind === 'system' ? [named] : [];
  });
  return systems.length === of.length && systems.some((system) => changes.systems.has(system));
}

/** In the file of one release somebody may have meant the others: then it stands inside of the release. */
function isMeantForOthers(subject: ReleaseSubject, freeze: Freeze): boolean {
  const { plan, published } = subject;
  const isOwn = published.freezes.some(({ thing }) => thing === freeze);
  return !isOwn && freeze.place.file === plan.file && plan.releases.length === 1 && isForItsWork(subject, freeze);
}

/** What another release of the workspace has frozen, as far as it is declared where both plans see it. */
function* freezesOfOthers({ plan, release, others }: ReleaseSubject): Iterable<Told> {
  for (const other of others) {
    if (other.T === undefined) continue;
    for (const { declared, ...one } of other.freezes) {
      const of = one.thing.of.filter(
        ({ name }, i) => declared[i] !== '' && declared[i] === declaredAt(plan, release, name),
      );
      if (of.length > 0) yield { ...one, thing: { ...one.thing, of }, of: other.release };
    }
  }
}

/** `Mon 2026-11-23 .. Mon 2026-12-07`, where it is written in whole days. */
function dates({ from, until, every }: Freeze): string | undefined {
  if (every || from?.kind !== 'instant' || until?.kind !== 'instant' || !from.dateOnly || !until.dateOnly)
    return undefined;
  return `${formatDate(from.at, from.zone)} .. ${formatDate(until.at, until.zone)}`;
}
