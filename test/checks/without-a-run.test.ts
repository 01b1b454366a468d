/** A plan that changes production over weeks, in phases and on dated lines, and has no run: it is judged like one that has. */
import { describe, expect, test } from 'vitest';
import { active, analyseText, messagesOf } from './marked.ts';

function plan(body: string, things = ''): string {
  return `person ines
person otto
application ledger
${things}
release ledger-9 "The ledger moves" {
  kind   standard
  zone   Europe/Berlin
  window Tue 2026-12-15
  change CHG0042137
${body}
}
`;
}

const MOVE = '  migrate ledger as move Mon 2026-11-02 .. Fri 2026-11-06 by ines undo 2d';
const LOOK = '  verify ledger as look Mon 2026-11-09 .. Wed 2026-11-11 by otto';

describe('what is changed without a run', () => {
  test('is taken back and verified as in a run', () => {
    const codes = active(analyseText(plan(MOVE.replace(' undo 2d', ''))).findings).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['rollback-missing', 'verify-missing']));
  });

  test.each([
    ['dated lines', `${MOVE}\n${LOOK}`],
    ['phases', `  phase moving Mon 2026-11-02 .. Fri 2026-11-06 {\n  ${MOVE}\n  }\n  phase trust {\n  ${LOOK}\n  }`],
  ])('is quiet about a plan of %s that says so', (_, body) => {
    expect(active(analyseText(plan(body)).findings)).toEqual([]);
  });

  test('is verified by the dates, and not by a verification of days before', () => {
    const early = LOOK.replace('Mon 2026-11-09 .. Wed 2026-11-11', 'Mon 2026-11-02 .. Tue 2026-11-03');
    expect(messagesOf('verify-missing', plan(`${MOVE}\n${early}`))[0]).toContain('`look` does not wait for it');
  });

  test('counts for nothing where there is a run that changes something', () => {
    const run = '  run {\n    deploy ledger 10m by ines undo 5m\n    verify ledger 10m by otto\n  }';
    expect(active(analyseText(plan(`${MOVE.replace(' undo 2d', '')}\n${run}`)).findings)).toEqual([]);
  });

  test('has no moment at which everybody could be asked to say go', () => {
    const normal = plan(`${MOVE}\n${LOOK}`).replace('kind   standard', 'kind   normal');
    expect(messagesOf('gate-missing', normal)).toEqual([]);
    expect(messagesOf('uat-signoff-late', normal)).toEqual([]);
  });
});

describe('a freeze that stands in the release', () => {
  const frozen = (of: string) =>
    messagesOf(
      'freeze-violation',
      plan(
        `  freeze hands-off of ${of} from Sun 2026-11-01 until Fri 2026-11-13\n${MOVE}\n${LOOK}`,
        'environment production\napplication payroll',
      ),
    );

  test('keeps others away from the systems it works on', () => {
    expect(frozen('ledger')).toEqual([]);
  });

  test('holds for the release itself where it is of all that is there', () => {
    expect(frozen('production')[0]).toContain('falls into the freeze `hands-off`');
    expect(frozen('ledger, production')[0]).toContain('falls into the freeze `hands-off`');
  });
});
