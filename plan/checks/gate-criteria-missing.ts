import { childrenOf } from '../children.ts';
import { isForward } from '../facts/changes/changes.ts';
import { emptyLists } from '../facts/decisions/empty-lists.ts';
import { isApproval } from '../facts/decisions/gates.ts';
import { unmeasuredWatches } from '../facts/decisions/unmeasured-watches.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { heard } from '../facts/heard.ts';
import { listed, said } from '../facts/words.ts';
import type { Release, Step } from '../model.ts';
import { contains } from '../place.ts';
import { isRelative } from '../schedule/relative.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (gate: string) =>
  standardRelease(
    `
    policy standard {
      check gate-criteria-missing warning
    }
    person mara
    person priya
    person jonas
    service web
    `,
    `
    run {
      gate go "Go / no-go" 5m by mara${gate}
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const gateCriteriaMissing: ReleaseCheck = {
  code: 'gate-criteria-missing',
  of: 'release',
  ofLine: true,
  group: 'release',
  severity: 'warning',
  title: 'A go/no-go, or a watch, at which nobody knows what is asked',
  why:
    'Where nothing is written down that has to be true, the answer is yes: it is late, everybody is here, and nobody can say what would ' +
    'have to be otherwise. What decides is agreed when there is still time to disagree.',
  fixable: false,
  bundle: 'release',
  readsTitlesOf: ['step'],
  example: {
    breaks: plan('  // <- gate-criteria-missing'),
    passes: plan(' {\n        - "The backup of tonight is there"\n      }'),
  },
  *find(subject) {
    const { plan, release } = subject;
    const { at, of } = headOfRelease(release);
    yield* decidedByWorks(subject);
    yield* nothingInList(release);
    yield* watchedForWhat(subject);
    for (const gate of release.steps) {
      if (gate.verb !== 'gate' || !gate.name || !isForward(gate) || gate.done || looksAtSomething(gate)) continue;
      if (isApproval(subject, gate) || comesBehindALook(subject, gate) || isOver(subject, gate)) continue;
      // What it asks may stand on a line that cannot be read, which is told.
      if (plan.unread.some(({ place }) => contains(gate.place, place))) continue;
      yield {
        message: `${said(gate)} decides, and nothing says by what; add a \`criterion\`, what it \`needs\`, or lines \`- "…"\` to answer.`,
        place: gate.head,
        several: {
          at,
          what: `gates of ${of} decide, and nothing says by what`,
          name: said(gate),
          todo: 'add a `criterion`, what it `needs`, or lines `- "…"` to answer to each',
        },
      };
    }
  },
};

/** `when works.failed then rollback`, and what works says no more than that it does: whoever looks decides in the night what that means. */
function* decidedByWorks({ release, dependencies }: ReleaseSubject): Iterable<Found> {
  const told = new Set<Step>();
  for (const { conditions, then } of release.triggers) {
    if (!then.some(({ action }) => action === 'rollback')) continue;
    for (const { state } of conditions) {
      const step = state?.is === 'failed' ? dependencies.thing(state.of) : undefined;
      if (step?.kind !== 'step' || step.verb !== 'verify' || told.has(step) || step.done) continue;
      if (looksAtSomething(step) || (step.proof?.expects.length ?? 0) > 0 || !saysItWorks(step)) continue;
      told.add(step);
      yield {
        message: `${said(step)} decides whether one goes back, and says no more than that it works; add what is expected, \`expect "…"\`, or lines \`- "…"\` to try.`,
        place: step.head,
        severity: 'information',
      };
    }
  }
}

/** Whoever is to tick it off has nothing to tick. */
function* nothingInList(release: Release): Iterable<Found> {
  const [first, ...others] = emptyLists(release);
  if (!first) return;
  const names = [first, ...others].map(said);
  yield {
    message: `${listed(names)} ${names.length > 1 ? 'go' : 'goes'} through a list, and nothing says what is in it; add its lines, \`- "…"\`, or a \`link\`.`,
    place: first.head,
    severity: 'information',
    related: others.map(({ head }) => ({ message: 'The same', place: head })),
  };
}

/** Whoever watches sees something, and asks the others whether it is bad. */
function* watchedForWhat(subject: ReleaseSubject): Iterable<Found> {
  const [first, ...others] = unmeasuredWatches(subject);
  if (!first) return;
  const names = [first, ...others].map(said);
  const isEndless = [first, ...others].every(({ duration, every, during }) => !duration && !every && !during);
  yield {
    message:
      `${listed(names)} ${names.length > 1 ? 'watch' : 'watches'}, and no line says what must be seen, or from what on somebody acts${isEndless ? ', nor how long or how often' : ''}: ` +
      'no `expect`, no trigger and no criterion has a number; add one.',
    place: first.head,
    severity: 'information',
    related: others.map(({ head }) => ({ message: 'The same', place: head })),
  };
}

const saysItWorks = heard((_, { title = '' }) => WORKS.test(title));

const WORKS =
  /\b(works?|working|as (expected|before|usual)|fine|ok(ay)?|all right|properly|correct(ly)?|good|healthy|normal(ly)?)\b/i;

function looksAtSomething({ gate, checklist, proof }: Step): boolean {
  const lists = [gate?.needs ?? [], gate?.criteria ?? [], checklist, proof?.how ?? [], proof?.evidence ?? []];
  return lists.some(({ length }) => length > 0);
}

/** Whose day has passed without a word is told as that: `overdue`. */
function isOver({ schedule, now }: ReleaseSubject, { id }: Step): boolean {
  const end = schedule.steps[id]?.end;
  return end !== undefined && !isRelative(schedule, end) && now?.isAfter(end) === true;
}

/** Right behind a test, or a list, somebody says whether it was good enough. */
function comesBehindALook({ dependencies, release }: ReleaseSubject, gate: Step): boolean {
  const children = childrenOf(release, gate.block);
  const before = children.slice(0, children.indexOf(gate)).findLast(({ kind }) => kind !== 'trigger');
  // Who has waited has seen nothing yet, and somebody has to say what was looked at.
  const looks = gate.by || gate.block.by || gate.with.length > 0 ? LOOKS : LOOKS_BY_ITSELF;
  if (before?.kind === 'step' && looks.has(before.verb)) return !saysNoMoreThanGood(before);
  return gate.after.some(({ point }) => {
    const thing = dependencies.thing(point);
    return thing?.kind === 'step' && (looks.has(thing.verb) || thing.checklist.length > 0);
  });
}

/** `Look for any issues`: what one is nobody has said. */
function saysNoMoreThanGood(look: Step): boolean {
  const { verb, proof, checklist, links } = look;
  if (verb !== 'verify' || checklist.length + links.length + (proof?.how.length ?? 0) > 0) return false;
  return (proof?.expects.length ?? 0) === 0 && (saysItWorks(look) || looksForTrouble(look));
}

const looksForTrouble = heard((_, { verb, title = '' }) => verb === 'verify' && TROUBLE.test(title));

const TROUBLE =
  /\b(any|no|for) (issues?|problems?|trouble|anomal(y|ies)|surprises)\b|\b(looks?|seems?|appears?) (to be )?(ok(ay)?|fine|good|all right)\b/i;

const LOOKS: ReadonlySet<string> = new Set(['verify', 'wait', 'meet']);
const LOOKS_BY_ITSELF: ReadonlySet<string> = new Set(['verify', 'meet']);
