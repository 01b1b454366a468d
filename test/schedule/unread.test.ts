/** What is another number while a line cannot be read is told to be in doubt: lines of every example are broken, one at a time. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { type Analysis, scheduleAll } from '../../plan/analysis.ts';
import { find } from '../../plan/ids.ts';
import { type Plan, rootBlock, type Step, stepLabel } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { isBlockInDoubt, isInDoubt, type UnreadNumber, unreadOf } from '../../plan/unread.ts';
import { isOnCall } from '../../view/schedule/items.ts';
import { analyseText } from '../checks/marked.ts';

const FOLDER = resolve(import.meta.dirname, '../../examples');
const NOW = Date.UTC(2026, 10, 23, 12) / 60_000;

const texts = new Map(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.release'))
    .map((name) => [`file:///plans/${name}`, readFileSync(resolve(FOLDER, name), 'utf8')]),
);

/** Of one example; `UNREAD_ALL=1` breaks every line. */
const MOST_LINES = process.env.UNREAD_ALL ? Number.POSITIVE_INFINITY : 24;

/** Ways to break a line; undefined: this one cannot be broken so. */
const BREAKS: Readonly<Record<string, (line: string) => string | undefined>> = {
  'its first word is none': (line) => line.replace(/^(\s*)[a-z-]+/i, '$1xqzj'),
  'half of it is typed': (line) => (/\sby\s/.test(line) ? line.replace(/\sby\s.*$/, ' by') : undefined),
  'a sign that means nothing': (line) => (/\d[mh]\b/.test(line) ? line.replace(/(\d[mh])\b/, '$1 ?') : undefined),
};

describe.each([...texts.keys()].map((uri) => [uri.slice(uri.lastIndexOf('/') + 1), uri] as const))('%s', (_, uri) => {
  test.each(Object.keys(BREAKS))('while of a line %s', (name) => {
    const lines = texts.get(uri)!.split('\n');
    const workspace = createWorkspace({ roots: ['file:///plans'], now: () => NOW });
    for (const [file, text] of texts) workspace.set(file, text);
    const readers = workspace.dependents(uri);
    const whole = new Map(readers.map((reader) => [reader, numbersOf(workspace.plan(reader))]));
    const missed: string[] = [];
    const every = Math.ceil(lines.length / MOST_LINES);
    lines.forEach((line, index) => {
      if (index % every !== 0) return;
      const broken = /^\s*(\/\/|[{}]|$)/.test(line) ? undefined : BREAKS[name]!(line);
      if (broken === undefined || broken === line) return;
      const trial = workspace.fork();
      trial.set(uri, lines.with(index, broken).join('\n'));
      for (const reader of readers) {
        const told = missedIn(whole.get(reader)!, numbersOf(trial.plan(reader)));
        missed.push(...told.map((what) => `${index + 1}: ${broken.trim()} → ${what}`));
      }
    });
    expect(missed).toEqual([]);
  });
});

/** Without the checks, which say nothing of it. */
type Numbers = Pick<Analysis, 'plan' | 'schedules' | 'unread'>;

function numbersOf(plan: Plan): Numbers {
  const schedules = scheduleAll(plan);
  return { plan, schedules, unread: unreadOf(plan, schedules) };
}

