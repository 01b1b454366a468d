/** Names by which people call what the plan calls otherwise, moments that have their place on the page, and one finding for one mistake. */
import { describe, expect, test } from 'vitest';
import { openFiles } from '../server/source-file.ts';

const CAST =
  'channel email\nperson ann\nservice shop\nservice website\naudience users {\n  channels website, email\n}\n';

function read(lines: string) {
  const { analysis, plan } = openFiles(
    `${CAST}release r {\n  kind standard\n  zone UTC\n  window Thu 2026-12-10 20:00 .. 23:00\n${lines}\n}\n`,
  ).file;
  return { plan, schedule: analysis.schedules[0]!, found: analysis.findings, release: plan.releases[0]! };
}
const formOf = (lines: string) =>
  read(lines)
    .found.filter(({ code }) => code === 'syntax' || code === 'unknown-name')
    .map(({ message }) => message);

const RUN = 'run cutover {\n deploy shop 10m by ann undo 5m\n verify shop 10m by ann\n}';

describe('a block with a name', () => {
  test('is called by its word, too, where there is one of its kind', () => {
    const { found, schedule, release } = read(`${RUN}\nnotify users as told "Done" by ann via email after run`);
    expect(found.filter(({ code }) => code === 'unknown-name')).toEqual([]);
    const told = release.steps.find(({ name }) => name === 'told')!;
    expect(schedule.steps[told.id]!.start).toBe(schedule.run!.end);
  });

  test('several of one kind are all waited for', () => {
    const { schedule, release } = read(
      `window second Fri 2026-12-11 20:00 .. 23:00\n${RUN}\nrun more in second {\n task t 10m by ann\n}\nnotify users as told "Done" by ann via email after run`,
    );
    const told = release.steps.find(({ name }) => name === 'told')!;
    const last = release.steps.find(({ name }) => name === 't')!;
    expect(schedule.steps[told.id]!.start).toBe(schedule.steps[last.id]!.end);
  });
});

describe('a milestone without a time', () => {
  const moment = (lines: string) => {
    const { schedule, release, found } = read(lines);
    expect(found.filter(({ code }) => code === 'syntax')).toEqual([]);
    return { at: schedule.milestones[release.milestones[0]!.id], schedule, release };
  };

  test('is where it stands in what happens one after the other', () => {
    const { at, schedule, release } = moment(
      'run {\n deploy shop 10m by ann undo 5m\n milestone half\n verify shop 10m by ann after half + 5m\n}',
    );
    expect(at).toBe(schedule.steps[release.steps[0]!.id]!.end);
    expect(schedule.steps[release.steps[1]!.id]!.start - at!).toBe(5);
  });

  test('is told where nothing has an order', () => {
    expect(formOf('prepare {\n milestone half\n}')).toHaveLength(1);
    expect(formOf('milestone half')).toHaveLength(1);
  });
});

test('a system may be the channel that a message goes over', () => {
  expect(formOf('notify users "Done" by ann via website at T')).toEqual([]);
  expect(formOf(`notify users "Done" by ann via users at T`)).toHaveLength(1);
});

describe('one mistake, one finding', () => {
  test.each([
    'task look 5m by ann every day from Thu 2026-11-26 10:00',
    'task look 5m by ann every week from Thu 2026-11-26 10:00',
    'cycle daily every day from Thu 2026-11-26 10:00 until T {\n task look 5m by ann\n}',
    'uat acceptance 5d by ann on Thu 2026-11-26',
  ])('%s', (line) => {
    expect(formOf(line)).toHaveLength(1);
  });

  test('every day is every 1d, and read', () => {
    const { plan } = read('task look 5m by ann every day from Thu 2026-11-26 10:00 until T');
    expect(plan.releases[0]!.steps[0]!.every?.interval?.days).toBe(1);
    expect(plan.problems[0]!.replacement?.text).toBe('1d');
  });
});

test('a test by users may have its range without a word before it', () => {
  const { schedule, release, found } = read('uat acceptance by ann Thu 2026-11-26 09:00 .. 17:00');
  expect(found.filter(({ code }) => code === 'syntax')).toEqual([]);
  const span = schedule.uats[release.uats[0]!.id]!;
  expect(span.end - span.start).toBe(8 * 60);
});
