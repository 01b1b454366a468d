/** Plans in tests: text in, the table of dates out. */
import type { Analysis } from '../../../plan/analysis.ts';
import type { Release } from '../../../plan/model.ts';
import type { Schedule } from '../../../plan/schedule/model.ts';
import { dateRows } from '../../../view/dates.ts';
import { analyseText } from '../../checks/marked.ts';

/** Two people of whom one has a calendar of her own, and what steps are done to. */
export const CAST = `calendar office {
  working Mon..Fri 09:00 .. 17:00
  holiday Wed 2026-12-02 "Holiday"
  holiday Thu 2026-12-03 "Holiday"
}
calendar early {
  working   Mon..Thu 06:00 .. 12:00
  deadlines 10:00
}
person priya { calendar office }
person ines { calendar early }
audience buyers {
  calendar early
  channels mail
}
service     web
environment staging
`;

/** T is Sat 2026-12-05 22:00 UTC. */
export function releaseOf(lines: string, window = 'Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00'): string {
  return `${CAST}release r {\n  kind     standard\n  calendar office\n  window   ${window}\n${lines}\n}\n`;
}

export interface Planned {
  readonly analysis: Analysis;
  readonly release: Release;
  readonly schedule: Schedule;
}

export function planned(lines: string, window?: string): Planned {
  const analysis = analyseText(releaseOf(lines, window));
  return { analysis, release: analysis.plan.releases[0]!, schedule: analysis.schedules[0]! };
}

/** `freeze code: Tue 2026-12-01 00:00 .. Fri 2026-12-04 22:00`, as the table of dates has it. */
export function dates(lines: string, window?: string): readonly string[] {
  const { release, schedule } = planned(lines, window);
  return dateRows(release, schedule).map(({ what, name, more, when, until }) => {
    const span = until === '' ? when : `${when} .. ${until}`;
    return `${[what, name].filter(Boolean).join(' ')}${more === '' ? '' : `, ${more}`}: ${span}`;
  });
}
