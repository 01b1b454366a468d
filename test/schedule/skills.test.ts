import { expect, test } from 'vitest';
import { analyseText } from '../checks/marked.ts';
import { stepCalled } from './told.ts';

function analysed(steps: string) {
  const { schedules, findings } = analyseText(`
person ann { skills network }
person bob { skills postgres, network }
person cid { skills postgres }
team ops is ann, bob, cid
release r {
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00 Europe/Berlin
  run {
    parallel {
${steps}
    }
  }
}
`);
  const messages = findings.filter(({ code }) => code === 'unassigned').map(({ message }) => message);
  return { schedule: schedules[0]!, messages };
}

test('a team, of whom only those with the skill are asked', () => {
  const { schedule, messages } = analysed(`
      task a 30m by ops skilled in postgres
      task b 30m by any of ops skilled in postgres
      task c 30m by ops
      task d 30m by ops skilled in postgres skilled in network
  `);
  expect(messages).toEqual([]);
  const by = (name: string) => stepCalled(schedule, name).by;
  const starts = (name: string) => stepCalled(schedule, name).start;
  expect([by('a'), by('b'), by('c')]).toEqual([['bob'], ['cid'], ['ann']]);
  expect(new Set([starts('a'), starts('b'), starts('c')]).size).toBe(1);
  expect(by('d')).toEqual(['bob']);
  expect(starts('d')).toBe(stepCalled(schedule, 'a').end);
});

test('with so many of them', () => {
  const { schedule } = analysed('      task a 30m by ann with 2 of ops skilled in postgres');
  expect(stepCalled(schedule, 'a').with).toEqual(['bob', 'cid']);
});

test.each([
  ['by ops skilled in postgers', 'of ann, bob and cid nobody has `postgers`; is `postgres` meant?'],
  ['by ops skilled in cobol', 'of ann, bob and cid nobody has `cobol`; nobody in this plan has it'],
  ['by ann skilled in postgres', 'of ann nobody has `postgres`'],
  [
    'by bob with 2 of ops skilled in postgres skilled in network',
    'of ann, bob and cid only 1 has `postgres` and `network`',
  ],
])('%s', (who, message) => {
  expect(analysed(`      task a 30m ${who}`).messages.join()).toContain(message);
});
