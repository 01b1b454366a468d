import { standardRelease } from '../facts/example.ts';
import { quoted, when } from '../facts/words.ts';
import type { Consequence, Criterion, Trigger } from '../model.ts';
import { pointLookup } from '../order/points.ts';
import { whenIs } from '../schedule/dated/when-is.ts';
import { isElapsed } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (limit: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    database orders-db
    `,
    `
    run {
      backup orders-db as nightly 20m by priya {
        tested 10m
      }
      outage shut {
        migrate orders-db 40m by priya
        verify  orders-db 10m by jonas
      }
      when shut.length > ${limit} then rollback back${mark}
    }
    rollback back {
      restore orders-db 30m by priya from nightly
    }
    `,
  );

export const firesAsPlanned: ReleaseCheck = {
  code: 'fires-as-planned',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A trigger that fires although everything goes as planned',
  why:
    'Half an hour was promised, so after half an hour one goes back; and the steps in it add up to fifty minutes. On the night somebody has to ' +
    'break one of the two in any case, and it is not agreed which.',
  fixable: false,
  example: { breaks: plan('30m', '  // <- fires-as-planned'), passes: plan('1h') },
  *find(subject) {
    for (const trigger of subject.release.triggers) yield* judge(subject, trigger);
  },
};

/** All that it asks for is so as planned. */
function* judge(subject: ReleaseSubject, trigger: Trigger): Iterable<Found> {
  const facts = trigger.conditions.map((condition) => exceeded(subject, condition));
  const [first] = facts;
  const answer = trigger.then.find(({ action }) => ANSWERS.has(action));
  if (!first || !answer || !facts.every((fact) => fact)) return;
  const { label, takes, limit, until, place } = first;
  yield {
    message:
      `${quoted(label)} takes ${describeMinutes(takes)} as planned, until ${until}: ${describeMinutes(takes - limit)} more than the ${describeMinutes(limit)} after ` +
      `which this calls ${quoted([answer.action, answer.ref?.name].filter(Boolean).join(' '))}. Shorten it, or let it go on for longer.`,
    place: trigger.place,
    about: [label],
    related: [{ message: 'It is planned here', place }],
  };
}

/** Telling somebody does no harm. */
const ANSWERS: ReadonlySet<Consequence['action']> = new Set(['rollback', 'play', 'stop', 'postpone']);

/** `load.length > 30m`, of what is planned with more. */
function exceeded({ plan, release, schedule }: ReleaseSubject, { state, operator, length }: Criterion) {
  if (state?.is !== 'length' || !length || !isElapsed(length) || !operator?.startsWith('>')) return undefined;
  const thing = pointLookup(plan, release)(state.of, 'end')?.thing;
  if (!thing || !('head' in thing)) return undefined;
  const { start, end } = whenIs(schedule, thing);
  if (start === undefined || end === undefined) return undefined;
  const [takes, limit] = [end - start, length.minutes];
  if (takes < limit || (takes === limit && operator === '>')) return undefined;
  return { label: state.of.ref.name, takes, limit, until: when(schedule, end), place: thing.head };
}
