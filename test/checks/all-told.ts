/** Whatever is said of a plan: findings with their repairs, waivers, times, the way back, the chance to hold. */
import type { FixesOf } from '../../plan/analysis.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { find } from '../../plan/ids.ts';
import { type Release, type Step, stepLabel } from '../../plan/model.ts';
import type { Place } from '../../plan/place.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { stageAt } from '../../plan/schedule/rollback/stages.ts';
import type { Instant } from '../../plan/time/model.ts';
import { judgedText } from './marked.ts';

/** A line each. @param now as `judgedText` has it */
export function allTold(text: string, now?: Instant | null): string[] {
  const { analysis, fixesOf } = judgedText(text, now);
  const { plan, findings, schedules, waivers } = analysis;
  return [
    ...findings.flatMap((one) => finding(one, fixesOf)),
    ...waivers.map(
      (one) => `  waiver ${JSON.stringify([one.until, one.end, one.expired].filter((value) => value !== undefined))}`,
    ),
    ...plan.releases
      .map((release, i) => [release, schedules[i]!] as const)
      .flatMap(([release, schedule]) => [
        ...release.steps.flatMap((one) => step(release, schedule, one)),
        ...schedule.dated.map(
          (one) =>
            `  ${one.what} ${one.label} ${utc(one.start)} ${utc(one.end)} ${utc(one.due)} ${one.unknown ?? ''}${one.done ? ' done' : ''}`,
        ),
        ...schedule.runs.map(
          ({ span, contingency, bound, untimed }) =>
            `  run ${utc(span.start)} ${utc(span.end)} ${contingency} ${bound} ${untimed}`,
        ),
        ...schedule.rollbacks.map(({ stages, decision, ways, cascades, noReturn }) =>
          [
            `  back ${utc(decision?.at)} ${utc(noReturn?.at)} ${ways.map((way) => utc(way.fitsUntil))} ${cascades.map((one) => utc(one.fitsUntil))}`,
            ...stages.map((stage) => `${utc(stage.from)} ${stage.minutes}${stage.fits ? '' : '!'}`),
            `${stageAt(stages, schedule.run?.end ?? 0)?.minutes}`,
          ].join(' '),
        ),
        ...[riskOf(plan, release, schedule)].flatMap((risk) =>
          risk
            ? [
                `  risk ${utc(risk.end.p50)} ${utc(risk.end.p80)} ${utc(risk.end.p95)} ${risk.asPlanned} ${risk.insideWindow}`,
              ]
            : [],
        ),
      ]),
  ];
}

const at = ({ range: { start, end } }: Place) =>
  `${start.line + 1}:${start.character + 1}..${end.line + 1}:${end.character + 1}`;
const utc = (instant: number | undefined) =>
  instant === undefined ? '-' : new Date(instant * 60_000).toISOString().slice(5, 16);

function finding(one: Finding, fixesOf: FixesOf): string[] {
  return [
    `  ${one.severity} ${one.code} ${at(one.place)} ${one.message}${one.about ? ` · ${one.about}` : ''}${one.waived ? ' · waived' : ''}`,
    ...one.related.map(({ message, place }) => `    see ${at(place)} ${message}`),
    ...fixesOf(one).map(
      ({ title, edits }) =>
        `    fix ${title}: ${edits.map(({ kind, place, text }) => `${kind} ${at(place)} ${JSON.stringify(text)}`).join(' + ')}`,
    ),
  ];
}

function step(release: Release, schedule: Schedule, each: Step): string[] {
  const one = schedule.steps[each.id];
  if (!one) return [];
  const waits = one.waits.map(
    (wait) => `${wait.reason} ${wait.name ?? (wait.step ? stepLabel(find(release, wait.step)) : '')} ${wait.minutes}`,
  );
  const { totalFloat, freeFloat, critical, by, rollback, rollbackDecision, occurrences } = one;
  return [
    `  ${stepLabel(each)} ${utc(one.start)} ${utc(one.end)} ${critical ? '*' : `${totalFloat}/${freeFloat}`} ${by.join('+')} with ${one.with.join('+')}` +
      ` · ${waits.join(', ')}${rollback === undefined ? '' : ` · back ${rollback} by ${utc(rollbackDecision)}`}${occurrences.length > 0 ? ` · ${occurrences.length} times` : ''}`,
  ];
}
