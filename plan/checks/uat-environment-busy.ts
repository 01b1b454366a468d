import { standardRelease } from '../facts/example.ts';
import { isOf, overlap } from '../facts/people/bookings.ts';
import { quoted, whenSpan } from '../facts/words.ts';
import type { Place } from '../model.ts';
import { describeMinutes } from '../time/format.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (day: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment preprod
    `,
    `
    uat acceptance in preprod by jonas {${day === 'Thu 2026-11-26' ? '  // <- uat-environment-busy' : ''}
      during   Thu 2026-11-26 09:00 .. Fri 2026-11-27 17:00
      sign-off due T-3wd by jonas
    }
    rehearsal first in preprod at ${day} 10:00 2h by priya

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const uatEnvironmentBusy: ReleaseCheck = {
  code: 'uat-environment-busy',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A test by users shares its environment with something that changes it',
  why:
    'Users who test while somebody deploys to the same environment sign off a version that never existed, or lose a day ' +
    'to errors that are none.',
  fixable: false,
  example: { breaks: plan('Thu 2026-11-26'), passes: plan('Wed 2026-11-25') },
  *find(subject) {
    const { release, schedule, others, published } = subject;
    if (release.uats.length === 0) return;
    const own = published.environments.all;
    const foreign = others.flatMap(({ environments }) => environments.all);
    for (const uat of own) {
      if (uat.kind !== 'uat') continue;
      // What comes round is told once.
      const told = new Set<Place>();
      for (const other of [...own, ...foreign]) {
        // Two sessions of one release may test side by side.
        if (other.key !== uat.key || (other.kind === 'uat' && isOf(release, other))) continue;
        const both = overlap(uat.span, other.span);
        if (!both || told.has(other.place)) continue;
        told.add(other.place);
        const whose = isOf(release, other) ? '' : ` of ${quoted(other.release)}`;
        const length = both.end > both.start ? ` for ${describeMinutes(both.end - both.start)}` : '';
        yield {
          message:
            `${uat.label} (${whenSpan(schedule, uat.span)}) shares ${quoted(uat.name)}${length} with ${other.label}${whose} ` +
            `(${whenSpan(schedule, other.span)}); move one of them, or use another environment.`,
          place: uat.place,
          about: [uat.name],
          related: [{ message: `${other.label}${whose} is in ${quoted(uat.name)} then`, place: other.place }],
        };
      }
    }
  },
};
