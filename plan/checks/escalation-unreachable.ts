import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { awayAt } from '../facts/people/away.ts';
import { quoted, said, when } from '../facts/words.ts';
import type { Ref, Who } from '../model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { membersOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (next: string) =>
  standardRelease(
    `
    person mara
    person priya
    person jonas {
      leave Sat 2026-12-05 .. Sun 2026-12-06
    }
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m {
        escalate ${next} within 10m${next === 'jonas' ? '  // <- escalation-unreachable' : ''}
      }
      verify web 10m by mara else jonas
    }
    `,
  );

export const escalationUnreachable: ReleaseCheck = {
  code: 'escalation-unreachable',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Who is called when nobody answers cannot answer either',
  why:
    'Whoever stands in the chain is called at the hour of the step. Who is on leave then, off shift, or is the one who did ' +
    'not answer costs the minutes that the chain was to save.',
  fixable: false,
  bundle: 'person',
  example: { breaks: plan('jonas'), passes: plan('mara') },
  *find(subject) {
    for (const one of subject.timed) {
      const { escalate, acknowledge, done } = one.step;
      if (done) continue;
      for (const ref of escalate?.to ?? []) {
        const why = unreachable(subject, one, ref.name, one.by);
        if (why) yield finding(subject, one, ref, `is called when nobody answers at ${said(one.step)}`, why);
      }
      const watch = acknowledge?.by;
      const chain = watch ? refsOf(watch) : [];
      const whys = chain.map(({ name }) => unreachable(subject, one, name, []));
      // One of those who watch is enough.
      if (whys.length > 0 && whys.every((why) => why !== undefined))
        yield finding(subject, one, watch!.ref, `watches whether ${said(one.step)} is answered`, whys[0]!);
    }
  },
};

function refsOf({ ref, otherwise = [] }: Who): readonly Ref[] {
  return [ref, ...otherwise];
}

/** Undefined: one of those behind the name can answer, or nobody is known to be unable to. */
function unreachable(
  subject: ReleaseSubject,
  one: TimedStep,
  name: string,
  doers: readonly string[],
): string | undefined {
  const { people, outside } = membersOf(subject.plan, subject.release, name);
  if (outside.length > 0 || people.length === 0) return undefined;
  const whys = people.map((person) => {
    if (doers.includes(person)) return 'is the one who does it';
    const why = awayAt(subject, one, person);
    return why && `${why} then`;
  });
  return whys.every((why) => why !== undefined) ? whys[0] : undefined;
}

function finding(
  { plan, release, schedule }: ReleaseSubject,
  one: TimedStep,
  ref: Ref,
  does: string,
  why: string,
): Found {
  return {
    message: `${quoted(ref.name)} ${does} (${when(schedule, one.start)}), and ${why}; name somebody else.`,
    place: ref.place,
    about: [ref.name],
    several: {
      at: headOfThing(plan, release, ref.name).at,
      what: `times ${quoted(ref.name)} is to be reached and cannot be`,
      name: `${said(one.step)} (${when(schedule, one.start)}, ${why})`,
      todo: 'name somebody else',
    },
    related: [{ message: `${said(one.step)} is then`, place: one.step.head }],
  };
}
