/**
 * What a program that reads answers by one schema would miss in answers by another: a member that may be left out now, or is
 * gone, or is of another kind. What is new besides is nothing that breaks.
 */
type Schema = Readonly<Record<string, unknown>>;

export function breaksOf(before: Schema, after: Schema): readonly string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  compare('answer', before, after);
  return found;

  function compare(at: string, rawBefore: unknown, rawAfter: unknown): void {
    const [was, is] = [resolved(rawBefore, before), resolved(rawAfter, after)];
    const key = JSON.stringify([was, is]);
    if (seen.has(key)) return;
    seen.add(key);
    if (Array.isArray(was.anyOf) || Array.isArray(is.anyOf)) {
      choices(at, alternatives(was), alternatives(is));
      return;
    }
    const [kindBefore, kindAfter] = [kindOf(was), kindOf(is)];
    if (kindBefore !== kindAfter) {
      found.push(`${at} was ${kindBefore}, and is ${kindAfter}`);
      return;
    }
    if (was.items) compare(`${at}[]`, was.items, is.items);
    const [names, kept] = [propertiesOf(was), propertiesOf(is)];
    for (const [name, schema] of Object.entries(names)) {
      if (!(name in kept)) found.push(`${at}.${name} is gone`);
      else if (isRequired(was, name) && !isRequired(is, name)) found.push(`${at}.${name} may be missing`);
      else compare(`${at}.${name}`, schema, kept[name]);
    }
  }

  /** Each kind of answer that there may be now was there before. */
  function choices(at: string, was: readonly Schema[], is: readonly Schema[]): void {
    for (const one of is) {
      const same = was.find((other) => nameOf(other) === nameOf(one));
      if (same) compare(at, same, one);
      else found.push(`${at} may be ${nameOf(one)}`);
    }
  }

  function alternatives(schema: Schema): readonly Schema[] {
    return (schema.anyOf as readonly Schema[] | undefined) ?? [schema];
  }

  function nameOf(schema: Schema): string {
    return typeof schema.$ref === 'string' ? schema.$ref : kindOf(schema);
  }
}

function resolved(schema: unknown, root: Schema): Schema {
  const one = schema as Schema;
  if (typeof one.$ref !== 'string') return one;
  return resolved((root.$defs as Record<string, unknown>)[one.$ref.slice('#/$defs/'.length)], root);
}

function kindOf(schema: Schema): string {
  if ('const' in schema) return typeof schema.const;
  if (Array.isArray(schema.enum)) return typeof schema.enum[0];
  return String(schema.type);
}

function propertiesOf(schema: Schema): Readonly<Record<string, unknown>> {
  return (schema.properties as Record<string, unknown> | undefined) ?? {};
}

function isRequired(schema: Schema, name: string): boolean {
  return (schema.required as readonly string[] | undefined)?.includes(name) ?? false;
}
