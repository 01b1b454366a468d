import { onDay } from '../facts/dates/agreed.ts';
import { standardRelease } from '../facts/example.ts';
import { listed, quoted, when } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { type Benefit, isTbd } from '../model.ts';
import { whoText } from '../said/words.ts';
import { parseDuration, roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (review: string) =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service web
    `,
    `
    benefit fewer-calls "Fewer calls about parcels" by mara {${review ? '' : '  // <- benefit-unreviewed'}
      target 40 calls -> 10 calls${review}
    }

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const benefitUnreviewed: ReleaseCheck = {
  code: 'benefit-unreviewed',
  of: 'release',
  afterwards: true,
  group: 'release',
  severity: 'warning',
  title: 'Nobody will ever know whether a benefit has come',
  why:
    'A benefit comes weeks after the night, when everybody works on something else. It is reached where somebody owns it, ' +
    'a number says what was meant, and a date says when it is looked at.',
  fixable: true,
  example: { breaks: plan(''), passes: plan('\n      review at T+30d') },
  *find(subject) {
    for (const benefit of subject.release.benefits) {
      // Of what has no name that is told.
      if (benefit.name === '') continue;
      yield* incomplete(subject, benefit);
      const found = early(subject, benefit) ?? missed(benefit);
      if (found) yield found;
    }
  },
};

function* incomplete({ release, schedule }: ReleaseSubject, benefit: Benefit): Iterable<Found> {
  const { by, target, reviewAt } = benefit;
  const isMeasurable = target !== undefined && /\d/.test(target.to ?? '');
  const lacks = [
    !by && 'nobody who owns it',
    !target && 'no target',
    target && !isMeasurable && 'a target without a number',
    // While nobody knows when the release is, nobody knows when its benefit is.
    !reviewAt && schedule.T !== undefined && 'no day on which it is looked at',
  ].filter((lack) => typeof lack === 'string');
  if (lacks.length === 0) return;
  const isUnreviewed = lacks.includes('no day on which it is looked at');
  const lines = [!by && '`by WHO`', !isMeasurable && '`target 3d -> 1d`', isUnreviewed && '`review at T+30d`'];
  const owner = by ?? release.owner;
  const edits: Fix['edits'] = [
    ...(by || !owner ? [] : [{ kind: 'append-clause', place: benefit.place, text: `by ${whoText(owner)}` } as const]),
    ...(!isUnreviewed ? [] : [{ kind: 'append-line', place: benefit.place, text: 'review at T+30d' } as const]),
  ];
  // What nobody has measured no edit can make up.
  const fixes =
    isMeasurable && owner && !isTbd(owner) && edits.length > 0
      ? [{ title: `Have ${quoted(owner.ref.name)} look at it 30 days after`, edits }]
      : [];
  yield {
    message: `${quoted(benefit.name)} has ${listed(lacks)}; add ${listed(lines.filter((line) => line !== false))}.`,
    place: benefit.head,
    about: [benefit.name],
    fixes: () => fixes,
  };
}

/** What came of it is not what was meant, as far as both are values of one kind. */
function missed({ name, target, actuals }: Benefit): Found | undefined {
  const last = actuals.at(-1);
  const [from, to, is] = [target?.from, target?.to, last?.value].map(measureOf);
  if (!target || !last || !from || !to || !is || from.unit !== to.unit || to.unit !== is.unit) return undefined;
  const isReached = to.number < from.number ? is.number <= to.number : is.number >= to.number;
  if (isReached) return undefined;
  return {
    severity: 'information',
    message:
      `${quoted(name)} was to go from ${quoted(target.from!)} to ${quoted(target.to!)}, and is ${quoted(last.value)}${onDay(last.on)}; ` +
      'decide whether it goes on, and say when it is looked at again.',
    place: last.place,
    about: [name],
    related: [{ message: 'The target', place: target.place }],
  };
}

/** `3d`, `40 calls`, `0.5 %`; undefined: it is no number. */
function measureOf(value: string | undefined): { readonly number: number; readonly unit: string } | undefined {
  const duration = parseDuration(value ?? '');
  if (duration) return { number: roughMinutes(duration), unit: 'time' };
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*(\S*)$/.exec(value ?? '') ?? [];
  return number === undefined ? undefined : { number: Number(number), unit };
}

/** Before the release is live there is nothing to see. */
function early({ release, schedule, times }: ReleaseSubject, { name, reviewAt }: Benefit): Found | undefined {
  const at = times.instant(reviewAt);
  const live = schedule.run?.end;
  if (!reviewAt || at === undefined || live === undefined || schedule.T === undefined || at >= live) return undefined;
  return {
    message:
      `${quoted(name)} is looked at ${when(schedule, at)}, ${describeMinutes(live - at)} before ${quoted(release.name)} is ` +
      `live (${when(schedule, live)}); look at it weeks after.`,
    place: reviewAt.place,
    about: [name],
  };
}
