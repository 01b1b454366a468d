/** What readers marked in plans of hosts, clusters and apps that are replaced: findings that a look at the next line answers, and what is only spoken of. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = `person ann
person bob
server   host
server   old-host
service  web on host
service  old-web on old-host
database web-db
audience team-chat
`;
const normal = (body: string) => standardRelease(CAST, body).replace('kind   standard', 'kind   normal');
const run = (body: string, more = '') => normal(`run {\n${body}\n}\n${more}`);

describe('what a line elsewhere answers', () => {
  test('a play that a runbook calls is called', () => {
    const plan = (trigger: string) =>
      run('use swap(3)', 'play mend { configure web 5m by ann }').replace(
        'release ',
        `runbook swap(old: number) {\n  deploy web 10m by ann undo 5m\n  ${trigger}\n  verify web 10m by bob\n}\nrelease `,
      );
    expect(messagesOf('unused', plan('')).join()).toContain('Nothing calls the play `mend`');
    expect(messagesOf('unused', plan('when "web" = "does not start" then play mend')).join()).not.toContain('`mend`');
  });

  test('whoever looks at a host behind the start of what runs on it has seen it run', () => {
    const starts = (before: string, behind: string) =>
      messagesOf(
        'verify-missing',
        run(
          `stop web 5m by ann\ndeploy web-db 10m by ann undo 5m\n${before}\nstart web 5m by ann\n${behind}\nverify web-db 5m by bob`,
        ),
      ).join();
    expect(starts('', 'verify host 5m by bob')).toBe('');
    expect(starts('verify host 5m by bob', '')).toContain('starts what was stopped');
  });

  test('what a later line takes away for good, itself or its host, is stopped for good', () => {
    const stopped = (later: string) =>
      messagesOf(
        'left-stopped',
        run(`deploy web 10m by ann undo 5m\nstart web 5m by ann\nstop old-web 5m by ann`, later),
      );
    expect(stopped('sequence end at Sat 2026-12-12 10:00 { stop host 5m by ann irreversible }').join()).toContain(
      'stops `old-web`',
    );
    for (const target of ['old-host', 'old-web'])
      expect(stopped(`sequence end at Sat 2026-12-12 10:00 { stop ${target} 5m by ann irreversible }`)).toEqual([]);
    expect(stopped('sequence end at Sat 2026-12-12 10:00 { stop old-host "Destroy it" 5m by ann }')).toEqual([]);
  });

  test('whoever is told that it is there waits for no other word', () => {
    const told = (title: string) =>
      messagesOf(
        'message-missing',
        run(
          `deploy web 10m by ann undo 5m\nnotify team-chat "${title}"\nwait 10m\nconfigure web 5m by ann undo 5m\nverify web 5m by bob`,
        ),
      ).filter((message) => message.includes('under way'));
    expect(told('We begin')).toHaveLength(1);
    for (const title of ['The new host is now production', 'Web is live', 'Cutover completed'])
      expect(told(title)).toEqual([]);
  });

  test('`healthy` is what a probe answers, and an opinion of anything else', () => {
    const fault = (criterion: string) =>
      messagesOf(
        'criterion-untestable',
        run(`gate go 5m by ann { criterion ${criterion} }\ndeploy web 10m by ann undo 5m`),
      );
    expect(fault('"Health checks" = healthy')).toEqual([]);
    expect(fault('"Service" = healthy').join()).toContain('an opinion');
    expect(fault('"Status" = good').join()).toContain('an opinion');
  });

  test('work that has a day and no hour does not take the last minute of its window', () => {
    const thin = (length: string) =>
      messagesOf(
        'contingency-thin',
        run(
          `sequence first Sat 2026-12-05 { deploy web ${length} by ann undo 5m }\nsequence second Sun 2026-12-06 { configure web ${length} by ann undo 5m }`,
        ).replace(/window .*/, 'window Sat 2026-12-05'),
      );
    expect(thin('')).toEqual([]);
    const sheet = run(
      'deploy web 2h by ann at Sat 2026-12-05 22:00 undo 5m\nconfigure web 2h by ann at Sun 2026-12-06 00:00',
    );
    expect(messagesOf('contingency-thin', sheet).join()).toContain('last minute');
  });
});
