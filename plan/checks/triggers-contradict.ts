import { standardRelease } from '../facts/example.ts';
import { quoted } from '../facts/words.ts';
import type { Consequence, Criterion, Trigger } from '../model.ts';
import type { Found, ReleaseCheck } from './check.ts';

const plan = (threshold: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya
      verify web 10m by jonas
      when "Error rate" > 5 % over 5m from grafana then rollback back
      when "Error rate" > ${threshold} % over 5m from grafana then play calm${mark}
    }
    rollback back {
      deploy web 10m by priya
      verify web as again 5m by jonas
    }
    play calm {
      configure web "Fewer workers" 5m by priya
    }
    `,
  );

export const triggersContradict: ReleaseCheck = {
  code: 'triggers-contradict',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'Two triggers that answer the same figure in different ways, or a warning that comes behind the way back',
  why:
    'Where one line says go back and another one says repair, and both hold at the same moment, whoever is on duty has to guess which of them ' +
    'was meant, while the clock runs.',
  timeless: true,
  impersonal: true,
  fixable: false,
  example: { breaks: plan('10', '  // <- triggers-contradict'), passes: plan('1') },
  *find({ release }) {
    for (const [i, one] of release.triggers.entries()) {
      for (const other of release.triggers.slice(i + 1)) {
        yield* judge(one, other);
        yield* toldTooLate(one, other);
        yield* toldTooLate(other, one);
      }
    }
  },
};

function* judge(one: Trigger, other: Trigger): Iterable<Found> {
  const [[a, ...more], [b, ...others]] = [one.conditions, other.conditions];
  // With a second condition, or at another time, it says something else.
  if (!a || !b || more.length + others.length > 0 || !isSameFigure(a, b)) return;
  if (one.at || other.at || (one.during && other.during)) return;
  const [answer, contrary] = [answerOf(one), answerOf(other)];
  if (!answer || !contrary || isSame(answer, contrary)) return;
  const side = sideOf(a);
  if (!side || side !== sideOf(b) || a.value === undefined || b.value === undefined) return;
  // How much later the second one fires; the milder answer comes first where it is a ladder.
  const later = side === 'high' ? b.value - a.value : a.value - b.value;
  const [first, second] = later >= 0 ? [answer, contrary] : [contrary, answer];
  if (later !== 0 && first.action !== 'rollback') return;
  yield {
    message:
      later === 0
        ? `${quoted(b.subject)} at ${textOf(b)} calls ${named(contrary)}, and another line calls ${named(answer)} for the same; say which of them, or at what figure each.`
        : `By the time ${quoted(b.subject)} at ${textOf(later > 0 ? b : a)} calls ${named(second)}, ${named(first)} has been called at ${textOf(later > 0 ? a : b)}; ` +
          'let what is milder come first, or leave it out.',
    place: other.place,
    about: [answer, contrary].flatMap(({ ref }) => ref?.name ?? []),
    related: [{ message: 'The other trigger', place: one.place }],
  };
}

/** Somebody is to be told of a figure at which everything has been taken back already. */
function* toldTooLate(back: Trigger, telling: Trigger): Iterable<Found> {
  const [[a, ...more], [b, ...others]] = [back.conditions, telling.conditions];
  if (!a || !b || more.length + others.length > 0 || !isSameFigure(a, b)) return;
  // In hours of its own, or for as long as nothing is in use yet, it is another question.
  if (back.at || telling.at || back.during || telling.during || back.block !== telling.block) return;
  const answer = answerOf(back);
  if (answer?.action !== 'rollback' || !telling.then.every(({ action }) => action === 'notify')) return;
  const side = sideOf(a);
  if (!side || side !== sideOf(b) || a.value === undefined || b.value === undefined) return;
  if (side === 'high' ? b.value <= a.value : b.value >= a.value) return;
  yield {
    message:
      `${quoted(b.subject)} at ${textOf(b)} is to be told to somebody, and ${named(answer)} has been called at ${textOf(a)} by then; ` +
      'let the warning come first.',
    place: telling.place,
    about: answer.ref ? [answer.ref.name] : [],
    related: [{ message: 'This goes back before', place: back.place }],
  };
}

/** What the night goes on with; telling somebody goes with anything. */
function answerOf({ then }: Trigger): Consequence | undefined {
  return then.find(
    ({ action }) => action === 'rollback' || action === 'play' || action === 'stop' || action === 'postpone',
  );
}

function isSame(a: Consequence, b: Consequence): boolean {
  return a.action === b.action && a.ref?.name === b.ref?.name;
}

function isSameFigure(a: Criterion, b: Criterion): boolean {
  return (
    a.subject !== '' &&
    !a.state &&
    a.subject.toLowerCase() === b.subject.toLowerCase() &&
    a.unit === b.unit &&
    sameOver(a, b)
  );
}

/** Over another length it is another figure. */
function sameOver({ over: a }: Criterion, { over: b }: Criterion): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sideOf({ operator }: Criterion): 'low' | 'high' | undefined {
  if (operator === '<' || operator === '<=') return 'low';
  return operator === '>' || operator === '>=' ? 'high' : undefined;
}

function textOf({ operator, valueText, unit }: Criterion): string {
  return quoted([operator, valueText, unit].filter(Boolean).join(' '));
}

function named({ action, ref }: Consequence): string {
  return quoted([action, ref?.name].filter(Boolean).join(' '));
}
