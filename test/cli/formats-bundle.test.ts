/** `dist/formats.js` runs in a web worker, too: nothing in it may take Node for given. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planFormat } from '../../exchange/plan-formats.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type * as Formats from '../../service/formats/for-editor.ts';
import { createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
});
afterAll(() => work.remove());

/** What every worker of a browser has; no `Buffer`, no `process`, no `require`. */
const WEB = {
  ...{ TextEncoder, TextDecoder, atob, btoa, URL, Intl, setTimeout, clearTimeout, queueMicrotask, crypto, performance },
  ...{ Blob, Response, ReadableStream, TransformStream, WritableStream, structuredClone, console },
};

test('every format is written and read without Node', async () => {
  const worker: Record<string, unknown> = { ...WEB };
  worker.self = worker;
  createContext(worker);
  for (const name of ['engine.js', 'formats.js'])
    runInContext(readFileSync(join(dirname(work.server), name), 'utf8'), worker, { filename: name });
  const { formatChoices, exportShown, importShown } = runInContext('ReleasePlanFormats', worker) as typeof Formats;
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///night.release', FINE);
  const analysis = workspace.analysis('file:///night.release');
  const { written } = formatChoices();
  expect(written.length).toBeGreaterThan(7);
  for (const { name, extension } of written) {
    const sent = await exportShown(analysis, 'night', { format: name }, Date.UTC(2026, 10, 2) / 60_000);
    if ('trouble' in sent) throw new Error(`${name}: ${sent.trouble}`);
    if (!planFormat(name)?.read) continue;
    const file = { name: `night${extension}`, base64: sent.base64 };
    const got = await importShown({ file, others: [], format: name, map: [] });
    expect([name, 'trouble' in got ? got.trouble : got.text]).toEqual([name, expect.stringContaining('release ')]);
  }
});
