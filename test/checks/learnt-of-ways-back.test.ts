/** What readers marked in ways back: nobody looks at their end, nobody tells those who wait, nobody knows how long what they lead to is kept. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf, toldOf } from './marked.ts';

const CAST = `person ann
person bob
service web
service old-web
database web-db
audience users { uses web }
audience press
audience crew { members ann, bob }
store vault
source grafana
`;

/** A plan that says so much of everything else that what it leaves out of its way back is left out. */
const long = (body: string, steps = 18) =>
  standardRelease(
    CAST,
    `prepare {
${Array.from({ length: steps }, (_, i) => `  task t-${i} "Part ${i}" 1h by ann due T-1d`).join('\n')}
}
${body}`,
  ).replace('kind   standard', 'kind   normal');

const RUN = `run {
  deploy web 10m by ann
  verify web 5m by bob
}`;

describe('somebody looks at the end of a way back', () => {
  const unlooked = (back: string, more = '', steps = 18) =>
    messagesOf('verify-missing', long(`${RUN}\nrollback back {\n${back}\n}\n${more}`, steps)).filter((one) =>
      one.includes('as it was'),
    );
  test.each([
    ['switch web 5m by ann', 1],
    ['stop web 5m by ann\ndeploy web 5m by ann\nstart web 5m by ann', 1],
    ['deploy web 5m by ann\nnotify users "Back" by bob', 1],
    ['deploy web 5m by ann\nverify web 5m by bob', 0],
    ['deploy web 5m by ann\ntask "Smoke test" 5m by bob', 0],
    ['deploy web 5m by ann {\n- "Users are back, confirmed by the desk"\n}', 0],
    ['deploy web 5m by ann {\nexpect "Error rate" < 1 %\n}', 0],
    ['deploy web 5m by ann\ngate fine 5m by bob', 0],
    // Nothing is changed by it.
    ['task "Call the vendor" 5m by ann', 0],
  ])('%s', (back, count) => expect(unlooked(back)).toHaveLength(count));

  test('behind it as well, in small plans never, nor where each step is taken back by itself', () => {
    const back = 'switch web 5m by ann';
    expect(unlooked(back, 'follow-up after back {\n  verify web 5m by bob\n}')).toEqual([]);
    expect(unlooked(back, '', 9)).toEqual([]);
    const undone = long(`${RUN.replace('by ann', 'by ann undo 5m')}\nrollback back {\n${back}\n}`);
    expect(messagesOf('verify-missing', undone)).toEqual([]);
  });

  test('several are told once', () => {
    const two = long(`${RUN}\nrollback one {\n  switch web 5m by ann\n}\nrollback two {\n  start web 5m by ann\n}`);
    expect(toldOf('verify-missing', two)).toEqual([
      '2 ways back end, and nobody looks whether all is as it was: `one` and `two`; put a `verify` at the end of each.',
    ]);
  });
});

describe('those who are told that it comes are told that it is taken back', () => {
  const untold = (before: string, back: string, trigger = '') => {
    const run = RUN.replace('\n}', `\n${trigger}\n}`);
    const body = `${before}\n${run}\nrollback back {\n  deploy web 5m by ann\n  verify web 5m by bob\n${back}\n}`;
    return messagesOf('message-missing', long(body)).filter((one) => one.includes('takes back'));
  };
  const users = 'notify users "It comes" by ann at T-2wd\nnotify users "It is there" by ann after run';
  const call = 'when "Error rate" > 1 % over 5m from grafana then rollback back';
  test.each([
    [users, '', '', ['`users`']],
    ['notify press "It comes" by ann at T-2wd', '', '', ['`press`']],
    // Who uses what it changes comes before those who only read of it.
    [`${users}\nnotify press "It comes" by ann at T-2wd`, '', '', ['`users`']],
    [users, 'notify users "As it was" by bob', '', []],
    [users, 'notify press "As it was" by bob', '', []],
    [users, 'notify crew "We go back" by bob', '', ['`users`']],
    [users, 'task "Status page" 5m by bob', '', []],
    [users, '', `${call}, notify users`, []],
    [users, '', call, ['`users`']],
    [`${users}\nnotify users "As it was" by ann after back`, '', '', []],
    // Nobody was told before; or they are of the house.
    ['notify users "It is there" by ann after run', '', '', []],
    ['notify crew "We begin" by ann at T-2h', '', '', []],
  ])('%s; %s; %s', (before, back, trigger, names) =>
    expect(untold(before, back, trigger).map((one) => /takes back what (`\w+`)/.exec(one)?.[1])).toEqual(names),
  );
});

