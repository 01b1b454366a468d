import { inRun } from '../facts/changes/changes.ts';
import { firstCommitment } from '../facts/decisions/gates.ts';
import { quoted } from '../facts/words.ts';
import { isTbd, type Step } from '../model.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (owner: string) => `policy standard {
  check owner-missing warning
}
person mara
person priya
service web

release shop-2.1 "Shop 2.1" {${owner ? '' : '  // <- owner-missing'}
  kind   standard${owner}
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

  run {
    deploy web 10m by priya undo 5m
    verify web 10m by mara
  }
}
`;

export const ownerMissing: ReleaseCheck = {
  code: 'owner-missing',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Nobody answers for the release as a whole',
  why:
    'Each step has somebody, and the night belongs to nobody: who is asked whether it begins, who says that it is over, ' +
    'who calls when it is not. Where no gate says who decides either, that is found out on the telephone.',
  fixable: false,
  example: { breaks: plan(''), passes: plan('\n  owner  mara') },
  practice: {
    askedOf: 'whatever changes production, and has no gate that somebody decides',
    begunBy: 'an `owner`',
    isBegun: ({ release }) => release.owner !== undefined,
    words: () => 'somebody who answers for it (`owner`)',
  },
  *find(subject) {
    const { release, changes } = subject;
    if (release.owner || changes.steps.length === 0 || hasDecider(subject) || namesNobody(subject)) return;
    yield {
      message: `Nobody answers for ${quoted(release.name)} as a whole, and no gate says who decides; add \`owner WHO\`.`,
      place: release.head,
    };
  },
};

/** Whoever says go for the night, or in it; a gate of weeks before decides about something else. */
function hasDecider(subject: ReleaseSubject): boolean {
  const { release, schedule } = subject;
  const first = firstCommitment(subject);
  const isNear = (gate: Step) => {
    const end = schedule.steps[gate.id]?.end;
    const start = first && schedule.steps[first.id]?.start;
    return end === undefined || start === undefined || inRun(gate) || start - end <= A_WEEK;
  };
  return release.steps.some((step) => step.verb === 'gate' && step.by !== undefined && !isTbd(step.by) && isNear(step));
}

const A_WEEK = 7 * MINUTES_PER_DAY;

/** Of a plan that names nobody at all, `unassigned` says so once. */
function namesNobody({ release }: ReleaseSubject): boolean {
  return release.steps.every(({ by }) => by === undefined);
}
