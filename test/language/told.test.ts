/** What is read of texts that say everything, thing by thing with its places, and how they are laid out: whatever of it changes is seen here. */
import { describe, test } from 'vitest';
import { formatted } from '../../language/format.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Plan } from '../../plan/model.ts';
import type { Place } from '../../plan/place.ts';
import { expectGolden } from '../support/golden.ts';
import { SHARED_TEXTS, TOLD_NAMES, toldText } from '../support/told-texts.ts';

const ROOT = 'file:///plans';

function planOf(name: string, text: string): Plan {
  const workspace = createWorkspace({ roots: [ROOT] });
  for (const [path, shared] of Object.entries(SHARED_TEXTS)) workspace.set(`${ROOT}/${path}`, shared);
  workspace.set(`${ROOT}/${name}.release`, text);
  return workspace.plan(`${ROOT}/${name}.release`);
}

const isPlace = (value: object): value is Place => 'range' in value && 'file' in value;
const at = ({ file, range: { start, end } }: Place) =>
  `${file.startsWith(`${ROOT}/shared/`) ? 'shared ' : ''}${start.line + 1}:${start.character + 1}-${
    end.line === start.line ? '' : `${end.line + 1}:`
  }${end.character + 1}`;

/** The id of a time is a number, and the file. */
const isWhere = (key: string, value: unknown) => key === 'id' && String(value).startsWith('file:');

/** A thing by what it says; what it refers to by its name, and what was told already is not told again. */
function said(value: unknown, known: Set<object>, depth = 0): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isPlace(value)) return at(value);
  const name = 'name' in value && typeof value.name === 'string' ? value.name : undefined;
  if (known.has(value)) return `^${name ?? ''}`;
  known.add(value);
  if (value instanceof Map) return `{${[...value.keys()].join(' ')}}`;
  if (Array.isArray(value)) {
    const items = value.map((one) => said(one, known, depth + 1));
    const isLong = items.some((one) => one.length > 60);
    return isLong ? items.map((one) => `\n${'  '.repeat(depth)}- ${one}`).join('') : `[${items.join(', ')}]`;
  }
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
    .map(([key, one]) => `${key}=${said(one, known, depth + 1)}`)
    .join(' ');
}

/** What it is called stands first, whatever order its members have in memory. */
function rank(key: string): number {
  const at = ['id', 'kind', 'index', 'verb', 'name', 'title', 'targets', 'place', 'head', 'namePlace', 'note'].indexOf(
    key,
  );
  return at < 0 ? 99 : at;
}

describe.each(['payments-4.2', 'migration-weekend', 'open-source-calendar', 'mistakes', ...TOLD_NAMES])(
  '%s',
  (name) => {
    const text = toldText(name);

    test('as it is read', () => {
      const { names, declarations, ...plan } = planOf(name, text);
      const known = new Set<object>();
      const told = [
        `names ${[...names.keys()].join(' ')}`,
        ...plan.releases.map((release) => said(release, known, 1)),
        `declarations ${said(declarations, known, 1)}`,
        said({ ...plan, releases: [] }, known, 1),
      ];
      expectGolden(`${told.join('\n')}\n`, `./golden/${name}.plan.golden.txt`, import.meta.url);
    });

    test('as it is laid out, in tabs, and with room in it', () => {
      const tabs = formatted(text, { tabSize: 4, insertSpaces: false }).text;
      expectGolden(
        `${tabs}\n────\n${formatted(text.replace(/ \{\n/g, ' {\n\n\n')).text}`,
        `./golden/${name}.layout.golden.txt`,
        import.meta.url,
      );
    });
  },
);
