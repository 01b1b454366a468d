/** Steps become a runbook that is used once. What they wait for outside of it is given to it, by the same name. */
import type { Place, Range } from '../../plan/model.ts';
import { freeName } from '../../plan/schedule/run/order-edits.ts';
import { contains } from '../lookup.ts';
import { atDepth } from './in-parallel.ts';
import type { Attempt, Version } from './model.ts';
import { indented, type Selection, selectionAt } from './selection.ts';

export function extractRunbook(version: Version, range: Range): readonly Attempt[] {
  const { uri, release, plan } = version;
  const selection = selectionAt(version, range);
  // One line is a runbook only where somebody has selected it.
  if (!selection || range.start.line === range.end.line) return [];
  const name = freeName({ names: { has: (one) => plan.names.has(one) || release.names.has(one) } }, 'steps');
  const given = pointsOutside(version, selection);
  const parameters = given.length === 0 ? '' : `(${given.map((one) => `${one}: point`).join(', ')})`;
  const use = given.length === 0 ? `use ${name}` : `use ${name}(${given.join(', ')})`;
  const runbook = `\n\nrunbook ${name}${parameters} {\n${indented(selection.text, '  ')}\n}`;
  const { end } = release.place.range;
  return [
    {
      kind: 'extract',
      title: `Make a runbook of ${selection.lines.length === 1 ? 'this line' : `these ${selection.lines.length} lines`}`,
      ways: [
        [
          { file: uri, range: selection.range, newText: atDepth(use, selection.range) },
          { file: uri, range: { start: end, end }, newText: runbook },
        ],
      ],
    },
  ];
}

/** Names of steps, blocks and milestones of the release that are mentioned inside and stand outside. */
function pointsOutside({ uri, plan }: Version, { range }: Selection): readonly string[] {
  const isInside = ({ file, range: own }: Place) => file === uri && contains(range, own.start);
  const names = plan.references.flatMap(({ name, place, target }) =>
    target && POINTS.has(target.kind) && isInside(place) && !isInside(target.namePlace) ? [name] : [],
  );
  return [...new Set(names)];
}

const POINTS: ReadonlySet<string> = new Set(['step', 'block', 'milestone']);
