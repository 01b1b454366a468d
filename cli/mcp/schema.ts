/** JSON Schemas of what tools take and give, in as few words as an agent needs: it reads all of them before its first question. */
import type { JsonSchemaType } from '@modelcontextprotocol/server';

export type Schema = JsonSchemaType & { readonly description?: string };

const described = (description: string | undefined) => (description === undefined ? {} : { description });

export function text(description?: string): Schema {
  return { type: 'string', ...described(description) };
}

export function oneOf(words: readonly string[], description?: string): Schema {
  return { type: 'string', enum: [...words], ...described(description) };
}

export function number(description?: string): Schema {
  return { type: 'number', ...described(description) };
}

export function list(items: Schema, description?: string): Schema {
  return { type: 'array', items, ...described(description) };
}

/** Objects of which a reader sees what each member is: named, not described one by one. */
export function rows(members: string): Schema {
  return list({ type: 'object' } as Schema, members);
}

/** Whose name ends with `?` may be left out: `{ 'line?': number() }`. */
export function shape(properties: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(properties);
  const required = entries.map(([name]) => name).filter((name) => !name.endsWith('?'));
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ''), schema])),
    ...(required.length > 0 && { required }),
  } as Schema;
}
