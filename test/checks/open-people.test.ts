/** Who is open is told as open, wherever the plan counts on them, and by no other check. */
import { expect, test } from 'vitest';
import { checks } from '../../plan/checks/catalogue.ts';
import { standardRelease } from '../../plan/facts/example.ts';
import { factsOf } from '../../plan/findings/findings.ts';
import { active, analyseText, judgedText, messagesOf } from './marked.ts';

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

test('a role that decides, and that nobody fills or stands in for', () => {
  const shared = (lead: string, more = '') =>
    `policy normal {\n  check hypercare-gap off\n  check rehearsal-missing off\n}\nperson ann\nperson bob${more}\nrole lead is ${lead}\nservice web`;
  const run = (by: string) => `run {
  gate go 5m by ${by} { - "All are there" }
  deploy web 10m by ann undo 5m
  verify web 10m by bob
  when "Error rate" > 1 % over 5m from grafana by ${by} then rollback back
}
rollback back {
  deploy web as again 5m by ann
}`;
  const missing = (lead: string, by = 'lead', more = '') =>
    messagesOf(
      'practices-missing',
      standardRelease(shared(lead, more), run(by)).replace('kind   standard', 'kind   normal'),
    ).join();
  expect(missing('tbd')).toMatch(/somebody who stands in for .*`lead`/);
  expect(missing('tbd else ann')).not.toContain('`lead`');
  expect(missing('tbd', 'lead else ann')).not.toContain('`lead`');
  expect(missing('ann')).not.toContain('`lead`');
  // Where others have somebody, it is told by itself.
  const told = standardRelease(shared('tbd', ' { deputy ann }'), run('lead')).replace(
    'kind   standard',
    'kind   normal',
  );
  expect(messagesOf('no-deputy', told).join()).toContain('`lead` alone decides `go`');
});

test('nothing is given to somebody who is still open', () => {
  let offered = 0;
  for (const { code, example } of checks) {
    const open = example.breaks
      .replace(/^( *)owner .*$/gm, '$1owner tbd')
      .replace(/^(release [^{]*\{)$/gm, (head) => (/^ *owner /m.test(example.breaks) ? head : `${head}\n  owner tbd`));
    const { analysis, fixesOf } = judgedText(open);
    for (const finding of new Set([...analysis.findings, ...factsOf(analysis.findings)])) {
      for (const { title, edits } of fixesOf(finding)) {
        offered++;
        const written = edits.map((edit) => ('text' in edit ? edit.text : '')).join('\n');
        // A risk is begun with its owner open, and says so.
        if (/still open|with a reason/.test(title)) continue;
        expect(`${code}: ${title}: ${written}`).not.toMatch(/\bby tbd\b|`tbd`/);
      }
    }
  }
  expect(offered).toBeGreaterThan(50);
});
