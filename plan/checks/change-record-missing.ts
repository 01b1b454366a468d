import { agreedWords, isOtherDate, onDay } from '../facts/dates/agreed.ts';
import { quoted, when, whenSpan } from '../facts/words.ts';
import { isTbd, type Ref } from '../model.ts';
import type { ReleaseCheck } from './check.ts';

const plan = (change: string) => `person priya
person jonas
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
${change}
  run {
    deploy web 10m by priya undo 5m
    verify web 10m by jonas
  }
}
`;

export const changeRecordMissing: ReleaseCheck = {
  code: 'change-record-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'No change record, or one for another time',
  why:
    'The change record is how everybody else learns that production changes, and where it was approved. A record whose ' +
    'time is not the time of the plan approves another change.',
  fixable: false,
  example: {
    breaks: plan(
      '  change CHG0042137 during Fri 2026-12-04 22:00 .. Sat 2026-12-05 02:00  // <- change-record-missing\n',
    ),
    passes: plan('  change CHG0042137 during Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00\n'),
  },
  practice: {
    askedOf: 'whatever changes production',
    begunBy: 'a `change` of any release in the file',
    // Whoever has the number of one release has a register of changes.
    isBegun: ({ plan }) => plan.releases.some(({ changes }) => changes.length > 0),
    words: () => 'the number of a change record',
  },
  *find(subject) {
    const { release, schedule, changes, times } = subject;
    if (changes.steps.length === 0) return;
    if (release.changes.length === 0) {
      yield {
        message: `${quoted(release.name)} changes production without a change record; add a line \`change ID\` with its number.`,
        place: release.head,
      };
      return;
    }
    const { T } = schedule;
    for (const { number, approvedBy, approvedOn, approvedFor, place } of release.changes) {
      if (T === undefined || !isOtherDate(subject, approvedFor, T)) continue;
      const who = approvedBy && !isTbd(approvedBy) ? ` by ${quoted(approvedBy.ref.name)}` : '';
      yield {
        message:
          `${recordWords(number)} was approved${who}${onDay(approvedOn)} for ${agreedWords(subject, approvedFor)}, and the release ` +
          `begins ${when(schedule, T)}; have it approved again, and write the date that it is approved for now.`,
        place,
        related: release.windows.slice(0, 1).map((window) => ({ message: 'The window', place: window.place })),
      };
    }
    const [first] = release.windows;
    const window = first && schedule.windows[first.id];
    if (!window || schedule.T === undefined) return;
    for (const change of release.changes) {
      const approved = times.span(change.during);
      if (!change.during || !approved) continue;
      const early = window.start < approved.start;
      const late = window.end !== undefined && window.end > approved.end;
      if (!early && !late) continue;
      yield {
        message:
          `${recordWords(change.number)} is for ${whenSpan(schedule, approved)}, ` +
          `but the window ${early ? `starts ${when(schedule, window.start)}` : `ends ${when(schedule, window.end!)}`}; ` +
          'have the record changed, or move the window.',
        place: change.during.place,
        related: [{ message: 'The window', place: release.windows[0]!.place }],
      };
    }
  },
};

function recordWords(number: Ref | undefined): string {
  return number ? quoted(number.name) : 'The change record';
}
