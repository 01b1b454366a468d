import { expect, test } from 'vitest';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { tick } from '../../service/editing/tick.ts';
import { MAIN, NIGHT, openFiles } from './source-file.ts';

const TEXT = NIGHT.replace(
  'jonas\n  }\n}',
  `jonas {
      - "Log in" by mara
      - "Pay" done {
        - "Refund" done // last
      }
    }
    milestone live T+3h
  }
}`,
);

/** The line after its box was clicked, or why it stayed. */
function ticked(text: string, what: string): string | undefined {
  const line = text.split('\n').findIndex((each) => each.includes(what));
  const answer = tick(openFiles(text).file, line);
  if ('trouble' in answer) return answer.trouble;
  const edits = answer.edits.map((edit) => ({ file: MAIN, ...edit }));
  return applyTextEdits(text, edits).split('\n')[line]?.trim();
}

test('a tick is the word `done` at the end of the statement, before its block and its comment', () => {
  expect(ticked(TEXT, 'deploy  web')).toBe('deploy  web 15m by mara undo 10m done');
  expect(ticked(TEXT, 'backup  orders-db')).toBe('backup  orders-db as night-backup 30m by dba done {');
  expect(ticked(TEXT, 'Log in')).toBe('- "Log in" by mara done');
  expect(ticked(TEXT, 'milestone live')).toBe('milestone live T+3h done');
});

test('it is taken back where it stands, and nowhere else', () => {
  expect(ticked(TEXT, '"Pay"')).toBe('- "Pay" {');
  expect(ticked(TEXT, '"Refund"')).toBe('- "Refund" // last');
});

test('what cannot be ticked says why', () => {
  expect(ticked(TEXT, 'run {')).toMatch(/^Line \d+ is nothing that can be done\.$/);
  const shared = `runbook restart(what) {\n  start what 5m by mara\n}\n${NIGHT.replace('    deploy  web', '    use restart(web)\n    deploy  web')}`;
  expect(ticked(shared, 'use restart')).toMatch(/comes from a runbook/);
});
