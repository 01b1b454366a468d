import type { JsonDate, JsonSpan } from '../../../exchange/json/dates.ts';
import { jsonReport } from '../../../exchange/json/json.ts';
import { openPlan, PLAN, type PlanAsk } from '../plans.ts';
import { list, number, rows, type Schema, shape, text } from '../schema.ts';
import type { PlanTool } from './tool.ts';

/** A plan may have a hundred thousand steps; nobody reads them one by one. */
const MOST_STEPS = 400;

// Not every agent reads a list of types.
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] }) as Schema;
const moment = orNull(text());
const minutes = orNull(number());

export const schedule: PlanTool<PlanAsk> = {
  name: 'schedule',
  title: 'Schedule a release plan',
  description:
    'When each step of a release starts and ends, its float and who does it; the end, the outage, the last moment to roll ' +
    'back; dates of everything else. Instants are ISO 8601; null: no time yet, a finding says why. Steps of a way back have ' +
    '`afterCall` instead: minutes from its call.',
  takes: shape(PLAN),
  gives: shape({
    releases: list(
      shape({
        name: text(),
        zone: text(),
        window: shape({ start: moment, end: moment }),
        end: moment,
        outageMinutes: number(),
        contingencyMinutes: minutes,
        rollbackDecision: moment,
        steps: rows('label, line, block, by, with, start, end, floatMinutes, critical, afterCall'),
        dates: rows('what, label, start, end'),
        'leftOut?': number('further steps'),
      }),
    ),
  }),
  async answer(ask, folder) {
    const plan = await openPlan(ask, folder);
    if ('trouble' in plan) return plan;
    const [file] = jsonReport([plan.analysis], plan.pathOf, { fixesOf: () => [], dates: true }).files;
    return {
      releases: file!.releases.map((release) => {
        const { name, zone, window, end, outageMinutes, contingencyMinutes, rollbackDecision, steps, dates } = release;
        const leftOut = steps.length - MOST_STEPS;
        return {
          name,
          zone,
          window,
          end,
          outageMinutes,
          contingencyMinutes,
          rollbackDecision,
          steps: steps.slice(0, MOST_STEPS).map((step) => ({
            label: step.label,
            line: step.line + 1,
            block: step.block,
            by: step.by,
            with: step.with,
            start: step.start,
            end: step.end,
            floatMinutes: step.floatMinutes,
            critical: step.critical,
            ...(step.afterCall && { afterCall: step.afterCall }),
          })),
          dates: (dates ?? []).map(dated),
          ...(leftOut > 0 && { leftOut }),
        };
      }),
    };
  },
};

function dated({ what, label, start, end }: JsonDate): { what: string; label: string } & JsonSpan {
  return { what, label, start, end };
}
