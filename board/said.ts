/** Times and lengths as the page says them. */

/** `23:31`, in the zone of the release. */
export function clock(minute: number | undefined, zone: string): string {
  return minute === undefined ? '' : format(zone, { hour: '2-digit', minute: '2-digit' }).format(minute * 60_000);
}

export function seconds(milliseconds: number, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(milliseconds);
}

/** `Sat 5 Dec`. */
export function day(minute: number, zone: string): string {
  return format(zone, { weekday: 'short', day: 'numeric', month: 'short' })
    .format(minute * 60_000)
    .replace(',', '');
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
    formats.set(key, found);
  }
  return found;
}

/** `44 min`, `1 h 20 min`, `2 days`. */
export function minutes(length: number): string {
  const size = Math.abs(Math.round(length));
  if (size < 60) return `${size} min`;
  if (size >= 2880) return `${Math.floor(size / 1440)} days`;
  return size % 60 === 0 ? `${size / 60} h` : `${Math.floor(size / 60)} h ${size % 60} min`;
}

/** `+6`, `−2`, `0`. */
export function signed(length: number): string {
  return length === 0 ? '0' : `${length < 0 ? '−' : '+'}${Math.abs(length)}`;
}

/** `6 late`, `2 early`, `on time`. */
export function late(length: number): string {
  return length === 0 ? 'on time' : `${Math.abs(length)} ${length > 0 ? 'late' : 'early'}`;
}

/** `P80 of a chance`: a share between 0 and 1. */
export function percent(share: number): string {
  return share > 0.99 && share < 1 ? '> 99 %' : share < 0.01 && share > 0 ? '< 1 %' : `${Math.round(share * 100)} %`;
}
