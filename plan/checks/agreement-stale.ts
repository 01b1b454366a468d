import { standardRelease } from '../facts/example.ts';
import { inForce } from '../facts/history.ts';
import { listed, quoted, when } from '../facts/words.ts';
import type { Place, Time } from '../model.ts';
import { formatDate } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (signed: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment preprod
    `,
    `
    scope {
      must SHOP-7 "Vouchers" by jonas due T-5wd added on Thu 2026-10-01
    }
    uat acceptance in preprod by jonas {
      covers   SHOP-7
      sign-off by jonas on ${signed}${signed === 'Mon 2026-09-28' ? '  // <- agreement-stale' : ''}
    }

    run {
      gate   go 10m by priya { needs acceptance }
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const agreementStale: ReleaseCheck = {
  code: 'agreement-stale',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'Somebody has agreed to what has changed since',
  why:
    'A signature holds for what was signed. Whoever tested before an item came in, approved a smaller scope, or said yes to another ' +
    'day, would have to be asked again, and hears of it on the night. Where the history of the file is known, the window of the ' +
    'day they agreed on is held against that of today.',
  fixable: false,
  example: { breaks: plan('Mon 2026-09-28'), passes: plan('Fri 2026-10-02') },
  *find(subject) {
    yield* signedBefore(subject);
    yield* approvedBefore(subject);
    yield* ofOtherWindow(subject);
  },
};

/** A test by users that covers an item which came in after it was signed off. */
function* signedBefore(subject: ReleaseSubject): Iterable<Found> {
  for (const { name, covers, signOff } of subject.release.uats) {
    // One that does not say what it covers covers everything.
    const isCovered = (item: string) => covers.length === 0 || covers.some((ref) => ref.name === item);
    const later = itemsAfter(subject, signOff?.on).filter((item) => isCovered(item.name));
    if (!signOff || later.length === 0) continue;
    yield {
      message:
        `UAT ${quoted(name)} is signed off ${dayOf(subject, signOff.on!)}, and covers ${listed(later.map((item) => quoted(item.name)))}, ` +
        `which came in ${dayOf(subject, later[0]!.addedOn!)}; have it tested and signed again.`,
      place: signOff.place,
      about: [name, ...later.map((item) => item.name)],
      related: later.map((item) => ({ message: `${quoted(item.name)} came in here`, place: item.head })),
    };
  }
}

/** A change that was approved before its scope grew; what came in behind a freeze of the scope is told as such. */
function* approvedBefore(subject: ReleaseSubject): Iterable<Found> {
  const { release, times } = subject;
  const approvals = release.changes.flatMap((change) => (change.approvedOn ? [change] : []));
  if (approvals.length !== release.changes.length || release.scope?.frozenOn) return;
  if (release.freezes.some(({ of }) => of.some(({ name }) => name === 'scope'))) return;
  const [last] = [...approvals].sort((a, b) => (times.instant(b.approvedOn) ?? 0) - (times.instant(a.approvedOn) ?? 0));
  if (!last) return;
  const later = itemsAfter(subject, last.approvedOn).filter(({ under }) => !under);
  if (later.length === 0) return;
  yield {
    message:
      `${last.number ? quoted(last.number.name) : 'The change'} is approved ${dayOf(subject, last.approvedOn!)}, and ` +
      `${listed(later.map((item) => quoted(item.name)))} came in after that; have the change approved again, or add \`under CHANGE\`.`,
    place: last.approvedOn!.place,
    about: [...(last.number ? [last.number.name] : []), ...later.map((item) => item.name)],
    related: later.map((item) => ({ message: `${quoted(item.name)} came in here`, place: item.head })),
  };
}

/** Those that are in it, and came in on a later day than that. */
function itemsAfter({ release, times }: ReleaseSubject, on: Time | undefined) {
  const agreed = times.endOfDay(on);
  if (agreed === undefined) return [];
  return (release.scope?.items ?? []).filter(({ addedOn, deferredTo, priority }) => {
    const added = times.endOfDay(addedOn);
    return added !== undefined && added > agreed && !deferredTo && priority !== 'wont';
  });
}

/** Who said yes without saying to what, said it to the window of that day. One with `for` is compared by `date-unconfirmed`. */
function* ofOtherWindow(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule } = subject;
  const agreements: readonly { who: string; on: Time | undefined; place: Place }[] = [
    ...release.confirmations.flatMap(({ by, on, agreed, place }) =>
      agreed ? [] : { who: by ? `${quoted(by.ref.name)} has said yes` : 'Somebody has said yes', on, place },
    ),
    ...release.changes.map(({ number, approvedOn: on, place }) => ({
      who: `${number ? quoted(number.name) : 'The change'} is approved`,
      on,
      place,
    })),
  ];
  const [window] = release.windows;
  const { T } = schedule;
  for (const { who, on, place } of agreements) {
    const agreed = subject.times.endOfDay(on);
    const before = agreed === undefined ? undefined : inForce(subject, agreed)?.release.windows[0]?.from;
    if (before?.kind !== 'instant' || T === undefined || !window || before.at === T) continue;
    yield {
      message:
        `${who} ${dayOf(subject, on!)}, when the window began ${when(schedule, before.at)}; it begins ${when(schedule, T)} now: ask again, and ` +
        'write the new date.',
      place,
      related: [{ message: 'The window', place: window.place }],
    };
  }
}

function dayOf({ times, release }: ReleaseSubject, on: Time): string {
  return `on ${formatDate(times.instant(on)!, release.zone)}`;
}
