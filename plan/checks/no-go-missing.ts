import { isForward } from '../facts/changes/changes.ts';
import { comesBefore } from '../facts/changes/protection.ts';
import { criteriaAt } from '../facts/decisions/criteria.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { hasUnread } from '../facts/unread.ts';
import { quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import type { Step } from '../model.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const example = (noGo: string) =>
  standardRelease(
    `
    policy standard {
      check no-go-missing warning
    }
    person mara
    person priya
    person jonas
    service web
    source grafana
    `,
    `
    run {
      deploy web 10m by priya
      verify web 10m by jonas
      gate keep "Keep it?" 5m by mara {${noGo ? '' : '  // <- no-go-missing'}
        criterion "Error rate" < 0.5 % over 5m from grafana${noGo}
      }
    }
    rollback back {
      deploy web 10m by priya
    }
    `,
  );

export const noGoMissing: ReleaseCheck = {
  code: 'no-go-missing',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A gate behind the first change that does not say what its no means',
  why:
    'Before anything is changed, no means not tonight. Behind the first change it may mean to go back, to wait, to repair or to ' +
    'go on by half, and whoever says it at three in the morning has no time to discuss which.',
  fixable: true,
  bundle: 'release',
  example: { breaks: example(''), passes: example('\n        no-go then rollback back') },
  *find(subject) {
    const { plan, release, changes } = subject;
    for (const gate of release.steps) {
      if (gate.verb !== 'gate' || !isForward(gate) || !changes.isOfChange(gate) || gate.done || gate.gate?.noGo)
        continue;
      if (isWatched(subject, gate)) continue;
      // What it means may stand on a line that cannot be read, which is told.
      if (!gate.name || hasUnread(plan, gate.place)) continue;
      const change = changes.steps.find((step) => comesBefore(subject, step, gate));
      if (!change) continue;
      const back = wayBack(subject);
      const { at, of } = headOfRelease(release);
      yield {
        message:
          `${said(gate)} decides behind ${said(change)}, and nothing says what happens when it says no; add ` +
          `${quoted(`no-go then ${back ? `rollback ${back}` : 'rollback NAME'}`)}, \`play NAME\`, or \`again at TIME\`.`,
        place: gate.head,
        about: gate.name ? [gate.name] : [],
        several: {
          at,
          what: `gates of ${of} decide behind the first change, and nothing says what happens when they say no`,
          name: said(gate),
          todo: `add ${quoted(`no-go then ${back ? `rollback ${back}` : 'rollback NAME'}`)}, \`play NAME\`, or \`again at TIME\` to each`,
        },
        related: [{ message: 'This has changed production by then', place: change.head }],
        fixes: () => (back ? [goBack(gate, back)] : []),
      };
    }
  },
};

/** A trigger that goes back by a figure which the gate asks for says what a no means. */
function isWatched({ plan, release }: ReleaseSubject, gate: Step): boolean {
  const asked = new Set(criteriaAt(plan, release, gate).map(({ subject }) => subject.toLowerCase()));
  return release.triggers.some(
    ({ conditions, then }) =>
      then.some(({ action }) => action === 'rollback' || action === 'play' || action === 'stop') &&
      conditions.some(({ subject }) => asked.has(subject.toLowerCase())),
  );
}

/** The one that a reader would think of: the only one, or the one of everything. */
function wayBack({ release }: ReleaseSubject): string | undefined {
  const named = release.blocks.filter(({ kind, name }) => kind === 'rollback' && name);
  return (named.length === 1 ? named[0] : named.find(({ name }) => name === 'full'))?.name;
}

function goBack(gate: Step, back: string): Fix {
  return {
    title: `Go back then: \`rollback ${back}\``,
    edits: [{ kind: 'append-line', place: gate.place, text: `no-go then rollback ${back}` }],
  };
}