/** What is another number and is not told to be in doubt. */
function missedIn(whole: Numbers, broken: Numbers): string[] {
  // What can be read is read: a line that is fine in another way is another plan, and nothing is in doubt.
  if (broken.plan.unread.length === 0) return [];
  return broken.schedules.flatMap((now, i) => {
    const release = broken.plan.releases[i]!;
    const was = whole.plan.releases.findIndex(({ name }) => name === release.name);
    const [before, old] = [whole.schedules[was], whole.plan.releases[was]];
    if (!before || !old) return [];
    const unread = broken.unread[release.id];
    const other: string[] = [];
    const compare = (number: UnreadNumber, what: string, a: unknown, b: unknown) => {
      if (JSON.stringify(a) !== JSON.stringify(b) && !isInDoubt(unread, number)) other.push(what);
    };
    compare('window', 'T', before.T, now.T);
    compare('window', 'window', before.windows, now.windows);
    compare('run', 'run', before.run, now.run);
    compare('run', 'contingency', before.contingency, now.contingency);
    compare('run', 'outage', before.outage, now.outage);
    compare('rollback', 'decision', before.rollbackDecision?.at, now.rollbackDecision?.at);
    for (const rehearsal of old.rehearsals) {
      const span = before.rehearsals[rehearsal.id];
      const same = span && release.rehearsals.find(({ name }) => name === rehearsal.name);
      if (same) compare('dates', rehearsal.name, span, now.rehearsals[same.id]);
    }
    for (const milestone of release.milestones) {
      const same = old.milestones.find(({ name }) => name === milestone.name);
      if (!same || before.milestones[same.id] === now.milestones[milestone.id]) continue;
      if (!unread?.milestones.includes(milestone.id)) other.push(milestone.name);
    }
    const seen = new Map<string, number>();
    for (const step of release.steps) {
      const key = `${step.head.range.start.line} ${step.head.file} ${stepLabel(step)}`;
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      const same = old.steps.filter(
        (each) => `${each.head.range.start.line} ${each.head.file} ${stepLabel(each)}` === key,
      )[count];
      if (!same) continue;
      const [a, b] = [before.steps[same.id], now.steps[step.id]];
      // What is only done when called is told from the call on.
      const since = (schedule: Schedule, each: Step, instant = 0) => {
        const root = rootBlock(each.block);
        return instant - (isOnCall(root) ? (schedule.blocks[root.id]?.start ?? 0) : 0);
      };
      if (
        since(before, same, a?.start) === since(now, step, b?.start) &&
        since(before, same, a?.end) === since(now, step, b?.end)
      )
        continue;
      if (!unread?.steps.includes(step.id)) other.push(stepLabel(step));
    }
    for (const block of release.blocks) {
      const same = old.blocks.find(
        (each) => each.kind === block.kind && each.head.range.start.line === block.head.range.start.line,
      );
      const [a, b] = [same && before.blocks[same.id], now.blocks[block.id]];
      if (!a || !b || isOnCall(block) || (a.start === b.start && a.end === b.end)) continue;
      if (!isBlockInDoubt(unread, release, block)) other.push(`${block.kind} block`);
    }
    return other.map((what) => `${release.name}: ${what}`);
  });
}

const NIGHT = `person ann
person bob
database db
release r {
  zone UTC
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  prepare {
    task tell "Tell everybody" 1h by bob
  }
  run {
    backup db as copy 30m by ann 
    migrate db as tables 20m by ann undo 10m
    verify db as smoke 10m by bob
  }
  follow-up {
    task report "Report" 1h by ann after smoke
  }
  risk slow "It is slow" {
    likelihood low
    impact 10m
  }
  benefit gain "More" {
    assessed on 2026-12-20
  }
}
`;

/** `copy, tables | run, rollback, risk`: the steps and the numbers in doubt. */
function doubt(text: string): string {
  const { unread, plan } = analyseText(text);
  const found = unread[plan.releases[0]!.id];
  if (!found) return 'nothing';
  const steps = found.steps.map((id) => stepLabel(find(plan.releases[0]!, id)));
  return `${steps.join(', ')} | ${found.numbers.join(', ')}`;
}

describe('what does not hang on the line stays', () => {
  test.each([
    ['nothing is broken', NIGHT, 'nothing'],
    ['what stands before it in the run', NIGHT.replace('migrate', 'migrte'), 'smoke, report | run, rollback, risk'],
    ['the last line of the run moves what follows', NIGHT.replace('verify', 'verfy'), 'report | run, rollback, risk'],
    ['what is prepared', NIGHT.replace('task tell', 'tsk tell'), ' | '],
    ['the run, while what follows it is broken', NIGHT.replace('task report', 'tsk report'), ' | '],
    ['everything but the simulation, for a risk', NIGHT.replace('likelihood', 'liklihood'), ' | risk'],
    ['everything, for a benefit', NIGHT.replace('assessed', 'asessed'), 'nothing'],
  ])('%s', (_, text, expected) => expect(doubt(text)).toBe(expected));

  test('a line of the release itself may have been anything', () => {
    expect(doubt(NIGHT.replace('  window', '  windw'))).toContain('window, run, rollback, risk, dates');
    expect(doubt(NIGHT.replace('person bob', 'persn bob'))).toContain('window, run, rollback, risk, dates');
  });
});

test('with the line the doubt is gone', () => {
  const workspace = createWorkspace({ roots: ['file:///plans'] });
  workspace.set('file:///plans/a.release', NIGHT.replace('migrate', 'migrte'));
  const { plan, unread } = workspace.analysis('file:///plans/a.release');
  expect(unread[plan.releases[0]!.id]?.lines.map(({ place }) => place.range.start.line)).toEqual([11]);
  workspace.set('file:///plans/a.release', NIGHT);
  expect(workspace.analysis('file:///plans/a.release').unread).toEqual({});
});

test('it is plain data', () => {
  const { unread } = analyseText(NIGHT.replace('migrate', 'migrte'));
  expect(structuredClone(unread)).toEqual(unread);
  expect(JSON.parse(JSON.stringify(unread))).toEqual(unread);
});
