import { isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { quoted, said, when } from '../facts/words.ts';
import { lookup } from '../model.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (verdict: string) =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service web
    `,
    `
    run {
      gate go "Go / no-go" 5m by mara {
        criterion "Open P1" = 0 from tracker by jonas ${verdict}${verdict === 'failed' ? '  // <- criterion-failed' : ''}
      }
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const criterionFailed: ReleaseCheck = {
  code: 'criterion-failed',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A criterion that does not hold, and a run that is planned as if it did',
  why:
    'Somebody has looked, and the answer was no. As long as the plan goes on as before, the next one who reads it takes the no for an ' +
    'oversight, or the gate for a formality.',
  fixable: false,
  example: { breaks: plan('failed'), passes: plan('done') },
  *find({ plan, release, schedule }) {
    for (const gate of release.steps) {
      if (!gate.gate || !isForward(gate)) continue;
      const shared = gate.gate.needs.flatMap(({ ref }) => {
        const named = lookup(plan, release, ref.name);
        return named?.kind === 'criteria' ? named.criteria : [];
      });
      for (const { subject, failed, place } of [...gate.gate.criteria, ...shared]) {
        if (!failed) continue;
        const at = schedule.steps[gate.id];
        const moment = at ? ` (${when(schedule, at.start)})` : '';
        yield {
          message: gate.done
            ? `${said(gate)} is done, and ${quoted(subject)} does not hold; say why it was decided all the same, or what it is by now.`
            : `${quoted(subject)} does not hold, and ${said(gate)}${moment} asks for it; move the gate, or take \`failed\` out once it does.`,
          place: place.file === plan.file ? place : gate.head,
          about: gate.name ? [gate.name] : [],
          related: [{ message: 'The gate', place: gate.head }],
        };
      }
    }
  },
};
