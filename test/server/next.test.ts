/** The next release of a train, from an editor: where it is offered, what is written, and what is told. */
import { expect, test } from 'vitest';
import {
  type ApplyWorkspaceEditParams,
  type ApplyWorkspaceEditResult,
  type CodeAction,
  CodeActionTriggerKind,
  type CodeLens,
  type CreateFile,
  type Hover,
  type TextDocumentEdit,
} from 'vscode-languageserver';
import { applyTextEdits } from '../../language/edit/edits.ts';
import type { ClientRequests } from '../../server/protocol.ts';
import { startClient, type TestClientOptions } from './client.ts';
import { FOLDER } from './source-file.ts';

const TRAIN = `${FOLDER}/train.release`;
const FIRST = `${FOLDER}/web-2026-11-21.release`;
const SECOND = `${FOLDER}/web-2026-11-28.release`;

const text = `zone Europe/Berlin
person ann
service shop
train web "Every week" every 1w from Sat 2026-11-21 22:00 {
  template   weekly
  carry-over scope
  skip       Sat 2026-12-05
  release    web-2026-11-21
}
release weekly(day: date) {
  zone   Europe/Berlin
  window day 22:00 .. 24:00
  scope {
  }
  run {
    deploy shop 10m by ann
  }
}
`;
const first = `import "train.release"
release web-2026-11-21 {
  zone   Europe/Berlin
  window Fri 2026-11-20 22:00 .. 24:00
  scope {
    must basket "The new basket" by ann
  }
  run {
    deploy shop 10m by ann
  }
}
`;
const CAN = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
  window: { showDocument: { support: true } },
};

async function editor(capabilities: object = CAN, runFiles?: TestClientOptions['runFiles']) {
  const disk = new Map([
    [TRAIN, text],
    [FIRST, first],
  ]);
  const client = await startClient({ disk, capabilities, ...(runFiles && { runFiles }) });
  const told: string[] = [];
  const shown: string[] = [];
  const edits: ApplyWorkspaceEditParams[] = [];
  client.connection.onNotification('window/showMessage', ({ message }) => void told.push(message));
  client.connection.onRequest('window/showDocument', ({ uri }) => {
    shown.push(uri);
    return { success: true };
  });
  /** As an editor does it: files appear, texts change. */
  client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams): ApplyWorkspaceEditResult => {
    edits.push(params);
    for (const change of params.edit.documentChanges ?? []) {
      if ('kind' in change) {
        const { uri } = change as CreateFile;
        if (disk.has(uri)) return { applied: false, failureReason: `${uri} exists` };
        disk.set(uri, '');
      } else {
        const { textDocument, edits: own } = change as TextDocumentEdit;
        const { uri } = textDocument;
        const all = own.map((one) => ({ range: one.range, newText: 'newText' in one ? one.newText : '', file: uri }));
        disk.set(uri, applyTextEdits(disk.get(uri) ?? '', all));
        client.open(uri, disk.get(uri)!);
      }
    }
    return { applied: true };
  });
  const opened = client.diagnostics(TRAIN);
  client.open(TRAIN, text);
  await opened;
  const lenses = async (uri: string) => {
    const all = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    return all.filter(({ command }) => /next/.test(command?.title ?? ''));
  };
  const write = (...given: unknown[]) =>
    client.connection.sendRequest('workspace/executeCommand', { command: 'releasePlan.next', arguments: given });
  return { client, disk, told, shown, edits, lenses, write };
}

test('a lens at the train and its template; it writes plan and line as one edit, shows it, and says what is carried over', async () => {
  const { client, disk, told, shown, edits, lenses, write } = await editor();
  const offered = await lenses(TRAIN);
  expect(offered.map(({ range, command }) => `${range.start.line} ${command?.title}`)).toEqual([
    '3 write the next release of web, Sat 2026-11-28 22:00 Europe/Berlin',
    '9 write the next release of web, Sat 2026-11-28 22:00 Europe/Berlin',
  ]);
  await client.connection.sendRequest('workspace/executeCommand', offered[0]!.command);
  expect(edits.map(({ label }) => label)).toEqual(['Write web-2026-11-28']);
  expect(disk.get(SECOND)).toContain('release web-2026-11-28');
  expect(disk.get(SECOND)).toContain('must basket');
  expect(disk.get(TRAIN)).toContain('  release web-2026-11-28\n');
  expect(shown).toEqual([SECOND]);
  expect(told[0]).toMatch(
    /^web-2026-11-28 is the next of web, Sat 2026-11-28 22:00 Europe\/Berlin\. Carried over from web-2026-11-21: basket\./,
  );
  const again = await lenses(TRAIN);
  expect(again[0]?.command?.title).toBe('next: web-2026-11-28, Sat 2026-11-28 22:00 Europe/Berlin');
  expect(again[0]?.command?.arguments?.[0]).toBe(SECOND);
  expect(await lenses(SECOND)).toEqual([]);
  await write('web');
  expect(edits.length).toBe(1);
  expect(told.at(-1)).toBe(
    'web-2026-11-28 is the next of web, Sat 2026-11-28 22:00 Europe/Berlin; nothing is changed.',
  );
  await client.stop();
});

