/**
 * JSON schemas of types: of interfaces and of the types that data has, as declarations say them. Types that nothing JSON can
 * be (functions, symbols) are refused.
 */
import type { Declaration } from './service-types.ts';

export type Schema = { [key: string]: unknown };

type Bound = ReadonlyMap<string, Schema>;

/** The schema of every member of the interface `of`, each with the definitions that it needs, by its name. */
export function schemasOf(declarations: readonly Declaration[], of: string): ReadonlyMap<string, Schema> {
  const known = new Map(declarations.map(({ name, text }) => [name, text]));
  const schemas = new Map<string, Schema>();
  const { properties } = new Reader(known).named(of).object(new Map());
  for (const name of Object.keys(properties)) {
    const reader = new Reader(known);
    const own = reader.named(of).object(new Map()).properties[name]!;
    const needed = new Set<string>();
    collect(own, reader.definitions, needed);
    const $defs = Object.fromEntries([...needed].sort().map((each) => [each, reader.definitions.get(each)]));
    schemas.set(name, { $schema: 'https://json-schema.org/draft/2020-12/schema', ...own, $defs });
  }
  return schemas;
}

const HERE = '#/$defs/';

function collect(schema: unknown, definitions: ReadonlyMap<string, Schema>, needed: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key !== '$ref' || typeof value !== 'string') collect(value, definitions, needed);
    else {
      const name = value.slice(HERE.length);
      if (needed.has(name)) continue;
      needed.add(name);
      collect(definitions.get(name), definitions, needed);
    }
  }
}

interface ObjectShape {
  readonly properties: Record<string, Schema>;
  readonly required: readonly string[];
}

class Reader {
  readonly definitions = new Map<string, Schema>();
  private readonly known: ReadonlyMap<string, string>;

  constructor(known: ReadonlyMap<string, string>) {
    this.known = known;
  }

  named(name: string): Parser {
    const text = this.known.get(name);
    if (text === undefined) throw new Error(`The type ${name} is not declared.`);
    return new Parser(text, name, this);
  }

  /** A reference to the type, which becomes a definition. */
  refer(name: string, given: readonly Schema[]): Schema {
    const key = [name, ...given.map(label)].join('-of-');
    if (!this.definitions.has(key)) {
      this.definitions.set(key, {});
      this.definitions.set(key, this.named(name).whole(given));
    }
    return { $ref: HERE + key };
  }
}

const TOKEN = /\/\*\*[\s\S]*?\*\/|'[^']*'|"[^"]*"|-?\d+(?:\.\d+)?|[A-Za-z_$][\w$]*|=>|[{}()[\]<>|&?:;,.=-]/g;

class Parser {
  private readonly tokens: readonly string[];
  private at = 0;
  private readonly name: string;
  private readonly reader: Reader;

  constructor(text: string, name: string, reader: Reader) {
    this.tokens = text.match(TOKEN) ?? [];
    this.name = name;
    this.reader = reader;
  }

  /** The declaration with types in the place of its parameters. */
  whole(given: readonly Schema[]): Schema {
    const description = this.comment();
    const word = this.next();
    this.expect(this.name);
    const bound = this.parameters(given);
    if (word === 'type') {
      this.expect('=');
      return described(this.type(bound), description);
    }
    return described(shaped(this.body(bound)), description);
  }

  object(bound: Bound): ObjectShape {
    this.comment();
    this.expect('interface');
    this.expect(this.name);
    return this.body(bound);
  }

  private parameters(given: readonly Schema[]): Bound {
    const bound = new Map<string, Schema>();
    if (!this.take('<')) return bound;
    for (const schema of given) {
      bound.set(this.next(), schema);
      if (this.take('extends')) this.type(bound);
      this.take(',');
    }
    this.expect('>');
    return bound;
  }

  private body(bound: Bound): ObjectShape {
    const inherited: ObjectShape[] = [];
    if (this.take('extends'))
      do inherited.push(this.parent());
      while (this.take(','));
    const own = this.members(bound);
    return {
      properties: Object.assign({}, ...inherited.map(({ properties }) => properties), own.properties),
      required: [...new Set([...inherited.flatMap(({ required }) => required), ...own.required])],
    };
  }

