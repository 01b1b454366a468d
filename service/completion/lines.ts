/** The words that may open a line here, and the clauses that may follow on it. */
import type { Clause } from '../../language/clauses.ts';
import { besideOn, clauseOfWord, clauseOn, clausesOf, factsOf } from '../../language/clauses-of.ts';
import { type Line, linesIn, type Owner } from '../../language/lines.ts';
import { CLAUSE_WORDS } from '../../language/parse/lexer.ts';
import { tokenizeAgain } from '../../language/parse/parser.ts';
import { startOf } from '../../language/parse/tokens.ts';
import type { CompletionSite, Proposal } from './proposal.ts';
import { snippetFor, written } from './snippets.ts';

export function lineWords(site: CompletionSite): Proposal[] {
  const { context } = site;
  const here = linesIn(context.owner);
  const words = here.filter((word) => word !== 'item' && !isTaken(site, word));
  const lines = words.map((word, index) => lineWord(word, index, context.owner));
  if (here.includes('item')) {
    lines.push({
      text: '- "…"',
      kind: 'text',
      detail: 'a line of a checklist',
      snippet: '- "$1"',
      rank: 11,
    });
  }
  // A clause of the block may stand on a line of its own inside it.
  const block = context.blocks.at(-1);
  const head = block ? saidOnHead(site.file.text, block.line) : new Set();
  return block
    ? [
        ...lines,
        ...clauses(
          block.word,
          clausesOf(block.word).filter((clause) => factsOf(clause).syntax.ownLine && !head.has(clause)),
          60,
        ),
      ]
    : lines;
}

/** The clauses of the line that opens the block. */
function saidOnHead(text: string, line: number): ReadonlySet<Clause> {
  const words = tokenizeAgain(text).tokens.filter((token) => CLAUSE_WORDS.has(token.tokenType.name));
  return new Set(words.flatMap((token) => (startOf(token).line === line ? (clauseOfWord(token.image) ?? []) : [])));
}

/** The clauses the line has not used yet. */
export function clauseWords(site: CompletionSite): Proposal[] {
  const { context } = site;
  const isUnfinished = context.before[0] === 'by' && ['approved', 'except'].includes(context.clause ?? '');
  if (isUnfinished || (context.clause === 'only' && context.before[0] === 'for')) {
    return context.before.map((word) => ({ text: word, kind: 'keyword', snippet: `${word} ` }));
  }
  if (!context.statement) return [];
  const { statement, used } = context;
  const open = clausesOf(statement).filter((clause) => !used.has(clause) || factsOf(clause).syntax.repeats);
  // `irreversible approved by`: what says nothing without another clause is offered behind that.
  const fitting = open.filter((clause) => {
    const beside = besideOn(clause, statement);
    return beside === undefined || used.has(beside);
  });
  return clauses(statement, fitting, 10);
}

function clauses(line: string, list: readonly Clause[], rank: number): Proposal[] {
  return list.flatMap((clause, index): Proposal[] => {
    const { offers, syntax } = factsOf(clause);
    const kind = syntax.form === 'value' ? 'value' : 'keyword';
    if (typeof offers !== 'string') return offers.map((each) => ({ kind, rank: rank + index, ...each }));
    const snippet = syntax.form === 'flag' ? {} : { snippet: `${clause} ` };
    return [{ text: clause, kind, detail: clauseOn(clause, line).detail, rank: rank + index, ...snippet }];
  });
}

/** Lines that a block has once, and has. */
function isTaken(site: CompletionSite, word: string): boolean {
  if (!once.has(word)) return false;
  const block = site.context.blocks.at(-1);
  if (block?.word !== 'release') return false;
  const lines = site.file.text.split(/\r\n|\r|\n/);
  const inner = indentOf(lines[site.context.line] ?? '');
  for (let line = block.line + 1; line < lines.length; line++) {
    const text = lines[line] ?? '';
    if (text.trimStart().startsWith('}') && indentOf(text) <= indentOf(lines[block.line] ?? '')) break;
    if (line !== site.context.line && indentOf(text) <= Math.max(inner, indentOf(lines[block.line] ?? '') + 2)) {
      if (new RegExp(`^\\s*${word}\\b`).test(text)) return true;
    }
  }
  return false;
}

const once = new Set(['kind', 'owner', 'sponsor', 'zone', 'scope', 'hypercare', 'prepare', 'follow-up']);

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

function lineWord(word: Line, index: number, owner: Owner): Proposal {
  const snippet = snippetFor(word, owner);
  return {
    text: word,
    kind: 'snippet',
    rank: 10 + index,
    detail: snippet.detail,
    documentation: `\`\`\`release\n${written(snippet.text)}\n\`\`\``,
    snippet: snippet.text,
  };
}
