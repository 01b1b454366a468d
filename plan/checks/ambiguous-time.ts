import { formatClock } from '../time/date.ts';
import { formatDate, formatInstant } from '../time/format.ts';
import type { WrittenTime } from '../time/model.ts';
import type { Found, PlanCheck } from './check.ts';
import { replacement } from './facts/replacement.ts';

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
  title: 'A time that exists twice',
  why:
    'When daylight saving ends, an hour comes twice. Half of the people will be there for the first one, the other half ' +
    'an hour later.',
  fixable: true,
  example: { breaks: plan('Sun 2026-10-25 02:30'), passes: plan('Sun 2026-10-25 01:30 UTC') },
  *find({ plan }) {
    for (const time of plan.writtenTimes) if (time.problem === 'ambiguous') yield finding(time);
  },
};

function finding({ clock, zone, readings = [], place, clockPlace }: WrittenTime): Found {
  const written = clock === undefined ? 'This time' : formatClock(clock);
  const day = readings[0] === undefined ? '' : ` on ${formatDate(readings[0], zone)}`;
  const choices = readings.map((at, i) => ({
    title: i === 0 ? 'The first one, in summer time' : 'The second one, in winter time',
    text: `${formatInstant(at, 'UTC')} UTC`,
  }));
  return {
    message:
      `${written} comes twice${day} in ${zone}, for daylight saving ends; say which one: ` +
      `${choices.map(({ text }) => `\`${text}\``).join(' or ')}.`,
    place: clockPlace ?? place,
    fixes: choices.map(({ title, text }) => replacement(`${title}: \`${text}\``, place, text)),
  };
}
