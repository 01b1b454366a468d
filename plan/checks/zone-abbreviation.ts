import { atFirst, releaseOf } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { quoted } from '../facts/words.ts';
import { dayNumber, MINUTES_PER_DAY } from '../time/date.ts';
import { formatDate } from '../time/format.ts';
import type { WrittenTime, Zone } from '../time/model.ts';
import { clockChanges, offsetAt } from '../time/zone.ts';
import { ABBREVIATIONS } from '../time/zone-abbreviations.ts';
import type { Found, PlanCheck } from './check.ts';

const plan = (zone: string) => `release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2027-04-03 22:00 .. Sun 2027-04-04 02:00 ${zone}${zone === 'EST' ? '  // <- zone-abbreviation' : ''}
}
`;

export const zoneAbbreviation: PlanCheck = {
  code: 'zone-abbreviation',
  of: 'plan',
  group: 'time',
  severity: 'warning',
  title: 'A zone given by its abbreviation',
  why:
    '`EST` is winter time: in October New York is an hour away from it, and whoever wrote it meant New York. `CST` and ' +
    '`IST` are three places each. The name of a place says what is meant, all year.',
  fixable: true,
  bundle: 'file',
  example: { breaks: plan('EST'), passes: plan('America/New_York') },
  *find({ plan }) {
    const seen = new Set<string>();
    const first = atFirst();
    for (const time of plan.writtenTimes) {
      const { zoneText, zonePlace } = time;
      if (!zoneText || !zonePlace) continue;
      const key = `${zonePlace.range.start.line}:${zonePlace.range.start.character}`;
      if (seen.has(key)) continue;
      const found = ABBREVIATIONS.has(zoneText) ? abbreviation(time, zoneText) : unknown(time, zoneText);
      if (!found) continue;
      seen.add(key);
      yield {
        ...found,
        several: {
          at: first(`${releaseOf(plan, zonePlace)} ${zoneText}`, zonePlace),
          what: `times are given in ${quoted(zoneText)}, which names no place`,
          todo: 'write the zone of the place, such as `Europe/Berlin`',
        },
      };
    }
  },
};

function abbreviation({ zonePlace, at }: WrittenTime, text: string): Found {
  const { offset, zones } = ABBREVIATIONS.get(text)!;
  const [likely] = zones;
  const actual = at === undefined || !likely ? undefined : offsetAt(likely, at);
  const off = actual === undefined ? 0 : actual - offset;
  const isElsewhere = off !== 0 && at !== undefined;
  const state = isElsewhere
    ? `on ${formatDate(at, likely!)} the clocks of ${likely} are ${Math.abs(off)} min ${off > 0 ? 'ahead of' : 'behind'} it`
    : zones.length > 1
      ? `it stands for ${zones.length} zones`
      : changesClocks(likely!)
        ? 'it holds for half of the year only'
        : 'it names no place';
  // The clock of the place would be another moment: whoever means the offset can write it.
  const choices = isElsewhere ? [...zones, inUtc(offset)] : zones;
  return {
    message: `\`${text}\` is ${inUtc(offset)}, and read so; ${state}. Write ${isElsewhere ? 'which of them is meant' : 'the place'}: ${choices.map((zone) => `\`${zone}\``).join(' or ')}.`,
    place: zonePlace!,
    fixes: () => choices.map((zone) => replacement(`Write \`${zone}\``, zonePlace!, zone)),
  };
}

/** In our days. */
function changesClocks(zone: Zone): boolean {
  return (
    clockChanges(zone, dayNumber(2026, 1, 1) * MINUTES_PER_DAY, dayNumber(2027, 1, 1) * MINUTES_PER_DAY).length > 0
  );
}

function unknown({ problem, zonePlace }: WrittenTime, text: string): Found | undefined {
  if (problem !== 'unknown-zone') return undefined;
  return {
    message: `\`${text}\` is no zone; write one of the IANA database, such as \`Europe/Berlin\`, or an offset such as \`UTC-7\`.`,
    place: zonePlace!,
  };
}

function inUtc(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}
