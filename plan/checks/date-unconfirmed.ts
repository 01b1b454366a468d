import { inRun } from '../facts/changes/changes.ts';
import { agreedWords, isOtherDate, onDay } from '../facts/dates/agreed.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import { isTbd, lookup, type Place, type Who } from '../model.ts';
import { peopleOf } from '../who/people.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (confirmed: string) =>
  standardRelease(
    `
    policy standard {
      check date-unconfirmed warning
    }
    person priya
    party  hosting "The data centre"
    party  dns-desk "Whoever answers for our names"
    service web
    network load-balancer
    `,
    `
${confirmed}
    run {
      deploy    web           10m by priya undo 5m
      configure load-balancer 10m by dns-desk undo 5m
      verify    web, load-balancer 10m by priya with hosting${confirmed.includes('hosting') ? '' : '  // <- date-unconfirmed'}
    }
    `,
  );

export const dateUnconfirmed: ReleaseCheck = {
  code: 'date-unconfirmed',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'Somebody outside of the team has not confirmed the date',
  why:
    'A date is fixed when all who are needed for it have said yes: the client whose people test, the provider who turns a ' +
    'switch. Who learns of the night from the plan has another one already.',
  parameters: {
    asked: {
      type: 'words',
      default: ['testers', 'parties'],
      choices: ['testers', 'parties', 'owner', 'sponsor'],
      description:
        'Who has to confirm the date: `testers`, who answer for a test by users; `parties` that do something in the run; `owner`, `sponsor`; `none`.',
    },
  },
  fixable: false,
  bundle: 'release',
  example: {
    breaks: plan('    confirmed by dns-desk on Thu 2026-10-01\n'),
    passes: plan('    confirmed by dns-desk on Thu 2026-10-01\n    confirmed by hosting on Thu 2026-10-01\n'),
  },
  practice: {
    askedOf: 'whoever has a client who tests, or a party that does something in the night',
    begunBy: 'a `confirmed`',
    isBegun: ({ release }) => release.confirmations.length > 0,
    words: (_, founds) =>
      `a yes to the date from ${listed(founds.map(({ about = [] }) => quoted(about[0] ?? 'everybody')))}`,
  },
  *find(subject) {
    const { plan, release, schedule, changes } = subject;
    const { T } = schedule;
    if (T === undefined) return;
    const stale = release.confirmations.filter(({ agreed }) => isOtherDate(subject, agreed, T));
    for (const { by, on, agreed, place } of stale) {
      const who = by && !isTbd(by) ? quoted(by.ref.name) : 'Somebody';
      yield {
        message:
          `${who} said yes${onDay(on)} to ${agreedWords(subject, agreed!)}, and the release begins ${when(schedule, T)}; ` +
          'ask again, and write the date that is agreed now.',
        place,
        about: by ? [...namesOf(subject, by)] : [],
        related: release.windows.slice(0, 1).map((window) => ({ message: 'The date', place: window.place })),
      };
    }
    if (changes.steps.length === 0) return;
    // Whoever has agreed to another date is told of above, and once.
    const confirmed = new Set(release.confirmations.flatMap(({ by }) => (by ? [...namesOf(subject, by)] : [])));
    // Whoever owns the release has set its date; whether they are asked all the same is another word of `asked`.
    if (release.owner && !subject.parameters.words('asked').includes('owner')) {
      for (const name of namesOf(subject, release.owner)) confirmed.add(name);
    }
    for (const { who, place, why } of concerned(subject)) {
      const names = namesOf(subject, who);
      if ([...names].some((name) => confirmed.has(name))) continue;
      // One of them asked for is enough, however often they are needed.
      for (const name of names) confirmed.add(name);
      const called = lookup(plan, release, who.ref.name)?.kind === 'implicit' ? [...names][0]! : who.ref.name;
      yield {
        message:
          `${quoted(called)} ${why} and has not confirmed ${when(schedule, T)}; ask, and add ` +
          `\`confirmed by ${called} on DATE\`.`,
        place,
        about: [...names],
        several: {
          at: headOfRelease(release).at,
          what: `people and parties have not confirmed ${when(schedule, T)}`,
          name: quoted(called),
          todo: 'ask, and add `confirmed by WHO on DATE` for each',
        },
        related: release.windows.slice(0, 1).map((window) => ({ message: 'The date', place: window.place })),
      };
    }
  },
};

interface Concerned {
  readonly who: Who;
  readonly place: Place;
  readonly why: string;
}

function* concerned({ plan, release, parameters }: ReleaseSubject): Iterable<Concerned> {
  const asked = parameters.words('asked');
  if (asked.includes('owner') && release.owner && !isTbd(release.owner)) {
    yield { who: release.owner, place: release.owner.place, why: 'answers for the release' };
  }
  if (asked.includes('sponsor') && release.sponsor && !isTbd(release.sponsor)) {
    yield { who: release.sponsor, place: release.sponsor.place, why: 'pays for the release' };
  }
  if (asked.includes('testers')) {
    for (const uat of release.uats) {
      if (uat.by && !isTbd(uat.by))
        yield { who: uat.by, place: uat.by.place, why: `answers for UAT ${quoted(uat.name)}` };
    }
  }
  if (!asked.includes('parties')) return;
  for (const step of release.steps) {
    if (!inRun(step) || step.done) continue;
    for (const who of [step.by, ...step.with]) {
      // Who says yes at a gate of the night says it there.
      if (step.verb === 'gate' && who === step.by) continue;
      if (!who || lookup(plan, release, who.ref.name)?.kind !== 'party') continue;
      yield { who, place: who.place, why: `is needed for ${said(step)}` };
    }
  }
}

/** Whoever of a team has confirmed, the team has. */
function namesOf({ plan, release }: ReleaseSubject, who: Who): ReadonlySet<string> {
  const { fixed, outside } = peopleOf(plan, release, who, 'with');
  return new Set([...fixed, ...outside]);
}
