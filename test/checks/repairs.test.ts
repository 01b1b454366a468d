/**
 * A repair would be accepted: whatever is offered for a finding, at whatever moment of a plan's life, plans nothing into what is
 * over, gives nothing to somebody who is away, and names nobody whom the plan does not know.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { canBeDone } from '../../language/edit/trial.ts';
import { standsForText } from '../../language/lower/text/placeholders.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { standardRelease } from '../../plan/facts/example.ts';
import { TBD } from '../../plan/model.ts';
import { Random } from '../fuzz/random.ts';
import { FILE, messagesOf } from './marked.ts';

const ROOT = new URL('../../examples/', import.meta.url);
const SHARED = ['acme', 'bistro'].map(
  (name) =>
    [`file:///plans/shared/${name}.release`, readFileSync(new URL(`shared/${name}.release`, ROOT), 'utf8')] as const,
);
/** The night of the examples of checks. */
const NIGHT = Date.UTC(2026, 11, 5, 21) / 60_000;
const DAY = 24 * 60;

function workspaceAt(text: string, now: number): Workspace {
  const workspace = createWorkspace({ roots: ['file:///plans/'], now: () => now });
  for (const [uri, shared] of SHARED) workspace.set(uri, shared);
  workspace.set(FILE, text);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
  return workspace;
}

/** Every repair of every finding, however it is asked for; says how many there were. */
function expectAcceptable(text: string, now: number): number {
  const workspace = workspaceAt(text, now);
  const { plan, findings } = workspace.analysis(FILE);
  const names = new Set([...plan.names.keys(), ...plan.releases.flatMap((one) => [...one.names.keys()])]);
  // What a line already names is nobody's invention.
  for (const { name } of plan.references) names.add(name);
  let count = 0;
  for (const finding of findings) {
    for (const fix of workspace.fixesOf(FILE)(finding)) {
      count++;
      const trial = workspace.fork();
      const said = `${finding.code}: ${fix.title}, judged at ${new Date(now * 60_000).toISOString()}\n${text}`;
      const edits = textEdits(fix.edits, (uri) => workspace.text(uri));
      trial.set(
        FILE,
        applyTextEdits(
          text,
          edits.filter(({ file }) => file === FILE),
        ),
      );
      expect(canBeDone(workspace, trial, FILE), said).toBe(true);
      for (const { newText } of edits) {
        const bare = newText.replace(/"[^"]*"/g, '""');
        const asked = [...bare.matchAll(/\b(?:by|with|else) ([\p{L}\p{N}_-]+)/gu)].map(([, name]) => name!);
        const unknown = asked.filter((name) => !names.has(name) && !WORDS.has(name));
        expect(unknown, said).toEqual([]);
        for (const [title] of newText.matchAll(/"[^"]*"/g)) expect(standsForText(title.slice(1, -1)), said).toBe(false);
      }
    }
  }
  return count;
}

/** Behind `by` and `with` these are no names. */
const WORDS: ReadonlySet<string> = new Set(['any', 'all', 'relay', 'owner', 'sponsor', TBD]);

describe('the examples of all checks', () => {
  test.each([-2 * DAY, 30, 20 * DAY])('%d minutes from T', (minutes) => {
    const count = checks.reduce((sum, { example }) => sum + expectAcceptable(example.breaks, NIGHT + minutes), 0);
    expect(count).toBeGreaterThan(5);
  });
});

describe('plans that have lost some of their lines', () => {
  const nights = { 'payments-4.2': NIGHT, 'migration-weekend': Date.UTC(2026, 9, 24, 18) / 60_000 };
  test.each(Object.entries(nights))('%s', (name, night) => {
    const lines = readFileSync(new URL(`${name}.release`, ROOT), 'utf8').split('\n');
    let count = 0;
    for (let i = 0; i < 8; i++) {
      const random = new Random(7, i);
      // Lines of a block are left out, and no brace: what is left can be read.
      const left = lines.filter((line) => /[{}]/.test(line) || !/^ {2,}\S/.test(line) || !random.chance(0.15));
      count += expectAcceptable(left.join('\n'), night + random.between(-40 * DAY, 3 * DAY));
    }
    expect(count).toBeGreaterThan(5);
  });
});

test('a message that had to be sent by now is not advised for a day that is over', () => {
  const text = standardRelease(
    `policy standard {
  check message-missing error announced users reported users
}
person mara
person priya
service web
audience customers {
  uses web
}`,
    `owner mara
notify customers "About something else" by mara at T+10d
run {
  deploy web 10m by priya undo 5m
  verify web 10m by mara
}`,
  );
  const told = (minutes: number) => messagesOf('message-missing', text, NIGHT + minutes);
  expect(told(-5 * DAY)).toEqual([expect.stringMatching(/; add `notify customers .* at T-1wd`\.$/)]);
  expect(told(-DAY / 4)).toEqual([expect.stringMatching(/, though .* what they use; tell them at once\.$/)]);
});
