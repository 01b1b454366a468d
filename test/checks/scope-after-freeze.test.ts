/** What the history of a file adds: items and steps that nobody has marked as new. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../plan/analysis.ts';
import { standardRelease } from '../../plan/facts/example.ts';
import type { EarlierVersion } from '../../plan/facts/facts.ts';
import { analyseText, found, marks } from './marked.ts';

const plan = (scope: string, run: string, change = 'change CHG0042138 approved by mara on Wed 2026-11-18') =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service web
    service search
    `,
    `scope {\n  frozen on Fri 2026-11-06\n${scope}\n}\nrun {\n${run}\n}`,
  ).replace('change CHG0042137', change);

const SCOPE = '  should SHOP-7 "Vouchers"';
const RUN = '  deploy web 10m by priya undo 5m\n  verify web 10m by jonas';

const at = (date: string) => Date.parse(`${date}T12:00Z`) / 60_000;
const version = (date: string, text: string, revision?: string): EarlierVersion => ({
  at: at(date),
  plan: analyseText(text).plan,
  revision,
});

function findings(text: string, history: readonly EarlierVersion[]) {
  return analyse(analyseText(text).plan, { history }).findings.filter(({ code }) => code === 'scope-after-freeze');
}

describe('the scope', () => {
  const before = plan(SCOPE, RUN);
  const grown = plan(`${SCOPE}\n  should SHOP-8 "Gift cards"  // <- scope-after-freeze`, RUN);

  test('has an item that was not there when it was frozen', () => {
    const own = findings(grown, [version('2026-11-02', before)]);
    expect(found(own)).toEqual(marks(grown));
    expect(own[0]!.message).toContain('Fri 2026-11-06');
  });

  test('is judged by the last version before the freeze', () => {
    expect(findings(grown, [version('2026-11-02', before), version('2026-11-05', grown)])).toEqual([]);
    expect(findings(grown, [version('2026-11-05', before), version('2026-11-09', grown)])).toHaveLength(1);
  });

  test('is not judged where nobody remembers that day', () => {
    expect(findings(grown, [])).toEqual([]);
    expect(findings(grown, [version('2026-11-09', before)])).toEqual([]);
    expect(findings(grown, [version('2026-11-02', before.replaceAll('shop-2.1', 'shop-2.0'))])).toEqual([]);
  });

  test('may give an item another number, or say what allows it', () => {
    const renumbered = plan('  should SHOP-70 "Vouchers"', RUN);
    expect(findings(renumbered, [version('2026-11-02', before)])).toEqual([]);
    const allowed = plan(`${SCOPE}\n  should SHOP-8 "Gift cards" under CHG0042190`, RUN);
    expect(findings(allowed, [version('2026-11-02', before)])).toEqual([]);
  });
});

describe('the run', () => {
  const before = plan(SCOPE, RUN);
  const grown = plan(
    SCOPE,
    `${RUN}\n  deploy search 10m by priya undo 5m  // <- scope-after-freeze\n  verify search 10m by jonas`,
  );

  test('has a change that was not there when it was approved', () => {
    const own = findings(grown, [version('2026-11-02', before, '3f2a91c'), version('2026-11-20', grown)]);
    expect(found(own)).toEqual(marks(grown));
    expect(own[0]!.message).toContain('Wed 2026-11-18');
    expect(own[0]!.message).toContain('3f2a91c');
  });

  test('was approved again since', () => {
    const again = grown.replace(
      'on Wed 2026-11-18',
      'on Wed 2026-11-18\n  change CHG0042139 approved by mara on Fri 2026-11-27',
    );
    expect(findings(again, [version('2026-11-02', before), version('2026-11-20', again)])).toEqual([]);
  });

  test('waits for the approval of another record', () => {
    const pending = grown.replace('on Wed 2026-11-18', 'on Wed 2026-11-18\n  change CHG0042139');
    expect(findings(pending, [version('2026-11-02', before)])).toEqual([]);
  });

  test('may be renamed, moved, and done by others', () => {
    const moved = plan(SCOPE, '  verify web 10m by jonas\n  deploy web as live "Shop" 20m by jonas undo 5m');
    expect(findings(moved, [version('2026-11-02', before)])).toEqual([]);
    const named = plan(SCOPE, '  deploy web as live 10m by priya undo 5m');
    const retargeted = plan(SCOPE, '  deploy web, search as live 10m by priya undo 5m');
    expect(findings(retargeted, [version('2026-11-02', named)])).toEqual([]);
  });

  test('has the same change twice, and only one was approved', () => {
    const twice = plan(SCOPE, `${RUN}\n  deploy web "Once more" 5m by priya undo 5m  // <- scope-after-freeze`);
    expect(found(findings(twice, [version('2026-11-02', before)]))).toEqual(marks(twice));
  });
});

describe('what comes in late', () => {
  const late = (item: string, change?: string) =>
    analyseText(
      plan(`  must SHOP-9 "Gift wrapping" ${item} added on Thu 2026-11-12 done`, RUN, change),
    ).findings.flatMap(({ code, message }) => (code === 'scope-after-freeze' ? [message] : []));

  test('is in with its change record, unless it is something new', () => {
    const approved = 'change CHG1 approved by mara on Fri 2026-11-13';
    expect(late('under CHG1')).toEqual([]);
    expect(late('correction under CHG1')).toEqual([]);
    expect(late('enhancement under CHG1', approved)).toEqual([]);
    expect(late('enhancement under CHG1')).toEqual([
      '`SHOP-9`, an enhancement, came in 6 days after the scope was frozen (Fri 2026-11-06), and nobody has approved `CHG1`: ' +
        'something new is approved first, `change CHG1 approved by WHO on DATE`; else defer it.',
    ]);
  });

  test('is called what it is', () => {
    expect(late('correction')).toEqual([
      '`SHOP-9`, a correction, came in 6 days after the scope was frozen (Fri 2026-11-06), and no change record allows it; ' +
        'have it decided and add `under CHANGE`, or defer it.',
    ]);
  });

  test('is one of the two', () => {
    const text = plan('  must SHOP-9 "Gift wrapping" enhancement correction by priya', RUN);
    expect(
      analyseText(text)
        .findings.filter(({ code }) => code === 'syntax')
        .map(({ message }) => message),
    ).toEqual([
      'An item is an `enhancement`, something new, or a `correction` of what was wrong; leave one of the two out.',
    ]);
  });
});
