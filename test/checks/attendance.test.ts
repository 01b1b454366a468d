/** Who has to be there at a milestone, and is not. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { withoutPeople } from '../../plan/what-if/absence.ts';
import { renderChecklist } from '../../view/checklist.ts';
import { analyseText } from './marked.ts';

const CAST = `person ann
person bob
person cid {
  leave Sat 2026-12-05 .. Sun 2026-12-06
}
person dan {
  zone  Europe/Berlin
  shift Mon..Sun 08:00 .. 16:00
}
team away is cid, dan
team crew is cid, bob
role lead is cid
service web
`;
const plan = (milestone: string) =>
  standardRelease(CAST, `run {\n  deploy web 10m by ann undo 5m\n  ${milestone}\n  verify web 10m by bob\n}`);
const found = (milestone: string) =>
  analyseText(plan(milestone)).findings.flatMap(({ code, message }) =>
    ['off-shift', 'double-booked', 'syntax', 'unknown-name'].includes(code) ? [`${code}: ${message}`] : [],
  );

describe('who has to be there at a milestone', () => {
  test.each<[string, readonly RegExp[]]>([
    ['with ann, bob', []],
    ['with any of crew', []],
    ['with cid', [/^double-booked: `cid` is on leave \(.*\) at the time of milestone `live` \(/]],
    ['with lead', [/^double-booked: `cid` is on leave/]],
    ['with crew', [/^double-booked: `cid` is on leave/]],
    ['with dan', [/^off-shift: `dan` has to be there at milestone `live` \(.*\), and is off shift then/]],
    [
      'with any of away',
      [/^off-shift: .* asks for 1 of 2, and 0 can be there: `cid` is on leave and `dan` is off shift/],
    ],
    ['with cid done', []],
    ['with nobdoy', [/^unknown-name: /]],
  ])('%s', (clause, expected) => {
    const all = found(`milestone live after deploy web ${clause}`);
    expect(all).toHaveLength(expected.length);
    for (const [i, one] of expected.entries()) expect(all[i]).toMatch(one);
  });

  test('stands in the checklist', () => {
    const analysis = analyseText(plan('milestone live by bob with ann, any of crew after deploy web'));
    const html = renderChecklist(analysis, analysis.schedules[0]!);
    expect(html).toContain('bob with ann, any of crew');
  });

  test('is missed by a plan without them', () => {
    const { plan: whole } = analyseText(plan('milestone live with ann after deploy web'));
    const { gaps } = withoutPeople(whole, new Set(['ann']));
    expect(gaps.map(({ what, who }) => `${what}: ${who}`)).toContain('milestone live: ann');
  });
});
