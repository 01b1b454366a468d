/** Whatever is asked of a plan that has no answer to it: each refusal in its words, beside what is answered. */
import { test } from 'vitest';
import { Ledger } from '../../plan/outline/ledger.ts';
import { exported } from '../../service/formats/export.ts';
import { imported } from '../../service/formats/import.ts';
import { inlineOf } from '../../service/pictures/inline.ts';
import { previewOf, trialPreviewOf, whatIfChoices } from '../../service/pictures/preview.ts';
import { drawn } from '../../service/pictures/render.ts';
import { releaseLines } from '../../service/releases.ts';
import { nothingIn, planVersions } from '../../service/versions/diff.ts';
import { NOW, openFiles } from '../server/source-file.ts';
import { expectGolden } from '../support/golden.ts';
import { toldText } from '../support/told-texts.ts';

const { file } = openFiles(toldText('a-short-night'));
const { analysis, workspace } = file;
const none = openFiles('person ann\n').file;
const broken = openFiles('release {\n  nonsense\n').file;

/** What is answered, by its members; of long texts their beginning. */
function digest(answer: unknown): string {
  return JSON.stringify(answer, (key, value) => {
    if (key === 'analysis' || key === 'base' || key === 'head' || key === 'difference' || key === 'ledger')
      return undefined;
    if (value instanceof Uint8Array) return 'bytes';
    if (key === 'pictures') return Object.keys(value as object);
    if (key === 'steps' && Array.isArray(value)) return value.slice(0, 2).concat(value.length);
    return typeof value === 'string' && value.length > 300 ? `${value.slice(0, 60)}…` : value;
  });
}

async function told(rows: readonly (readonly [what: unknown, answer: unknown])[]): Promise<string> {
  const lines = [];
  for (const [what, answer] of rows) lines.push(`${JSON.stringify(what)}\n  ${digest(await answer)}`);
  return `${lines.join('\n')}\n`;
}

test('a picture, a page', async () => {
  const asks = [
    { format: 'odd' },
    { format: 'svg', view: 'odd' },
    { format: 'svg', view: 'checklist' },
    { format: 'svg', view: 'run-sheet' },
    { format: 'svg', view: 'schedule', width: 500, grouping: 'person' as const, now: NOW },
    { format: 'md', view: 'schedule' },
    { format: 'md', view: 'run-sheet' },
    { format: 'html', release: 'nowhere' },
    { format: 'html', release: 'short-1.0' },
    { format: 'html', person: 'nobody' },
    { format: 'html', person: 'ann', view: 'run-sheet' },
    { format: 'html', person: 'ann' },
  ];
  const rows = [
    ...asks.map((ask) => [ask, drawn(analysis, 'short.release', ask)] as const),
    ['no release', drawn(none.analysis, 'none.release', { format: 'html' })] as const,
    ['no release, a person', drawn(none.analysis, 'none.release', { format: 'html', person: 'ann' })] as const,
    ...[file, none, broken].map(
      (one) => ['inline', inlineOf(one.analysis, { width: 600, ids: 'x', now: NOW })] as const,
    ),
    ...[file, none, broken].flatMap((one) => [
      ['preview', previewOf(one, { now: NOW })] as const,
      ['preview of another', previewOf(one, { release: 'nowhere', view: 'run-sheet', now: NOW })] as const,
      ['choices', whatIfChoices(one)] as const,
      ['choices of another', whatIfChoices(one, 'nowhere')] as const,
      ['a trial', trialPreviewOf(one, { set: ['tables.duration=5m'] }, { release: 'nowhere', now: NOW })] as const,
      ['an empty trial', trialPreviewOf(one, {}, { now: NOW, view: 'run-sheet' })] as const,
      ['its releases', releaseLines(one.analysis, NOW)] as const,
    ]),
    ...[-1, 1, 20].map(
      (days) =>
        [
          `its releases ${days} days from the window`,
          releaseLines(analysis, analysis.schedules[0]!.T! + days * 1440),
        ] as const,
    ),
    ['its releases in the window', releaseLines(analysis, analysis.schedules[0]!.T!)] as const,
  ];
  expectGolden(await told(rows), './golden/pictures-asked.golden.txt', import.meta.url);
});

test('a file in another format, and back', async () => {
  const asks = [
    { format: 'odd' },
    { format: 'csv', profile: 'odd' },
    { format: 'mermaid', profile: 'jira' },
    { format: 'csv', release: 'nowhere' },
    { format: 'csv', release: 'short-1.0' },
    { format: 'csv', for: 'ann' },
    { format: 'ics', for: 'nobody' },
    { format: 'ics', for: 'an' },
    { format: 'ics', for: 'front' },
    { format: 'ics', for: 'ann', now: NOW },
    { format: 'json', now: NOW },
  ];
  const bytes = (text: string) => new TextEncoder().encode(text);
  const table = 'Task,Owner,Dauer\nLook,Ann Lee,5m\n';
  const reads = [
    { format: 'odd', bytes: bytes('') },
    { format: 'csv', profile: 'odd', bytes: bytes(table) },
    { format: 'mermaid', profile: 'jira', bytes: bytes('') },
    { format: 'csv', bytes: bytes(table) },
    { format: 'csv', bytes: bytes(table), map: ['Owner'] },
    { format: 'csv', bytes: bytes(table), map: ['=by'] },
    { format: 'csv', bytes: bytes(table), map: ['Dauer=duration'], zone: 'Europe/Berlin' },
    { format: 'csv', bytes: bytes(table), saved: 'Dauer=duration\nOwner=by\n' },
    { format: 'csv', bytes: bytes(table), saved: 'Dauer=duration\n', map: ['Dauer='] },
    { format: 'csv', bytes: bytes(table), others: new Map([['x.csv', bytes('')]]) },
    { format: 'csv', bytes: bytes('Task\nLook\u202e\u200b twice\n') },
    { format: 'csv', bytes: Uint8Array.of(...bytes('Task\nM'), 0xfc, ...bytes('ller fragen\n')) },
  ];
  const rows = [
    ...asks.map((ask) => [ask, exported(analysis, 'short.release', ask)] as const),
    ['no release', exported(none.analysis, 'none.release', { format: 'csv' })] as const,
  ];
  const back = [];
  for (const { bytes: data, ...ask } of reads) {
    const ledger = new Ledger();
    const read = await imported({ ...ask, bytes: data, file: 'x.csv', ledger });
    back.push([{ ...ask, others: 'others' in ask }, 'trouble' in read ? read : [read.text, read.report]] as const);
  }
  expectGolden(await told([...rows, ...back]), './golden/formats-asked.golden.txt', import.meta.url);
});

test('two versions', async () => {
  const side = (path: string, one = file) => ({ path, analysis: one.analysis });
  const nothing = nothingIn(workspace);
  const pairs = [
    { base: side('a'), head: side('a') },
    { base: side('a'), head: side('b') },
    { base: side('a'), head: side('b'), areNamed: true },
    { base: side('a'), head: side('a', none) },
    { base: side('a', none), head: side('b'), areNamed: true },
    { base: undefined, head: side('a') },
    { base: side('a'), head: undefined },
    { base: undefined, head: side('a', none) },
  ];
  expectGolden(
    await told(pairs.map((one, i) => [i, planVersions(one, nothing) ?? 'nothing'] as const)),
    './golden/versions-asked.golden.txt',
    import.meta.url,
  );
});
