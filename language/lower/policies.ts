/** `policy normal { check rehearsal-missing error passed 2 }` → the plan's. */
import { type ParameterValue, type Policy, type PolicyRule, RELEASE_KINDS, type Ref } from '../../plan/model.ts';
import { parseDuration } from '../../plan/time/duration.ts';
import type * as ast from '../generated/ast.ts';
import type { Context } from './context.ts';
import { judgeLine } from './lines.ts';

export function lowerPolicy(context: Context, node: ast.Declaration): Policy {
  context.judgeClauses(node, 'policy');
  const releaseKind = RELEASE_KINDS.find((kind) => kind === node.name);
  if (node.name && !releaseKind) {
    const kinds = RELEASE_KINDS.map((kind) => `\`${kind}\``).join(', ');
    context.problem(
      context.property(node, 'name'),
      `A policy is for a kind of release (${kinds}), or without a name for all.`,
    );
  }
  const rules = node.statements.flatMap((line) => {
    if (!judgeLine(context, line, 'policy') || line.$type !== 'Check') return [];
    return lowerRule(context, line) ?? [];
  });
  return { ...context.declared(node, node.name), kind: 'policy', releaseKind, rules };
}

const SEVERITIES = ['error', 'warning', 'information', 'off'] as const;

function lowerRule(context: Context, line: ast.Check): PolicyRule | undefined {
  const place = context.place(line);
  if (!line.code) {
    context.problem(
      place,
      '`check` which one, how? `check rehearsal-missing error passed 2`, `check contingency-thin off`.',
    );
    return undefined;
  }
  const words = [...line.words];
  const severity = SEVERITIES.find((known) => known === words[0]?.name);
  if (severity) words.shift();
  const parameters: { name: Ref; values: ParameterValue[] }[] = [];
  let listGoesOn = false;
  for (const word of words) {
    const last = parameters.at(-1);
    if (word.comma !== undefined) {
      listGoesOn = true;
    } else if (word.name !== undefined && !(listGoesOn && last) && (last === undefined || last.values.length > 0)) {
      // A name starts a parameter, unless it is its first value or goes on a list.
      parameters.push({ name: { name: word.name, place: context.place(word) }, values: [] });
    } else if (last) {
      last.values.push(parameterValue(context, word));
      listGoesOn = false;
    } else {
      context.problem(context.place(word), 'A value stands behind the name of its parameter: `passed 2`.');
    }
  }
  return { code: { name: line.code, place: context.property(line, 'code') }, severity, parameters, place };
}

function parameterValue(context: Context, word: ast.Word): ParameterValue {
  const text = word.name ?? word.text ?? word.duration ?? `${word.number ?? ''}${word.unit ?? ''}`;
  return {
    text,
    number: word.number === undefined ? undefined : Number(word.number),
    duration: word.duration === undefined ? undefined : parseDuration(word.duration),
    place: context.place(word),
  };
}
