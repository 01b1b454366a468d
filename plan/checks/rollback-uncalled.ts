import { isForward } from '../facts/changes/changes.ts';
import { comesBefore } from '../facts/changes/protection.ts';
import { ANY, calledNames } from '../facts/decisions/called.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { listed, quoted } from '../facts/words.ts';
import type { Block } from '../model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (trigger: string) =>
  standardRelease(
    `
    policy standard {
      check rollback-uncalled warning
    }
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya
      verify web 10m by jonas${trigger}
    }
    rollback back {${trigger ? '' : '  // <- rollback-uncalled'}
      deploy web 10m by priya
    }
    `,
  );

export const rollbackUncalled: ReleaseCheck = {
  code: 'rollback-uncalled',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A way back that nothing calls: nobody knows when it is time, or who says so',
  why:
    'A way back helps whoever takes it in time. Where nothing says at what it is taken, people repair for an hour first, each ' +
    'hoping that another one decides, and when they turn round the window is over.',
  fixable: false,
  bundle: 'release',
  example: {
    breaks: plan(''),
    passes: plan('\n      when "Error rate" > 1 % over 5m from grafana then rollback back'),
  },
  practice: {
    askedOf: 'whatever has a `rollback`',
    begunBy: 'a `when` or a `no-go` that calls one',
    isBegun: ({ release }) => calledNames(release).length > 0,
    words: (_, founds) =>
      `when ${listed(founds.flatMap(({ about = [] }) => about.map(quoted)))} ${founds.length > 1 ? 'are' : 'is'} called, and who says so`,
  },
  *find(subject) {
    const { release, changes } = subject;
    if (changes.steps.length === 0 || hasSilentGate(subject)) return;
    const called = new Set(calledNames(release));
    const follow = (block: Block) => {
      const next = block.otherwise && release.blocks.find(({ name }) => name === block.otherwise!.name);
      if (!next?.name || called.has(next.name)) return;
      called.add(next.name);
      follow(next);
    };
    const ways = release.blocks.filter(({ kind }) => kind === 'rollback');
    // `then rollback` without a name means whichever there is.
    for (const block of release.blocks) if (block.name && called.has(block.name)) follow(block);
    if (!called.has(ANY)) yield* neverGivenUp(subject, calledNames(release));
    for (const way of ways) if (!called.has(ANY) && !(way.name && called.has(way.name))) yield uncalled(subject, way);
  },
};

/** `rollback quick else full`, and no clock by which the first one has to be over: nobody ever gives it up for the other. */
function* neverGivenUp({ release }: ReleaseSubject, calledNow: readonly string[]): Iterable<Found> {
  if (release.windows.some(({ to }) => to !== undefined)) return;
  for (const { kind, name, otherwise, due, until, during } of release.blocks) {
    if (kind !== 'rollback' || !otherwise || due || until || during?.to || calledNow.includes(otherwise.name)) continue;
    yield {
      message:
        `${quoted(otherwise.name)} is gone when ${quoted(name ?? kind)} no longer fits, and nothing says by when that has to be over: nobody gives it up, ` +
        'and nobody decides between them. Add `due` and when to it, an end to the window, or say who decides.',
      place: otherwise.place,
      severity: 'information',
      about: [otherwise.name],
    };
  }
}

/** A gate behind the first change that does not say what its no means is told as that. */
function hasSilentGate(subject: ReleaseSubject): boolean {
  const { release, changes } = subject;
  return release.steps.some(
    (gate) =>
      gate.verb === 'gate' &&
      isForward(gate) &&
      changes.isOfChange(gate) &&
      !gate.gate?.noGo &&
      changes.steps.some((step) => comesBefore(subject, step, gate)),
  );
}

function uncalled({ release }: ReleaseSubject, { name, head }: Block): Found {
  const which = quoted(name ?? 'rollback');
  const call = ['rollback', name].filter(Boolean).join(' ');
  const todo = `${quoted(`when "…" then ${call}`)}, with \`by\` and who decides, or ${quoted(`no-go then ${call}`)} at a gate`;
  return {
    message: `Nothing says when ${which} is called, or who says so; add ${todo}.`,
    place: head,
    about: [name ?? 'rollback'],
    several: {
      at: headOfRelease(release).at,
      what: 'ways back are called by nothing, and nobody says when',
      name: which,
      todo: 'add `when "…" then rollback NAME`, with `by` and who decides, or a `no-go` that calls it, for each',
    },
  };
}
