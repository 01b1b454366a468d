import { counted } from '../counted.ts';
import { standardRelease } from '../facts/example.ts';
import { awayAt } from '../facts/people/away.ts';
import { hasUnread } from '../facts/unread.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import type { Step } from '../model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { deputiesOf, membersOf, peopleOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (quorum: string) =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    team board is mara, priya, jonas
    service web
    `,
    `
    run {
      gate   go 10m by mara with all of board {
        quorum ${quorum}${quorum === '4' ? '  // <- quorum-unreachable' : ''}
      }
      deploy web 10m by priya undo 5m
      verify web 10m by mara
    }
    `,
  );

export const quorumUnreachable: ReleaseCheck = {
  code: 'quorum-unreachable',
  of: 'release',
  group: 'people',
  severity: 'error',
  title: 'A quorum that cannot come together',
  why:
    'A gate that asks for more people than are invited, or than are there at its hour, decides nothing: the run waits, or ' +
    'somebody goes on without the decision.',
  fixable: false,
  example: { breaks: plan('4'), passes: plan('all') },
  *find(subject) {
    for (const one of subject.timed) {
      const { gate, done } = one.step;
      if (!gate || done) continue;
      const found = judge(subject, one);
      if (found) yield found;
      yield* uninvited(subject, one);
    }
  },
};

function judge(subject: ReleaseSubject, one: TimedStep): Found | undefined {
  const { quorum, rule } = one.step.gate!;
  const heard = heardAt(subject, one.step);
  const invited = [...new Set([...one.by, ...one.with])].filter((name) => name !== 'tbd' && !heard.has(name));
  const asked = quorum?.count ?? (rule === 'unanimous' ? 'all' : undefined);
  if (asked === undefined || invited.length === 0) return undefined;
  const wanted = asked === 'all' ? invited.length : asked;
  const place = quorum?.place ?? one.step.head;
  const at = `${said(one.step)} (${when(subject.schedule, one.start)})`;
  if (wanted > invited.length) {
    return {
      message:
        `${at} asks for ${counted(wanted, 'person', 'people')}, and only ${invited.length} ${invited.length === 1 ? 'is' : 'are'} invited ` +
        `(${listed(invited.map(quoted))}); invite others by \`with\`, or ask for fewer.`,
      place,
    };
  }
  const away = invited.flatMap((name) => hindranceOf(subject, one, name) ?? []);
  const there = invited.length - away.length;
  if (there >= wanted) return undefined;
  const whom = asked === 'all' ? `all ${invited.length} of them` : counted(wanted, 'person', 'people');
  return {
    message:
      `${at} asks for ${whom}, and ${there} of the ${invited.length} invited can be there: ` +
      `${listed(away.map(({ name, why }) => `${quoted(name)} ${why}`))}; move it, invite others, or ask for fewer.`,
    place,
    about: away.map(({ name }) => name),
  };
}

/** Who is consulted is there, and has no vote. */
function heardAt({ plan, release }: ReleaseSubject, { gate }: Step): ReadonlySet<string> {
  const members = (gate?.consulted ?? []).map(({ name }) => ({ name, ...membersOf(plan, release, name) }));
  return new Set(members.flatMap(({ name, people, outside }) => [name, ...people, ...outside]));
}

/** Whose yes is counted on, or whose no counts, and whom nobody has asked to come. */
function* uninvited({ plan, release }: ReleaseSubject, { step, by, with: others }: TimedStep): Iterable<Found> {
  const { quorum, veto, consulted = [] } = step.gate!;
  const heard = new Set(consulted.map(({ name }) => name));
  const asked = new Set([...by, ...others]);
  for (const who of [step.by, ...step.with]) {
    if (!who) continue;
    asked.add(who.ref.name);
    for (const name of [...peopleOf(plan, release, who, 'with').outside, ...deputiesOf(plan, release, who)])
      asked.add(name);
  }
  // Where a line of it cannot be read, it may be the one that asks them.
  if (asked.size === 0 || hasUnread(plan, step.place)) return;
  const told = new Set<string>();
  const needs = [
    ...(quorum?.including ?? []).map((ref) => ({ ref, why: 'must be among those who say yes' })),
    ...veto.map((ref) => ({ ref, why: 'has a veto' })),
  ];
  for (const { ref, why } of needs) {
    if (!heard.has(ref.name)) continue;
    yield {
      message: `${quoted(ref.name)} ${why} at ${said(step)}, and is only consulted; leave one of the two out.`,
      place: ref.place,
      about: [ref.name],
      related: [{ message: 'Consulted here', place: consulted.find(({ name }) => name === ref.name)!.place }],
    };
  }
  needs.push(...consulted.map((ref) => ({ ref, why: 'is consulted' })));
  for (const { ref, why } of needs) {
    const { people, outside } = membersOf(plan, release, ref.name);
    const isAsked = [ref.name, ...people, ...outside].some((name) => asked.has(name));
    if (isAsked || told.has(ref.name) || people.length + outside.length === 0) continue;
    told.add(ref.name);
    yield {
      message: `${quoted(ref.name)} ${why} at ${said(step)}, and is not invited; add \`with ${ref.name}\`.`,
      place: ref.place,
      about: [ref.name],
      related: [{ message: 'Those who are', place: (step.with[0] ?? step.by)?.place ?? step.head }],
    };
  }
}

function hindranceOf(
  subject: ReleaseSubject,
  gate: TimedStep,
  name: string,
): { readonly name: string; readonly why: string } | undefined {
  const why = awayAt(subject, gate, name);
  return why && { name, why };
}
