import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { active, described, judgedFiles } from './marked.ts';

const read = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const SHARED = read('shared.release');
const TICKETS = read('tickets.release');

/** Mon 2027-02-22 08:00 UTC. */
const NOW = Date.UTC(2027, 1, 22, 8) / 60_000;

function analyseTickets(text: string, shared = SHARED, now = NOW) {
  return judgedTickets(text, shared, now).analysis.findings;
}

function judgedTickets(text: string, shared = SHARED, now = NOW) {
  const files = { 'file:///plans/shared.release': shared, 'file:///plans/tickets.release': text };
  return judgedFiles(files, 'file:///plans/tickets.release', now);
}

/** The codes found once `change` has been made, each once. */
function codesAfter(change: readonly [from: string, to: string], shared?: readonly [string, string]): string[] {
  const findings = analyseTickets(replaced(TICKETS, change), shared ? replaced(SHARED, shared) : SHARED);
  return [...new Set(active(findings).map(({ code }) => code))].sort();
}

function replaced(text: string, [from, to]: readonly [string, string]): string {
  expect(text, `the fixture no longer has: ${from}`).toContain(from);
  return text.replace(from, to);
}

describe('a whole release that has everything', () => {
  test('has no finding', () => {
    expect(described(analyseTickets(TICKETS))).toEqual([]);
  });

  const GATE = 'needs box-office-test, full-run, copy-seats';
  const BACKUP =
    'backup seats-db as evening-backup 30m by database-admin {\n        tested 15m\n        keep 14d\n      }';
  const cases: readonly (readonly [title: string, change: readonly [string, string], codes: readonly string[]])[] = [
    ['the test of the backup', ['        tested 15m\n', ''], ['backup-unverified']],
    ['the backup', [BACKUP, ''], ['backup-missing', 'unknown-name']],
    ['one snapshot', ['      snapshot web-01 10m by operations\n', ''], ['snapshot-missing']],
    ['an undo', [' by operations undo 10m', ' by operations'], ['rollback-missing']],
    ['the restore', ['    restore seats-db 45m by database-admin from evening-backup\n', ''], ['rollback-missing']],
    ['the verification', ['      verify  ticket-shop "Buy a seat" 15m by testers\n', ''], ['verify-missing']],
    ['who stops the shop', ['stop    ticket-shop 5m by operations', 'stop    ticket-shop 5m'], ['unassigned']],
    ['a duration', ['verify  ticket-shop "Buy a seat" 15m', 'verify  ticket-shop "Buy a seat"'], ['estimate-missing']],
    ['the change record', ['  change  CR-881 approved by vera on Mon 2026-10-05\n', ''], ['practices-missing']],
    [
      'one rehearsal',
      ['  rehearsal dry-run  in rehearsal-site at Tue 2027-03-02 10:00 3h\n', ''],
      ['rehearsal-missing'],
    ],
    ['what the gate needs', [GATE, 'needs full-run, copy-seats'], ['uat-signoff-late']],
    ['an item from the test', ['SEAT-12, SEAT-15', 'SEAT-12'], ['uat-signoff-late']],
    ['the sign-off', ['    sign-off due T-4wd by fergus\n', ''], ['uat-signoff-late']],
    [
      'the announcement',
      ['  notify buyers  "The shop is closed on Saturday night" by nora at T-3wd\n', ''],
      ['message-missing'],
    ],
    [
      'the all-clear',
      ['  notify sponsor "How the night went"                  by nora after run\n', ''],
      ['message-missing'],
    ],
  ];
  test.each(cases)('misses %s', (_, change, codes) => {
    expect(codesAfter(change)).toEqual(codes);
  });

  test.each(cases)('is repaired of %s by every quick fix', (_, change, codes) => {
    const text = replaced(TICKETS, change);
    const { analysis, fixesOf } = judgedTickets(text);
    const before = active(analysis.findings);
    for (const finding of before) {
      if (finding.code === 'unknown-name') continue;
      for (const fix of fixesOf(finding)) {
        const repaired = applyTextEdits(
          text,
          textEdits(fix.edits, () => text),
        );
        const left = active(analyseTickets(repaired));
        const report = `${fix.title}\n${described(left).join('\n')}\n${repaired}`;
        const same = (findings: readonly Finding[]) => findings.filter(({ code }) => code === finding.code).length;
        expect(same(left), report).toBeLessThan(same(before));
        expect(codes, report).toEqual(expect.arrayContaining(left.map(({ code }) => code)));
      }
    }
  });

  test('without its gate has nobody who says go', () => {
    const gate = /^ {4}gate go .*\n.*\n {4}}\n/m.exec(TICKETS)![0];
    expect(codesAfter([gate, ''])).toEqual(['practices-missing']);
  });

  test('moved into a freeze violates it', () => {
    const july = [
      'Sat 2027-03-13 21:00 .. Sun 2027-03-14 03:00',
      'Sat 2027-07-10 21:00 .. Sun 2027-07-11 03:00',
    ] as const;
    expect(codesAfter(july)).toEqual(['freeze-violation']);
    const excepted = [
      'from Thu 2027-07-01 until Sat 2027-07-31',
      'from Thu 2027-07-01 until Sat 2027-07-31 except by vera',
    ] as const;
    expect(codesAfter(july, excepted)).toEqual([]);
  });

  test('in a shorter window does not fit, and then not with its rollback', () => {
    expect(codesAfter(['Sun 2027-03-14 03:00', 'Sat 2027-03-13 23:30'])).toContain('rollback-too-late');
    expect(codesAfter(['Sun 2027-03-14 03:00', 'Sat 2027-03-13 22:30'])).toContain('outside-window');
  });

  test('with its test on a holiday of the testers has no testers', () => {
    const closed = ['  zone Europe/Dublin\n', '  zone Europe/Dublin\n  holiday Wed 2027-03-03 "Closed"\n'] as const;
    expect(codesAfter(['', ''], closed)).toEqual(['uat-team-unavailable']);
  });

  test('with its test where and when it is rehearsed has no quiet environment', () => {
    expect(codesAfter(['in acceptance-site by', 'in rehearsal-site by'])).toEqual([]);
    expect(
      codesAfter([
        'rehearsal dry-run  in rehearsal-site at Tue 2027-03-02',
        'rehearsal dry-run  in acceptance-site at Wed 2027-03-03',
      ]),
    ).toEqual(['uat-environment-busy']);
  });

  test('with somebody on leave on the night has a gap', () => {
    const leave = ['person nora {\n', 'person nora {\n  leave Fri 2027-03-12 .. Fri 2027-03-19\n'] as const;
    expect(codesAfter(['', ''], leave)).toEqual(['double-booked']);
  });

  test('asks for the result of a rehearsal behind it', () => {
    const afterFirst = Date.UTC(2027, 2, 3, 8) / 60_000;
    const codes = active(analyseTickets(TICKETS, SHARED, afterFirst)).map(({ code }) => code);
    expect(codes).toEqual(['overdue']);
    const passed = TICKETS.replace('10:00 3h\n', '10:00 3h {\n    passed on Tue 2027-03-02 by nora\n  }\n');
    expect(described(analyseTickets(passed, SHARED, afterFirst))).toEqual([]);
  });
});
