/** How the next release of a train is called, and which version it has: as those before it went on. */
import { isNewer, partsOf } from '../../plan/facts/trains/versions.ts';
import { type Day, formatDay } from '../../plan/time/date.ts';

/** What is known of a release that has been. */
export interface Before {
  readonly name: string;
  readonly version?: string;
  /** The number of its departure. */
  readonly number: number;
}

export interface Place {
  readonly number: number;
  readonly day: Day;
  readonly version?: string;
}

/** `2.5.0` behind `2.4.0`; where two have been, the part that went on between them goes on. */
export function nextVersion(before: readonly string[], first: string | undefined): string | undefined {
  const last = before.at(-1);
  if (last === undefined) return first;
  const parts = partsOf(last);
  if (!parts) return undefined;
  const earlier = partsOf(before.at(-2) ?? '');
  const moved = earlier?.numbers.findIndex((part, i) => part !== parts.numbers[i]) ?? -1;
  const usual = Math.min(1, parts.numbers.length - 1);
  const at = moved >= 0 && moved < parts.numbers.length && isNewer(last, before.at(-2)!) ? moved : usual;
  const numbers = parts.numbers.map((part, i) => (i < at ? part : i === at ? part + 1 : 0));
  return `${parts.mark}${numbers.join('.')}`;
}

/** The version at the end of a name: `2.1` of `shop-2.1`. */
export function versionIn(name: string): string | undefined {
  return /(?<=[-_])v?\d+(?:\.\d+)+$/.exec(name)?.[0];
}

/** As the release before was called: with its version, day or number gone on; else by its train and day. */
export function nextName(train: string, last: Before | undefined, next: Place): string {
  const day = formatDay(next.day);
  const name = last?.name ?? '';
  if (/\d{4}-\d{2}-\d{2}$/.test(name)) return name.replace(/\d{4}-\d{2}-\d{2}$/, day);
  if (last?.version !== undefined && next.version !== undefined && name.endsWith(last.version))
    return name.slice(0, -last.version.length) + next.version;
  const number = /(?<=[-_])\d+$/.exec(name)?.[0];
  if (last && number !== undefined)
    return (
      name.slice(0, -number.length) + String(Number(number) + next.number - last.number).padStart(number.length, '0')
    );
  return `${train}-${day}`;
}

/** The number of the next one: that of its name where it has one, else that of its departure. */
export function numberOf(last: Before | undefined, next: Pick<Place, 'number'>): number {
  const number = /(?<=[-_])\d{1,6}$/.exec(last?.name ?? '')?.[0];
  const isPart = last !== undefined && (versionIn(last.name) !== undefined || /\d{4}-\d{2}-\d{2}$/.test(last.name));
  return last && number !== undefined && !isPart ? Number(number) + next.number - last.number : next.number;
}
