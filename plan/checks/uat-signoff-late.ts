import { firstCommitment, gatesBefore } from '../facts/decisions/gates.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { knownOwner } from '../facts/people/accountable.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { hasUnread } from '../facts/unread.ts';
import { quoted, said, when } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { type ScopeItem, type Step, TBD, type Uat } from '../model.ts';
import { whoText } from '../said/words.ts';
import { freeName } from '../schedule/run/order-edits.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (needs: string) =>
  standardRelease(
    `
    policy standard {
      check uat-signoff-late error
    }
    person priya
    person jonas
    service web
    environment preprod
    `,
    `
    uat acceptance in preprod by jonas {
      during   Thu 2026-11-26 09:00 .. Fri 2026-11-27 17:00
      sign-off due T-3wd by jonas
    }

    run {
      gate   go "Go / no-go" 15m by priya {${needs ? '' : '  // <- uat-signoff-late'}
        quorum 1${needs}
      }
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const uatSignoffLate: ReleaseCheck = {
  code: 'uat-signoff-late',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'The go/no-go does not wait for the sign-off of the users',
  why:
    'Whoever says go says that the users have accepted the version. That needs a session, a sign-off that is due before, ' +
    'and a gate that waits for it; and every item that must go live was tested by somebody.',
  parameters: {
    sessions: { type: 'number', default: 1, description: 'How many tests by users a release needs at least.' },
    covers: {
      type: 'words',
      default: ['must', 'should'],
      choices: ['must', 'should', 'could', 'wont'],
      description: 'The priorities of the scope whose items must be covered by a test by users.',
    },
  },
  fixable: true,
  bundle: 'release',
  example: { breaks: plan(''), passes: plan('\n        needs  acceptance') },
  practice: {
    askedOf: 'whatever changes production',
    begunBy: 'a `uat`',
    isBegun: ({ release }) => release.uats.length > 0,
    words: () => 'a test by users, with their sign-off',
  },
  *find(subject) {
    const { release, parameters, changes } = subject;
    const commitment = firstCommitment(subject);
    if (changes.steps.length === 0 || !commitment) return;
    const sessions = parameters.number('sessions');
    if (release.uats.length < sessions) {
      const state =
        release.uats.length === 0
          ? 'No test by users signs'
          : `Only ${release.uats.length} of ${sessions} tests by users sign`;
      yield {
        message: `${state} ${quoted(release.name)} off; add \`uat NAME in ENVIRONMENT by WHO\` with a \`sign-off\`.`,
        place: release.head,
        fixes: () => (release.uats.length === 0 ? addUat(subject) : []),
      };
      if (release.uats.length === 0) return;
    }
    const gates = gatesBefore(subject, commitment);
    for (const uat of release.uats) {
      if (isUntimed(subject, uat)) yield untimed(uat);
      if (!uat.signOff) yield unsigned(subject, uat);
      else yield* late(subject, uat, gates, commitment);
    }
    yield* uncovered(subject);
  },
};

/** Who tests and when is not ours to say. */
function addUat({ plan, release }: ReleaseSubject): readonly Fix[] {
  const anchor = release.blocks.find(({ kind }) => kind !== 'messages');
  const rehearsed = new Set(release.rehearsals.map((rehearsal) => rehearsal.in?.name));
  const environment = [...plan.names.values()].find(
    (named) => named.kind === 'environment' && !named.production && !rehearsed.has(named.name),
  );
  if (!anchor) return [];
  const head = `uat ${freeName(release, 'acceptance')}${environment ? ` in ${environment.name}` : ''} by tbd`;
  const text = `${head} {\n  during   tbd\n  sign-off by tbd due T-3wd\n}`;
  return [
    {
      title: 'Add a test by users, its people and date still open',
      edits: [{ kind: 'insert-before', place: anchor.place, text }],
    },
  ];
}

