import { expect, test } from 'vitest';
import { hover } from '../../server/features/show/hover.ts';
import { nightWithCascades } from '../support/night-with-cascades.ts';
import { openFiles } from './source-file.ts';

/** The hover over the first place of `text`. */
function hoverOver(plan: string, text: string): string {
  const before = plan.slice(0, plan.indexOf(text) + 1).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)!.length };
  const found = hover(openFiles(plan).file, position);
  return found ? (found.contents as { value: string }).value : '';
}

const NIGHT = nightWithCascades({ due: 'Sun 2026-12-06 00:30' });

test('a step of the run lists what would be taken back, by whom, and how long', () => {
  const text = hoverOver(NIGHT, 'verify  orders-db').replaceAll('\\', '');
  expect(text).toContain('Taken back by `full` if the run stops after it, too late:');
  expect(text).toMatch(/\+0:00 restore orders-db 1 h by priya\n+.*\+1:00 deploy payments-api 20 min by jonas/);
  expect(hoverOver(NIGHT, 'backup orders-db')).toContain('Nothing has to be taken back yet');
});

test('a step behind the point of no return says so', () => {
  expect(hoverOver(nightWithCascades({ noReturn: true }), 'verify  orders-db')).toContain(
    'After Sun 2026-12-06 00:20 there is only forward.',
  );
});

test('a rollback says until when it fits, what goes on then, and who calls it', () => {
  const text = hoverOver(NIGHT, 'quick else');
  expect(text).toContain(
    '`quick` fits until Sun 2026-12-06 00:25, then `full` until Sun 2026-12-06 00:40, then nothing',
  );
  expect(text).toMatch(/called by `when` in line 20/);
  expect(hoverOver(NIGHT, 'full {')).toContain('called by the no-go of `go`');
  expect(hoverOver(nightWithCascades(), 'quick else')).toContain(
    '`full` fits only until Sun 2026-12-06 00:40, so its turn after `quick` never comes',
  );
});

test('so does a play, and a rollback without a name', () => {
  expect(hoverOver(NIGHT, 'drain else')).toContain('`drain` fits until Sat 2026-12-05 22:40, then `call-everybody`');
  const one = NIGHT.replace(/ {2}rollback quick[\s\S]*? {2}}\n/, '').replace('rollback full {', 'rollback {');
  expect(hoverOver(one, 'rollback {')).toContain('`rollback` fits until Sun 2026-12-06 00:40');
});
