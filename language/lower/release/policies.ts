/** `policy night-team for normal from acme-base { check rehearsal-missing error passed 2 }` → the plan's. */
import type { ParameterValue, Policy, PolicyRule, Ref, ReleaseKind } from '../../../plan/model.ts';
import { packCalled } from '../../../plan/policies/pack.ts';
import { parseDuration } from '../../../plan/time/duration.ts';
import type * as ast from '../../generated/ast.ts';
import { CLAUSE_WORDS } from '../../parse/lexer.ts';
import type { Context, Mutable } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { judgeLine } from '../text/lines.ts';
import { isKind, noKind } from './kinds.ts';

/** A policy whose base is named, but not yet found: that waits until all names of the file are known. */
export type PolicyDraft = Mutable<Policy>;

export function lowerPolicy(context: Context, node: ast.Declaration): PolicyDraft {
  judgeClauses(context, node, 'policy');
  // A clause word with nothing behind it passes for the name; nobody means it as one.
  const isHalfTyped = CLAUSE_WORDS.has(node.name ?? '');
  if (isHalfTyped) {
    const place = context.property(node, 'name');
    context.problem(place, `What stands after \`${node.name}\`? \`policy ours for major from strict { … }\`.`);
  }
  const name = isHalfTyped ? undefined : node.name;
  const named = name ?? '';
  if (node.forTime[0])
    context.problem(context.property(node, 'forTime'), '`for` names kinds of release here, not a time.');
  const ownKind = isKind(context, named, () => context.property(node, 'name')) ? named : undefined;
  const kinds = node.for.flatMap((point) => kindOf(context, point) ?? []);
  if (ownKind && node.for.length > 0) {
    context.problem(
      context.property(node, 'name'),
      `\`policy ${named}\` is for ${named} releases already; leave \`for\` out, or give the policy another name.`,
    );
  } else if (named && !ownKind) judgeName(context, node, named);
  const rules = node.statements.flatMap((line) => {
    if (!judgeLine(context, line, 'policy')) return [];
    if (line.$type === 'Property') judgeClauses(context, line, line.key);
    return line.$type === 'Check' ? (lowerRule(context, line) ?? []) : [];
  });
  judgeRepeats(context, rules);
  const releaseKinds = ownKind ? [ownKind] : named || isHalfTyped || node.for.length > 0 ? kinds : undefined;
  return {
    ...context.declared(node, name),
    kind: 'policy',
    ...(releaseKinds && { releaseKinds }),
    ...baseOf(context, node),
    rules,
  };
}

/** True when others may build on it by its name: that of a kind, or of a pack, is none. */
export function isReusable({ name, releaseKinds }: Policy): boolean {
  return name !== '' && !releaseKinds?.includes(name) && !packCalled(name);
}

function judgeName(context: Context, node: ast.Declaration, name: string): void {
  const place = context.property(node, 'name');
  if (packCalled(name)) {
    context.problem(
      place,
      `\`${name}\` comes with Release Plan: build on it (\`policy from ${name}\`), or give this policy another name.`,
    );
    return;
  }
  // A misspelt kind would be a policy that holds for nothing, and nobody would notice.
  const { meant } = node.for.length === 0 ? noKind(context, name) : {};
  if (!meant) return;
  context.problem(
    place,
    `\`${name}\` is no kind of release, so this policy would hold for none; did you mean \`${meant}\`?`,
    { title: `Write \`${meant}\``, text: meant },
  );
}

function kindOf(context: Context, point: ast.Point): ReleaseKind | undefined {
  const name = point.name ?? '';
  if (point.target === undefined && isKind(context, name, () => context.property(point, 'name'))) return name;
  const { meant, known } = noKind(context, name);
  const way = meant ? `did you mean \`${meant}\`?` : `there are ${known} (\`kinds\` declares others).`;
  context.problem(
    context.place(point),
    `\`${name}\` is no kind of release; ${way}`,
    meant === undefined ? undefined : { title: `Write \`${meant}\``, text: meant },
  );
  return undefined;
}

function baseOf(context: Context, node: ast.Declaration): Pick<Policy, 'base'> {
  const [from] = node.from;
  if (!from) return {};
  const { point } = from;
  if (!point?.name || point.target !== undefined || point.side !== undefined || point.sign !== undefined) {
    context.problem(context.place(from), '`from` names the policy to build on: `policy normal from strict { … }`.');
    return {};
  }
  const { name } = point;
  const place = context.property(point, 'name');
  if (isKind(context, name, () => place)) {
    context.problem(
      place,
      `\`${name}\` is a kind of release, not a policy: give the policy a name (\`policy ours for ${name} { … }\`) and build on that.`,
    );
    return {};
  }
  // A pack is declared by no file, so there is nothing that its name could lead to.
  const ref = packCalled(name) ? { name, place } : context.ref(name, place, EXPECTED.policy);
  return ref ? { base: { ref } } : {};
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

function judgeRepeats(context: Context, rules: readonly PolicyRule[]): void {
  const codes = new Set<string>();
  for (const { code, parameters } of rules) {
    if (codes.has(code.name)) {
      context.problem(code.place, `\`check ${code.name}\` stands twice in this policy; make one line of the two.`);
    }
    codes.add(code.name);
    const names = new Set<string>();
    for (const { name } of parameters) {
      if (names.has(name.name)) context.problem(name.place, `\`${name.name}\` stands twice on this line; keep one.`);
      names.add(name.name);
    }
  }
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
