/**
 * A plan that leaves in a format and comes back says what the format carries, and nothing of what it does not: both lists are
 * held from both sides, over examples and random plans. And its steps are when they were.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Fact, factsOf, missingFrom } from '../../exchange/outline/facts.ts';
import { PLAN_FORMATS, type PlanFormat } from '../../exchange/plan-formats.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { find } from '../../plan/ids.ts';
import { rootBlock, type Step, stepLabel } from '../../plan/model.ts';
import { exported } from '../../service/formats/export.ts';
import { imported } from '../../service/formats/import.ts';
import { generate } from '../oracle/tj3/generate.ts';
import { releaseText } from '../oracle/tj3/release-text.ts';

const EXAMPLES = ['payments-4.2', 'hotfix-4.1.3', 'migration-weekend', 'open-source-calendar'];
const TOLD = ['the-whole-night', 'people-and-things', 'a-short-night', 'what-has-no-time'];
/** What the others do not say. */
const REST = `
zone Europe/Berlin
person ann
person ben { leave 2026-12-21 .. 2026-12-23 }
team crew "The crew" is ann, ben
role lead "Who leads" is ann else ben
service shop version 1.2
environment live-eu "What customers see" {
  production
  exclusive
}
freeze evenings "Nobody touches it then" of shop, live-eu every Thu 18:00 .. 24:00 from Thu 2026-12-10 until Fri 2026-12-18
roster hotline "The hotline" during Sat 2026-12-05 08:00 .. Mon 2026-12-07 08:00 {
  cover by ann during Sat 2026-12-05 08:00 .. 20:00
  cover by crew every Mon..Fri 09:00 .. 18:00
  cover by ben otherwise
}
calendar office "The office" {
  zone Europe/Berlin
  working Mon..Thu 08:00 .. 16:00
}
release rest-1.0 "The rest" {
  kind     standard
  owner    ann
  sponsor  ben
  calendar office
  window   Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  freeze around "Around the night" of shop from T-2d until T+1d
  event fair during T-1d .. T
  roster bridge "Launch room" by ann via call during T-30m .. Sun 04:00 {
    cover by ben via call T .. T+1h
  }
  milestone frozen "Nothing comes in any more" Fri 2026-12-04 12:00 by ann with ben due Fri 2026-12-04 13:00 was Thu 2026-12-03 12:00 done
  phase build "Building" by ann during Mon 2026-11-16 .. Fri 2026-11-20 {
    task first "First" 2h by ann during Mon 2026-11-16 .. Tue 2026-11-17 optional tags slow, dear link https://shop.example/first
    task every-day 15m by lead every 1d from Mon 2026-11-16 10:00 until Wed 2026-11-18 12:00
  }
  phase after-it "Behind it" by ben at Mon 2026-11-23 09:00 due Tue 2026-11-24 after build {
    task second "Second" 3h by crew after first + 1d was Mon 2026-11-16 10:00 done
  }
  run {
    grant  shop 5m  by ann to ben not before 22:30
    deploy shop 15m by ann with crew undo 5m
    revoke shop 5m  by ann from ben
    milestone live "It is live" after deploy shop + 5m
  }
}
`;
const PLANS: readonly (readonly [string, string])[] = [
  ['the rest', REST],
  ...EXAMPLES.map((name) => [name, readFileSync(`examples/${name}.release`, 'utf8')] as const),
  ...TOLD.map((name) => [name, readFileSync(`test/told/${name}.release`, 'utf8')] as const),
  ...[1, 2, 3, 4, 5, 6].map((seed) => [`random ${seed}`, releaseText(generate(seed, 6))] as const),
];
const BOTH_WAYS = PLAN_FORMATS.filter(({ write, read }) => write && read);

function analysed(text: string): Analysis {
  const workspace = createWorkspace({ roots: [] });
  const file = 'file:///examples/plan.release';
  workspace.set(file, text);
  for (const shared of ['acme', 'bistro'])
    try {
      workspace.set(
        `file:///examples/shared/${shared}.release`,
        readFileSync(`examples/shared/${shared}.release`, 'utf8'),
      );
    } catch {
      // Not every one is there.
    }
  return workspace.analysis(file);
}

interface Trip {
  readonly name: string;
  readonly before: Analysis;
  readonly after: Analysis;
  readonly facts: readonly Fact[];
  readonly back: readonly Fact[];
  /** What the import has told. */
  readonly told: string;
}

const trips = new Map<string, Promise<readonly Trip[]>>();

function tripsOf(format: PlanFormat): Promise<readonly Trip[]> {
  const known = trips.get(format.name) ?? Promise.all(PLANS.map(([name, text]) => trip(format, name, text)));
  trips.set(format.name, known);
  return known;
}

