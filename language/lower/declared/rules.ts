/** Criteria, trains, norms and waivers. */
import { type Criteria, type Criterion, type Norm, TBD, type Train, type Waiver } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { judgeClauses, judgeNaming } from '../judged-clauses.ts';
import { lowerCriterionLine } from '../steps/conditions.ts';
import { judgeLine } from '../text/lines.ts';
import { lowerEstimate } from '../times/durations.ts';
import { lowerTime } from '../times/times.ts';
import { lowerNames, targetOf } from '../who.ts';
import { firstName, is, propertiesOf } from './properties.ts';
import { judgeEnds } from './spans.ts';

export function lowerCriteria(context: Context, node: ast.Declaration): Criteria {
  judgeClauses(context, node, 'criteria');
  return {
    ...context.declared(node, node.name),
    kind: 'criteria',
    criteria: criteriaOf(context, node.statements, 'criteria'),
  };
}

export function criteriaOf(
  context: Context,
  lines: readonly ast.Statement[],
  owner: 'criteria' | 'roster',
): Criterion[] {
  return lines.flatMap((line) => {
    if (line.$type !== 'Criterion' || (owner === 'criteria' && !judgeLine(context, line, owner))) return [];
    const criterion = lowerCriterionLine(context, line);
    if (!criterion)
      context.problem(context.place(line), 'A criterion says what is measured: `criterion "Open P1" = 0 from jira`.');
    return criterion ?? [];
  });
}

export function lowerTrain(context: Context, node: ast.Declaration): Train {
  const lines = propertiesOf(context, node);
  const said = saidOn('train', context, node);
  judgeEnds(context, said.every?.from, said.every?.until);
  return {
    ...context.declared(node, node.name),
    kind: 'train',
    ...said,
    template: firstName(context, lines, 'template', EXPECTED.template),
    carriesOver: lines.filter(is('carry-over')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.any)),
    skips: lines.filter(is('skip')).flatMap((line) => lowerTime(context, line.spans[0]?.from) ?? []),
    releases: node.statements.flatMap((line) => {
      if (line.$type !== 'Declaration' || line.kind !== 'release') return [];
      judgeNaming(context, line, ['at', 'version']);
      if (!line.name) return [];
      const ref = context.refAt(line.name, line, 'name', {
        kinds: ['release'],
        words: 'a release',
        open: 'always',
      });
      const version = line.versions[0]?.from;
      const at = lowerTime(context, line.at[0]);
      return ref ? [{ ref, at, ...(version !== undefined && { version }), place: context.place(line) }] : [];
    }),
  };
}

export function lowerNorm(context: Context, line: ast.Property): Norm {
  const [what] = line.refs;
  const estimate = lowerEstimate(context, line, 'durations');
  if (!what || [what.name, what.target].includes(TBD) || !estimate || estimate.text === TBD) {
    const open = estimate?.text === TBD ? ' Leave it out as long as nobody knows it.' : '';
    context.problem(context.place(line), `A norm says what takes how long: \`norm deploy payments-api 15m\`.${open}`);
  }
  const target =
    what?.target === undefined ? undefined : context.refAt(what.target, what, 'target', targetOf(what.name));
  const known = estimate?.text === TBD ? undefined : estimate;
  return { kind: 'norm', verb: what?.name, target, estimate: known, place: context.place(line) };
}

export function lowerWaiver(context: Context, line: ast.Property): Waiver | undefined {
  const [code] = line.refs;
  if (!code?.name) {
    context.problem(
      context.place(line),
      '`waive` what? `waive rest-too-short for mara until Mon 2026-12-07 because "agreed with HR"`.',
    );
    return undefined;
  }
  if (line.forTime[0]) {
    // Without what it is for it would silence the check everywhere.
    context.problem(
      context.property(line, 'forTime'),
      '`for` names what is not judged; how long that holds stands behind `until`. Nothing is silenced by this line.',
    );
    return undefined;
  }
  return {
    id: context.id(`waive ${code.name}`),
    code: { name: code.name, place: context.property(code, 'name') },
    ...saidOn('waive', context, line),
    place: context.place(line),
  };
}
