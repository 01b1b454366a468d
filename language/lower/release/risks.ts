/** `risk NAME { … }` → the plan's. */
import { RISK_LEVELS, type Risk, type RiskLevel, TBD, type Time } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { is, propertiesOf } from '../declared/properties.ts';
import { EXPECTED } from '../expected.ts';
import { lowerItems } from '../steps/items.ts';
import { lowerEstimate, undecided } from '../times/durations.ts';
import { lowerTime } from '../times/times.ts';
import { lowerPoints } from '../who.ts';
import type { ReleaseDraft } from './release-draft.ts';

export function lowerRisk(context: Context, draft: ReleaseDraft, node: ast.Declaration): Risk {
  const lines = propertiesOf(context, node);
  const likelihood = lines.find(is('likelihood'));
  const impact = lines.find(is('impact'));
  const review = lines.find(is('review'));
  return {
    ...context.declared(node, node.name),
    kind: 'risk',
    ...saidOn('risk', context, node),
    ...(likelihood && likelihoodOf(context, likelihood)),
    ...(impact && impactOf(context, impact)),
    threatens: lines.filter(is('threatens')).flatMap((line) => lowerPoints(context, line.refs, EXPECTED.named)),
    mitigations: lines.filter(is('mitigation')).flatMap((line) => lowerPoints(context, line.refs, EXPECTED.named)),
    checklist: lowerItems(context, draft, node),
    review: reviewTime(context, review),
    ...(review && saidOn('review', context, review)),
  };
}

/** `review at T+30d`, `review due T-3wd`, `review 2027-01-08`. */
export function reviewTime(context: Context, line: ast.Property | undefined): Time | undefined {
  return lowerTime(context, line?.at[0] ?? line?.due[0] ?? line?.spans[0]?.from);
}

function likelihoodOf(
  context: Context,
  line: ast.Property,
): Pick<Risk, 'likelihood' | 'likelihoodOpen' | 'probability'> {
  const [quantity] = line.quantities;
  const percent = Number(quantity?.number ?? Number.NaN);
  if (quantity?.number === TBD) return { likelihoodOpen: undecided(context, TBD, line, 'quantities') };
  if (quantity?.unit === '%' && percent <= 100) return { probability: percent / 100 };
  const likelihood = quantity ? undefined : levelOf(line);
  if (!likelihood) {
    context.problem(
      context.place(line),
      `A likelihood is ${WORDS}, or a percentage up to 100: \`likelihood medium\`, \`likelihood 15 %\`.`,
    );
  }
  return { likelihood };
}

function impactOf(context: Context, line: ast.Property): Pick<Risk, 'impact' | 'delay'> {
  const delay = lowerEstimate(context, line, 'durations');
  const impact = levelOf(line);
  if (!impact && line.durations.length === 0) {
    context.problem(
      context.place(line),
      `An impact is ${WORDS}, or how long it holds up what it threatens: \`impact high\`, \`impact 10m..20m..60m\`.`,
    );
  }
  return { impact, delay };
}

const WORDS = RISK_LEVELS.map((word) => `\`${word}\``).join(', ');

function levelOf(line: ast.Property): RiskLevel | undefined {
  return RISK_LEVELS.find((word) => word === line.refs[0]?.name);
}
