/** What public plans begin and never end: what is closed, paused or lowered, what users are told, freezes, watches. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = `person ann
person bob
service web on web-db
database web-db
database old-db
service jobs
source grafana
audience buyers { uses web }
`;

const of = (code: string, body: string, { kind = 'normal', window = '' } = {}) => {
  const text = standardRelease(CAST, body).replace('kind   standard', `kind   ${kind}`);
  return messagesOf(code, window === '' ? text : text.replace(/window .*/, `window ${window}`));
};

describe('what the run suspends', () => {
  const plan = (
    pause: string,
    resume: string,
    back = '',
    call = 'when "Errors" > 5 % over 5m from grafana then rollback back',
  ) => `run {
  ${pause}
  deploy web 10m by ann
  verify web 5m by bob
  ${resume}
  ${call}
}
rollback back {
  deploy web as before 5m by ann
  ${back}
}`;
  const quiet = 'configure web as quiet "Silence the alerts" 5m by ann';
  const loud = 'configure web as loud "Alerts are back" 5m by ann';
  const late = 'gate keep 5m by bob {\n    - "It holds"\n    no-go then rollback back\n  }';
  test.each([
    [quiet, loud, '', undefined, 1],
    ['stop jobs as paused "Nightly jobs" 5m by ann', 'start jobs 5m by ann', '', undefined, 1],
    [quiet, loud, '', '', 1],
    [quiet, loud, 'task alerts "Alerts on again" 5m by ann', undefined, 0],
    [
      'stop jobs as paused "Nightly jobs" 5m by ann',
      'start jobs 5m by ann',
      'start jobs as up 5m by ann',
      undefined,
      0,
    ],
    [`${quiet} undo 5m`, loud, '', undefined, 0],
    // By then they are back.
    [quiet, `${loud}\n  ${late}`, '', '', 0],
    [quiet, `${late}\n  ${loud}`, '', '', 1],
    // What nobody resumes at all is told once.
    [quiet, '', '', undefined, 1],
  ])('is brought back by whoever goes back: %s, %s, %s, %s', (pause, resume, back, call, count) => {
    expect(of('left-stopped', plan(pause, resume, back, call))).toHaveLength(count);
  });

  test('and by what comes behind the run in any case', () => {
    expect(
      of('left-stopped', `${plan(quiet, loud)}\nphase morning at T+8h {\n  ${loud.replace('as loud', 'as louder')}\n}`),
    ).toEqual([]);
  });
});

describe('a way back that closes something', () => {
  const plan = (back: string) => `run {
  deploy web 10m by ann
  verify web 5m by bob
}
rollback back {
  ${back}
}`;
  const shut = 'stop web as no-writes "No writes" 5m by ann';
  test.each([
    [`${shut}\n  restore web-db 5m by ann`, 1],
    ['configure web as closed "Maintenance mode" 5m by ann\n  restore web-db 5m by ann', 1],
    [`${shut}\n  restore web-db 5m by ann\n  start web as up 5m by ann`, 0],
    [`${shut}\n  restore web-db 5m by ann\n  task open "Writes are allowed" 5m by ann`, 0],
    // It starts with what is brought there, or users work elsewhere.
    [`${shut}\n  deploy web as before 5m by ann`, 0],
    [`${shut}\n  switch web as over to old-db 5m by ann`, 0],
  ])('opens it: %s', (back, count) => {
    expect(of('left-stopped', plan(back))).toHaveLength(count);
  });
});

describe('what is set otherwise for the night', () => {
  const plan = (
    line: string,
    change = 'deploy web 10m by ann undo 5m',
    last = '',
  ) => `${line.startsWith('task') ? `phase ahead at T-2d {\n  ${line}\n}\n` : ''}run {
  ${line.startsWith('task') ? '' : line}
  ${change}
  verify web 5m by bob
  ${last}
}`;
  const closed = 'configure web-db as closed "Read-only" 5m by ann undo 5m';
  const lower = 'task ttl "Lower the DNS TTL to 60 s" by ann';
  test.each([
    [lower, undefined, '', 1],
    ['task ttl "TTL of all records reduced" by ann', undefined, '', 1],
    [lower, undefined, 'task higher "TTL back to 3600" 5m by ann', 0],
    [lower, undefined, 'wait expired "TTL has expired" 5m', 1],
    ['task ttl "TTL of the certificates" by ann', undefined, '', 0],
    [closed.replace(' undo 5m', ''), undefined, '', 1],
    [closed, undefined, '', 0],
    [closed.replace(' undo 5m', ''), undefined, 'configure web-db as open "Writable again" 5m by ann', 0],
    // Users and data leave it.
    [closed.replace(' undo 5m', ''), 'switch web as over to old-db 10m by ann undo 5m', '', 0],
    ['configure web-db as roles "Read-only roles" 5m by ann', undefined, '', 0],
  ])('is set back: %s, %s, %s', (line, change, last, count) => {
    expect(of('left-stopped', plan(line, change, last))).toHaveLength(count);
  });
});
