/** The night on paper: what was noted is on it, what is to come has room, and every text stays text. */
import { expect, test } from 'vitest';
import { stateOf } from '../../plan/log/run.ts';
import { paperOf, ROOM } from '../../view/run/paper.ts';
import { renderPaper } from '../../view/run/paper-page.ts';
import { clock, payments, SIX_LATE, said } from '../log/payments.ts';

const late = [...SIX_LATE, said('23:20', 'lena', { skip: 'snapshot app-02' }, { because: '<b>it is gone</b>' })];
const paper = paperOf(payments, stateOf(payments, late, clock('23:31')));
const section = (title: string) => paper.sections.find((one) => one.title === title)!;

test('has each step of the night once, in the order of the forecast, with what was noted or room for it', () => {
  const { rows } = section('Steps');
  const steps = [...payments.parts].filter(([, part]) => part === 'run').map(([step]) => step);
  expect(rows.filter(([, , , what]) => !what!.startsWith('notify'))).toHaveLength(steps.length);
  expect(rows.find((row) => row[3]!.includes('refund-tables'))).toEqual([
    ...['6', 'Sat 23:00', 'Sat 22:58', 'migrate orders-db as refund-tables: Refund tables', 'priya'],
    ...['', 'Sat 22:58', 'Sat 23:29', 'done'],
  ]);
  const open = rows.find((row) => row[3]!.startsWith('verify payments-api'))!;
  expect(open.slice(-3)).toEqual([ROOM, ROOM, ROOM]);
  expect(open[2]).not.toBe('');
});

test('has the way back from the call on, votes with room to sign, and how people are reached', () => {
  expect(section('If it is called: Rollback full').rows[0]!.slice(0, 3)).toEqual([
    '+0:00',
    'restore orders-db',
    'priya',
  ]);
  expect(section('Gate go').rows).toContainEqual(['client-lead', 'go', ROOM]);
  expect(section('How everybody is reached').rows[0]).toEqual([
    'Mara Lindqvist (mara)',
    'email mara@acme.example, call +49 30 5550 110',
  ]);
  expect(paper.facts).toContainEqual({ what: 'As of', is: 'Sat 2026-12-05 23:31, open' });
});

test('is a page in which text stays text, without a script', () => {
  const page = renderPaper(paper);
  expect(page).toContain('skipped: &lt;b&gt;it is gone&lt;/b&gt;');
  expect(page).not.toMatch(/<script|<b>|https?:/);
  expect(page.match(/class="room"/g)!.length).toBeGreaterThan(30);
});
