import { counted } from '../counted.ts';
import { standardRelease } from '../facts/example.ts';
import { listed, quoted, when } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { lookup, type Rehearsal } from '../model.ts';
import { freeName } from '../schedule/run/order-edits.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (rehearsals: string) =>
  standardRelease(
    `
    policy standard {
      check rehearsal-missing error passed 2
    }
    person priya
    person jonas
    service web
    environment staging
    `,
    `
${rehearsals}
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const rehearsalMissing: ReleaseCheck = {
  code: 'rehearsal-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'Too few rehearsals before the night',
  why:
    'The first rehearsal finds what the plan forgot, the second one shows that the repaired plan works, and both measure ' +
    'how long it takes. What was never rehearsed is rehearsed in production.',
  parameters: {
    passed: {
      type: 'number',
      default: 2,
      description: 'How many rehearsals must have passed, or be planned before T, outside of production.',
    },
  },
  fixable: true,
  example: {
    breaks: plan('    rehearsal first in staging at T-5wd 10:00').replace(
      '{\n  kind   standard',
      '{  // <- rehearsal-missing\n  kind   standard',
    ),
    passes: plan('    rehearsal first in staging at T-10wd 10:00\n    rehearsal second in staging at T-5wd 10:00'),
  },
  practice: {
    askedOf: 'whatever changes production',
    begunBy: 'a `rehearsal`, whatever came of it',
    isBegun: ({ release }) => release.rehearsals.length > 0,
    words: ({ parameters }) => `${counted(parameters.number('passed'), 'rehearsal')} before T, outside of production`,
  },
  *find(subject) {
    const { release, changes, parameters } = subject;
    if (changes.steps.length === 0) return;
    const needed = parameters.number('passed');
    const judged = release.rehearsals.map((rehearsal) => ({ rehearsal, reason: whyNot(subject, rehearsal) }));
    const counting = judged.filter(({ reason }) => reason === undefined).length;
    if (counting >= needed || isTooLateForMore(subject, judged)) return;
    const others = judged.flatMap(({ rehearsal, reason }) => (reason ? [`${quoted(rehearsal.name)} ${reason}`] : []));
    const state = others.length > 0 ? ` (${listed(others)})` : '';
    yield {
      message:
        `${counted(needed, 'rehearsal')} must pass before T, and ${counting === 0 ? 'none is' : `only ${counting} ${counting === 1 ? 'is' : 'are'}`} ` +
        `planned or passed${state}; add ${needed - counting === 1 ? 'one' : needed - counting} outside of production.`,
      place: release.head,
      related: judged.flatMap(({ rehearsal, reason }) =>
        reason ? [{ message: `It does not count: it ${reason}`, place: rehearsal.head }] : [],
      ),
      fixes: () => fixes(subject, needed - counting),
    };
  },
};

/** On the last day nobody rehearses once more what has passed: what is left to say is said at the go/no-go. */
function isTooLateForMore(
  { schedule: { T }, now }: ReleaseSubject,
  judged: readonly { readonly rehearsal: Rehearsal; readonly reason: string | undefined }[],
): boolean {
  const hasPassed = judged.some(({ rehearsal, reason }) => reason === undefined && rehearsal.result?.passed);
  return hasPassed && T !== undefined && now?.isAfter(T - MINUTES_PER_DAY) === true;
}

/** Why a rehearsal does not count; undefined: it does. What became of one that was to be held by now asks `overdue`. */
function whyNot({ plan, release, schedule, times }: ReleaseSubject, rehearsal: Rehearsal): string | undefined {
  const environment = rehearsal.in && lookup(plan, release, rehearsal.in.name);
  if (environment?.kind === 'environment' && environment.production) return 'is in production';
  if (rehearsal.result) return rehearsal.result.passed ? undefined : 'failed';
  const at = schedule.rehearsals[rehearsal.id]?.start ?? times.instant(rehearsal.at);
  if (at === undefined && rehearsal.at === undefined) return 'has no date';
  if (schedule.T === undefined) return undefined;
  if (at === undefined) return 'has no date';
  if (at >= schedule.T) return `is at ${when(schedule, at)}, not before T`;
  return undefined;
}

/** One line for each that is missing, a week apart, behind the rehearsals there are or before the steps. */
function fixes({ plan, release }: ReleaseSubject, missing: number): readonly Fix[] {
  const environment = [...plan.names.values()].find(
    (named) =>
      named.kind === 'environment' && !named.production && !release.uats.some((uat) => uat.in?.name === named.name),
  );
  const last = release.rehearsals.at(-1);
  const first = release.blocks.find((block) => block.kind !== 'messages');
  const anchor = last ?? first;
  if (!anchor) return [];
  const inWhere = environment ? ` in ${environment.name}` : '';
  const lines = Array.from({ length: missing }, (_, i) => {
    const name = freeName(release, `rehearsal-${release.rehearsals.length + i + 1}`);
    return `rehearsal ${name}${inWhere} at T-${5 * (missing - i) + 1}wd 10:00`;
  });
  // Edits at one place would change their order: it is one text of several lines.
  const text = lines.join('\n');
  const kind = last ? 'insert-after' : 'insert-before';
  const title = missing === 1 ? `Add \`${lines[0]}\`` : `Add ${missing} rehearsals`;
  return [{ title, edits: [{ kind, place: anchor.place, text }] }];
}
