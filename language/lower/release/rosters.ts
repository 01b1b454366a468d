/** Who is on duty. */
import {
  type Cover,
  type Escalation,
  type Roster,
  STAGES,
  type Stage,
  type StagePromise,
  TBD,
} from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { criteriaOf } from '../declared/rules.ts';
import { EXPECTED } from '../expected.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { judgeLine } from '../text/lines.ts';
import { lowerDuration } from '../times/durations.ts';
import { lowerNames } from '../who.ts';
import type { ReleaseDraft } from './release-draft.ts';

export function addRoster(context: Context, draft: ReleaseDraft, node: ast.Block | ast.Declaration): void {
  const roster = lowerRoster(context, node);
  draft.rosters.push(roster);
  if (node.name) context.declare(draft.names, roster);
  else if (!draft.names.has(roster.name)) draft.names.set(roster.name, roster);
}

export function lowerRoster(context: Context, node: ast.Block | ast.Declaration): Roster {
  const kind = node.kind === 'hypercare' ? 'hypercare' : 'roster';
  judgeClauses(context, node, kind);
  const cover: Cover[] = [];
  const stages: StagePromise[] = [];
  const escalations: Escalation[] = [];
  let shift: Roster['shift'];
  for (const line of node.statements) {
    if (!judgeLine(context, line, 'roster')) continue;
    if (line.$type === 'Hours' && line.every === undefined)
      context.problem(context.place(line), 'A shift of a roster is so long: `shift every 8h`.');
    if (line.$type === 'Hours' && line.every !== undefined) {
      shift = {
        interval: lowerDuration(context, line.every, line, 'every'),
        ...(line.every === TBD && { tbd: true as const }),
        weekdays: [],
        place: context.place(line),
      };
    }
    if (line.$type !== 'Property') continue;
    if (isStage(line.key) && line.by.length > 0) {
      const level = line.refs[0]?.name ?? 'P1';
      context.problem(
        context.property(line, 'by'),
        `Who answers is who covers: \`cover by …\`. A second level with times of its own is a roster of its own: ` +
          `\`roster level-2 during … {\`, with its \`cover\` and \`${line.key} ${level} within …\`.`,
      );
    } else {
      judgeClauses(context, line, line.key);
    }
    const place = context.place(line);
    if (line.key === 'cover') {
      const said = saidOn('cover', context, line);
      if (said.every?.interval && !said.during)
        context.problem(
          said.every.place,
          'Say how long this cover lasts: `during` is its first time, or write weekdays with hours, as in `every Mon..Fri 09:00 .. 18:00`.',
        );
      cover.push(context.keep({ id: context.id(`cover ${said.by?.ref.name ?? ''}`), ...said, place }));
    } else if (isStage(line.key)) {
      const said = saidOn('respond', context, line);
      const [named] = line.refs;
      // Registered as a name: once priorities are declared, one that is not is told.
      const priority = context.refAt(named?.name, named ?? line, 'name', EXPECTED.priority)?.name ?? '';
      if (!priority || line.within.length === 0)
        context.problem(place, `\`${line.key}\` says to what, and how soon: \`${line.key} P1 within 2h\`.`);
      stages.push({ stage: line.key, priority, ...said, place });
    } else if (line.key === 'escalate') {
      const [first] = line.refs;
      // `escalate P1 mara`: behind the priority stands who is called first.
      const priority = first?.target && context.refAt(first.name, first, 'name', EXPECTED.priority)?.name;
      const called = line.refs.flatMap((ref) =>
        ref.target
          ? (context.refAt(ref.target, ref, 'target', EXPECTED.who) ?? [])
          : lowerNames(context, [ref], EXPECTED.who),
      );
      if (called.length === 0)
        context.problem(place, '`escalate` names who is called when nobody answers: `escalate priya, mara`.');
      escalations.push({ priority, to: called, ...saidOn('escalate', context, line), place });
    }
  }
  const declared = context.declared(node, node.name);
  const said =
    kind === 'roster' ? saidOn(kind, context, node) : { links: [], via: [], ...saidOn('hypercare', context, node) };
  return {
    ...declared,
    name: node.name ?? kind,
    kind,
    ...said,
    cover,
    shift,
    criteria: criteriaOf(context, node.statements, 'roster'),
    stages,
    escalations,
  };
}

function isStage(word: string): word is Stage {
  return (STAGES as readonly string[]).includes(word);
}
