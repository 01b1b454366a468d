import { counted } from '../counted.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { type Drift, driftOf, moveOf } from '../facts/passing/drift.ts';
import { quoted, when } from '../facts/words.ts';
import type { Dated } from '../schedule/dated/model.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes, formatDate } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (day: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    milestone texts-in Fri 2026-09-25 by jonas done on ${day}${day.endsWith('29') ? '  // <- drift' : ''}

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const drift: ReleaseCheck = {
  code: 'drift',
  of: 'release',
  group: 'time',
  severity: 'information',
  title: 'Something was done later than planned, or its date has been moved',
  why:
    'One date that slips is life. Dates that slip one after the other are a forecast, and whoever plans by them has to hear it before ' +
    'the last one slips as well.',
  parameters: {
    slip: { type: 'duration', default: '1d', description: 'From how much on a date counts as slipped.' },
    alone: {
      type: 'duration',
      default: '3d',
      description: 'From how much on one that was merely done late is told where it is the only one.',
    },
  },
  fixable: false,
  bundle: 'release',
  example: { breaks: plan('Tue 2026-09-29'), passes: plan('Fri 2026-09-25') },
  *find(subject) {
    const least = roughMinutes(subject.parameters.duration('slip'));
    const alone = roughMinutes(subject.parameters.duration('alone'));
    const slipped: { readonly minutes: number; readonly isDone: boolean; readonly found: Found }[] = [];
    for (const dated of subject.schedule.dated) {
      // What is still to come has not happened, whatever the plan says: `result-in-future`.
      const late = isAhead(subject, dated) ? undefined : driftOf(dated);
      const moved = moveOf(dated);
      // Days count as days: from Monday evening to Tuesday morning is one.
      const tells = (one: Drift | undefined): one is Drift =>
        one !== undefined && (one.to.day ? one.days * 1440 : one.minutes) >= least && one.minutes > 0;
      const tell = ({ minutes }: Drift, isDone: boolean, says: string, short: string) =>
        slipped.push({ minutes, isDone, found: found(subject, dated, says, short) });
      if (tells(late))
        tell(
          late,
          true,
          `was done ${dayOf(late, dated)}, ${length(late)} later than planned (${when(subject.schedule, late.from)})`,
          `${length(late)} late`,
        );
      else if (tells(moved))
        tell(
          moved,
          false,
          `was planned for ${formatDate(moved.from, dated.zone)}, and has been moved by ${length(moved)}${times(dated)}`,
          `moved by ${length(moved)}`,
        );
    }
    // One date that slips is life.
    const [first] = slipped;
    if (slipped.length === 1 && first!.isDone && first!.minutes < alone) return;
    yield* slipped.map((one) => one.found);
  },
};

function isAhead({ now }: ReleaseSubject, { actual }: Dated): boolean {
  return actual !== undefined && now?.isBefore(actual.day?.start ?? actual.at) === true;
}

function found({ release }: ReleaseSubject, { label, title, what, place }: Dated, says: string, short: string): Found {
  const name = label ? quoted(label) : title ? `"${title}"` : `The ${what}`;
  return {
    message: `${name} ${says}; hold against it what waits for it, and tell those who plan by it.`,
    place,
    about: label ? [label] : [],
    several: {
      at: headOfRelease(release).at,
      what: 'dates have slipped',
      name: `${name} (${short})`,
      todo: 'hold against them what waits for them, and tell those who plan by them',
    },
  };
}

function dayOf({ to }: Drift, { zone }: Dated): string {
  return formatDate(to.day?.start ?? to.at, zone);
}

function length({ days, minutes, to }: Drift): string {
  return to.day || days > 1 ? counted(days, 'day') : describeMinutes(minutes);
}

function times({ was = [] }: Dated): string {
  return was.length > 1 ? `, ${counted(was.length, 'time')}` : '';
}
