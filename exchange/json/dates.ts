/** Everything of a release that has a date, as JSON. */
import type { Dated } from '../../plan/schedule/dated/model.ts';
import type { Span } from '../../plan/schedule/model.ts';
import { formatIso } from '../../plan/time/format.ts';

export interface JsonDate {
  /** `window`, `freeze`, `milestone`, `sign-off`, `waiver` … */
  what: string;
  /** Its name; empty where there is only one of its kind. */
  label: string;
  title: string | null;
  /** `null` where it has none, or none is known yet: then `unknown` says what it hangs on. */
  start: string | null;
  /** `null` also where nothing says until when something lasts. */
  end: string | null;
  /** It must be over by then. */
  due: string | null;
  lasts: boolean;
  done: boolean;
  zone: string;
  unknown: string | null;
  /** When it was, where the plan says so, and for when it was planned before. */
  actual?: string | null;
  was?: (string | null)[];
  /** Of what comes round again: how often, when the last time begins, and all of them. */
  count?: number;
  last?: string | null;
  occurrences?: JsonSpan[];
  /** The file it is in, where that is not the file reported. */
  path?: string;
  line: number;
}

export interface JsonSpan {
  start: string | null;
  end: string | null;
}

export function jsonDate(dated: Dated, file: string, pathOf: (uri: string) => string): JsonDate {
  const { what, label, title, start, end, due, lasts, done, zone, unknown, occurrences, relative, place, actual, was } =
    dated;
  const iso = (at: number | undefined) => (at === undefined || relative ? null : formatIso(at, zone));
  return {
    what,
    label,
    title: title ?? null,
    start: iso(start),
    end: iso(end),
    due: iso(due),
    lasts,
    done,
    zone,
    unknown: unknown ?? null,
    ...(actual && { actual: iso(actual.day?.start ?? actual.at) }),
    ...(was && { was: was.map(({ at, day }) => iso(day?.start ?? at)) }),
    ...(occurrences && {
      count: occurrences.length,
      last: iso(occurrences.at(-1)?.start),
      occurrences: jsonSpans(occurrences, iso),
    }),
    ...(place.file !== file && { path: pathOf(place.file) }),
    line: place.range.start.line,
  };
}

export function jsonSpans(spans: readonly Span[], iso: (at: number) => string | null): JsonSpan[] {
  return spans.map(({ start, end }) => ({ start: iso(start), end: iso(end) }));
}