  /** `A`, or `Omit<A, 'b' | 'c'>` and `Pick`. */
  private parent(): ObjectShape {
    const name = this.next();
    if (name !== 'Omit' && name !== 'Pick') return this.reader.named(name).object(new Map());
    this.expect('<');
    const all = this.parent();
    this.expect(',');
    const chosen = new Set<string>();
    do chosen.add(this.next().slice(1, -1));
    while (this.take('|'));
    this.expect('>');
    const stays = (key: string) => chosen.has(key) === (name === 'Pick');
    return {
      properties: Object.fromEntries(Object.entries(all.properties).filter(([key]) => stays(key))),
      required: all.required.filter(stays),
    };
  }

  private members(bound: Bound): ObjectShape {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    this.expect('{');
    while (!this.take('}')) {
      const description = this.comment();
      this.take('readonly');
      const name = this.next().replace(/^['"]|['"]$/g, '');
      const isOptional = this.take('?');
      this.expect(':');
      properties[name] = described(this.type(bound), description);
      if (!isOptional) required.push(name);
      this.take(';');
    }
    return { properties, required };
  }

  private type(bound: Bound): Schema {
    this.take('|');
    const options = [this.element(bound)];
    while (this.take('|')) options.push(this.element(bound));
    return union(options);
  }

  private element(bound: Bound): Schema {
    this.take('readonly');
    let schema = this.primary(bound);
    while (this.peek() === '[' && this.tokens[this.at + 1] === ']') {
      this.at += 2;
      schema = { type: 'array', items: schema };
    }
    return schema;
  }

  private primary(bound: Bound): Schema {
    if (this.peek() === '{') return shaped(this.members(bound));
    const token = this.next();
    if (token === '(') {
      const inner = this.type(bound);
      this.expect(')');
      return inner;
    }
    if (/^['"]/.test(token)) return { const: token.slice(1, -1) };
    if (/^-?\d/.test(token)) return { const: Number(token) };
    if (token === 'true' || token === 'false') return { const: token === 'true' };
    if (['string', 'number', 'boolean', 'null'].includes(token)) return { type: token };
    const given: Schema[] = [];
    if (this.take('<')) {
      do given.push(this.type(bound));
      while (this.take(','));
      this.expect('>');
    }
    const parameter = bound.get(token);
    if (parameter) return parameter;
    if (token === 'Readonly') return given[0]!;
    if (token === 'Record') return record(given[0]!, given[1]!, this.reader);
    return this.reader.refer(token, given);
  }

  private comment(): string | undefined {
    if (!this.peek()?.startsWith('/**')) return undefined;
    return this.next()
      .replace(/^\/\*\*|\*\/$/g, '')
      .replace(/^\s*\* ?/gm, '')
      .trim()
      .replace(/\s+/g, ' ');
  }

  private peek(): string | undefined {
    return this.tokens[this.at];
  }

  private next(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new Error(`The type ${this.name} ends too early.`);
    return token;
  }

  private take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at++;
    return true;
  }

  private expect(token: string): void {
    const found = this.next();
    if (found !== token) {
      const around = this.tokens.slice(Math.max(0, this.at - 6), this.at + 2).join(' ');
      throw new Error(`The type ${this.name} is nothing that JSON has: ${token} is expected at \`${around}\`.`);
    }
  }
}

function shaped({ properties, required }: ObjectShape): Schema {
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

function described(schema: Schema, description: string | undefined): Schema {
  return description === undefined ? schema : { description, ...schema };
}

function union(options: readonly Schema[]): Schema {
  if (options.length === 1) return options[0]!;
  if (options.every((one) => 'const' in one)) return { enum: options.map((one) => one.const) };
  return { anyOf: options };
}

/** `string`, `string-or-null`, `list-of-string`, for the name of a definition. */
function label(schema: Schema): string {
  if (typeof schema.$ref === 'string') return schema.$ref.slice(HERE.length);
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map(label).join('-or-');
  return schema.type === 'array' ? `list-of-${label(schema.items as Schema)}` : String(schema.type);
}

/** A record of words has each of them; one of texts, any. */
function record(keys: Schema, values: Schema, reader: Reader): Schema {
  const { enum: words } = typeof keys.$ref === 'string' ? reader.definitions.get(keys.$ref.slice(HERE.length))! : keys;
  if (!Array.isArray(words)) return { type: 'object', additionalProperties: values };
  return shaped({ properties: Object.fromEntries(words.map((word) => [word, values])), required: words });
}
