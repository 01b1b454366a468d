/** A strict reader of XML without namespaces, comments or CDATA: enough to prove that markup of ours is well-formed. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
}

/** The top-level nodes; throws with the offset where the text is no XML. */
export function readXml(source: string): readonly (XmlElement | string)[] {
  let at = 0;
  const fail = (why: string): never => {
    throw new Error(`${why} at ${at}: ${source.slice(Math.max(0, at - 60), at + 60)}`);
  };
  const decode = (text: string): string => {
    if (/<|]]>/.test(text)) fail('markup inside text');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML forbids is what is looked for.
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || /\p{Surrogate}/u.test(text))
      fail('a forbidden character');
    return text.replace(/&([^;]*;?)/g, (_, entity: string) => ENTITIES[entity] ?? fail(`an unknown entity &${entity}`));
  };
  const nodes = (parent: string | undefined): (XmlElement | string)[] => {
    const found: (XmlElement | string)[] = [];
    while (at < source.length) {
      if (source.startsWith('</', at)) {
        const end = source.indexOf('>', at);
        const name = source.slice(at + 2, end);
        if (name !== parent) fail(`</${name}> closes <${parent ?? 'nothing'}>`);
        at = end + 1;
        return found;
      }
      if (source[at] === '<') found.push(element());
      else {
        const next = source.indexOf('<', at);
        const end = next < 0 ? source.length : next;
        found.push(decode(source.slice(at, end)));
        at = end;
      }
    }
    if (parent !== undefined) fail(`<${parent}> is never closed`);
    return found;
  };
  const element = (): XmlElement => {
    const open = /<([a-zA-Z][\w-]*)/y;
    open.lastIndex = at;
    const name = open.exec(source)?.[1] ?? fail('no element name');
    at = open.lastIndex;
    const attributes = new Map<string, string>();
    const attribute = /\s+([a-zA-Z][\w:-]*)="([^"]*)"/y;
    for (;;) {
      attribute.lastIndex = at;
      const match = attribute.exec(source);
      if (!match) break;
      if (attributes.has(match[1]!)) fail(`${match[1]} twice`);
      attributes.set(match[1]!, decode(match[2]!));
      at = attribute.lastIndex;
    }
    if (source.startsWith('/>', at)) {
      at += 2;
      return { name, attributes, children: [] };
    }
    if (source[at] !== '>') fail('an attribute that is none');
    at += 1;
    return { name, attributes, children: nodes(name) };
  };
  return nodes(undefined);
}

/** All elements of a tree, outer ones first. */
export function elementsOf(nodes: readonly (XmlElement | string)[]): readonly XmlElement[] {
  return nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...elementsOf(node.children)]));
}

/** All text of a tree. */
export function textOf(nodes: readonly (XmlElement | string)[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { 'amp;': '&', 'lt;': '<', 'gt;': '>', 'quot;': '"', '#39;': "'" };
