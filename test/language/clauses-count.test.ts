/**
 * No clause is read and ignored: on every line, in every place the line may stand in, taking a clause away changes the
 * schedule, what is found, or what a picture shows, or it is a mere annotation that a reviewer is told of. All of it comes
 * from the tables of lines and clauses: a new row is tried by itself, with the example that it gives.
 */
import { expect, test } from 'vitest';
import type { Clause } from '../../language/clauses.ts';
import { besideOn, factsOf } from '../../language/clauses-of.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { compare, isDifferent } from '../../plan/diff/compare.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { documentLinks } from '../../server/features/navigate/document-links.ts';
import { hover } from '../../server/features/show/hover.ts';
import { renderView } from '../../view/renderers.ts';
import { VIEWS } from '../../view/views.ts';
import { MAIN, NOW } from '../server/source-file.ts';
import { bareOf, isWhole, type Pair, pairs, whole } from './clause-pairs.ts';
import { TRIES } from './clause-places.ts';

/** Told: a reviewer, by `diff`, and nobody else. */
type Effect = 'schedule' | 'finding' | 'picture' | 'told' | 'none' | `refused: ${string}`;

/** What counts where no rollback takes everything back. */
const TAKING_BACK: readonly Clause[] = ['undo', 'irreversible', 'approved'];

/** The clause beside which another one says something, without that one. */
const BESIDE: Partial<Record<Clause, string>> = {
  every: 'every 2h',
  added: 'added',
  deferred: 'deferred',
  dropped: 'dropped',
};

/** Values that say something where the example of the clause happens to fit. */
const OTHERS: Partial<Record<Clause, readonly string[]>> = {
  duration: ['3h', '1m'],
  at: ['at Mon 2026-11-30 10:00', 'at Fri 2026-12-11 01:00', 'at Mon 2026-12-14 10:00'],
  'not before': ['not before Mon 2026-12-14 10:00', 'not before Fri 2026-12-11 01:00'],
  due: ['due Mon 2026-11-30 12:00', 'due Mon 2026-12-14'],
  during: ['during Mon 2026-11-30 .. Wed 2026-12-02', 'during Mon 2026-12-14 .. Tue 2026-12-15'],
  span: ['Mon 2026-11-30 .. Wed 2026-12-02', 'Mon 2026-12-14 .. Tue 2026-12-15'],
  after: ['after first + 4h', 'after look + 5d', 'after ahead + 4h'],
  alongside: ['alongside last', 'alongside safe', 'alongside ahead'],
  with: ['with ann', 'with bob'],
  from: ['from Mon 2026-11-30 10:00', 'from Mon 2026-12-14 10:00'],
  until: ['until Thu 2026-12-10 22:00', 'until Mon 2026-11-30 12:00', 'until Mon 2026-12-14 12:00'],
  'only for': ['only for standard'],
};

const workspace = createWorkspace({ roots: [], now: () => NOW });

function effectOf({ around, word, clause }: Pair): Effect {
  const [line, samples = {}] = TRIES[word]!;
  const own = samples[clause] ?? [];
  const tried = [...(typeof own === 'string' ? [own] : own), factsOf(clause).example, ...(OTHERS[clause] ?? [])];
  const bare = bareOf(line, clause);
  const beside = besideOn(clause, word);
  const effects: Effect[] = [];
  for (const sample of tried) {
    for (const forward of TAKING_BACK.includes(clause) ? [false, true] : [false]) {
      const whole = (text: string) => {
        const all = around(bare.replace('§', text));
        return forward ? all.replace(/^ *(rollback (back|spare)|when "Errors") .*$/gm, '') : all;
      };
      const without =
        beside === undefined || sample.startsWith(beside) ? '' : (BESIDE[beside] ?? factsOf(beside).example);
      const effect = effectIn(
        whole(without),
        whole(`${without} ${sample}`.trim()),
        bare.split('\n')[0]!.split('§')[0]!.trim(),
      );
      if (effect === 'schedule' || effect === 'finding' || effect === 'picture') return effect;
      effects.push(effect);
    }
  }
  return effects.find((one) => one === 'told') ?? effects.find((one) => one === 'none') ?? effects[0]!;
}

