import { standardRelease } from '../facts/example.ts';
import { listed, quoted } from '../facts/words.ts';
import { lookup, type Who } from '../model.ts';
import { deputiesOf, membersOf, peopleOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (by: string) =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    team suppliers is priya, jonas
    service web
    `,
    `
    run {
      deploy web 10m by any of suppliers undo 5m
      verify web 10m by ${by} independent of suppliers${by === 'jonas' ? '  // <- not-independent' : ''}
    }
    follow-up {
      meet lessons 30m by priya with mara, jonas at T+2wd 10:00
    }
    `,
  );

export const notIndependent: ReleaseCheck = {
  code: 'not-independent',
  of: 'release',
  group: 'people',
  severity: 'error',
  title: 'Who is to be independent of others is one of them',
  why:
    'An audit, a test or an approval is asked of somebody who gains nothing by the answer. Roles and teams are looked ' +
    'through: the same person under another name is the same person.',
  timeless: true,
  fixable: false,
  example: { breaks: plan('jonas'), passes: plan('mara') },
  *find(subject) {
    for (const { who, label } of subject.whos) {
      const found = who.independentOf && judge(subject, who, label);
      if (found) yield found;
    }
  },
};

function judge({ plan, release }: ReleaseSubject, who: Who, label: string): Found | undefined {
  const other = who.independentOf!;
  // A name that nobody declared is told where it stands.
  if (!lookup(plan, release, other.name)) return undefined;
  const { fixed, choices, outside } = peopleOf(plan, release, who, 'with');
  const asked = [...fixed, ...choices.flatMap(({ from }) => from), ...outside];
  const deputies = deputiesOf(plan, release, who).flatMap((name) => everybody(membersOf(plan, release, name)));
  const others = new Set([other.name, ...everybody(membersOf(plan, release, other.name))]);
  const same = [...new Set([who.ref.name, ...asked, ...deputies])].filter((name) => others.has(name));
  if (same.length === 0) return undefined;
  const names = listed(same.map(quoted));
  const how = same.includes(other.name) ? 'the same' : `${same.length === 1 ? 'one' : 'some'} of them`;
  return {
    message:
      `${label} is to be in hands that are independent of ${quoted(other.name)}, and ${names} ${same.length === 1 ? 'is' : 'are'} ` +
      `${how}; name somebody else.`,
    place: who.place,
    about: same,
    related: [{ message: `${quoted(other.name)} is declared here`, place: lookup(plan, release, other.name)!.head }],
  };
}

function everybody({ people, outside }: ReturnType<typeof membersOf>): readonly string[] {
  return [...people, ...outside];
}
