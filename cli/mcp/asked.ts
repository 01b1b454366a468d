/** What a tool is asked, held against what it takes; what cannot be meant is told in a sentence with what could be. */
import type { Schema } from './schema.ts';

/** Undefined: it can be meant. */
export function misunderstood(schema: Schema, given: unknown, path = ''): string | undefined {
  const { type, description } = schema;
  const what = path === '' ? 'What is asked' : `\`${path}\``;
  const wrong = (wanted: string) => `${what} must be ${wanted}${description === undefined ? '' : ` (${description})`}.`;
  if (type === 'object') {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return wrong('an object');
    return schema.properties ? wrongMember(schema, given as Readonly<Record<string, unknown>>, path) : undefined;
  }
  if (type === 'array') {
    if (!Array.isArray(given)) return wrong('a list');
    const { items } = schema;
    if (typeof items !== 'object' || Array.isArray(items)) return undefined;
    const found = given.map((one, i) => misunderstood(items as Schema, one, `${path}[${i}]`));
    return found.find((one) => one !== undefined);
  }
  if (typeof given !== type) return wrong(`a ${type === 'string' ? 'text' : type}`);
  if (schema.enum && !schema.enum.includes(given)) return `${what} must be one of ${named(schema.enum.map(String))}.`;
  return undefined;
}

/** One that nobody knows, one that is missing, one that is something else. */
function wrongMember(
  { properties = {}, required = [] }: Schema,
  given: Readonly<Record<string, unknown>>,
  path: string,
): string | undefined {
  const members = properties as Readonly<Record<string, Schema>>;
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(members, name));
  if (unknown !== undefined) return `There is no \`${unknown}\` here; there is ${named(Object.keys(members))}.`;
  const missing = required.find((name) => given[name] === undefined);
  if (missing !== undefined) {
    const { description, enum: words } = members[missing]!;
    const about = description ?? (words && `one of ${named(words.map(String))}`);
    return `\`${missing}\` is missing${about === undefined ? '' : `: ${about}`}.`;
  }
  const found = Object.entries(given).map(([name, value]) =>
    value === undefined ? undefined : misunderstood(members[name]!, value, path === '' ? name : `${path}.${name}`),
  );
  return found.find((one) => one !== undefined);
}

function named(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
