/** Reading the instances of the PSPLIB. */
import { expect, test } from 'vitest';
import { criticalPath, parseBestKnown, parsePatterson } from '../../bench/tools/patterson.ts';
import { refineAtOnce } from '../../plan/schedule/search/refine.ts';
import { checkAnswer } from '../schedule/search/check-answer.ts';

/** Three jobs between two that are none; the first comes before the second, all of them share four units. */
const TEXT = `5 2
4 1
0  0 0  2  2 4
3  2 0  1  3
5  2 1  1  5
4  3 0  1  5
0  0 0  0
`;

test('a Patterson file is a project', () => {
  const project = parsePatterson(TEXT);
  expect(project.durations).toEqual([0, 3, 5, 4, 0]);
  expect(project.capacities).toEqual([4, 1]);
  expect(project.needs[2]).toEqual([
    { resource: 0, amount: 2 },
    { resource: 1, amount: 1 },
  ]);
  expect(project.arcs.map(({ from, to }) => [from, to])).toEqual([
    [0, 1],
    [0, 3],
    [1, 2],
    [2, 4],
    [3, 4],
  ]);
  expect(criticalPath(project)).toBe(8);
  const answer = refineAtOnce(project, { schedules: 100 });
  expect(checkAnswer(project, answer)).toEqual([]);
  expect(answer.makespan).toBe(12);
});

test('a file that is none is refused', () => {
  expect(() => parsePatterson('3 1 2 0 0 1')).toThrow('missing');
  expect(() => parsePatterson(`${TEXT} 7`)).toThrow('1 numbers too many');
  expect(() => parsePatterson('1 1 2 0 0 1 9')).toThrow('no activity 9');
});

test('the checker of answers finds what is wrong', () => {
  const project = parsePatterson(TEXT);
  const answer = { starts: [0, 0, 2, 0, 8], makespan: 8, order: [0, 1, 2, 3, 4], chosen: [], lateness: 0 };
  expect(checkAnswer(project, answer)).toEqual([
    'activity 2 starts at 2, before 3 after activity 1',
    'resource 0 is needed 5 times at 0, of 4',
  ]);
});

test('best known makespans are found by the name of their column', () => {
  const known = parseBestKnown('set,instance,n,cpm,lb,ub\nJ30,j301_1,30,38,43,43\n');
  expect(known.get('j301_1')).toEqual({ cpm: 38, best: 43 });
  expect(() => parseBestKnown('a,b\n')).toThrow('no column instance');
});
