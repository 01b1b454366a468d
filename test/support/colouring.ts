/** Colours, by the tokeniser that VS Code uses. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import vsctm from 'vscode-textmate';

export type Grammar = import('vscode-textmate').IGrammar;

let loading: Promise<Grammar> | undefined;

/** The grammar of `.release` files; loaded once. */
export function releaseGrammar(): Promise<Grammar> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Grammar> {
  await loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')));
  const file = new URL('../../syntaxes/release.tmLanguage.json', import.meta.url);
  const registry = new vsctm.Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => vsctm.parseRawGrammar(readFileSync(file, 'utf8'), file.pathname),
  });
  return (await registry.loadGrammar('source.release'))!;
}

/** The scope of a word at a place of a line. */
export async function colouring(): Promise<(line: string, character: number, word: string) => string> {
  const grammar = await releaseGrammar();
  return (line, character, word) => {
    const { tokens } = grammar.tokenizeLine(line, vsctm.INITIAL);
    const token = tokens.find(
      ({ startIndex, endIndex }) => startIndex <= character && character + word.length <= endIndex,
    );
    return (token?.scopes.at(-1) ?? 'none').replace(/\.release$/, '');
  };
}
