/** Whatever a plan says is told when it says something else: line by line of whole plans, and what must be seen first. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { type Analysis, analyse } from '../../plan/analysis.ts';
import { compare, isDifferent } from '../../plan/diff/compare.ts';
import type { Plan } from '../../plan/model.ts';
import { headlinesOf } from '../../view/diff/headlines.ts';
import { newsOf } from '../../view/diff/news.ts';
import { FOLDER, MAIN, NOW } from '../server/source-file.ts';
import { analysed } from '../what-if/tried.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

/** One plan without imports, so that a line is all that is taken away. */
function wholeText(name: string): string {
  const text = readFileSync(join(EXAMPLES, name), 'utf8');
  return text.replace(/^import "(.*)".*$/gm, (_, path) => readFileSync(join(EXAMPLES, path), 'utf8'));
}

/** Lines that neither open nor close a block, and are no comment. */
function factsOf(text: string): readonly number[] {
  const lines = text.split('\n');
  return lines.flatMap((line, i) =>
    /^\s*($|\/\/|\/\*|\*|\})/.test(line) || /[{},]\s*(\/\/.*)?$/.test(line) ? [] : [i],
  );
}

/** Without findings: what the plan says must be told even where no check minds. */
function scheduled(text: string): Analysis {
  const workspace = createWorkspace({ roots: [FOLDER], now: () => NOW });
  workspace.set(MAIN, text);
  return analyse(workspace.plan(MAIN), { checks: [], now: NOW });
}

/** What lowering makes of a text, its places and notes left out. */
function meaning(plan: Plan): string {
  const seen = new Set<unknown>();
  return JSON.stringify(plan, (key, value) => {
    if (WHERE.has(key) || /[pP]lace$/.test(key)) return undefined;
    if (value instanceof Map) return [...value.keys()];
    if (typeof value === 'object' && value !== null) {
      if (seen.has(value)) return undefined;
      seen.add(value);
    }
    return value;
  });
}

const WHERE = new Set([
  'id',
  'things',
  'head',
  'note',
  'problems',
  'writtenTimes',
  'references',
  'placeholders',
  'declarations',
]);

describe('a line that is taken away is told', () => {
  const examples = readdirSync(EXAMPLES).filter((name) => name.endsWith('.release') && !name.startsWith('mistakes'));
  test.each(examples)('%s', (name) => {
    const text = wholeText(name);
    const base = scheduled(text);
    const lines = text.split('\n');
    const own = new Set(readFileSync(join(EXAMPLES, name), 'utf8').split('\n'));
    // What the examples share is taken away line by line once.
    const isShared = (i: number) => name !== 'payments-4.2.release' && !own.has(lines[i]!);
    const facts = factsOf(text).filter((i) => !isShared(i));
    expect(facts.length).toBeGreaterThan(5);
    const silent: string[] = [];
    for (const i of facts) {
      const shorter = lines.toSpliced(i, 1).join('\n');
      const analysis = scheduled(shorter);
      if (meaning(analysis.plan) === meaning(base.plan)) continue;
      if (!isDifferent(compare(base, analysis))) silent.push(lines[i]!.trim());
    }
    expect(silent).toEqual([]);
  });
});

describe('an hour of another zone is told', () => {
  const examples = readdirSync(EXAMPLES).filter((name) => name.endsWith('.release') && !name.startsWith('mistakes'));
  test.each(examples)('%s', (name) => {
    const text = readFileSync(join(EXAMPLES, name), 'utf8');
    const base = scheduled(text);
    const hours = [...text.matchAll(/\b\d\d:\d\d\b(?! (UTC|[A-Z]\w+\/))/g)].map((hour) => hour.index + hour[0].length);
    const silent: string[] = [];
    for (const end of hours) {
      const analysis = scheduled(`${text.slice(0, end)} Asia/Tokyo${text.slice(end)}`);
      if (analysis.plan.problems.length > base.plan.problems.length) continue;
      if (meaning(analysis.plan) === meaning(base.plan)) continue;
      if (!isDifferent(compare(base, analysis))) silent.push(text.slice(text.lastIndexOf('\n', end) + 1, end));
    }
    expect(silent).toEqual([]);
  });
});

const PLAN = `person priya
person jonas
team board is priya, jonas
role dba is priya else jonas
service web
policy normal { check rest-too-short error }
release r {
  kind   standard
  owner  priya
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  change CHG1 approved by priya on Mon 2026-11-02
  freeze quiet of web from Fri 2026-12-04 until Sat 2026-12-05 except by priya
  run {
    gate go 10m by priya {
      quorum 2 including priya
      unanimous
      veto  priya
      needs look
      no-go then rollback back
    }
    task    look 5m by priya
    deploy  web 10m by jonas undo 5m by priya
    migrate web as tables 10m by jonas irreversible approved by priya
    point of no return
    verify  web 10m by priya
    when "Errors" > 1 % over 5m from grafana then rollback back
  }
  rollback back else full { deploy web 10m by jonas }
  rollback full { restore web 10m by jonas }
}
`;

/** Everything a reviewer is told first, of the file and of its release. */
function headlines(head: string): readonly string[] {
  const difference = compare(analysed(PLAN), analysed(head));
  const news = newsOf({ status: 'changed', path: 'r.release', difference });
  return [...news.headlines, ...difference.releases.flatMap(headlinesOf)].map(({ text }) => text);
}

test.each([
  ['unanimous', 'majority', 'go: rule unanimous → majority'],
  ['veto  priya', 'veto  jonas', 'go: veto priya → jonas'],
  ['      veto  priya\n', '', 'go: veto no longer priya'],
  ['quorum 2 including priya', 'quorum 1', 'go: quorum 2 including priya → 1'],
  ['      needs look\n', '', 'go: needs no longer look'],
  ['no-go then rollback back', 'no-go then stop', 'go: no-go rollback back → stop'],
  ['undo 5m by priya', 'undo 5m by jonas', 'deploy web: undo by priya → jonas'],
  ['undo 5m by priya', '', 'deploy web: undo no longer 5m'],
  ['irreversible approved by priya', 'irreversible', 'tables: irreversible approved by priya → yes'],
  ['CHG1 approved by priya', 'CHG1 approved by jonas', 'change CHG1: approved by priya → jonas'],
  ['owner  priya', 'owner  jonas', 'owner priya → jonas'],
  ['except by priya', 'except by jonas', 'freeze quiet: except by priya → jonas'],
  ['back else full', 'back', 'rollback back: else no longer full'],
  ['over 5m', 'over 15m', 'when Errors > 1 % over 15m from grafana is new'],
  ['    point of no return\n', '', 'point of no return is gone'],
  ['role dba is priya else jonas', 'role dba is jonas', 'role dba: is priya → jonas'],
  ['board is priya, jonas', 'board is priya', 'team board: is priya, jonas → priya'],
  ['rest-too-short error', 'rest-too-short off', 'policy normal: check rest-too-short error → rest-too-short off'],
])('`%s` → `%s` stands among the headlines', (from, to, headline) => {
  expect(headlines(PLAN.replace(from, to))).toContain(headline);
});

test('a plan and itself have no headlines', () => {
  expect(headlines(PLAN)).toEqual([]);
});
