import { standardRelease } from '../facts/example.ts';
import { promisedHours } from '../facts/people/cover.ts';
import { minutesIn } from '../facts/people/spans.ts';
import { listed, quoted, titleText } from '../facts/words.ts';
import { append } from '../grouped.ts';
import { type Escalation, type Roster, STAGES, type StagePromise } from '../model.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (mitigate: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }

    hypercare T .. T+5d {
      cover    by jonas otherwise
      respond  P1 within 30m
      mitigate P1 within ${mitigate}${mitigate === '15m' ? '  // <- stages-implausible' : ''}
      resolve  P1 within 72h
      escalate jonas, priya
    }
    `,
  );

export const stagesImplausible: ReleaseCheck = {
  code: 'stages-implausible',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'What is promised of an incident cannot be meant',
  why:
    'An incident is answered, then contained, then solved. Where a later stage is promised for an earlier moment, or for ' +
    'one at which nobody is there any more, one of the numbers is a slip, and somebody outside has been told it.',
  fixable: false,
  example: { breaks: plan('15m'), passes: plan('4h') },
  *find(subject) {
    const silent = unpromised(subject);
    if (silent) yield silent;
    for (const roster of subject.release.rosters) {
      yield* falling(roster);
      yield* calledLate(roster);
      yield* beyond(subject, roster);
    }
  },
};

/** A priority that is declared, and of which nothing is promised where something is of the others. */
function unpromised({ plan, release }: ReleaseSubject): Found | undefined {
  // What is promised within `tbd` is not promised yet.
  const [first] = release.rosters.filter(({ stages }) => stages.some(({ within }) => within));
  if (!first) return undefined;
  const promised = new Set(
    release.rosters.flatMap(({ stages, escalations }) => [...stages, ...escalations].map(({ priority }) => priority)),
  );
  const declared = [...new Map([...plan.names, ...release.names]).values()].filter(
    (named) => named.kind === 'word' && named.vocabulary === 'priority',
  );
  const left = declared.filter(({ name }) => !promised.has(name));
  const [one] = left;
  if (!one) return undefined;
  const names = listed(left.map(({ name, title }) => `${quoted(name)}${title ? ` (${titleText(title)})` : ''}`));
  return {
    message: `${quoted(first.name)} says how soon some incidents are answered, and nothing of ${names}; add ${quoted(`respond ${one.name} within …`)}, or take it out.`,
    place: first.head,
    about: left.map(({ name }) => name),
    related: left.map(({ name, namePlace }) => ({ message: `${quoted(name)} is declared here`, place: namePlace })),
  };
}

/** Each stage of a priority takes no less than the one before; and none is promised twice. */
function* falling({ name, stages }: Roster): Iterable<Found> {
  const byPriority = new Map<string, StagePromise[]>();
  for (const one of stages) append(byPriority, one.priority, one);
  for (const [priority, all] of byPriority) {
    const inOrder = [...all].sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
    for (const [i, one] of inOrder.entries()) {
      const before = inOrder[i - 1];
      if (!before?.within || !one.within) continue;
      const [was, is] = [roughMinutes(before.within), roughMinutes(one.within)];
      const related = [{ message: 'The other one', place: before.place }];
      if (one.stage === before.stage) {
        const message = `${quoted(name)} promises to ${one.stage} ${quoted(priority)} twice, within ${describeMinutes(was)} and within ${describeMinutes(is)}; keep one.`;
        yield { message, place: one.place, about: [priority], related };
      } else if (is < was) {
        const message = `${quoted(name)} is to ${one.stage} ${quoted(priority)} within ${describeMinutes(is)}, ${describeMinutes(was - is)} before it has to ${before.stage} to it; look at the numbers.`;
        yield {
          message: message.replace(
            `${before.stage} to it`,
            before.stage === 'respond' ? 'respond to it' : `${before.stage} it`,
          ),
          place: one.place,
          about: [priority],
          related,
        };
      }
    }
  }
}

/** The first who is called next is called while there is still time to answer; whoever comes behind them need not be. */
function* calledLate({ name, stages, escalations }: Roster): Iterable<Found> {
  const told = new Set<Escalation>();
  for (const { stage, priority, within: promised, place } of stages) {
    if (stage !== 'respond' || !promised) continue;
    const [soonest] = escalations
      .flatMap((one) =>
        one.within && (one.priority ?? priority) === priority ? [{ one, minutes: roughMinutes(one.within) }] : [],
      )
      .sort((a, b) => a.minutes - b.minutes);
    const [first] = soonest?.one.to ?? [];
    if (!soonest || !first || told.has(soonest.one)) continue;
    const late = soonest.minutes - roughMinutes(promised);
    if (late <= 0) continue;
    told.add(soonest.one);
    yield {
      message:
        `${quoted(name)} is to respond to ${quoted(priority)} within ${describeMinutes(roughMinutes(promised))}, and calls ` +
        `${quoted(first.name)} only ${describeMinutes(late)} after that, when nobody has answered for ${describeMinutes(soonest.minutes)}; call sooner, or promise less.`,
      place: soonest.one.place,
      about: [priority],
      related: [{ message: 'So soon it is promised', place }],
    };
  }
}

/** What comes in at its begin must be over while somebody is there. */
function* beyond(subject: ReleaseSubject, roster: Roster): Iterable<Found> {
  if (subject.schedule.T === undefined) return;
  const hours = promisedHours(subject, roster);
  if (!hours || hours.length === 0) return;
  const whole = minutesIn(hours);
  for (const { stage, priority, within, place } of roster.stages) {
    const minutes = within ? roughMinutes(within) : 0;
    if (minutes <= whole) continue;
    yield {
      message:
        `${quoted(roster.name)} is to ${stage} ${quoted(priority)} within ${describeMinutes(minutes)}, and somebody is there for ` +
        `${describeMinutes(whole)} in all, ${describeMinutes(minutes - whole)} less; let it last longer, or promise less.`,
      place,
      about: [priority],
      related: [{ message: 'So long somebody is there', place: roster.head }],
    };
  }
}
