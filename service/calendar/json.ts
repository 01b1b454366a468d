/** The calendar as it is written in JSON, with what would break if the year were otherwise. */
import type { Severity } from '../../plan/model.ts';
import type { JsonCalendar } from './calendar.ts';
import type { Broken } from './what-if.ts';

export interface JsonYear extends JsonCalendar {
  /** Where something was tried. */
  broken?: JsonBroken[];
}

export interface JsonBroken {
  release: string;
  path: string;
  /** The next window that is free then; missing: none within a year. */
  slot?: string;
  findings: JsonBreach[];
}

/** What is found then, and is not now. */
export interface JsonBreach {
  code: string;
  severity: Severity;
  message: string;
  /** One-based. */
  line: number;
}

export function jsonBroken({ release, uri, findings, slot }: Broken, pathOf: (uri: string) => string): JsonBroken {
  return {
    ...{ release, path: pathOf(uri) },
    ...(slot !== undefined && { slot }),
    findings: findings.map(({ code, severity, message, place }) => ({
      code,
      severity,
      message,
      line: place.range.start.line + 1,
    })),
  };
}
