/** Who is open is told as open, wherever the plan counts on them, and by no other check. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { active, analyseText, messagesOf } from './marked.ts';

const night = (more = '') => `owner ann
run {
  deploy web 10m by ann undo 5m
  verify web 10m by bob
}
${more}`;
const open = (shared: string, more?: string) =>
  messagesOf('still-open', standardRelease(shared, night(more))).join(' ');

test('a stand-in who is open', () => {
  const people = (deputy: string) => `policy standard {
  check no-deputy warning
}
person ann { deputy ${deputy} }
person bob { deputy ann }
person cid
service web`;
  const text = standardRelease(people('tbd'), night());
  expect(active(analyseText(text).findings).map(({ code }) => code)).not.toContain('no-deputy');
  expect(open(people('tbd'))).toContain('who stands in for `ann`');
  expect(open(people('cid'))).toBe('');
});

test('a role that nobody fills yet, in a team and where somebody is called', () => {
  const shared = 'person ann\nperson bob\nrole spare is tbd\nteam ops is ann, spare\nservice web';
  expect(open(shared, 'meet look 10m by bob with ops at T+1wd 10:00')).toContain('who `spare` is');
  expect(
    open(
      shared.replace('team ops is ann, spare\n', ''),
      'hypercare T .. T+1d {\n  cover by ann\n  escalate ann, spare\n}',
    ),
  ).toContain('who `spare` is');
});

test('whoever is there to be reached is used', () => {
  const unused = (party: string) =>
    messagesOf('unused', standardRelease(`person ann\nperson bob\nservice web\n${party}`, night()));
  expect(unused('party registrar')).toHaveLength(1);
  expect(unused('party registrar {\n  contact phone "+49 30 555"\n}')).toEqual([]);
});
