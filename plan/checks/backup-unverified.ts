import { backups, restores } from '../facts/changes/restores.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { heard } from '../facts/heard.ts';
import { quoted, said } from '../facts/words.ts';
import { lookup, type Release, rootBlock } from '../model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const PEOPLE = `
  person priya
  person jonas
  database orders-db
`;

const plan = (backup: string) =>
  standardRelease(
    PEOPLE,
    `
    run {
${backup}
      migrate orders-db 20m by priya
      verify  orders-db 10m by jonas
    }
    rollback {
      restore orders-db 40m by priya from night-backup
    }
    `,
  );

export const backupUnverified: ReleaseCheck = {
  code: 'backup-unverified',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'The rollback relies on a backup that is never restore-tested, or nothing ever restores it',
  why:
    'A backup nobody has restored is a hope. The moment to learn that it is empty or encrypted with a lost key is not ' +
    'the rollback at three in the morning.',
  timeless: true,
  impersonal: true,
  readsTitlesOf: ['step'],
  bundle: 'release',
  fixable: true,
  example: {
    breaks: plan(`      backup  orders-db as night-backup 30m by priya  // <- backup-unverified`),
    passes: plan(`      backup  orders-db as night-backup 30m by priya {
        tested 10m
      }`),
  },
  *find(subject) {
    const { relied, tested } = restores(subject);
    for (const [backup, restore] of relied) {
      if (backup.tested || tested.has(backup)) continue;
      yield {
        message:
          `${said(restore)} of the rollback relies on ${said(backup)}, which is never restore-tested; ` +
          'add a line `tested` with the time the test takes.',
        place: backup.head,
        about: backup.targets.map((target) => target.name),
        related: [{ message: `${said(restore)} relies on it`, place: restore.head }],
        fixes: () => [
          {
            title: 'Test it by restoring it: `tested 10m`',
            edits: [{ kind: 'append-line', place: backup.place, text: 'tested 10m' }],
          },
        ],
      };
    }
    yield* untouched(subject);
    yield* ofPlays(subject);
  },
};

/** Whoever recovers from a disaster has that copy and no other. */
function* ofPlays({ plan, release }: ReleaseSubject): Iterable<Found> {
  for (const restore of release.steps) {
    if (restore.verb !== 'restore' || rootBlock(restore.block).kind !== 'play' || !restore.from) continue;
    const backup = lookup(plan, release, restore.from.name);
    if (backup?.kind !== 'step' || backup.verb !== 'backup' || backup.tested || backup.done) continue;
    yield {
      message:
        `${said(restore)} of ${quoted(rootBlock(restore.block).name ?? 'play')} relies on ${said(backup)}, which is never restore-tested; ` +
        'add a line `tested` with the time the test takes.',
      place: backup.head,
      severity: 'warning',
      about: backup.targets.map(({ name }) => name),
      related: [{ message: `${said(restore)} relies on it`, place: restore.head }],
    };
  }
}

/** Copies that are made, and that nothing ever puts back, not even to see whether it can be done. */
function* untouched(subject: ReleaseSubject): Iterable<Found> {
  const { release, changes } = subject;
  const { relied, tested } = restores(subject);
  const restored = new Set(
    release.steps.flatMap(({ verb, targets }) => (verb === 'restore' ? targets.map(({ name }) => name) : [])),
  );
  // Where there is no way back at all, that is what is told.
  if (!release.blocks.some(({ kind }) => kind === 'rollback')) return;
  for (const backup of backups(release.steps)) {
    if (
      backup.tested ||
      backup.done ||
      relied.has(backup) ||
      tested.has(backup) ||
      changes.targets(backup).length === 0
    )
      continue;
    if (backup.targets.some(({ name }) => restored.has(name)) || speaksOfRestoring(release)) continue;
    yield {
      message:
        `${said(backup)} is made, and nothing of the plan puts it back, not even to see whether that can be done; add a line \`tested\` with the time ` +
        'the test takes, or a `restore` to the way back.',
      place: backup.head,
      severity: 'information',
      about: backup.targets.map(({ name }) => name),
      several: {
        at: headOfRelease(release).at,
        what: 'copies are made, and nothing of the plan puts them back, not even to see whether that can be done',
        name: said(backup),
        todo: 'add a line `tested` to each, or a `restore` to the way back',
      },
    };
  }
}

/** A step, or a line of a list that nobody may leave out, in whatever words. */
function speaksOfRestoring({ steps }: Release): boolean {
  return steps.some(
    (step) => restoresInWords(step) || step.checklist.some(({ text, optional }) => !optional && RESTORES.test(text)),
  );
}

const restoresInWords = heard((words) => RESTORES.test(words()));

const RESTORES = /\b(restor\w+|recover\w*|PITR|point[- ]in[- ]time)\b/i;