function effectIn(textWithout: string, textWith: string, head: string): Effect {
  const [without, withIt] = [read(textWithout), read(textWith)];
  const before = new Set(without.mistakes);
  const syntax = withIt.mistakes.find((message) => !before.has(message));
  if (syntax) return `refused: ${syntax}`;
  if (without.schedule !== withIt.schedule) return 'schedule';
  const [one, other] = [without.analysis(), withIt.analysis()];
  if (found(one) !== found(other)) return 'finding';
  if (isShownOtherwise(head, without, withIt)) return 'picture';
  return isDifferent(compare(one, other)) ? 'told' : 'none';
}

interface Version {
  readonly text: string;
  readonly mistakes: readonly string[];
  readonly schedule: string;
  /** For whoever comes so far: no check has to be asked before. */
  analysis(): Analysis;
  readonly workspace: Workspace;
}

/** Each text is read once: the line without the clause is asked for again and again. */
function read(text: string): Version {
  let version = versions.get(text);
  if (!version) {
    workspace.set(MAIN, text);
    const { plan, schedules } = workspace.scheduled(MAIN);
    const mistakes = plan.problems.map(({ message }) => message);
    const own = workspace.fork();
    version = { text, mistakes, schedule: scheduled(schedules), analysis: () => own.analysis(MAIN), workspace: own };
    if (versions.size > 50) versions.clear();
    versions.set(text, version);
  }
  return version;
}

const versions = new Map<string, Version>();

function scheduled(schedules: readonly Schedule[]): string {
  return JSON.stringify(
    schedules.map(({ steps, blocks, milestones, uats, rosters, rehearsals, windows, end, rollbacks }) => [
      Object.values(steps).map((one) => [
        one.start,
        one.end,
        one.latestStart,
        one.latestEnd,
        one.by,
        one.with,
        one.occurrences,
        one.rollback,
      ]),
      ...[blocks, milestones, uats, rosters, rehearsals].map((times) => Object.values<unknown>(times)),
      windows,
      end,
      rollbacks.map(({ decision }) => decision?.at),
    ]),
  );
}

function found({ findings }: Analysis): string {
  return JSON.stringify(findings.map(({ code, message, severity, waived }) => [code, message, severity, !!waived]));
}

/** Whether anything is said otherwise where the mouse rests on a word of the line, behind a link, or in a view. */
function isShownOtherwise(head: string, one: Version, other: Version): boolean {
  const [said, now] = [shownOnce(one, head), shownOnce(other, head)];
  return said.some((show, index) => show() !== now[index]!());
}

/** Of a line without a clause it is asked with each of its clauses. */
function shownOnce(version: Version, head: string): readonly (() => string)[] {
  const key = `${head}\n${version.text}`;
  let shows = drawn.get(key);
  if (!shows) {
    shows = shown(version, head).map((show) => {
      let said: string | undefined;
      return () => (said ??= String(JSON.stringify(show())));
    });
    if (drawn.size > 50) drawn.clear();
    drawn.set(key, shows);
  }
  return shows;
}

const drawn = new Map<string, readonly (() => string)[]>();

type Shown = () => unknown;

/** What is quick to say comes first. */
function shown({ text, workspace, analysis: judged }: Version, head: string): readonly Shown[] {
  const analysis = judged();
  const file = { uri: MAIN, text, plan: analysis.plan, analysis, workspace };
  const lines = text.split('\n');
  const line = lines.findLastIndex((one) => one.trim().startsWith(head));
  const words = [...(lines[line] ?? '').matchAll(/\S+/g)].slice(0, head.split(' ').length);
  return [
    () => words.map(({ index }) => hover(file, { line, character: index })?.contents),
    () => documentLinks(file).map(({ target }) => target),
    ...VIEWS.toReversed().map(
      ({ id }) =>
        () =>
          analysis.schedules.map((schedule, i) =>
            renderView(id, {
              analysis,
              release: analysis.plan.releases[i]!,
              schedule,
              source: 'none',
              picture: {},
              ids: 'x',
            }),
          ),
    ),
  ];
}

