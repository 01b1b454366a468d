/** A skill, or an access, that one person alone has. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const says = (things: string, lines: string) =>
  messagesOf(
    'single-point-of-failure',
    `policy standard {\n  check single-point-of-failure information share 101\n}\n${standardRelease(things, lines)}`,
  );

describe('a skill', () => {
  const people = (bob: string) =>
    `person ann {\n  skills postgres\n}\nperson bob${bob}\nperson cid\nteam ops is ann, bob\nservice web`;
  const run = (more = '') =>
    `run {\n  deploy web 10m by any of ops skilled in postgres${more} undo 5m\n  verify web 10m by cid\n}`;

  test('that one of a team has', () => {
    expect(says(people(''), run())).toEqual([
      'Of `ops` `ann` alone has `postgres`, which `deploy web` asks for; have a second one learn it, or name one who has it: `else NAME`.',
    ]);
  });

  test('that another one has as well', () => {
    expect(says(people(' {\n  skills postgres\n}'), run())).toEqual([]);
  });
});

describe('an access', () => {
  const night = (more: string) => `run {
  grant  web 5m by cid to ann
  ${more}
  deploy web 10m by ann else bob undo 5m
  verify web 10m by cid
  revoke web 5m by cid from ann
}`;
  const people = 'person ann\nperson bob\nperson cid\nservice web';

  test('that whoever stands in is not given', () => {
    expect(says(people, night(''))).toEqual([
      '`bob` stands in for `ann` at `deploy web`, and only `ann` is given access to `web`; grant it to `bob` as well.',
    ]);
  });

  test('that both are given', () => expect(says(people, night('grant web 5m by cid to bob'))).toEqual([]));
});
