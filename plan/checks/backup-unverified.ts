import { restores } from '../facts/changes/restores.ts';
import { standardRelease } from '../facts/example.ts';
import { said } from '../facts/words.ts';
import type { ReleaseCheck } from './check.ts';

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
  title: 'The rollback relies on a backup that is never restore-tested',
  why:
    'A backup nobody has restored is a hope. The moment to learn that it is empty or encrypted with a lost key is not ' +
    'the rollback at three in the morning.',
  timeless: true,
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
  },
};
