/**
 * `release NAME(…) { … }`: what the releases of a train are made from. It is no release: it has no dates, and nothing is
 * judged in it but its form. `service/trains/` writes the plans.
 */
import type { Parameter, Release, Template } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import type { Context, Mutable } from '../context.ts';
import { lowerRelease } from '../release/release.ts';
import { newReleaseDraft, type ReleaseDraft } from '../release/release-draft.ts';
import { saidLines } from '../text/said-lines.ts';
import { PREVIOUS } from '../who.ts';
import { declareParameters, isType, parametersOf } from './parameters.ts';

/** A list of parameters makes it one, be it an empty list. */
export function isTemplate(context: Context, node: ast.Declaration): boolean {
  return node.parameters.length > 0 || context.source.keyword(node, '(') !== undefined;
}

export interface TemplateDraft {
  readonly template: Mutable<Template>;
  readonly draft: ReleaseDraft;
}

export function lowerTemplate(context: Context, node: ast.Declaration): TemplateDraft {
  const draft = newReleaseDraft(context, node);
  const parameters = parametersOf(context, node);
  const { id, name, title, place, namePlace, head, note } = draft;
  const declared = { id, name, title, place, namePlace, head, note };
  return {
    draft,
    template: {
      ...declared,
      kind: 'template',
      parameters,
      lines: saidLines(node),
      zone: draft.zone,
      names: draft.names,
    },
  };
}

/** Reads its lines, so that their names are linked and their mistakes told once, used or not. */
export function judgeTemplate(context: Context, { template, draft }: TemplateDraft, node: ast.Declaration): void {
  const { parameters, head } = template;
  declareParameters(context, draft, parameters, 'template');
  parameters.forEach((parameter, i) => {
    // What is wrong with its type, or behind its `=`, is told already.
    const written = node.parameters[i]!;
    const isTold = !isType(parameter.type) || (written.source !== undefined && !parameter.from);
    if (!isTold) judgeSource(context, parameter);
  });
  draft.names.set(PREVIOUS, {
    id: `parameter ${PREVIOUS}`,
    kind: 'parameter',
    name: PREVIOUS,
    place: head,
    namePlace: head,
    head,
  });
  context.isJudged = true;
  context.judged.add(draft as Release);
  context.given = {
    values: new Map(),
    misfit: () => {},
    parameters: new Set([...parameters.map(({ name }) => name), PREVIOUS]),
  };
  lowerRelease(context, draft, node);
  template.zone = draft.zone;
  judgePrevious(context, draft as Release);
  context.isJudged = false;
  context.given = undefined;
}

/** Their value comes from where the release stands in its train. */
export const FROM_TRAIN: readonly string[] = ['date', 'time', 'number', 'version'];

/** `date`, or `day: date`. */
export function typeOfParameter({ name, type }: Parameter): string | undefined {
  return type ?? (FROM_TRAIN.includes(name) ? name : undefined);
}

function judgeSource(context: Context, parameter: Parameter): void {
  const { name, place, from } = parameter;
  const type = typeOfParameter(parameter);
  const isFromTrain = FROM_TRAIN.includes(type ?? '');
  const isOfDate = type === 'date' || type === 'time';
  if (!from && !isFromTrain) {
    context.problem(
      place,
      `Nothing gives \`${name}\` a value when a release is made: write it behind \`=\`, ` +
        `a name, a value, or whoever is on duty then, as in \`${name}: who = roster week\`.`,
    );
  } else if (from && isOfDate) {
    context.problem(place, `\`${name}\` is what the cadence of the train says; leave the \`= …\` out.`);
  } else if (from?.kind === 'previous' && type !== 'version' && type !== 'number') {
    context.problem(
      place,
      `\`= previous\` is the version or the number of the release before; write \`${name}: version = previous\`.`,
    );
  }
}

/** The release before was made from this template, too: what is asked of it stands here. */
function judgePrevious(context: Context, release: Release): void {
  for (const { name, place } of context.previous) {
    if (name === 'start' || name === 'end' || release.names.has(name)) continue;
    context.problem(
      place,
      `\`${PREVIOUS}.${name}\` is a date of the release before, and this template has nothing called \`${name}\`; ` +
        'name one of its milestones or steps, or write `previous.start`.',
    );
  }
  context.previous.length = 0;
}