test('what cannot be written is told, and nothing is changed', async () => {
  const { client, disk, told, edits, write } = await editor();
  await write('webb');
  expect(told).toEqual(["There is no train 'webb'. Did you mean web?"]);
  const lying = 'release other {\n}\n';
  const read = client.diagnostics(SECOND);
  client.open(SECOND, lying);
  await read;
  await write();
  expect(told.at(-1)).toMatch(/^web-2026-11-28\.release is there already, and stays as it is/);
  expect(edits).toEqual([]);
  expect(disk.has(SECOND)).toBe(false);
  await client.stop();
});

test('a file that nobody has read is not written over, and an editor that makes no files is told the command', async () => {
  const one = await editor();
  one.disk.set(SECOND, 'mine');
  await one.write();
  expect(one.told.at(-1)).toBe(`web-2026-11-28 was not written: ${SECOND} exists.`);
  expect([one.disk.get(SECOND), one.disk.get(TRAIN)]).toEqual(['mine', text]);
  await one.client.stop();
  const other = await editor({});
  await other.write('web');
  expect(other.told).toEqual(['This editor makes no files for others: `release-plan next web` writes it.']);
  expect(other.edits).toEqual([]);
  await other.client.stop();
});

test('a train says when it leaves next, with what; and all trains can be chosen from', async () => {
  const { client } = await editor();
  const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
    textDocument: { uri: TRAIN },
    position: { line: 3, character: 7 },
  });
  const { value } = hover.contents as { value: string };
  expect(value.replaceAll('\\', '').split('\n').filter(Boolean)).toEqual([
    ...['train **web** – Every week', 'made from `weekly`  ', 'carries over `scope`', 'Leaves next:'],
    ...['2026-11-28 22:00 Europe/Berlin: has no plan yet', '2026-12-05 22:00 Europe/Berlin: left out'].map(
      (line) => `- Sat ${line}`,
    ),
    ...['2026-12-12', '2026-12-19', '2026-12-26'].map((day) => `- Sat ${day} 22:00 Europe/Berlin: has no plan yet`),
  ]);
  const { trains } = await client.connection.sendRequest<ClientRequests['release/trains']['answer']>(
    'release/trains',
    {},
  );
  expect(trains).toEqual([{ name: 'web', title: 'Every week', uri: TRAIN, at: 'Sat 2026-11-28 22:00 Europe/Berlin' }]);
  await client.stop();
});

test('what took longer in the night before is offered at its step and where the release stands, to whoever asks', async () => {
  const line = (minute: number, said: object) =>
    JSON.stringify({
      ...{ id: `0193a5c8-1f2b-7c3d-8e4f-5a6b7c8d9e${minute + 10}`, clock: minute, writer: 'm', by: 'ann' },
      at: new Date(Date.UTC(2026, 10, 20, 21, minute)).toISOString(),
      ...said,
    });
  const log = [line(0, { open: 'real' }), line(1, { start: 'deploy shop' }), line(26, { done: 'deploy shop' })].join(
    '\n',
  );
  const { client, disk, told, write } = await editor(CAN, {
    texts: async (uri) => (uri === FIRST ? [{ name: 'log', text: `${log}\n` }] : []),
    watch: () => () => undefined,
    say: async () => ({ noted: 0 }),
  });
  await write('web');
  expect(told.at(-1)).toContain(
    '`deploy shop` took longer in the night of web-2026-11-21 than estimated: take that over by the light bulb at the release.',
  );
  const lines = disk.get(SECOND)!.split('\n');
  const at = async (word: string, triggerKind: CodeActionTriggerKind = CodeActionTriggerKind.Invoked) => {
    const start = { line: lines.findIndex((one) => one.includes(word)), character: 4 };
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: SECOND },
      range: { start, end: start },
      context: { diagnostics: [], triggerKind },
    });
    return actions.filter(({ title }) => title.startsWith('Take over'));
  };
  const title = 'Take over from the night of web-2026-11-21: deploy shop 25m (10m was estimated)';
  for (const word of ['deploy', 'release web-2026']) expect((await at(word)).map((one) => one.title)).toEqual([title]);
  expect(await at('scope')).toEqual([]);
  expect(await at('deploy', CodeActionTriggerKind.Automatic)).toEqual([]);
  const [action] = await at('deploy');
  const own = action!.edit!.changes![SECOND]!.map((one) => ({ ...one, file: SECOND }));
  const text = applyTextEdits(disk.get(SECOND)!, own);
  expect(text).toContain('deploy shop 25m by ann');
  const read = client.diagnostics(SECOND);
  client.change(SECOND, text);
  await read;
  expect(await at('deploy')).toEqual([]);
  await client.stop();
});