async function trip(format: PlanFormat, name: string, text: string): Promise<Trip> {
  const before = analysed(text);
  const sent = await exported(before, name, { format: format.name });
  if ('trouble' in sent) throw new Error(sent.trouble);
  const bytes = typeof sent.data === 'string' ? new TextEncoder().encode(sent.data) : sent.data;
  const got = await imported({ format: format.name, bytes, file: name });
  if ('trouble' in got) throw new Error(got.trouble);
  const after = analysed(got.text);
  const release = after.plan.releases[0]!;
  return {
    name,
    before,
    after,
    facts: factsOf(before.plan, before.plan.releases[0]!),
    back: factsOf(after.plan, release),
    told: got.ledger.report(),
  };
}

/** The steps of a runbook come back as steps, by other names. */
const isOfRunbook = ({ thing }: Fact) => /^step|^block/.test(thing) || /[^ ]\/[^ ]/.test(thing);

/** A name that the language has another use for where it is mentioned is another one then, which is told. */
const isRenamed = ({ text }: Fact, told: string) =>
  // A team is called so in one of the plans, and nothing can mention it.
  /\ball\b/.test(text) ||
  [...told.matchAll(/the name of a \S+ was "(\S+)"/g)].some(([, name]) => text.split(/[ ,]+/).includes(name!));

const saidIn = ({ key, thing, text }: Fact): string => `${key} | ${thing} | ${text}`;

describe.each(BOTH_WAYS.map((format) => [format.name, format] as const))('%s', (_, format) => {
  test('what comes back is a plan without a line that cannot be read', async () => {
    for (const { name, after } of await tripsOf(format)) {
      expect({ name, problems: after.plan.problems.map(({ message }) => message) }).toEqual({ name, problems: [] });
      expect(after.plan.references.filter(({ target }) => !target).map((one) => one.name)).toEqual([]);
    }
  });

  test('what it carries comes back as it was', async () => {
    const carried = new Set(format.carries);
    const lost = (await tripsOf(format)).flatMap(({ name, facts, back, told }) => {
      const there = new Set(back.map(saidIn));
      return facts
        .filter(
          (fact) =>
            carried.has(fact.key) &&
            !there.has(saidIn(fact)) &&
            !isOfRunbook(fact) &&
            !told.includes(fact.thing) &&
            !isRenamed(fact, told),
        )
        .map((fact) => `${name}: ${saidIn(fact)}`);
    });
    expect(lost).toEqual([]);
  });

  test('what it does not carry does not come back, or the list would be wrong', async () => {
    const all = await tripsOf(format);
    const carried = new Set(format.carries);
    const found = new Map<string, { was: number; is: number }>();
    for (const { facts, back } of all) {
      const there = new Set(back.map(saidIn));
      for (const fact of facts) {
        const count = found.get(fact.key) ?? { was: 0, is: 0 };
        found.set(fact.key, { was: count.was + 1, is: count.is + (there.has(saidIn(fact)) ? 1 : 0) });
      }
    }
    const stale = [...found].filter(([key, { was, is }]) => !carried.has(key) && was === is).map(([key]) => key);
    expect(stale).toEqual([]);
    const idle = format.carries.filter((key) => !found.has(key));
    expect(idle).toEqual([]);
  });

  test('whoever exports is told of everything else', async () => {
    for (const { facts } of await tripsOf(format)) {
      const missing = missingFrom(format.carries, facts);
      const told = new Set([...missing.values()].flat());
      for (const fact of facts) {
        if (fact.key.startsWith('release ')) continue;
        const kind = fact.key.split(' ')[0]!;
        const isTold =
          told.has(fact) ||
          format.carries.includes(fact.key) ||
          [...missing.keys()].some((key) => key.startsWith(kind));
        expect({ fact, isTold }).toEqual({ fact, isTold: true });
      }
    }
  });

  test('steps of the run are when they were', async () => {
    const moved = (await tripsOf(format)).flatMap(({ name, before, after, told }) => {
      const [was, is] = [before.schedules[0]!, after.schedules[0]!];
      if (was.T === undefined) return [];
      const there = new Map(Object.entries(is.steps).map(([id, step]) => [id, step.start]));
      return Object.entries(was.steps)
        .filter(([id, { start }]) => there.has(id) && there.get(id) !== start && Number.isFinite(start))
        .map(([id]) => find<Step>(before.plan.releases[0]!, id))
        .filter(({ block }) => !['rollback', 'play'].includes(rootBlock(block).kind))
        .filter((step) => !told.includes(`"${step.title ?? stepLabel(step)}": its start was`))
        .map(({ id }) => `${name}: ${id}`);
    });
    expect(moved).toEqual([]);
  });
});
