import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { quoted, said } from '../facts/words.ts';
import { rootBlock } from '../model.ts';
import type { ReleaseCheck } from './check.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

const plan = (duration: string) =>
  standardRelease(
    SHARED,
    `
    prepare {
      task pipeline "Build the new pipeline" ${duration} by jonas
    }
    run {
      deploy web 10m by priya undo 5m after pipeline
      verify web 10m by jonas
    }
    `,
  );

export const calendarDays: ReleaseCheck = {
  code: 'calendar-days',
  of: 'release',
  group: 'time',
  severity: 'information',
  title: 'Work is given in calendar days',
  why:
    '`2d` is 48 hours on the clock, nights and weekends included; work takes working days, `2wd`, of whoever does it. ' +
    'Two days of work that begin on a Friday end on a Monday.',
  fixable: true,
  bundle: 'block',
  example: { breaks: plan('2d').replace(' by jonas\n', ' by jonas  // <- calendar-days\n'), passes: plan('2wd') },
  *find({ release }) {
    for (const step of release.steps) {
      const { duration } = step;
      if (!duration || rootBlock(step.block).kind !== 'prepare' || step.verb === 'wait') continue;
      if (duration.min.days === 0 && duration.likely.days === 0 && duration.max.days === 0) continue;
      const text = inWorkingDays(duration.text);
      const { at, of } = headOfBlock(release, step);
      yield {
        message:
          `${said(step)} takes \`${duration.text}\`: calendar days, nights and weekends included. If it is work, write ` +
          `\`${text}\` (working days of whoever does it).`,
        place: duration.place,
        several: {
          at,
          what: `steps of ${of} take calendar days, nights and weekends included`,
          name: `${said(step)} (${quoted(duration.text)})`,
          todo: 'if it is work, write working days of whoever does it: `2wd` for `2d`',
        },
        fixes: () => [{ title: `Write \`${text}\``, edits: [{ kind: 'replace', place: duration.place, text }] }],
      };
    }
  },
};

/** `1w2d..2w` → `7wd..10wd`: a week has five working days. */
function inWorkingDays(text: string): string {
  return text
    .split('..')
    .map((part) => {
      let days = 0;
      const rest = part.replace(/(\d+)(wd|mo|[mhdw])/g, (all, count, unit) => {
        if (unit !== 'wd' && unit !== 'd' && unit !== 'w') return all;
        days += Number(count) * (unit === 'w' ? 5 : 1);
        return '';
      });
      return days ? `${days}wd${rest}` : rest;
    })
    .join('..');
}
