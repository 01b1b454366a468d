import { dayWords, keepingOtherEnd } from '../facts/dates/odd-time.ts';
import { deadlinesOf } from '../facts/milestones/deadlines.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted } from '../facts/words.ts';
import type { Release } from '../model.ts';
import { contains } from '../place.ts';
import { formatClock } from '../time/date.ts';
import { formatInstant } from '../time/format.ts';
import type { OddTime, WrittenTime } from '../time/model.ts';
import type { Found, PlanCheck } from './check.ts';

const plan = (from: string) => `release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window ${from} .. Sun 2026-10-25 05:00${from.endsWith('UTC') ? '' : '  // <- ambiguous-time, dst-crossing'}
}
`;

export const ambiguousTime: PlanCheck = {
  code: 'ambiguous-time',
  of: 'plan',
  group: 'time',
  severity: 'error',
  title: 'A time that exists twice, may be of another day, or lacks the hour that others like it have',
  why:
    'When daylight saving ends, an hour comes twice. Half of the people will be there for the first one, the other half ' +
    'an hour later. An hour alone is the first one from T on: just before T it sounds like that evening, and is the next.',
  fixable: true,
  example: { breaks: plan('Sun 2026-10-25 02:30'), passes: plan('Sun 2026-10-25 01:30 UTC') },
  *find({ plan, schedules }) {
    for (const time of plan.writtenTimes) if (time.problem === 'ambiguous') yield finding(time);
    for (const release of plan.releases) yield* withoutHour(release);
    for (const [i, { oddTimes = [] }] of schedules.entries()) {
      for (const odd of oddTimes)
        if (isLateHour(odd, plan.releases[i]!, plan.file)) yield ofNextDay(odd, plan.releases[i]!);
    }
    for (const { problem, place, day, clock, zone } of schedules.flatMap(({ oddTimes = [] }) => oddTimes)) {
      if (problem !== 'ambiguous' || place.file !== plan.file) continue;
      const twice = `${formatClock(clock ?? 0)} on ${dayWords(day)}, which comes twice in ${zone}`;
      yield {
        message: `This time comes out as ${twice}; the first one is meant. Write another one, or its date and zone.`,
        place,
      };
    }
  },
};

/** Who writes the hour of all other deadlines leaves people guessing which end of the day is meant by these. */
function* withoutHour(release: Release): Iterable<Found> {
  const deadlines = deadlinesOf(release);
  if (!deadlines) return;
  const { open, timed } = deadlines;
  const [first, ...others] = open;
  const [have, a] = open.length > 1 ? ['have a day and no hour', 'these'] : ['has a day and no hour', 'it'];
  yield {
    message:
      `${listed(open.map(({ name }) => quoted(name)))} ${have}, though ${timed.length} other deadlines say theirs; say until when on that day ${a} ` +
      `${open.length > 1 ? 'are' : 'is'}, and in which zone.`,
    place: first!.head,
    severity: 'warning',
    about: open.map(({ name }) => name),
    related: [
      ...others.map(({ head }) => ({ message: 'The same', place: head })),
      { message: 'One that says it', place: timed[0]!.head },
    ],
  };
}

/** What follows the run is meant behind it. */
function isLateHour({ problem, place }: OddTime, { blocks, place: release }: Release, file: string): boolean {
  if (problem !== 'late-hour' || place.file !== file || !contains(release, place)) return false;
  return !blocks.some((block) => block.kind === 'follow-up' && contains(block.place, place));
}

function ofNextDay({ readings = [0, 0], zone, place, clock }: OddTime, release: Release): Found {
  const [before, at] = readings;
  const text = `${formatInstant(before, zone)}${zone === release.zone ? '' : ` ${zone}`}`;
  return {
    message:
      `${formatClock(clock ?? 0)} is ${formatInstant(at, zone)} here, the first one from T on; if the one before T is meant, ` +
      `write \`${text}\`.`,
    place,
    severity: 'warning',
    fixes: () => [replacement(`Write \`${text}\``, place, text)],
  };
}

function finding(time: WrittenTime): Found {
  const { clock, day, zone, readings = [], place, clockPlace } = time;
  const written = clock === undefined ? 'This time' : formatClock(clock);
  const choices = readings.map((at, i) => ({
    title: i === 0 ? 'The first one' : 'The second one',
    text: `${formatInstant(at, 'UTC')} UTC`,
  }));
  return {
    message:
      `${written} comes twice${day === undefined ? '' : ` on ${dayWords(day)}`} in ${zone}, for the clocks go back; say which ` +
      `one: ${choices.map(({ text }) => `\`${text}\``).join(' or ')}.`,
    place: clockPlace ?? place,
    fixes: () =>
      choices.map(({ title, text }) => ({
        title: `${title}: \`${text}\``,
        edits: [{ place, text }, ...keepingOtherEnd(time)].map((edit) => ({ kind: 'replace', ...edit })),
      })),
  };
}
