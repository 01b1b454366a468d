/** People, systems and all else that other plans may use, too, go to a file of their own, which this one imports. */

import { opensStatement } from '../../language/parse/lexer.ts';
import { tokenizeAgain } from '../../language/parse/parser.ts';
import { endOf, rangeOf, startOf } from '../../language/parse/tokens.ts';
import type { Range } from '../../plan/model.ts';
import type { Attempt, Version } from './model.ts';

/** Offered where something of that kind stands. */
export function share({ uri, workspace }: Version, { start }: Range): readonly Attempt[] {
  const text = workspace.text(uri) ?? '';
  const pieces = piecesOf(text);
  const shared = pieces.filter(({ word }) => SHARED.has(word));
  const isHere = shared.some(({ from, to }) => from <= start.line && start.line <= to);
  if (!isHere || shared.length === pieces.length) return [];
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const name = freeFile((one) => workspace.text(folder + one) !== undefined);
  const lines = text.split('\n');
  // A line that is empty above one goes along.
  const top = ({ from }: Piece) => (lines[from - 1]?.trim() === '' ? from - 1 : from);
  const own = (some: readonly Piece[]) => some.map((one) => lines.slice(top(one), one.to + 1).join('\n')).join('\n');
  const imports = pieces.filter(({ word }) => word === 'import');
  // Times are in the zone of the file that they stand in.
  const both = pieces.filter(({ word }) => word === 'import' || word === 'zone');
  const at = imports.at(-1)?.to ?? -1;
  return [
    {
      kind: 'extract',
      title: `Move ${shared.length} that other plans may use, too, to ${name}`,
      creates: folder + name,
      ways: [
        [
          { file: folder + name, range: EMPTY, newText: `${own([...both, ...shared]).trim()}\n` },
          { file: uri, range: wholeLines(at + 1, at), newText: `import "${name}"\n${at < 0 ? '\n' : ''}` },
          ...shared.map((one) => ({ file: uri, range: wholeLines(top(one), one.to), newText: '' })),
        ],
      ],
    },
  ];
}

interface Piece {
  /** What opens it. */
  readonly word: string;
  /** Its lines, with the comments right above. */
  readonly from: number;
  readonly to: number;
}

/** The statements of the file; what shares a line with another one is one with it. */
function piecesOf(text: string): readonly Piece[] {
  const { tokens, comments } = tokenizeAgain(text);
  const commented = new Set(
    comments.flatMap((comment) => {
      const { start, end } = rangeOf(comment);
      return Array.from({ length: end.line - start.line + 1 }, (_, i) => start.line + i);
    }),
  );
  const pieces: { word: string; from: number; to: number }[] = [];
  let depth = 0;
  for (const token of tokens) {
    const [from, to] = [startOf(token).line, endOf(token).line];
    if (depth === 0 && opensStatement(token) && from !== pieces.at(-1)?.to) {
      let first = from;
      while (commented.has(first - 1) && first - 1 > (pieces.at(-1)?.to ?? -1)) first--;
      pieces.push({ word: token.image, from: first, to });
    }
    const last = pieces.at(-1);
    if (last) last.to = to;
    if (token.image === '{') depth++;
    if (token.image === '}') depth--;
  }
  return pieces;
}

/** What an import brings. */
const SHARED: ReadonlySet<string> = new Set([
  ...[
    'person',
    'party',
    'team',
    'role',
    'calendar',
    'audience',
    'channel',
    'register',
    'source',
    'store',
    'environment',
  ],
  ...['system', 'application', 'service', 'server', 'database', 'queue', 'network', 'storage', 'certificate'],
  ...['priority', 'fund', 'policy', 'freeze', 'maintenance', 'event', 'criteria', 'roster', 'text', 'runbook'],
]);

const EMPTY: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function wholeLines(from: number, to: number): Range {
  return { start: { line: from, character: 0 }, end: { line: to + 1, character: 0 } };
}

function freeFile(isThere: (name: string) => boolean): string {
  let name = 'shared.release';
  for (let i = 2; isThere(name); i++) name = `shared-${i}.release`;
  return name;
}
