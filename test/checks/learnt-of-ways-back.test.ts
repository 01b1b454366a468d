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