function unsigned({ plan, release }: ReleaseSubject, uat: Uat): Found {
  const by = uat.by ?? knownOwner(plan, release);
  return {
    message: `UAT ${quoted(uat.name)} has no sign-off: nobody says that the users accept; add \`sign-off due T-3wd by WHO\`.`,
    place: uat.head,
    fixes: () =>
      by
        ? [
            {
              title: `Add a sign-off by ${quoted(by.ref.name)}`,
              edits: [{ kind: 'append-line', place: uat.place, text: `sign-off due T-3wd by ${whoText(by)}` }],
            },
          ]
        : [],
  };
}

/** Its days may stand on a line that cannot be read, which is told. */
function isUntimed({ plan }: ReleaseSubject, { during, signOff, place }: Uat): boolean {
  return !during && signOff?.on === undefined && !hasUnread(plan, place);
}

/** A signature has a date, and the session it is about has none. */
function untimed(uat: Uat): Found {
  return {
    message: `Nothing says when the users test in UAT ${quoted(uat.name)}; add \`during\` and the days on which they do.`,
    place: uat.head,
    about: [uat.name],
  };
}

function* late(subject: ReleaseSubject, uat: Uat, gates: readonly Step[], commitment: Step): Iterable<Found> {
  const { schedule, dependencies, times } = subject;
  const { due, on, place } = uat.signOff!;
  const waiting = gates.find((gate) => dependencies.precedes(uat, gate));
  const gate = waiting ?? gates.at(-1);
  if (gate && !waiting && on === undefined) {
    yield {
      message: `${said(gate)} does not wait for the sign-off of UAT ${quoted(uat.name)}; add \`needs ${uat.name}\` to it.`,
      place: gate.head,
      related: [{ message: 'The sign-off', place }],
      fixes: () => [needs(gate, uat)],
    };
    return;
  }
  const decision = schedule.steps[(gate ?? commitment).id]?.start;
  const at = times.instant(on ?? due);
  if (at === undefined || decision === undefined || at <= decision || schedule.T === undefined) return;
  yield {
    message:
      `The sign-off of UAT ${quoted(uat.name)} is due ${when(schedule, at)}, ${describeMinutes(at - decision)} after ` +
      `${said(gate ?? commitment)} (${when(schedule, decision)}); it must be there before.`,
    place,
    related: [{ message: 'It has to be signed before this', place: (gate ?? commitment).head }],
  };
}

function needs(gate: Step, uat: Uat): Fix {
  return {
    title: `Make ${said(gate)} wait for it: \`needs ${uat.name}\``,
    edits: [{ kind: 'append-line', place: gate.place, text: `needs ${uat.name}` }],
  };
}

/** An item that came in under a change record of its own is tested and approved under that. */
function* uncovered({ release, parameters }: ReleaseSubject): Iterable<Found> {
  const priorities = parameters.words('covers');
  // A session that does not say what it covers may cover everything, and so may one that says it later.
  if (release.uats.some(({ covers }) => covers.length === 0 || covers.some(({ name }) => name === TBD))) return;
  const covered = new Set(release.uats.flatMap((uat) => uat.covers.map((ref) => ref.name)));
  for (const item of release.scope?.items ?? []) {
    if (!priorities.includes(item.priority) || item.deferredTo || item.under || covered.has(item.name)) continue;
    yield {
      message: `${item.priority} item ${quoted(item.name)} goes live and no user tests it; add it to the \`covers\` of a UAT, or defer it.`,
      place: item.head,
      about: [item.name],
      several: {
        at: headOfRelease(release).at,
        what: 'items of the scope go live and no user tests them',
        name: quoted(item.name),
        todo: 'add each to the `covers` of a UAT, or defer it',
      },
      fixes: () => release.uats.map((uat) => cover(uat, item)),
    };
  }
}

function cover(uat: Uat, item: ScopeItem): Fix {
  const { file, range } = uat.covers.at(-1)!.place;
  const behind = { file, range: { start: range.end, end: range.end } };
  return replacement(`Test it in UAT ${quoted(uat.name)}`, behind, `, ${item.name}`);
}
