/** A thing of a plan in words, with its places, for the tests that tell what is read. */
import type { Place } from '../../plan/place.ts';

/** Where texts stand that tests read. */
export const ROOT = 'file:///plans';

export const isPlace = (value: object): value is Place => 'range' in value && 'file' in value;
const at = ({ file, range: { start, end } }: Place) =>
  `${file.startsWith(`${ROOT}/shared/`) ? 'shared ' : ''}${start.line + 1}:${start.character + 1}-${
    end.line === start.line ? '' : `${end.line + 1}:`
  }${end.character + 1}`;

/** The id of a time is a number, and the file. */
const isWhere = (key: string, value: unknown) => key === 'id' && String(value).startsWith('file:');

/** What has an id in the release around it: a block knows by ids what is in it. */
type Things = ReadonlyMap<string, unknown>;
const NONE: Things = new Map();

/** A thing by what it says; what it refers to by its name, and what was told already is not told again. */
export function said(value: unknown, known: Set<object>, depth = 0, things: Things = NONE): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isPlace(value)) return at(value);
  const name = 'name' in value && typeof value.name === 'string' ? value.name : undefined;
  if (known.has(value)) return `^${name ?? ''}`;
  known.add(value);
  if (value instanceof Map) return `{${[...value.keys()].join(' ')}}`;
  if (Array.isArray(value)) {
    const items = value.map((one) => said(one, known, depth + 1, things));
    const isLong = items.some((one) => one.length > 60);
    return isLong ? items.map((one) => `\n${'  '.repeat(depth)}- ${one}`).join('') : `[${items.join(', ')}]`;
  }
  const around = 'things' in value && value.things instanceof Map ? (value.things as Things) : things;
  return Object.entries(value)
    .sort(([a], [b]) => rank(a) - rank(b))
    .filter(
      ([key, one]) =>
        one !== undefined &&
        !isWhere(key, one) &&
        key !== 'block' &&
        key !== 'parent' &&
        !(Array.isArray(one) && one.length === 0) &&
        !(key === 'kinds' && one instanceof Map && one.size === 0),
    )
    .map(([key, one]) => {
      // A block has the ids of what is in it.
      const part = key === 'children' ? (one as readonly string[]).map((id) => around.get(id)) : one;
      return `${key}=${said(part, known, depth + 1, around)}`;
    })
    .join(' ');
}

/** What it is called stands first, whatever order its members have in memory. */
function rank(key: string): number {
  const at = ['id', 'kind', 'index', 'verb', 'name', 'title', 'targets', 'place', 'head', 'namePlace', 'note'].indexOf(
    key,
  );
  return at < 0 ? 99 : at;
}
