/**
 * Of a long list what kinds of things it has: of a hundred lines that say nearly the same nobody reads a dozen, and what there is most of
 * is said with its number.
 */
import { listed } from '../facts/words.ts';
import { grouped } from '../grouped.ts';
import type { Place } from '../model.ts';
import type { Finding, Kind } from './findings.ts';

/** Those of a list of one kind that the same is known of. */
export interface OfKind {
  /** `how long … takes (38)`, of one alone `how long `web` takes`. */
  readonly heading: string;
  /** The same with what is known of them, and their names. */
  readonly message: string;
  /** Of the first. */
  readonly place: Place;
}

/** A list up to here is read as it is. */
const SHORT = 4;

/** What comes before all others, then what there is most of; undefined: the list is short, or each is of a kind of its own. */
export function kindsOf(members: readonly Finding[]): readonly OfKind[] | undefined {
  return among(members, ({ name, known }) => JSON.stringify([name, known]));
}

/** `, of 15 kinds: how long … takes (38), who does … (20) and 12 more kinds`, whatever is known of which; undefined as above. */
export function kindNames(members: readonly Finding[]): string | undefined {
  const kinds = among(members, ({ name }) => name);
  if (!kinds) return undefined;
  const names = listed(kinds.map(({ heading }) => heading)).replace(/ more$/, ' more kinds');
  return kinds.length > 1 ? `, of ${kinds.length} kinds: ${names}` : `: ${names}`;
}

function among(members: readonly Finding[], common: (kind: Kind) => string): readonly OfKind[] | undefined {
  if (members.length <= SHORT) return undefined;
  const known = members.flatMap((one) => (one.several?.kind ? { one, key: common(one.several.kind) } : []));
  if (known.length < members.length) return undefined;
  const kinds = [...grouped(known, ({ key }) => key).values()].map((own) => own.map(({ one }) => one));
  if (kinds.length === members.length) return undefined;
  const isFirst = ([one]: readonly Finding[]) => (one!.several!.order ?? 0) < 0;
  return kinds.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || b.length - a.length).map(told);
}

/** What is asked of one of them, without what is known of it. */
export function inShort({ name, of = '' }: Kind): string {
  return name.replace('…', of);
}

/** `For 12 of them nobody is named to decide.`, as often as something is said of some. */
export function lackingIn(members: readonly Finding[]): string {
  const lacking = members.flatMap(({ several }) => several?.kind?.lacks ?? []);
  return [...grouped(lacking, (lacks) => lacks)]
    .map(([lacks, own]) => ` For ${own.length === members.length ? 'all' : own.length} of them ${lacks}.`)
    .join('');
}

/** `a (2 times), b and 7 more`: what is there more than once is said once, and all of them are counted. */
export function listedOnce(names: readonly string[], most = SHORT): string {
  const all = [...grouped(names, (name) => name).values()];
  const words = all.map(([name, ...again]) => (again.length > 0 ? `${name} (${again.length + 1} times)` : name!));
  if (words.length <= most) return listed(words, most);
  return `${words.slice(0, most - 1).join(', ')} and ${all.slice(most - 1).flat().length} more`;
}

function told(own: readonly Finding[]): OfKind {
  const [first] = own as [Finding];
  const { name, known } = first.several!.kind!;
  if (own.length === 1) {
    const heading = inShort(first.several!.kind!);
    return { heading, message: first.several!.name ?? heading, place: first.place };
  }
  const heading = `${name} (${own.length})`;
  const times = own.flatMap(({ several }) => several?.kind?.until ?? []);
  const earliest = times.reduce<(typeof times)[number] | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
  const notes = [known, earliest && `the first ${earliest.text}`].filter((note) => note !== undefined);
  const names = own.flatMap(({ several }) => several?.kind?.of ?? []);
  return {
    heading,
    message: [heading, notes.length > 0 && `; ${notes.join(', ')}`, names.length > 0 && `: ${listedOnce(names, MOST)}`]
      .filter((part) => part !== false)
      .join(''),
    place: first.place,
  };
}

/** As many names as a line of a terminal has room for. */
const MOST = 12;
