import { doneOtherwise, otherwiseWords } from '../diff/done-otherwise.ts';
import { inRun } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { inForce } from '../facts/history.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import { type Place, type Release, rootBlock, type ScopeItem, type Step, type Time } from '../model.ts';
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
    'day they agreed on is held against that of today, and of what was approved the run, the way back and the scope.',
  fixable: false,
  example: { breaks: plan('Mon 2026-09-28'), passes: plan('Fri 2026-10-02') },
  *find(subject) {
    yield* signedBefore(subject);
    yield* approvedBefore(subject);
    yield* ofOtherWindow(subject);
    yield* ofOtherText(subject);
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

/** An approval holds for what the plan said then: the run, the way back, the scope. What is new in the run `scope-after-freeze` tells. */
function* ofOtherText(subject: ReleaseSubject): Iterable<Found> {
  const { release, changes } = subject;
  for (const { number, approvedOn: on, place } of release.changes) {
    const agreed = subject.times.endOfDay(on);
    const before = agreed === undefined ? undefined : inForce(subject, agreed)?.release;
    if (!before) continue;
    const run = doneOtherwise(before.steps.filter(isDone), release.steps.filter(isDone));
    const wayBack = doneOtherwise(before.steps.filter(isTakenBack), release.steps.filter(isTakenBack));
    const parts = [
      ...told(
        'the run',
        otherwiseWords({ ...run, added: run.added.filter((step) => !changes.steps.includes(step)) }, named),
      ),
      ...told('the way back', otherwiseWords(wayBack, named)),
      ...told('the scope', scopeWords(before, release)),
    ];
    if (parts.length === 0) continue;
    yield {
      message:
        `${number ? quoted(number.name) : 'The change'} is approved ${dayOf(subject, on!)}, and the plan says another thing since: ` +
        `${parts.join('; ')}. Have it approved again, and write the new date.`,
      place: on!.place,
      about: number ? [number.name] : [],
      related: [{ message: 'The approval', place }],
    };
  }
}

const named = (steps: readonly Step[]) => listed(steps.map(said));

const told = (what: string, words: readonly string[]) => (words.length === 0 ? [] : [`of ${what}, ${listed(words)}`]);

/** Another message or a pause more is no other run. */
function isDone(step: Step): boolean {
  return inRun(step) && !['notify', 'wait', 'meet'].includes(step.verb);
}

function isTakenBack(step: Step): boolean {
  return rootBlock(step.block).kind === 'rollback' && step.verb !== 'notify';
}

/** Items without a date of their own; what has one, or came in behind a freeze, is told as such. */
function scopeWords(before: Release, { scope, freezes }: Release): readonly string[] {
  if (!before.scope || scope?.frozenOn || freezes.some(({ of }) => of.some(({ name }) => name === 'scope'))) return [];
  const [was, is] = [before.scope.items, scope?.items ?? []];
  const minus = (all: readonly ScopeItem[], others: readonly ScopeItem[]) =>
    all
      .filter(({ name, addedOn }) => !addedOn && !others.some((other) => other.name === name))
      .map(({ name }) => quoted(name));
  const [come, gone] = [minus(is, was), minus(was, is)];
  return [
    ...(come.length > 0 ? [`${listed(come)} came in`] : []),
    ...(gone.length > 0 ? [`${listed(gone)} went`] : []),
  ];
}

function dayOf({ times, release }: ReleaseSubject, on: Time): string {
  return `on ${formatDate(times.instant(on)!, release.zone)}`;
}
