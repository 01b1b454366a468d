/** Colours, by the tokeniser that VS Code uses. */
import { beforeAll, expect, test } from 'vitest';
import vsctm from 'vscode-textmate';
import { type Grammar, releaseGrammar } from '../support/colouring.ts';

let grammar: Grammar;

beforeAll(async () => {
  grammar = await releaseGrammar();
});

/** `text:last part of its scope`, white space left out. */
function coloured(line: string): string[] {
  return grammar.tokenizeLine(line, vsctm.INITIAL).tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const text = line.slice(startIndex, endIndex).trim();
    const scope = scopes.at(-1)!.replace(/\.release$/, '');
    return text === '' ? [] : [`${text}:${scope}`];
  });
}

test.each([
  [
    '    deploy payments-api 15m by ops',
    [
      'deploy:support.function',
      'payments-api:variable.other',
      '15m:constant.numeric.duration',
      'by:keyword.other',
      'ops:variable.other',
    ],
  ],
  [
    'release payments-4.2 "Payments 4.2" {',
    ['release:keyword.control', 'payments-4.2:entity.name.type', '"Payments 4.2":string.quoted.double', '{:source'],
  ],
  [
    '  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00 // T',
    [
      'window:storage.type',
      'Sat:constant.language.weekday',
      '2026-12-05:constant.numeric.date',
      '22:00:constant.numeric.time',
      '..:keyword.operator',
      'Sun:constant.language.weekday',
      '2026-12-06:constant.numeric.date',
      '04:00:constant.numeric.time',
      '// T:comment.line.double-slash',
    ],
  ],
  [
    '  task deploy by run due T-5wd',
    [
      'task:support.function',
      'deploy:variable.other',
      'by:keyword.other',
      'run:variable.other',
      'due:keyword.other',
      'T-5wd:constant.numeric.offset',
    ],
  ],
  ['    point of no return', ['point of no return:keyword.control']],
  ['  link https://a.example/x//y', ['link:keyword.other', 'https://a.example/x//y:markup.underline.link']],
  [
    '    backup db as night 20m..25m..50m',
    [
      'backup:support.function',
      'db:variable.other',
      'as:keyword.other',
      'night:entity.name.function',
      '20m..25m..50m:constant.numeric.duration',
    ],
  ],
  [
    '  - "Hotline staffed" by ann',
    [
      '-:punctuation.definition.list.begin',
      '"Hotline staffed":string.quoted.double',
      'by:keyword.other',
      'ann:variable.other',
    ],
  ],
  ['"never closed', ['"never closed:string.quoted.double']],
  [
    '    criterion "Rate" < 0.1 % over 15m from grafana',
    [
      'criterion:storage.type',
      '"Rate":string.quoted.double',
      '<:keyword.operator',
      '0.1:constant.numeric',
      '%:keyword.operator',
      'over:keyword.other',
      '15m:constant.numeric.duration',
      'from:keyword.other',
      'grafana:variable.other',
    ],
  ],
])('%s', (line, expected) => {
  expect(merged(coloured(line))).toEqual(expected);
});

/** Quotes are tokens of their own; what matters is that they and their text have one colour. */
function merged(tokens: readonly string[]): string[] {
  const result: string[] = [];
  for (const token of tokens) {
    const scope = token.slice(token.lastIndexOf(':') + 1);
    const last = result.at(-1);
    if (last && scope.startsWith('string') && last.endsWith(scope) && !last.startsWith('""')) {
      result[result.length - 1] =
        `${last.slice(0, last.lastIndexOf(':'))}${token.startsWith('"') ? '' : ''}${token.slice(0, token.lastIndexOf(':'))}:${scope}`;
    } else result.push(token);
  }
  return result;
}
