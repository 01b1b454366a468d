import { inRun, isForward, systems } from '../facts/changes/changes.ts';
import { isFilled } from '../facts/changes/filled.ts';
import { isOfNewcomer } from '../facts/changes/newcomers.ts';
import { byTarget, CHANGES_DATA, COPIES, isProtected, keepsNothing, nearest } from '../facts/changes/protection.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { insertBefore, stepLine, waitFor } from '../facts/repairs/insertion.ts';
import { quoted, said, when } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import type { Step, System } from '../model.ts';
import { isAsCertainAs } from '../order/perhaps.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const PEOPLE = `
  person priya
  person jonas
  database orders-db
`;

export const backupMissing: ReleaseCheck = {
  code: 'backup-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A database is changed before a backup of it has finished',
  why:
    'A migration that goes wrong can only be taken back with a backup that was complete before it began. A backup that ' +
    'merely happens to end earlier is none: one slow night, and it is still running when the migration starts.',
  fixable: true,
  bundle: 'block',
  example: {
    breaks: standardRelease(
      PEOPLE,
      `
      run {
        parallel {
          backup  orders-db 30m by priya
          migrate orders-db 20m by jonas undo 15m  // <- backup-missing
        }
        verify orders-db 10m by priya
      }
      `,
    ),
    passes: standardRelease(
      PEOPLE,
      `
      run {
        backup  orders-db 30m by priya
        migrate orders-db 20m by jonas undo 15m
        verify  orders-db 10m by priya
      }
      `,
    ),
  },
  *find(subject) {
    const { release, changes } = subject;
    const backups = byTarget(release.steps.filter((step) => isForward(step) && COPIES.has(step.verb)));
    const reported = new Map<string, Step[]>();
    for (const step of release.steps) {
      if (!isForward(step) || !CHANGES_DATA.has(step.verb) || (step.verb === 'restore' && !inRun(step))) continue;
      if (isOfNewcomer(subject, step)) continue;
      for (const system of changes.targets(step)) {
        if (keepsNothing(system) || isFilled(subject, step, system)) continue;
        if (system.type !== 'database' && !hasOwnData(subject, step, system)) continue;
        const copies = [system, ...storesOf(subject, system)].flatMap(({ name }) => backups.get(name) ?? []);
        if (isProtected(subject, step, copies)) continue;
        // One backup before the first change repairs those that follow it as well.
        const earlier = reported.get(system.name) ?? [];
        if (earlier.some((one) => subject.dependencies.precedes(one, step))) continue;
        reported.set(system.name, [...earlier, step]);
        yield finding(subject, step, system, nearest(subject, copies));
      }
    }
    yield* withoutCopy(subject, backups, reported);
  },
};

/**
 * To `migrate` in the night is to change data, whatever holds them. What the plan has a database for keeps its data there; what
 * comes `from` something else leaves that as it was.
 */
function hasOwnData(subject: ReleaseSubject, step: Step, system: System): boolean {
  if (step.verb !== 'migrate' || step.from || !inRun(step) || !HOLDERS.has(system.type)) return false;
  return storesOf(subject, system).every(({ type }) => type !== 'database');
}

const HOLDERS: ReadonlySet<System['type']> = new Set(['system', 'application', 'service', 'storage']);

/** What it needs to work, where copies of its data may come from. */
function storesOf({ changes }: ReleaseSubject, system: System): readonly System[] {
  return system.type === 'database' ? [] : [...changes.needs(system)].filter((one) => one !== system);
}

/** What a rollback restores, and nothing of the plan has copied. Where the copy comes `from` says that there is one. */
function* withoutCopy(
  { plan, release }: ReleaseSubject,
  backups: ReadonlyMap<string, readonly Step[]>,
  reported: ReadonlyMap<string, readonly Step[]>,
): Iterable<Found> {
  const told = new Set<string>();
  for (const step of release.steps) {
    if (step.verb !== 'restore' || isForward(step) || step.from) continue;
    for (const system of systems(plan, release, step.targets)) {
      const { name } = system;
      if (backups.has(name) || reported.has(name) || told.has(name)) continue;
      told.add(name);
      yield {
        message: `${said(step)} goes back to a copy of ${quoted(name)} that nothing makes; put \`backup ${name}\` before its first change, or say where the copy comes \`from\`.`,
        place: step.head,
        about: [name],
      };
    }
  }
}

function finding(
  subject: ReleaseSubject,
  step: Step,
  { name: database, type }: System,
  backup: Step | undefined,
): Found {
  const base = { place: step.head, about: [database] };
  if (!backup) {
    const { at, of } = headOfBlock(subject.release, step);
    return {
      ...base,
      several: {
        at,
        what: `${type === 'database' ? 'databases are changed' : 'data are changed'} in ${of}, and nothing backs them up`,
        name: quoted(database),
        todo: 'put a `backup` of each before its first change',
      },
      message: `${said(step)} ${type === 'database' ? 'changes a database' : `changes the data of ${quoted(database)}`} that nothing backs up; put \`backup ${database}\` before it.`,
      fixes: () => [addBackup(subject, step, database)],
    };
  }
  const isPerhaps = subject.dependencies.precedes(backup, step) && !isAsCertainAs(backup, step);
  if (isPerhaps) {
    return {
      ...base,
      message: `${said(step)} counts on ${said(backup)}, which is perhaps not done; make it certain, or put another one before.`,
      related: [{ message: `${said(backup)} is here`, place: backup.head }],
      fixes: () => [addBackup(subject, step, database)],
    };
  }
  const canWait = !subject.dependencies.precedes(step, backup);
  return {
    ...base,
    message: clash(subject, step, backup, canWait),
    related: [{ message: `${said(backup)} should have finished first`, place: backup.head }],
    fixes: () => (canWait ? [waitFor(subject.release, step, backup)] : [addBackup(subject, step, database)]),
  };
}

function clash({ schedule }: ReleaseSubject, step: Step, backup: Step, canWait: boolean): string {
  const [change, copy] = [schedule.steps[step.id], schedule.steps[backup.id]];
  const remedy = canWait ? 'put it after the backup' : `the backup comes after it; put one before`;
  if (!change || !copy) return `${said(step)} does not wait for ${said(backup)}; ${remedy}.`;
  const [start, end] = [when(schedule, change.start), when(schedule, copy.end)];
  const minutes = copy.end - change.start;
  if (minutes > 0) {
    return `${said(step)} starts ${start}, ${describeMinutes(minutes)} before ${said(backup)} ends (${end}); ${remedy}.`;
  }
  return (
    `${said(step)} starts ${start}, after ${said(backup)} ends (${end}) only by luck of the clock: nothing makes it ` +
    `wait; ${remedy}.`
  );
}

function addBackup({ plan, release }: ReleaseSubject, step: Step, database: string): Fix {
  const line = (name?: string) =>
    stepLine(plan, { verb: 'backup', target: database, name, otherwise: '30m', by: step.by });
  return {
    title: `Back up ${quoted(database)} before`,
    edits: insertBefore(
      release,
      step,
      `${database}-backup`,
      (name) => `${line(name)} {\n  tested 10m\n  keep   14d\n}`,
    ),
  };
}
