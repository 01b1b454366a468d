import { isForward, systems } from '../facts/changes/changes.ts';
import { backups, restores } from '../facts/changes/restores.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import { isTbd, lookup, rootBlock, type Step, type System } from '../model.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { addDuration, formatDuration, roughMinutes, ZERO } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (server: string, keep: string, [first, second]: readonly [string, string]) =>
  standardRelease(
    `
    person priya
    person jonas
    server db-01${
      server === 'db-01'
        ? ''
        : `
    server ${server}`
    }
    database orders-db on db-01
    store vault on ${server}
    `,
    `
    run {
      snapshot db-01 10m by priya
      backup orders-db as night-backup 30m by priya to vault {${first}
        tested 10m
        keep   ${keep}${second}
      }
      migrate orders-db 20m by priya
      verify  orders-db 10m by jonas
    }
    rollback {
      restore orders-db 40m by priya from night-backup
    }
    hypercare T .. T+5d {
      cover by jonas
      criterion "Open P1" = 0 over 48h from jira
    }
    `,
  );

const MARK = '  // <- backup-retention';

export const backupRetention: ReleaseCheck = {
  code: 'backup-retention',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A backup that is gone, lost with its original, or behind it, when it is needed',
  why:
    'What a release breaks is often seen days later. Until hypercare is over the copy must still be there, and on ' +
    'something else than what it protects: a disk that dies takes with it all that is on it. And what is written behind ' +
    'the copy, before those who write are stopped, is gone once it is restored.',
  parameters: {
    margin: {
      type: 'duration',
      default: '0d',
      description: 'How much longer than to the end of window and hypercare a backup is kept.',
    },
    behind: {
      type: 'duration',
      default: '30m',
      description: 'How long before those who write are stopped a copy may be made.',
    },
  },
  fixable: true,
  bundle: 'release',
  example: { breaks: plan('db-01', '2d', [MARK, MARK]), passes: plan('vault-01', '6d', ['', '']) },
  *find(subject) {
    const { release, changes } = subject;
    const { relied } = restores(subject);
    const until = neededUntil(subject);
    for (const backup of backups(release.steps)) {
      const restore = relied.get(backup);
      const isOfChanged = changes.targets(backup).some((target) => changes.systems.has(target));
      if (!restore && !isOfChanged) continue;
      yield* onItself(subject, backup);
      if (restore) yield* behind(subject, backup, restore);
      if (until) yield* tooShort(subject, backup, restore, until);
    }
  },
};

interface Until {
  readonly at: Instant;
  readonly what: string;
}

/** Until when somebody may want to go back: the later of the end of the window and that of hypercare. */
function neededUntil({ schedule, parameters, release }: ReleaseSubject): Until | undefined {
  const ends: Until[] = release.rosters.flatMap(({ id, kind }) => {
    const span = schedule.rosters[id];
    return span && kind === 'hypercare' ? [{ at: span.end, what: 'hypercare' }] : [];
  });
  const night = Math.max(
    ...Object.values(schedule.windows).flatMap(({ end }) => end ?? []),
    schedule.run?.end ?? Number.NEGATIVE_INFINITY,
  );
  if (Number.isFinite(night)) ends.push({ at: night, what: 'the window' });
  const last = ends.sort((a, b) => b.at - a.at)[0];
  return last && { ...last, at: addDuration(last.at, parameters.duration('margin'), release.zone) };
}

