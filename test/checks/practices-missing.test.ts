/** What a kind of release asks of everybody is one reminder; what a plan has begun, and what is dangerous, is not. */
import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { practicesMissing } from '../../plan/checks/practices-missing.ts';
import { analyseText, judgedText } from './marked.ts';

const CODES = checks.flatMap((check) => (check.of === 'release' && check.practice ? [check.code] : []));

/** A normal release of which nothing is there but its steps. */
function plan({ first = '', body = '', run = '', cast = '' } = {}): string {
  return `${first}
person mara
person priya
person jonas
party hosting
${cast}
register cmdb by mara
environment preprod
database orders-db
service web {
  uses orders-db
}
audience customers {
  channels email
  uses web
}

release shop-2.1 "Shop 2.1" {
  owner  mara
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
${body}
  run {
    backup orders-db 20m by priya to vault {
      tested 10m
      keep   30d
    }
${run}
    migrate orders-db 20m by priya undo 15m
    deploy  web       10m by hosting undo 5m
    verify  web       10m by jonas with mara
  }
}
`;
}

/** The same, with a way back that nothing calls, and nobody who answers for it. */
function bare(first = ''): string {
  const back = '  rollback {\n    restore orders-db 30m by priya\n  }\n}\n';
  return plan({ first }).replace('  owner  mara\n', '').replace(/\}\n$/, back);
}

const told = (text: string) => analyseText(text).findings.map(({ code }) => code);
const reminder = (text: string) => analyseText(text).findings.find(({ code }) => code === 'practices-missing');

describe('a plan that has begun none of them', () => {
  test('gets one reminder that names all', () => {
    expect(told(bare()).filter((code) => CODES.includes(code))).toEqual([]);
    const found = reminder(bare())!;
    for (const word of [
      'change record',
      'yes to the date from `hosting`',
      'go/no-go before `migrate orders-db`',
      'hypercare',
      'message to `customers`',
      'stands in for',
      'record of',
      '2 rehearsals',
      'risks',
      'test by users',
      'when `rollback` is called',
      'answers for it',
    ]) {
      expect(found.message).toContain(word);
    }
    expect(CODES.filter((code) => !found.message.includes(code))).toEqual([]);
  });

  test('is asked for each by itself under strict', () => {
    const codes = told(bare('policy from strict'));
    expect(codes).not.toContain('practices-missing');
    expect(CODES.filter((code) => !codes.includes(code))).toEqual([]);
  });

  test('hears nothing of what its policy leaves out', () => {
    const text = plan({ first: 'policy normal {\n  check gate-missing off\n  check rehearsal-missing passed 3\n}' });
    expect(reminder(text)!.message).not.toContain('go/no-go');
    expect(reminder(text)!.message).toContain('3 rehearsals');
    expect(
      told(plan({ first: 'policy normal {\n  check practices-missing off\n}' })).filter((code) =>
        [...CODES, 'practices-missing'].includes(code),
      ),
    ).toEqual([]);
  });

  test('every repair adds what is asked for, is read, and invents nobody', () => {
    const { analysis, fixesOf } = judgedText(plan());
    const found = analysis.findings.find(({ code }) => code === 'practices-missing')!;
    const fixes = fixesOf(found);
    expect(fixes.length).toBeGreaterThanOrEqual(6);
    for (const fix of fixes) {
      const text = applyTextEdits(
        plan(),
        textEdits(fix.edits, () => plan()),
      );
      const left = analyseText(text).findings;
      expect(
        left.filter(({ code }) => ['syntax', 'unknown-name', 'internal-error'].includes(code)),
        fix.title,
      ).toEqual([]);
      expect(left.find(({ code }) => code === 'practices-missing')!.message.length, fix.title).toBeLessThan(
        found.message.length,
      );
    }
  });
});

test('the only one that is missing says what it says by itself', () => {
  const { findings } = analyseText(practicesMissing.example.breaks);
  expect(findings.map(({ message }) => message)).toEqual([
    'Nobody says go before `deploy web`, the first change of the run; put a gate before it. That is asked of a normal ' +
      'release; waive `gate-missing` if this one does not need it.',
  ]);
});

describe('a plan that has begun one is held to it by its own check', () => {
  test.each([
    ['rehearsal-missing', { body: '  rehearsal first in preprod at T-10wd 10:00' }],
    ['gate-missing', { body: '  phase early at T-20wd {\n    gate standing "Standing exceptions" 15m by mara\n  }' }],
    ['uat-signoff-late', { body: '  uat acceptance in preprod by mara {\n    during tbd\n  }' }],
    ['change-record-missing', { body: '  change CHG1 during Fri 2026-12-04 22:00 .. 23:00' }],
    ['message-missing', { body: '  notify customers "Soon" by mara via email at T-5wd' }],
    ['record-missing', { run: '    record orders-db 5m by mara in cmdb' }],
    ['hypercare-gap', { body: '  hypercare T .. T+1d {\n    cover by mara otherwise\n  }' }],
    ['risk-unmitigated', { body: '  risk slow "Slow" {\n    likelihood high\n    impact     high\n  }' }],
    ['no-deputy', { cast: 'person sam {\n  deputy jonas\n}' }],
    ['date-unconfirmed', { body: '  confirmed by mara on Mon 2026-10-05' }],
  ])('%s', (code, begun) => {
    expect(told(plan(begun))).toContain(code);
    expect(reminder(plan(begun))?.message ?? '').not.toMatch(new RegExp(`\`${code}\``));
  });
});

describe('what makes the night dangerous is never one reminder among others', () => {
  test.each([
    [
      'a change without a way back, and nobody says go',
      'gate-missing',
      plan({ run: '    deploy web "Old" 5m by priya irreversible approved by mara' }),
    ],
    ['users who are cut off and not told', 'message-missing', plan({ run: '    stop web 5m by priya undo 5m' })],
    ['data without a backup', 'backup-missing', plan().replace('backup orders-db', 'task save "Save it"')],
    ['a change that nothing takes back', 'rollback-missing', plan().replace('by hosting undo 5m', 'by hosting')],
    ['a change that nobody verifies', 'verify-missing', plan().replace('verify  web', 'task look "Look"')],
  ])('%s', (_, code, text) => {
    expect(told(text)).toContain(code);
  });
});

test('a waiver of one of them silences it, and leaves the others in the reminder', () => {
  const text = plan({ body: '  waive gate-missing until Thu 2026-12-31 because "Decided by day"' });
  const { findings } = analyseText(text);
  expect(findings.find(({ code }) => code === 'gate-missing')?.waived?.because).toBe('Decided by day');
  expect(reminder(text)!.message).not.toContain('go/no-go');
  expect(findings.map(({ code }) => code)).not.toContain('waiver-unused');
});

test('`singly` knows every practice', () => {
  const parameter = practicesMissing.parameters!.singly!;
  expect(parameter.type === 'words' && parameter.choices).toEqual(CODES);
});

test('a practice that a policy itself asks for is told by its own check, as severe as the policy says', () => {
  const text = practicesMissing.example.breaks;
  for (const severity of ['error', 'information'] as const) {
    const { findings } = analyseText(`policy normal {\n  check gate-missing ${severity}\n}\n${text}`);
    expect(findings.map((one) => `${one.code} ${one.severity}`)).toEqual([`gate-missing ${severity}`]);
  }
});
