/** Is this line at home in this block? If not, the finding says where it is, or what the block takes. */
import type { FormProblem } from '../../../plan/model.ts';
import { nearest } from '../../../plan/nearest.ts';
import type * as ast from '../../generated/ast.ts';
import { LINES, type Owner } from '../../lines.ts';
import { STATEMENT_WORDS } from '../../parse/lexer.ts';
import { synonymsOf } from '../../synonyms.ts';
import type { Context } from '../context.ts';
import { judgeBare } from './bare-lines.ts';
import { judgeNames } from './names-taken.ts';

/** True when the line may stand there; otherwise a problem is reported. Own clauses are judged by whoever takes them. */
export function judgeLine(context: Context, line: ast.Statement, owner: Owner): boolean {
  // Their words are judged with the statement they belong to.
  if (line.$type === 'OwnClauses') return true;
  if (line.$type === 'Unknown') {
    context.problem(context.property(line, 'word'), ...unknownWord(line.word, LINES[owner]));
    return true;
  }
  const word = wordOf(line);
  if (LINES[owner].includes(word)) {
    const hasOwnName =
      line.$type === 'Declaration' && line.kind !== 'policy' && !(line.kind === 'text' && owner === 'message');
    if (hasOwnName && !line.name)
      context.problem(context.head(line), `\`${word}\` has no name; write it right behind: \`${word} NAME\`.`);
    if (line.$type === 'Declaration' && line.parameters.length > 0 && !TAKES_PARAMETERS.has(word))
      context.problem(
        context.property(line, 'parameters'),
        `\`${word}\` takes no parameters; a \`runbook\` does, and a \`release\` that is the template of a train.`,
      );
    if (line.$type === 'Property' || line.$type === 'Target') judgeBare(context, line);
    if (line.$type === 'Block' && isEmptyLine(line))
      context.problem(
        context.head(line),
        `\`${word}\` has no block, so that nothing is in it; open one with \`{\` at the end of the line.`,
      );
    if (line.$type === 'Property') judgeNames(context, line, owner);
    if (ONCE.has(word) && firstBeside(line, word) !== line)
      context.problem(context.head(line), `\`${word}\` stands twice in this block; keep one.`);
    const other = INSTEAD.get(word);
    if (other && firstBeside(line, other))
      context.problem(context.head(line), `\`${other}\` and \`${word}\` exclude each other; keep one.`);
    return true;
  }
  const said = word === 'item' ? 'A line of a checklist' : `\`${word}\``;
  const homes = OWNER_NAMES.filter(([other]) => other !== owner && LINES[other].includes(word));
  // What only a message takes is meant for one by whoever writes it into another step.
  const home = (owner === 'step' && homes.find(([other]) => other === 'message')) || homes[0];
  const place = home ? ` It belongs into ${home[1]}.` : '';
  context.problem(
    context.head(line),
    `${said} does not stand in ${nameOf(owner)}.${place}${takes(owner, home !== undefined)}`,
  );
  return false;
}

/** `parallel` alone; with a time or a length a block may be a bar, and nothing else. */
function isEmptyLine({ kind, open, spans, durations, at, due, during, every }: ast.Block): boolean {
  // A cycle is asked for more than that.
  if (open !== undefined || kind === 'window' || kind === 'hypercare' || (kind === 'cycle' && every.length === 0))
    return false;
  return [spans, durations, at, due, during].every((some) => some.length === 0);
}

const TAKES_PARAMETERS: ReadonlySet<string> = new Set(['runbook', 'release']);

/** What a block says once: of two such lines one would count for nothing. */
export const ONCE: ReadonlySet<string> = new Set([
  ...['kind', 'owner', 'sponsor', 'zone', 'durations', 'deadlines', 'notice', 'writer', 'rate'],
  ...['target', 'assessed', 'review', 'likelihood', 'impact', 'sign-off', 'quorum', 'no-go', 'passed', 'failed'],
  ...['tested', 'keep', 'acknowledge', 'frozen'],
]);

/** What is told beside the other: both cannot be, and one would count for nothing. */
export const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['majority', 'unanimous'],
  ['failed', 'passed'],
]);

/** The first line of that word in the same block. */
function firstBeside(line: ast.Statement, word: string): ast.Statement | undefined {
  const { statements = [] } = line.$container as { readonly statements?: readonly ast.Statement[] };
  return statements.find((one) => wordOf(one) === word);
}

/** What is said of a word that opens no line: what it is called here, else what it is nearly; words that fit here come first. */
function unknownWord(
  word: string,
  fitting: readonly string[],
): [message: string, replacement: FormProblem['replacement']] {
  const others = synonymsOf(word, 'line');
  const called = others.find((other) => fitting.includes(other)) ?? others[0];
  const meant = called ?? nearest(word, fitting) ?? nearest(word, STATEMENT_WORDS);
  const way = called ? `; here it is called \`${called}\`.` : meant ? `. Did you mean \`${meant}\`?` : '.';
  const replacement = meant === undefined ? undefined : { title: `Write \`${meant}\``, text: meant };
  return [`\`${word}\` does not start a statement${way}`, replacement];
}

/** The word that says what a line is. */
export function wordOf(line: ast.Statement): string {
  switch (line.$type) {
    case 'Import':
      return 'import';
    case 'Declaration':
    case 'Block':
      return line.kind ?? '';
    case 'Step':
    case 'NamedStep':
      return line.verb ?? '';
    case 'Use':
      return 'use';
    case 'When':
      return 'when';
    case 'Check':
      return 'check';
    case 'Criterion':
    case 'Hours':
    case 'Property':
    case 'Reserve':
      return line.key ?? '';
    case 'Target':
      return 'target';
    case 'PointOfNoReturn':
      return 'point';
    case 'Item':
      return 'item';
    case 'OwnClauses':
    case 'Unknown':
      return '';
  }
}

const OWNER_NAMES: readonly (readonly [Owner, string])[] = [
  ['file', 'the file itself, outside of everything'],
  ['release', 'a release'],
  ['steps', 'a block of steps, such as `run`'],
  ['gate', 'the block of a `gate`'],
  ['step', 'the block of a step'],
  ['message', 'the block of a `notify`'],
  ['item', 'a checklist'],
  ['evidence', 'the block of an `evidence`'],
  ['person', 'a `person`'],
  ['party', 'a `party`'],
  ['team', 'a `team`'],
  ['calendar', 'a `calendar`'],
  ['audience', 'an `audience`'],
  ['environment', 'an `environment`'],
  ['system', 'a system'],
  ['policy', 'a `policy`'],
  ['criteria', 'a `criteria`'],
  ['train', 'a `train`'],
  ['benefit', 'a `benefit`'],
  ['scope', 'the `scope`'],
  ['risk', 'a `risk`'],
  ['rehearsal', 'a `rehearsal`'],
  ['uat', 'a `uat`'],
  ['roster', '`hypercare` or a `roster`'],
];

function nameOf(owner: Owner): string {
  return OWNER_NAMES.find(([other]) => other === owner)?.[1] ?? 'this block';
}

function takes(owner: Owner, hasHome: boolean): string {
  const lines = LINES[owner];
  if (hasHome || lines.length > 12) return '';
  if (lines.length === 0) return ' It takes no lines.';
  return ` It takes ${lines.map((line) => (line === 'item' ? '`- "…"`' : `\`${line}\``)).join(', ')}.`;
}
