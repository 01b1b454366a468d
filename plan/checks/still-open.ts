import { counted } from '../counted.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { isOpenWho, type Open } from '../facts/open/open.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import type { Kind } from '../findings/findings.ts';
import { isTbd, type Release, type Step } from '../model.ts';
import { isCalled } from '../order/blocks.ts';
import { whoText } from '../said/words.ts';
import type { Schedule } from '../schedule/model.ts';
import { isRelative } from '../schedule/relative.ts';
import { formatDuration, negate, roughMinutes, ZERO } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Minutes } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (by: string, test: string) =>
  standardRelease(
    `
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by ${by} undo 5m${by === 'tbd' ? '  // <- still-open' : ''}
      verify web ${test} by jonas${by === 'tbd' ? '  // <- still-open' : ''}
    }
    `,
  );

export const stillOpen: ReleaseCheck = {
  code: 'still-open',
  of: 'release',
  group: 'release',
  severity: 'information',
  title: 'What the plan leaves open, who decides it, and by when',
  why:
    'A `tbd` is an honest answer, as long as somebody is going to replace it. One list says what is open, whose it is to ' +
    'decide, and when the plan needs to know: the people, durations, values and dates that are `tbd`.',
  fixable: false,
  bundle: 'release',
  example: { breaks: plan('tbd', 'tbd'), passes: plan('jonas', '10m') },
  *find(subject) {
    const { at } = headOfRelease(subject.release);
    yield* date(subject);
    for (const [order, one] of subject.open.entries()) {
      if (isOverdue(subject, one)) continue;
      const name = sentence(subject, one);
      yield {
        message: `One thing is still open: ${name}; write it instead of \`tbd\`.`,
        place: one.place,
        // A plan begins without its dates; who does it and how long it takes is what it is made of.
        severity: one.isTime ? 'information' : undefined,
        related: one.waiting.map((step) => ({ message: `${said(step)} waits for it`, place: step.head })),
        several: {
          at,
          what: 'things are still open',
          name,
          todo: 'write them instead of `tbd`',
          order,
          kind: kindOf(subject, one),
        },
      };
    }
  },
};

/** The date of the release itself, where it is not all that is open: `not-scheduled` tells what waits for it then. */
function* date({ plan, release, schedule, open }: ReleaseSubject): Iterable<Found> {
  const [window] = release.windows;
  if (open.length === 0 || schedule.T !== undefined || window?.from?.kind !== 'unknown') return;
  const { owner } = release;
  const who = owner && !isTbd(owner) ? `${quoted(whoText(owner))} decides` : NOBODY;
  const isNobody = !owner || isOpenWho(plan, release, owner);
  const name = `${WHEN} (${who}${counting(release, schedule)})`;
  yield {
    message: `One thing is still open: ${name}; write it instead of \`tbd\`.`,
    place: window.place,
    severity: 'information',
    related: release.steps
      .filter(({ id }) => schedule.steps[id] === undefined)
      .map((step) => ({ message: `${said(step)} has no time`, place: step.head })),
    several: {
      at: headOfRelease(release).at,
      what: 'things are still open',
      name,
      todo: 'write them instead of `tbd`',
      order: -1,
      kind: { name: WHEN, ...(isNobody && { lacks: lacks(release) }) },
    },
  };
}

/** Messages that are to go out so long before it: the first of them says when at the latest the date has to be known. */
function counting({ steps }: Release, schedule: Schedule): string {
  const run = schedule.run && isRelative(schedule, schedule.run.start) ? schedule.run.start : 0;
  const early = run < 0 ? `; the run begins ${describeMinutes(-run)} before it` : '';
  const ahead = steps.flatMap((step) =>
    step.verb === 'notify' && !isCalled(step.block) ? beforeT(step, schedule) : [],
  );
  const [first] = ahead.sort((a, b) => b.minutes - a.minutes);
  if (!first) return early;
  return `${early}; ${counted(ahead.length, 'message')} ${ahead.length > 1 ? 'count' : 'counts'} from it, the first ${first.text} before`;
}

/** As it is planned; of a day nobody can say yet how far from T it is, as it is written. */
function beforeT({ id, at, due }: Step, schedule: Schedule): readonly { minutes: Minutes; text: string }[] {
  const planned = schedule.steps[id]?.start;
  const time = at ?? due;
  if (time?.kind === 'offset' && roughMinutes(time.offset) < 0)
    return [{ minutes: -roughMinutes(time.offset), text: formatDuration(negate(time.offset)) }];
  if (planned === undefined || planned >= 0 || !isRelative(schedule, planned)) return [];
  return [{ minutes: -planned, text: formatDuration({ ...ZERO, minutes: -planned }) }];
}

/** That is told by itself, as `overdue`. */
function isOverdue({ schedule, now }: ReleaseSubject, { neededBy }: Open): boolean {
  return neededBy !== undefined && !isRelative(schedule, neededBy) && now?.isAfter(neededBy) === true;
}

/** `who does `deploy web` (`mara` decides, by Sat 2026-12-05 22:00 Europe/Berlin)`. */
function sentence({ schedule }: ReleaseSubject, { what, decides, neededBy, waiting }: Open): string {
  const who = decides ? `${quoted(whoText(decides))} decides` : NOBODY;
  const until = neededBy === undefined ? '' : `, by ${when(schedule, neededBy)}`;
  const others =
    waiting.length === 0
      ? ''
      : `; until then ${listed(waiting.map(said))} ${waiting.length > 1 ? 'have' : 'has'} no time`;
  return `${what} (${who}${until}${others})`;
}

/** Among many: who decides is said once for all that the same one decides, and that nobody does once for all. */
function kindOf({ release, schedule }: ReleaseSubject, { kind, decides, neededBy }: Open): Kind {
  return {
    ...kind,
    ...(decides ? { known: `${quoted(whoText(decides))} decides` } : { lacks: lacks(release) }),
    ...(neededBy !== undefined && { until: { at: neededBy, text: `by ${when(schedule, neededBy)}` } }),
  };
}

const NOBODY = 'nobody is named to decide it';
const WHEN = 'when the release is';

/** Of whom nothing else says who decides the owner does, if it is somebody. */
function lacks({ owner }: Release): string {
  return owner && !isTbd(owner)
    ? `nobody is known who decides: who ${quoted(whoText(owner))} is, the owner of the release, is open itself`
    : 'nobody is named to decide; name the `owner` of the release, who is asked where no line says who';
}