describe('somebody knows until when one may go back', () => {
  const call = 'when "Error rate" > 1 % over 5m from grafana then rollback back';
  const open = (back: string, { trigger = call, head = '', run = '', more = '' } = {}) =>
    long(
      `run {\n  deploy web-db 10m by ann\n${run}\n  verify web-db 5m by bob\n  ${trigger}\n}\nrollback back ${head}{\n${back}\n  verify web 5m by bob\n}\n${more}`,
    ).replace(/window .*/, 'window tbd');
  const RESTORE = 'restore web-db 5m by ann';
  test.each([
    [RESTORE, {}, 1],
    [RESTORE, { head: 'due T+2h ' }, 0],
    [RESTORE, { trigger: call.replace('then', 'during T .. T+2h then') }, 0],
    [RESTORE, { trigger: 'when "Error rate" > 1 % from grafana at T+1h then rollback back' }, 0],
    [RESTORE, { run: 'point of no return' }, 0],
    [RESTORE, { run: 'verify web-db as seen 5m by bob', trigger: 'when seen.failed then rollback back' }, 0],
    // It takes along what was entered; or holds no data.
    [`${RESTORE}\nmigrate web-db as again 5m by ann from old-web`, {}, 0],
    ['deploy web 5m by ann', {}, 0],
  ])('without a date, of what brings data as they were: %s %j', (back, more, count) => {
    const told = messagesOf('rollback-too-late', open(back, more));
    expect(told.filter((one) => one.includes('until when'))).toHaveLength(count);
  });

  const turned = (more: string, head = '', run = 'switch web as turn 5m by ann to web') =>
    messagesOf('rollback-too-late', open('switch web as again 5m by ann to old-web', { run, more, head })).filter(
      (one) => one.includes('how long'),
    );
  test.each([
    ['', '', 1],
    ['follow-up {\n  task later "What we learn" 1h by ann at T+30d\n}', '', 1],
    ['follow-up {\n  task later "Decommission it" 1h by ann at T+30d\n}', '', 0],
    ['follow-up {\n  stop old-web 1h by ann at T+30d\n}', '', 0],
    ['follow-up {\n  task later "The old one is kept" 1h by ann at T+30d\n}', '', 0],
    ['milestone old-kept "Old shop is kept until then" T+30d', '', 0],
    ['', 'due T+2h ', 0],
  ])('and how long is kept what one would go back to: %s %s', (more, head, count) => {
    expect(turned(more, head)).toHaveLength(count);
  });

  test('where the run has not turned anybody away from it, nothing is kept', () => {
    expect(turned('', '', 'switch web as turn 5m by ann to old-web')).toEqual([]);
    expect(turned('', '', 'task nothing 5m by ann')).toEqual([]);
  });
});

describe('what users enter where they are turned to comes along', () => {
  const call = 'when "Error rate" > 1 % over 5m from grafana then rollback back';
  const lost = ({
    cast = '',
    run = 'switch web as turn 5m by ann to new-web',
    back = '',
    to = 'old-web',
    wait = '2h',
  }) =>
    messagesOf(
      'writes-lost',
      long(
        `run {\n  ${run}\n  wait soak ${wait}\n  verify web 5m by bob\n  ${call}\n}\nrollback back {\n  switch web as again 5m by ann to ${to}\n${back}\n  verify web as as-before 5m by bob\n}`,
      ).replace('store vault', `service new-web\nservice plain\n${cast}store vault`),
    ).filter((one) => one.includes('stays behind'));
  const moved = 'migrate web as copy 5m by ann to new-web\n  ';
  test.each([
    [{}, 1],
    [{ run: 'switch web as turn 5m by ann to 10 %' }, 1],
    [{ back: 'task "Export the new orders, and enter them" 1h by ann' }, 0],
    [{ back: 'migrate old-web 1h by ann from new-web' }, 0],
    // They work with it for a few minutes alone.
    [{ wait: '20m' }, 0],
    // Nobody says that it has data of its own; some have been brought over.
    [{ to: 'plain' }, 0],
    [{ to: 'plain', run: `${moved}switch web as turn 5m by ann to new-web` }, 1],
    // What is turned back to is what the run has turned to.
    [{ to: 'new-web' }, 0],
  ])('%j', (parts, count) => expect(lost(parts)).toHaveLength(count));

  test('two that stand on one database see the same', () => {
    const shared = (on: string) => ({
      cast: `database both\nservice green ${on}\nservice old-blue on both\n`,
      run: 'switch web as turn 5m by ann to green',
      to: 'old-blue',
    });
    expect(lost(shared('on both'))).toEqual([]);
    expect(lost(shared(''))).toHaveLength(1);
  });
});
