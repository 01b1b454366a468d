import { counted } from '../counted.ts';
import { recoveryUntried } from '../facts/back/recovery-untried.ts';
import { isForward } from '../facts/changes/changes.ts';
import { ANY, calledNames } from '../facts/decisions/called.ts';
import { criteriaAt } from '../facts/decisions/criteria.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { heard } from '../facts/heard.ts';
import { isToCome } from '../facts/rehearsals.ts';
import { quoted, said, titleText } from '../facts/words.ts';
import { type Block, isTbd, type Rehearsal, type Release, rootBlock, type Step } from '../model.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (measured: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment staging
    `,
    `
    rehearsal first in staging at Tue 2026-09-29 10:00 {
      passed   by jonas on Tue 2026-09-29
      measured verify web 10m${measured}
    }
    run {
      deploy web 10m by priya
      verify web 10m by jonas
    }
    rollback {${measured ? '' : '  // <- rollback-unrehearsed'}
      deploy web 20m by priya
    }
    `,
  );

export const rollbackUnrehearsed: ReleaseCheck = {
  code: 'rollback-unrehearsed',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'The duration of a rollback comes from no rehearsal, or nobody tries it before the night',
  why:
    'The latest moment to decide hangs on how long the way back takes. Where nobody has walked it, that moment is a ' +
    'guess, and the night is when it turns out to be wrong.',
  parameters: {
    asks: {
      type: 'words',
      default: ['measured', 'tried'],
      choices: ['measured', 'tried'],
      description:
        'Whether a rehearsal has to have `measured` the way back, and whether one that something calls has to be `tried` before the night at all; `none`.',
    },
  },
  fixable: false,
  bundle: 'release',
  readsTitlesOf: ['step'],
  example: { breaks: plan(''), passes: plan('\n      measured rollback 20m') },
  *find(subject) {
    const { release, schedule } = subject;
    const asks = subject.parameters.words('asks');
    if (asks.includes('tried')) {
      yield* neverTried(subject);
      yield* askedAndNeverTried(subject);
      yield* writtenAndNeverTried(subject);
    }
    if (!asks.includes('measured')) return;
    const held = release.rehearsals.filter(({ result }) => result);
    // While a rehearsal is still to come, nobody knows what it will measure.
    if (held.length === 0 || release.rehearsals.some((rehearsal) => isToCome(subject, rehearsal))) return;
    const measured = thingsMeasured(subject, held);
    for (const block of release.blocks) {
      if (block.kind !== 'rollback') continue;
      const steps = release.steps.filter((step) => rootBlock(step.block) === block && step.duration);
      const longest = steps.reduce<Step | undefined>(
        (most, step) => (minutes(step) > minutes(most) ? step : most),
        undefined,
      );
      if (!longest || measured.has(block) || measured.has(longest)) continue;
      const span = schedule.blocks[block.id];
      const length = describeMinutes(
        span ? span.end - span.start : steps.reduce((sum, step) => sum + minutes(step), 0),
      );
      const alone = steps.length > 1 ? `, ${describeMinutes(minutes(longest))} of it for ${said(longest)}` : '';
      const name = quoted(block.name ?? block.kind);
      yield {
        message:
          `${name} is planned with ${length}${alone}, and none of ${counted(held.length, 'rehearsal')} has measured it; ` +
          `rehearse it, and write down what it took: ${quoted(`measured ${block.name ?? block.kind} …`)}.`,
        place: block.head,
        about: block.name ? [block.name] : [],
        related: held
          .slice(-3)
          .map(({ head, name }) => ({ message: `${quoted(name)} did not measure it`, place: head })),
      };
    }
  },
};

function thingsMeasured({ dependencies }: ReleaseSubject, held: readonly Rehearsal[]): ReadonlySet<unknown> {
  return new Set<Block | Step | unknown>(
    held.flatMap(({ measured }) => measured.map(({ point }) => dependencies.thing(point))),
  );
}

function minutes(step: Step | undefined): number {
  return step?.duration ? roughMinutes(step.duration.likely) : -1;
}

/** Something calls it in the night, and nobody has gone it before. */
function* neverTried(subject: ReleaseSubject): Iterable<Found> {
  const { release, changes } = subject;
  if (changes.steps.length === 0 || release.rehearsals.length > 0 || speaksOfTrying(release)) return;
  const called = calledNames(release);
  const moved = movedIn(release);
  const ways = release.blocks.filter(
    (block) =>
      block.kind === 'rollback' &&
      (called.includes(block.name ?? ANY) || called.includes(ANY)) &&
      release.steps.some((step) => rootBlock(step.block) === block && isWork(subject, step, moved)),
  );
  for (const { name, kind, head } of ways) {
    yield {
      message:
        `${quoted(name ?? kind)} is to be gone in the night when something calls it, and nobody goes it before; plan a ` +
        'rehearsal of it outside of production, and write down what it took.',
      place: head,
      about: [name ?? kind],
      several: {
        at: headOfRelease(release).at,
        what: 'ways back are to be gone in the night, and nobody goes them before',
        name: quoted(name ?? kind),
        todo: 'plan a rehearsal of each outside of production',
      },
    };
  }
}

/** What was thought of at a desk, and never done by anybody. */
function* writtenAndNeverTried(subject: ReleaseSubject): Iterable<Found> {
  const step = recoveryUntried(subject);
  if (!step) return;
  yield {
    message: `${said(step)} writes down what is done when it fails, and nothing of the plan tries it: no rehearsal, test or drill speaks of it. Try it where nobody is hurt, and write down what it took.`,
    place: step.head,
    severity: 'information',
    about: step.name ? [step.name] : [],
  };
}

/** A gate asks whether the way back has been tried, and no step and no rehearsal says that it is. */
function* askedAndNeverTried({ plan, release }: ReleaseSubject): Iterable<Found> {
  const way = release.blocks.find(({ kind }) => kind === 'rollback');
  if (!way || release.rehearsals.length === 0 || speaksOfTrying(release)) return;
  const rehearsed = release.rehearsals.flatMap(({ name, title = '', checklist, measured }) => [
    `${name} ${title}`,
    ...checklist.map(({ text }) => text),
    ...measured.map(({ point }) => (point.ref.name === way.name ? 'rollback' : '')),
  ]);
  if (rehearsed.some((text) => WAY_BACK.test(text))) return;
  for (const gate of release.steps) {
    if (gate.verb !== 'gate' || gate.done || !isForward(gate)) continue;
    const asked = [
      ...criteriaAt(plan, release, gate).map(({ subject }) => subject),
      ...gate.checklist.map(({ text }) => text),
    ];
    const line = asked.find((text) => WAY_BACK.test(text) && TRIED.test(text));
    if (line === undefined) continue;
    yield {
      message: `${said(gate)} asks whether the way back has been tried (${titleText(line)}), and nothing in the plan tries ${quoted(way.name ?? way.kind)}: say in which rehearsal it is, or add a step that does.`,
      place: way.head,
      severity: 'information',
      about: [way.name ?? way.kind],
      related: [{ message: 'It is asked here', place: gate.head }],
    };
    return;
  }
}

/**
 * Traffic that is turned back is back in a moment, and everybody has done it before; where data go with it, or were brought to where it had been
 * turned, it is work, and so is what nobody can say the length of. A share has risen by the same hand that night.
 */
function isWork({ changes }: ReleaseSubject, step: Step, moved: ReadonlySet<string>): boolean {
  if (step.verb === 'notify' || step.verb === 'verify') return false;
  if (step.verb !== 'switch' || changes.targets(step).some(({ type }) => type === 'database')) return true;
  return (!step.share && !isLengthKnown(step)) || step.targets.some(({ name }) => moved.has(name));
}

/** One number: nobody gives a range, or leaves it open, of what they have done before. */
function isLengthKnown({ duration }: Step): boolean {
  if (!duration || isTbd(duration) || duration.open) return false;
  return roughMinutes(duration.min) === roughMinutes(duration.max);
}

/** What data are brought from or to. */
function movedIn({ steps }: Release): ReadonlySet<string> {
  const moves = steps.filter((step) => step.verb === 'migrate' && isForward(step));
  return new Set(moves.flatMap(({ targets, from }) => [...targets, ...(from ? [from] : [])].map(({ name }) => name)));
}

/** A step, or a line of a list, that has it tried: `Rollback procedures tested`. */
function speaksOfTrying({ steps }: Release): boolean {
  // Whoever asks for it at a gate does not do it, nor who goes back.
  return steps.some(
    (step) =>
      step.verb !== 'gate' &&
      isForward(step) &&
      (isOfTrying(step) || step.checklist.some(({ text }) => saysTrying(text))),
  );
}

const isOfTrying = heard((words) => saysTrying(words()));

function saysTrying(text: string): boolean {
  return WAY_BACK.test(text) && TRIED.test(text);
}

const WAY_BACK = /roll(ing|ed)?[- ]?back|revert|back[- ]?out|way back|fall[- ]?back|fail[- ]?back|abort/i;
const TRIED =
  /\b(test\w*|rehears\w*|dry[- ]run|drill\w*|tried|try|verif\w+|validat\w+|practi[cs]ed?|proven|exercis\w+)\b/i;