/**
 * What changes no time, what nobody is warned of and no picture shows, so that only `diff` tells a reviewer of it: a clause,
 * that of one line, or that in one place; and whom it is for.
 */
const ANNOTATIONS: Readonly<Record<string, string>> = {
  tags: 'words to filter by',
  approved: 'who allowed it; that nobody did is found',
  'channel by': 'who looks after it',
  'channel on': 'what it stands on',
  'register by': 'who looks after it',
  'register on': 'what it stands on',
  'source by': 'who looks after it',
  'source on': 'what it stands on',
  'store by': 'who looks after it',
  'store on': 'what it stands on',
  'freeze of': 'what it is of; found where a step changes that',
  'freeze by': 'whose it is; said where a step falls into it',
  'maintenance of': 'what it is of; found where a step touches that',
  'maintenance by': 'whose it is; said where a step lies outside of it',
  'maintenance except': 'who may allow an exception; found where a step needs one',
  'freeze except': 'who may allow an exception; found where a step needs one',
  'cost title': 'what it is for',
  'spent title': 'what it was for',
  'fund on': 'when it was approved',
  'hypercare title': 'what people call it',
  'milestone by': 'who answers for it',
  'train every': 'the cadence, by which `next` makes releases',
  'train until': 'the end of that cadence',
  'train: release version': 'its version; found where it is not behind that of the release before',
  'train: release at': 'the date of a release of it',
  'waive for': 'whom it excuses; found where that leaves a finding over',
};

/** What the words of a line take elsewhere, and a finding refuses here. */
const REFUSED: Readonly<Record<string, string>> = {
  'file: release at': 'only a train gives a release its date so',
  'train: release title': 'it is only named there',
  'train: release tags': 'it is only named there',
  'train: release link': 'it is only named there',
  'notify: text title': 'a text that is named is declared elsewhere',
  'confirmed for': 'it takes a date, see `test/checks/agreed-dates.test.ts`',
  'change for': 'it takes a date, see `test/checks/agreed-dates.test.ts`',
  'calendar title': 'outside of a file it is only named',
};

function reasonIn(reasons: Readonly<Record<string, string>>, pair: Pair): string | undefined {
  return keysOf(pair).find((key) => key in reasons);
}

function keysOf({ place, word, clause }: Pair): readonly string[] {
  return [`${place}: ${word} ${clause}`, `${place}: ${clause}`, `${word} ${clause}`, clause];
}

const counts = new Map<string, number>();
/** Reasons that a pair asked for, and those that a pair could have asked for. */
const used = new Set<string>();
const met = new Set<string>();

test('every line that takes clauses is tried', () => {
  expect(whole.filter(({ word }) => !TRIES[word])).toEqual([]);
});

test.each([...new Set(pairs.map(({ place }) => place))])(
  'every clause counts in `%s`',
  { timeout: 600_000 },
  (place) => {
    const silent = pairs
      .filter((pair) => pair.place === place)
      .flatMap((pair) => {
        const effect = effectOf(pair);
        for (const key of keysOf(pair)) met.add(key);
        const kind = effect.split(':')[0]!;
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (kind === 'schedule' || kind === 'finding' || kind === 'picture') return [];
        const reason =
          kind === 'told' ? reasonIn(ANNOTATIONS, pair) : kind === 'refused' ? reasonIn(REFUSED, pair) : undefined;
        if (reason === undefined) return `${pair.word} ${pair.clause}: ${effect}`;
        used.add(reason);
        return [];
      });
    expect(silent).toEqual([]);
  },
);

test('nothing is called an annotation that is none', () => {
  const tried = new Set(pairs);
  // Of lines of one kind, those that were not tried may be the ones that need the reason.
  const open = new Set(whole.filter((pair) => !tried.has(pair)).flatMap(keysOf));
  expect(
    [...Object.keys(ANNOTATIONS), ...Object.keys(REFUSED)].filter(
      (key) => met.has(key) && !used.has(key) && !open.has(key),
    ),
  ).toEqual([]);
  if (isWhole)
    console.log(`${whole.length} pairs`, Object.fromEntries(counts), `${Object.keys(ANNOTATIONS).length} annotations`);
});
