import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { quoted, when } from '../facts/words.ts';
import { find } from '../ids.ts';
import type { Block } from '../model.ts';
import { onceThrough } from '../schedule/occurrences.ts';
import { isRelative } from '../schedule/relative.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { addDuration, formatDuration, isZero, roughMinutes } from '../time/duration.ts';
import { describeMinutes, formatInstant } from '../time/format.ts';
import type { Duration, Instant } from '../time/model.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (estimate: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      sequence transfer "Files to the new host" ${estimate} {${estimate === '20m..40m' ? '  // <- estimate-off' : ''}
        task copy "Copy all files" 50m by priya
        task count "Count them" by jonas
      }
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const estimateOff: ReleaseCheck = {
  code: 'estimate-off',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A block is estimated at another length than what is in it takes',
  why:
    'Somebody has said how long the whole takes, and somebody how long each part does. One of the two is wrong, and the night ' +
    'is planned with the parts.',
  parameters: {
    spare: {
      type: 'number',
      default: 15,
      description: 'By how many percent of its estimate what is in a block may be shorter, without a word.',
    },
  },
  fixable: false,
  bundle: 'release',
  example: { breaks: plan('20m..40m'), passes: plan('50m..70m') },
  *find(subject) {
    const { release, schedule, parameters } = subject;
    const spare = parameters.number('spare');
    for (const { kind, block: id, minutes = 0, place } of schedule.conflicts) {
      const block = kind === 'off-estimate' && id ? find(release, id) : undefined;
      const span = block && onceThrough(schedule, block);
      if (!block?.duration || !span) continue;
      const { text, min } = block.duration;
      // Whoever says an hour means about an hour.
      if (minutes < 0 && -minutes * 100 <= roughMinutes(min) * spare) continue;
      const takes = `takes ${describeMinutes(span.end - span.start)} as planned, until ${when(schedule, span.end)}`;
      const [by, todo] =
        minutes > 0
          ? [`${describeMinutes(minutes)} more than`, 'shorten what is in it, or estimate it longer']
          : [`${describeMinutes(-minutes)} less than`, 'add what is missing in it, or estimate it shorter'];
      const isStage = minutes < 0 && isInDays(block);
      yield {
        message: `${quoted(block.name ?? block.kind)} ${takes}: ${by} its estimate ${quoted(text)}; ${todo}${isStage ? `; if it lasts so long whatever is done in it, write both ends: ${quoted(bothEnds(subject, block, span.start))}` : ''}.`,
        place: place ?? block.head,
        about: block.name ? [block.name] : [],
        several: isStage
          ? {
              at: headOfRelease(release).at,
              what: 'blocks that say when they begin take less than their estimates',
              name: quoted(block.name ?? block.kind),
              todo: `if they last so long whatever is done in them, write both ends of each; otherwise add what is missing in each, or estimate it shorter`,
            }
          : undefined,
      };
    }
  },
};

/** `T+1w .. T+3w`: where it begins, as the plan says it, and so long after. */
function bothEnds({ schedule, release, calendars }: ReleaseSubject, { at, duration }: Block, start: Instant): string {
  const length = duration!.likely;
  const end = at?.kind === 'offset' && (at.clock ?? at.weekday) === undefined && sumOf(at.offset, length);
  if (end && isOneWay(end)) return `${fromT(at.offset)} .. ${fromT(end)}`;
  if (isRelative(schedule, start)) return 'BEGIN .. END';
  const { zone } = release;
  return `${formatInstant(start, zone)} .. ${formatInstant(addDuration(start, length, zone, calendars.release), zone)}`;
}

/** `T-1d` and two weeks are `T+13d`; a working day before and two weeks are no distance that can be written. */
function isOneWay({ minutes, days, months, workingDays }: Duration): boolean {
  const parts = [minutes, days, months, workingDays];
  return parts.every((part) => part >= 0) || parts.every((part) => part <= 0);
}

function fromT(offset: Duration): string {
  if (isZero(offset)) return 'T';
  const text = formatDuration(offset);
  return text.startsWith('-') ? `T${text}` : `T+${text}`;
}

function sumOf(a: Duration, b: Duration): Duration {
  return {
    minutes: a.minutes + b.minutes,
    days: a.days + b.days,
    months: a.months + b.months,
    workingDays: a.workingDays + b.workingDays,
  };
}

/** Whoever begins a stage of an app at a moment and gives it two weeks mostly means how long it lasts, and no work. */
function isInDays({ at, duration }: Block): boolean {
  return at !== undefined && duration !== undefined && roughMinutes(duration.likely) >= MINUTES_PER_DAY;
}
