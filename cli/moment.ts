import { Misuse } from './misuse.ts';

/** A moment as people write it: ISO 8601, or `2026-12-05 22:00` on the clock of this machine. */
export function parseMoment(text: string): number {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = Date.parse(isDate ? `${text}T00:00` : text.replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T'));
  if (Number.isNaN(at)) {
    throw new Misuse(`'${text}' is no moment. Write 2026-12-05T22:00+01:00, 2026-12-05T21:00Z or "2026-12-05 22:00".`);
  }
  return Math.floor(at / 60_000);
}

/**
 * The clock of this machine in whole minutes, or `SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org), which
 * makes reports and pictures the same on any day.
 */
export function rightNow(): number {
  const fixed = process.env.SOURCE_DATE_EPOCH;
  const milliseconds = fixed !== undefined && /^\d+$/.test(fixed) ? Number(fixed) * 1000 : Date.now();
  return Math.floor(milliseconds / 60_000);
}
