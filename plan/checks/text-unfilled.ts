import { standardRelease } from '../facts/example.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { type FilledIn, filledIn, type Ref, type Step } from '../model.ts';
import { nearest } from '../nearest.ts';
import { fillIn, IMPLIED_NAMES, partsOf, type Value } from '../schedule/messages.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (name: string) =>
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
    notify priya "It is out" by jonas after run {
      text "The shop was away from {${name}.start} to {${name}.end}."${name === 'run' ? '' : '  // <- text-unfilled, text-unfilled'}
    }
    `,
  );

export const textUnfilled: ReleaseCheck = {
  code: 'text-unfilled',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A message says something that the plan does not know',
  why:
    'What stands in braces in the words of a message is filled in from the plan, so that nobody copies an hour that has moved ' +
    'since. What cannot be filled in reaches the customers in braces.',
  fixable: true,
  example: { breaks: plan('rum'), passes: plan('run') },
  *find(subject) {
    const seen = new Set<string>();
    for (const step of subject.release.steps) {
      if (!step.text || step.done) continue;
      for (const part of partsOf(subject.plan, subject.release, step)) {
        if (typeof part === 'string') continue;
        const found = unfilled(subject, step, part);
        const key = JSON.stringify([part.place, filledIn(part)]);
        if (found && !seen.has(key)) yield found;
        seen.add(key);
      }
    }
  },
};

function unfilled(subject: ReleaseSubject, step: Step, part: FilledIn): Found | undefined {
  const { plan, release, schedule } = subject;
  const value = fillIn(plan, release, schedule, part, release.zone);
  // While T is open nothing of the run has a date, and `not-scheduled` tells what has none for another reason.
  if ('text' in value || (value.lacks === 'time' && schedule.T === undefined)) return undefined;
  const isHere = part.place.file === plan.file && !step.usedAt;
  const { ref, of = ref } = part;
  const wrong: Ref = value.lacks === 'property' ? of : ref;
  const meant =
    value.lacks === 'thing'
      ? nearest(ref.name, namesOf(subject))
      : value.lacks === 'property'
        ? nearest(of.name, value.known)
        : undefined;
  return {
    message: `${said(step)} says ${quoted(filledIn(part))}, and ${reason(value, part)}${meant ? ` Did you mean ${quoted(meant)}?` : ''}`,
    place: isHere ? part.place : step.text!.place,
    about: [ref.name, ...step.targets.map(({ name }) => name)],
    related: isHere ? [] : [{ message: 'The text', place: part.place }],
    severity: value.lacks === 'time' ? 'warning' : undefined,
    fixes: (): readonly Fix[] => (meant && isHere ? [replacement(`Write ${quoted(meant)}`, wrong.place, meant)] : []),
  };
}

function reason(value: Exclude<Value, { readonly text: string }>, { ref, of }: FilledIn): string {
  switch (value.lacks) {
    case 'thing':
      return `nothing of this release is called ${quoted(ref.name)}.`;
    case 'property':
      return `of ${quoted(ref.name)} there is no ${quoted(of!.name)}; there is ${listed(value.known.map(quoted), 5)}.`;
    case 'time':
      return `${quoted(ref.name)} has no such time; give it one, or say it in words.`;
    case 'version':
      return `nothing says which version of ${quoted(ref.name)} it is; add \`version\` to what brings it.`;
  }
}

function namesOf({ plan, release }: ReleaseSubject): readonly string[] {
  return [...release.names.keys(), ...IMPLIED_NAMES, ...plan.names.keys()];
}
