/** Parameters of a runbook or template: what they may be, and the names they are in its lines. */
import type { Parameter, ParameterSource } from '../../../plan/model.ts';
import { nearest } from '../../../plan/nearest.ts';
import type * as ast from '../../generated/ast.ts';
import type { Context, GivenValue } from '../context.ts';
import { EXPECTED, type Expected } from '../expected.ts';
import type { ReleaseDraft } from '../release/release-draft.ts';
import { propertyNode } from '../text/source.ts';

export interface ParameterType {
  readonly words: string;
  readonly example: string;
  /** What it is, else which names fit. */
  readonly value?: GivenValue['kind'];
  readonly expected?: Expected;
}

const name = (words: string, example: string, expected: Expected): ParameterType => ({
  words,
  example,
  expected,
});
const value = (kind: GivenValue['kind'], words: string, example: string): ParameterType => {
  return { words, example: `for example \`${example}\``, value: kind };
};

/** What may stand behind the colon of a parameter. */
const TYPES: Readonly<Record<string, ParameterType | undefined>> = Object.assign(Object.create(null), {
  duration: value('duration', 'a duration', '30m'),
  title: value('title', 'a title', '"First tenth"'),
  number: value('number', 'a number', '3'),
  percent: value('percent', 'a share', '10 %'),
  version: value('version', 'a version', '4.2.0'),
  date: value('time', 'a day', 'Sat 2026-12-05'),
  time: value('time', 'a day and an hour', 'Sat 2026-12-05 22:00'),
  who: name('somebody', 'the name of a person or team', EXPECTED.who),
  person: name('a person', 'the name of a person', EXPECTED.person),
  system: name('a system', 'the name of a system', EXPECTED.system),
  environment: name('an environment', 'the name of an environment', EXPECTED.environment),
  audience: name('somebody who is told', 'the name of an audience', EXPECTED.told),
  channel: name('a channel', 'the name of a channel', EXPECTED.channel),
  rollback: name('a rollback', 'the name of a rollback', EXPECTED.rollback),
  play: name('a play', 'the name of a play', EXPECTED.play),
  point: name('something with a time', 'the name of a step, block or milestone', EXPECTED.point),
});

/** The words of these. */
const PARAMETER_TYPES: readonly string[] = Object.keys(TYPES);

/** The same with what each is. */
export const PARAMETER_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(TYPES).map(([type, { words } = { words: '' }]) => [type, words]),
);

/** What only a train can give: a `use` names no dates. */
const OF_TEMPLATES: readonly string[] = ['date', 'time'];

/** Undefined: a name, or no type there is. */
export function typeCalled(type: string | undefined): ParameterType | undefined {
  return type === undefined ? undefined : TYPES[type];
}

export function isType(type: string | undefined): boolean {
  return type === undefined || typeCalled(type) !== undefined;
}

export function parametersOf(context: Context, node: ast.Declaration): Parameter[] {
  return node.parameters.map((parameter) => {
    const { name = '', type } = parameter;
    const from = sourceOf(context, parameter);
    return {
      name,
      ...(type !== undefined && { type }),
      ...(from && { from }),
      place: context.property(parameter, 'name'),
    };
  });
}

/** `= 2.0.0`, `= roster week`, `= previous`, `= web`. */
function sourceOf(context: Context, node: ast.Parameter): ParameterSource | undefined {
  const { source, of, text, unit } = node;
  if (text !== undefined) {
    const isTitle = propertyNode(node, 'text')?.text.startsWith('"') === true;
    return { kind: 'value', text: isTitle ? JSON.stringify(text) : unit ? `${text} %` : text };
  }
  if (source === 'roster' && of !== undefined) {
    const ref = context.refAt(of, node, 'of', EXPECTED.roster);
    return ref && { kind: 'roster', ref };
  }
  if (of !== undefined) {
    context.problem(
      context.property(node, 'source'),
      `\`${source} ${of}\` gives nothing its value; write \`= roster ${of}\` for whoever covers it then.`,
    );
    return undefined;
  }
  if (source === undefined) return undefined;
  if (source === 'previous') return { kind: 'previous' };
  const ref = context.refAt(source, node, 'source', typeCalled(node.type)?.expected ?? EXPECTED.any);
  return ref && { kind: 'name', ref };
}

/** Enters them, and tells of types there are not and of what is of no use there. */
export function declareParameters(
  context: Context,
  draft: ReleaseDraft,
  parameters: readonly Parameter[],
  of: 'runbook' | 'template',
): void {
  const known = PARAMETER_TYPES.filter((type) => of === 'template' || !OF_TEMPLATES.includes(type));
  for (const { name, place, type, from } of parameters) {
    if (type !== undefined && !known.includes(type)) {
      const meant = nearest(type, known);
      const all = known.map((one) => `\`${one}\``).join(', ');
      context.problem(
        place,
        `\`${type}\` is no kind of parameter${of === 'runbook' && TYPES[type] ? ' of a runbook' : ''}${meant ? `; is \`${meant}\` meant?` : '.'} There are ${all}.`,
      );
    }
    if (from && of === 'runbook')
      context.problem(place, `What \`${name}\` stands for is said by each \`use\`; leave the \`= …\` out.`);
    if (draft.names.has(name))
      context.problem(place, `\`${name}\` stands twice in this list; give one of the two another name.`);
    draft.names.set(name, {
      id: `parameter ${name}`,
      kind: 'parameter',
      name,
      place,
      namePlace: place,
      head: place,
    });
  }
}
