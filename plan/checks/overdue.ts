import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { type Due, marksWork, overdueOf } from '../facts/passing/due.ts';
import { leftBehindIn } from '../facts/passing/over.ts';
import { signedEarly } from '../facts/passing/signed-early.ts';
import { capital, describeDays, listed, said, when } from '../facts/words.ts';
import type { Instant } from '../time/model.ts';
import { dayAt } from '../time/zone.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (done: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    prepare {
      task scripts "Write the scripts" 2h by priya due Thu 2026-09-24 done
      task export  "Export the accounts" 1h by jonas due Fri 2026-10-02${done || '  // <- overdue'}
    }
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const overdue: ReleaseCheck = {
  code: 'overdue',
  of: 'release',
  bundle: 'release',
  afterwards: true,
  group: 'release',
  severity: 'warning',
  title: 'Something was due by now, and nothing says that it happened',
  why:
    'A date that passes without a word is the first sign that a plan and its project have parted. Either it happened, and the ' +
    'plan should say so, or somebody has to know today that it did not.',
  fixable: false,
  example: { breaks: plan(''), passes: plan(' done') },
  *find(subject) {
    const isSilent = !marksWork(subject.release);
    const isLeft = leftBehindIn(subject);
    const all = overdueOf(subject).filter((due) => !isLeft(due));
    // What nobody marks was done today as likely as not.
    const work = all.filter(({ isWork, by }) => isSilent && isWork && isBeforeToday(subject, by));
    for (const due of work) yield unmarked(subject, due);
    for (const due of all) if (!isSilent || !due.isWork) yield single(subject, due);
    for (const { gate, open } of signedEarly(subject)) {
      yield {
        message: `${said(gate)} is marked as done, and ${open.length} lines that come before it are not: ${listed(open.map(said))}; mark those that are, or decide again.`,
        place: gate.head,
        about: gate.name ? [gate.name] : [],
        related: open.slice(0, 3).map(({ head }) => ({ message: 'This is not marked as done', place: head })),
      };
    }
  },
};

function isBeforeToday({ now, release }: ReleaseSubject, at: Instant): boolean {
  return dayAt(at, release.zone) < now!.dayIn(release.zone);
}

function single(subject: ReleaseSubject, due: Due): Found {
  return {
    message: `${sentence(subject, due)}; ${due.todo}.`,
    place: due.place,
    severity: due.isMinor ? 'information' : undefined,
    about: due.label ? [due.label] : [],
    several: {
      at: headOfRelease(subject.release).at,
      what: due.many,
      name: `${due.amongOthers ?? due.subject} (${when(subject.schedule, due.by)})`,
      todo: due.todo,
      order: due.order,
    },
  };
}

/** A plan that marks nothing says nothing of what was done, and not that nothing was. */
function unmarked({ release, schedule }: ReleaseSubject, { subject, by, label, place }: Due): Found {
  return {
    message:
      `${capital(subject)} was due ${when(schedule, by)}, and the plan marks nothing as done; add \`done\` to it, or give ` +
      'it a new time.',
    place,
    severity: 'information',
    about: label ? [label] : [],
    several: {
      at: headOfRelease(release).at,
      what: 'things were due by now, and the plan marks nothing as done',
      name: `${subject} (${when(schedule, by)})`,
      todo: 'add `done` to what is, or give it a new time',
    },
  };
}

/** `Issue `printer` was due Mon 2027-03-01 17:00 Europe/Oslo, 11 days ago, and is still open`. */
function sentence({ schedule, now }: ReleaseSubject, { subject, by, lacks }: Due): string {
  return capital(`${subject} was due ${when(schedule, by)}, ${describeDays(now!.since(by))} ago, and ${lacks}`);
}
