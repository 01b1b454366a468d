/** Where the text of a step stands that a `use` wrote: in the runbook, or in what is given to it. */
import { opensStatement } from '../../language/parse/lexer.ts';
import type { IToken } from '../../language/parse/tokens.ts';
import { rangeOf } from '../../language/parse/tokens.ts';
import type { Place } from '../../plan/model.ts';
import { replaced, tokensAt } from './text.ts';
import type { Present, Way } from './way.ts';

/** What is looked for: a word of the line of a step. */
export type IsIt = (token: IToken, before: IToken | undefined) => boolean;

/** The same word wherever it may come from; only the text that each makes shows which it was. */
export function runbookWays(present: Present, isIt: IsIt, text: string, misses: Way['misses']): readonly Way[] {
  const { workspace, step, plan } = present;
  const use = step.usedAt;
  if (!use) return [];
  const inside = linesOf(present, tokensAt(workspace, use), new Set()).flatMap(({ runbook, file, line }) =>
    wordsOf(line, isIt).map((token): Way => {
      const where = file === plan.file ? '' : ` of ${file.slice(file.lastIndexOf('/') + 1)}`;
      return {
        edits: [replaced({ file, range: rangeOf(token) }, text)],
        says: `Line ${token.startLine}${where} changes, of runbook \`${runbook}\`: so do all steps that are made of it.`,
        misses,
      };
    }),
  );
  const given = tokensAt(workspace, use);
  const arguments_ = given.slice(
    given.findIndex(({ image }) => image === '('),
    given.findLastIndex(({ image }) => image === ')') + 1,
  );
  return [
    ...inside,
    ...wordsOf(arguments_, isIt).map(
      (token): Way => ({
        edits: [replaced({ file: use.file, range: rangeOf(token) }, text)],
        says: `\`${token.image}\` becomes \`${text}\` in the \`use\` line, and with it what else is made of that.`,
        misses,
      }),
    ),
  ];
}

function wordsOf(tokens: readonly IToken[], isIt: IsIt): readonly IToken[] {
  return tokens.filter((token, i) => isIt(token, tokens[i - 1]));
}

interface Line {
  readonly runbook: string;
  readonly file: string;
  readonly line: readonly IToken[];
}

/** The lines with the verb of the step, of what is used here and of what that uses. */
function linesOf({ workspace, plan, step }: Present, use: readonly IToken[], seen: Set<string>): Line[] {
  const name = use[1]?.image ?? '';
  const runbook = plan.names.get(name);
  if (runbook?.kind !== 'runbook' || seen.has(name)) return [];
  seen.add(name);
  const { file } = runbook.place;
  return statementsIn(tokensAt(workspace, runbook.place as Place)).flatMap((line): Line[] => {
    if (line[0]!.image === step.verb) return [{ runbook: name, file, line }];
    return line[0]!.image === 'use' ? linesOf({ workspace, plan, step } as Present, line, seen) : [];
  });
}

function statementsIn(tokens: readonly IToken[]): readonly (readonly IToken[])[] {
  const statements: IToken[][] = [];
  for (const token of tokens) {
    if (opensStatement(token) || statements.length === 0) statements.push([]);
    statements.at(-1)!.push(token);
  }
  return statements;
}
