import { standardRelease } from '../facts/example.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import { find } from '../ids.ts';
import { type Block, rootBlock, type Time } from '../model.ts';
import { rootTiming } from '../order/blocks.ts';
import type { Wait } from '../schedule/model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (by: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    meet briefing 1h by jonas at Sat 2026-12-05 21:30
    run {
      deploy web 10m by ${by} undo 5m${by === 'jonas' ? '  // <- window-started-late' : ''}
      verify web 10m by priya
    }
    `,
  );

export const windowStartedLate: ReleaseCheck = {
  code: 'window-started-late',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'A run begins after its window has opened, or a phase after its hour',
  why:
    'The systems are promised from the start of the window on, and everybody else is there. What the first step waits for ' +
    'is taken from the time that is left for everything else. And a phase goes by working hours: what is to be at ten in the evening ' +
    'is done in the morning of the next day that people work, which may be after the night.',
  fixable: false,
  example: { breaks: plan('jonas'), passes: plan('priya') },
  *find(subject) {
    for (const [block, begin] of begins(subject)) {
      const first = firstOf(subject, block);
      const busy = first?.waits.filter(({ reason }) => reason === 'person' || reason === 'system') ?? [];
      if (first && first.start > begin && busy.length > 0) yield finding(subject, block, first, begin, busy);
    }
    yield* outOfHours(subject);
  },
};

/** `phase day-before at T-24h` before a Saturday night: nobody works then by the calendar, so it begins on Monday. */
function* outOfHours(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule, times } = subject;
  for (const block of release.blocks) {
    const begin = saysHour(block.at) ? times.instant(block.at) : undefined;
    if (rootTiming(block) !== 'dated' || begin === undefined || schedule.T === undefined) continue;
    const first = firstOf(subject, block);
    const rest = first?.waits.find(({ reason }) => reason === 'calendar');
    if (!first || !rest || rest.minutes === 0 || first.start <= begin) continue;
    const name = quoted(block.name ?? block.kind);
    yield {
      message:
        `${name} is to begin ${when(schedule, begin)}, outside of the hours of ${quoted(rest.name ?? '')}, and begins ` +
        `${when(schedule, first.start)}, ${describeMinutes(first.start - begin)} later: a ${block.kind} goes by working hours. Make it a ` +
        '`sequence`, which goes on at whatever hour, give it an hour at which people work, or put it into the run.',
      place: block.head,
      about: block.name ? [block.name] : [],
    };
  }
}

/** Of what counts in days alone nobody means the hour. */
function saysHour(time: Time | undefined): boolean {
  if (time?.kind === 'instant') return !time.dateOnly;
  return time?.kind === 'clock' || (time?.kind === 'offset' && (time.clock !== undefined || time.offset.minutes !== 0));
}

/** The first run of each window, and when it could begin. */
function begins({ release, schedule, times }: ReleaseSubject): ReadonlyMap<Block, number> {
  const found = new Map<Block, number>();
  const windows = new Set<number>();
  for (const block of release.blocks) {
    if (block.kind !== 'run' || schedule.T === undefined) continue;
    const window = block.window ? release.windows.findIndex(({ name }) => name === block.window?.name) : 0;
    const begin =
      times.instant(block.at ?? block.during?.from) ?? schedule.windows[release.windows[window]?.id ?? '']?.start;
    if (begin === undefined || (windows.has(window) && !block.at) || !release.windows[window]) continue;
    windows.add(window);
    found.set(block, begin);
  }
  return found;
}

function firstOf({ timed }: ReleaseSubject, block: Block): TimedStep | undefined {
  const own = timed.filter(({ step }) => rootBlock(step.block) === block);
  return own.reduce<TimedStep | undefined>(
    (first, one) => (first && first.start <= one.start ? first : one),
    undefined,
  );
}

function finding(
  { schedule, release }: ReleaseSubject,
  block: Block,
  first: TimedStep,
  begin: number,
  busy: readonly Wait[],
): Found {
  const who = [...new Set(busy.flatMap(({ name }) => name ?? []))];
  const what = busy.flatMap(({ step }) => (step ? find(release, step) : []));
  const names = listed(who.map(quoted));
  const doing = what.length > 0 ? ` with ${listed([...new Set(what.map(said))])}` : '';
  const until = what.flatMap((step) => schedule.steps[step.id]?.end ?? []);
  const since = until.length > 0 ? ` until ${when(schedule, Math.max(...until))}` : '';
  const opens = block.at ? `${quoted(block.name ?? block.kind)} is to begin` : 'its window opens';
  return {
    message:
      `The run begins ${when(schedule, first.start)}, ${describeMinutes(first.start - begin)} after ${opens} ` +
      `(${when(schedule, begin)}): ${names} ${who.length > 1 ? 'are' : 'is'} busy${doing}${since}; give ` +
      `${said(first.step)} to somebody else, or free ${names} by then.`,
    place: first.step.by?.place ?? first.step.head,
    about: who,
    related: [
      ...what.map((step) => ({ message: `Busy with ${said(step)}`, place: step.head })),
      ...(block.at ? [] : release.windows.slice(0, 1).map(({ place }) => ({ message: 'The window', place }))),
    ],
  };
}