function* tooShort(
  { release, schedule, calendars }: ReleaseSubject,
  backup: Step,
  restore: Step | undefined,
  { at: needed, what }: Until,
): Iterable<Found> {
  const made = schedule.steps[backup.id]?.end;
  if (made === undefined) return;
  const days = Math.ceil((needed - made) / MINUTES_PER_DAY);
  const enough = formatDuration({ ...ZERO, days });
  const related = restore && [{ message: `${said(restore)} goes back to it`, place: restore.head }];
  const about = backup.targets.map((target) => target.name);
  if (!backup.keep) {
    // What nobody has written may still be so: it is asked for only where it matters for days.
    if (!restore || what !== 'hypercare' || days < 1) return;
    yield {
      severity: 'information',
      several: {
        at: headOfRelease(release).at,
        what: `backups have nothing that says how long they are kept, and ${what} ends ${when(schedule, needed)}`,
        name: said(backup),
        todo: `add ${quoted(`keep ${enough}`)} to each`,
      },
      message:
        `The plan does not say how long ${said(backup)} is kept; ${what} ends ${when(schedule, needed)}, so that it ` +
        `takes ${quoted(`keep ${enough}`)}.`,
      place: backup.head,
      about,
      related,
      fixes: () => [
        {
          title: `Keep it until then: ${quoted(`keep ${enough}`)}`,
          edits: [{ kind: 'append-line', place: backup.place, text: `keep ${enough}` }],
        },
      ],
    };
    return;
  }
  if (isTbd(backup.keep)) return;
  const gone = addDuration(made, backup.keep.min, release.zone, calendars.release);
  if (!(gone < needed)) return;
  const { keep } = backup;
  yield {
    message:
      `${said(backup)} is kept ${quoted(keep.text)}, until ${when(schedule, gone)}, and ${what} ends ` +
      `${when(schedule, needed)}, ${describeMinutes(needed - gone)} later; keep it ${quoted(enough)}.`,
    place: keep.place,
    about,
    related,
    fixes: () => [replacement(`Keep it ${quoted(enough)}`, keep.place, enough)],
  };
}

/** Something is stopped so that nobody writes, and the copy that one would go back to is from before. */
function* behind(subject: ReleaseSubject, backup: Step, restore: Step): Iterable<Found> {
  const { release, changes, schedule, dependencies, parameters } = subject;
  // Where it is promised how old the copy may be, `promise-broken` holds it against that.
  if (release.promises.some(({ what, duration }) => what === 'rpo' && duration)) return;
  const copied = changes.targets(backup).filter(({ type }) => type === 'database');
  const copyEnds = schedule.steps[backup.id]?.end;
  const bearable = roughMinutes(parameters.duration('behind'));
  for (const stop of release.steps) {
    if (stop.verb !== 'stop' || !isForward(stop)) continue;
    const starts = schedule.steps[stop.id]?.start;
    const isLater =
      dependencies.precedes(backup, stop) || (copyEnds !== undefined && starts !== undefined && copyEnds <= starts);
    const writers = changes.targets(stop).filter((one) => copied.some((database) => changes.needs(one).has(database)));
    const [writer] = writers;
    if (!isLater || !writer) continue;
    const gap = copyEnds !== undefined && starts !== undefined ? starts - copyEnds : undefined;
    // Without an hour the blocks tell: what is copied in another one is not copied a moment before.
    if (gap === undefined ? rootBlock(backup.block) === rootBlock(stop.block) : gap < bearable) continue;
    const early = gap === undefined ? '' : ` ${describeMinutes(gap)}`;
    const names = listed(copied.map(({ name }) => quoted(name)));
    yield {
      message:
        `${said(backup)} is over${early} before ${said(stop)}, and ${quoted(writer.name)} may write to ${names} until then: that is gone ` +
        `once ${said(restore)} goes back to it; make it after ${said(stop)}, or a second one.`,
      place: backup.head,
      about: copied.map(({ name }) => name),
      related: [
        { message: 'Until here it may be written to', place: stop.head },
        { message: `${said(restore)} goes back to the copy`, place: restore.head },
      ],
    };
    return;
  }
}

/** The store of a backup stands on the system that it protects, or on something under it. */
function* onItself({ plan, release, changes }: ReleaseSubject, backup: Step): Iterable<Found> {
  const store = backup.to && lookup(plan, release, backup.to.name);
  if (!store || !backup.to) return;
  const stands = store.kind === 'word' ? systems(plan, release, store.on) : store.kind === 'system' ? [store] : [];
  const under = new Set(stands.flatMap((system) => [...changes.grounds(system)]));
  const shared = [...new Set(changes.targets(backup).flatMap((target) => [...changes.grounds(target)]))].filter(
    (ground: System) => under.has(ground),
  );
  if (shared.length === 0) return;
  const names = listed(shared.map(({ name }) => quoted(name)));
  yield {
    message:
      `${said(backup)} goes to ${quoted(store.name)}, which stands on ${names} like what it protects: one failure ` +
      'takes both; store it somewhere else.',
    place: backup.to.place,
    about: backup.targets.map((target) => target.name),
    related: [{ message: `${quoted(store.name)} is declared here`, place: store.head }],
  };
}
