/** Which actions come: those of the kinds that a client asks for, and what takes long only where somebody asks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CodeAction, CodeActionTriggerKind } from 'vscode-languageserver';
import { startClient, type TestClient } from './client.ts';
import { MAIN, NIGHT } from './source-file.ts';

const { Invoked, Automatic } = CodeActionTriggerKind;
const KINDS = ['quickfix', 'refactor.extract', 'refactor.inline', 'refactor.rewrite', 'source.fixAll.release'];
const TEXT = NIGHT.replace(/ {4}backup[\s\S]*?\n {4}}\n/, '');

let client: TestClient;
beforeAll(async () => {
  client = await startClient();
  const found = client.diagnostics(MAIN);
  client.open(MAIN, TEXT);
  await found;
});
afterAll(() => client.stop());

/** The kinds of what is offered when the whole text is selected. */
async function kindsOf(only: readonly string[] | undefined, triggerKind: CodeActionTriggerKind): Promise<string[]> {
  const lines = TEXT.split('\n');
  const line = lines.findIndex((each) => each.includes('migrate'));
  const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: MAIN },
    range: { start: { line, character: 4 }, end: { line: line + 2, character: 99 } },
    context: { diagnostics: [], triggerKind, ...(only && { only }) },
  });
  return [...new Set(actions.map(({ kind }) => kind!))].sort();
}

test.each([Automatic, Invoked])(
  'of each kind that is asked for there is what there is, and nothing else (%i)',
  async (trigger) => {
    const all = (await Promise.all(KINDS.map((kind) => kindsOf([kind], trigger)))).flat();
    // There is something to be told apart.
    expect(all).toEqual(expect.arrayContaining(['quickfix', 'refactor.extract', 'source.fixAll.release']));
    for (const [i, kind] of KINDS.entries()) {
      expect(
        (await kindsOf([kind], trigger)).every((one) => one === kind),
        `${i}`,
      ).toBe(true);
      expect(await kindsOf([`${kind}.more`], trigger)).toEqual([]);
      expect(await kindsOf([kind.slice(0, -1)], trigger)).toEqual([]);
    }
    for (const family of ['refactor', 'source', 'source.fixAll'])
      expect(await kindsOf([family], trigger)).toEqual(all.filter((kind) => kind.startsWith(`${family}.`)));
    expect(await kindsOf(['source', 'quickfix'], trigger)).toEqual(['quickfix', 'source.fixAll.release']);
    expect(await kindsOf([], trigger)).toEqual([]);
  },
);

test('a cursor that moves gets quick fixes alone; who asks gets everything but what is done on saving', async () => {
  expect(await kindsOf(undefined, Automatic)).toEqual(['quickfix']);
  const refactorings = await kindsOf(['refactor'], Invoked);
  expect(refactorings.length).toBeGreaterThan(0);
  expect(await kindsOf(undefined, Invoked)).toEqual(['quickfix', ...refactorings]);
});
