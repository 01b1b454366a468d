/** Actions are tried one at a time: once nobody wants to know any more, at whatever moment that is, nothing is tried and nothing offered. */
import { describe, expect, test, vi } from 'vitest';
import { type CodeAction, CodeActionTriggerKind } from 'vscode-languageserver';
import { isJudged } from '../../language/edit/repair.ts';
import { withMembers } from '../../plan/findings/findings.ts';
import { type CodeActionOptions, codeActions, FIX_ALL } from '../../server/features/edit/code-actions.ts';
import { refactorActions } from '../../server/features/edit/refactor.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { MAIN, NIGHT, openFiles } from './source-file.ts';

const TEXT = NIGHT.replace('by mara undo', 'by maraa undo').replace('by jonas\n', 'by jonass\n');
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

type Ask = (file: SourceFile, options: Required<Pick<CodeActionOptions, 'isCancelled'>>) => Promise<CodeAction[]>;

interface Asked {
  readonly file: SourceFile;
  readonly actions: readonly CodeAction[];
  /** How often it was looked whether somebody still wants to know. */
  readonly looks: number;
}

/** @param happen at the look of this number: what it gives is what is seen there */
async function asked(
  ask: Ask,
  number: number,
  happen: (file: SourceFile, cancel: () => void) => boolean,
  file = openFiles(TEXT).file,
): Promise<Asked> {
  let isOver = false;
  let looks = 0;
  const isCancelled = () => {
    if (++looks !== number) return isOver;
    return happen(file, () => {
      isOver = true;
    });
  };
  return { actions: await ask(file, { isCancelled }), file, looks };
}

const fixes: Ask = (file, options) => codeActions(file, WHOLE, { triggerKind: CodeActionTriggerKind.Invoked }, options);
const ASKS: readonly (readonly [string, Ask])[] = [
  ['fixes', fixes],
  ['all fixes', (file, options) => codeActions(file, WHOLE, { only: [FIX_ALL] }, options)],
  [
    'refactorings',
    (file, options) => refactorActions(file, WHOLE, { only: ['refactor'] }, { ...options, makesFiles: true }),
  ],
];

describe.each(ASKS)('%s', (_, ask) => {
  test('are given up where that is seen', async () => {
    const whole = await asked(ask, 0, () => false);
    expect(whole.actions.length).toBeGreaterThan(0);
    expect(whole.looks).toBeGreaterThan(0);
    for (let look = 1; look <= whole.looks; look++) {
      const over = await asked(ask, look, () => true);
      expect([over.actions, over.looks]).toEqual([[], look]);
      const typed = await asked(ask, look, ({ workspace, uri, text }) => {
        workspace.set(uri, `${text}\n`);
        return false;
      });
      expect([typed.actions, typed.looks]).toEqual([[], look]);
      if (look === whole.looks) continue;
      // A message that comes while something is tried is read before the next one is.
      const told = await asked(ask, look, (_, cancel) => {
        setTimeout(cancel);
        return false;
      });
      expect([told.actions, told.looks]).toEqual([[], look + 1]);
    }
  });
});

test('a fix is tried when it has been looked, and once for an analysis, and so is what several make together', async () => {
  const fixesOf = ({ workspace, uri, analysis }: SourceFile) =>
    withMembers(analysis.findings).flatMap((finding) => workspace.fixesOf(uri)(finding));
  const whole = await asked(fixes, 0, () => false);
  const judged = fixesOf(whole.file).filter(isJudged).length;
  expect(judged).toBeGreaterThan(1);
  for (let look = 1; look <= judged; look++) {
    const { file } = await asked(fixes, look, () => true);
    expect(fixesOf(file).filter(isJudged)).toHaveLength(look - 1);
  }
  const forked = vi.spyOn(whole.file.workspace, 'fork');
  const again = await asked(fixes, 0, () => false, whole.file);
  expect(again.actions).toEqual(whole.actions);
  expect(again.looks).toBe(whole.looks - judged);
  expect(forked).not.toHaveBeenCalled();
});

test('what would make a file is offered to who can make files alone', async () => {
  const offered = async (makesFiles: boolean) => {
    const { file } = openFiles(NIGHT);
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const all = await refactorActions(file, top, { only: ['refactor'] }, { isCancelled: () => false, makesFiles });
    return all.filter(({ title }) => title.includes('shared.release'));
  };
  expect(await offered(false)).toEqual([]);
  const [action] = await offered(true);
  const [made, ...texts] = action!.edit!.documentChanges!;
  const uri = MAIN.replace('main', 'shared');
  expect(made).toEqual({ kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } });
  expect(texts).toEqual(
    [MAIN, uri].map((one) => ({ textDocument: { uri: one, version: null }, edits: expect.any(Array) })),
  );
});
