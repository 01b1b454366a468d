/**
 * What is derived from a plan is plain data: another thread, another process or another day can read it. Schedules, findings,
 * what is in doubt, waivers and risk lose nothing on the way through JSON, and every feature says the same of the copy.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CallHierarchyItem, CodeAction } from 'vscode-languageserver';
import { formatsOf } from '../exchange/formats.ts';
import type { Report } from '../exchange/reports/report.ts';
import { textEdits } from '../language/edit/edits.ts';
import { repair } from '../language/edit/repair.ts';
import { readChanges } from '../language/edit/what-if.ts';
import type { Analysis, FixesOf } from '../plan/analysis.ts';
import { compare } from '../plan/diff/compare.ts';
import type { Finding } from '../plan/findings/findings.ts';
import { type Identity, identities } from '../plan/findings/identity.ts';
import { riskOf } from '../plan/risk/risk.ts';
import { itemsOf } from '../plan/schedule/rollback/items.ts';
import { whatIf } from '../plan/what-if/what-if.ts';
import { codeActions } from '../server/features/edit/code-actions.ts';
import { completion } from '../server/features/edit/completion.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../server/features/navigate/call-hierarchy.ts';
import { definition } from '../server/features/navigate/definition.ts';
import { documentHighlights } from '../server/features/navigate/document-highlight.ts';
import { documentSymbols } from '../server/features/navigate/document-symbols.ts';
import { locate } from '../server/features/navigate/locate.ts';
import { codeLenses } from '../server/features/show/code-lens.ts';
import { diagnostics } from '../server/features/show/diagnostics.ts';
import { hover } from '../server/features/show/hover.ts';
import { inlayHints } from '../server/features/show/inlay-hints.ts';
import { semanticTokens } from '../server/features/show/semantic-tokens.ts';
import type { SourceFile } from '../service/files/source-file.ts';
import { previewOf, trialPreviewOf } from '../service/pictures/preview.ts';
import { diffReport, diffSummary } from '../view/diff/report.ts';
import { drawnOf } from '../view/doubt.ts';
import { renderView } from '../view/renderers.ts';
import { VIEWS } from '../view/views.ts';
import { NOW, openFiles } from './server/source-file.ts';

const FOLDER = new URL('../examples/', import.meta.url);
/** By path below `examples/`. */
const EXAMPLES: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.release'))
    .map((path) => [path, readFileSync(new URL(path, FOLDER), 'utf8')]),
);
/** Two examples, one with a line that cannot be read, and one without dates: what is missing is plain as well. */
const TEXTS: Readonly<Record<string, string>> = {
  'migration-weekend.release': EXAMPLES['migration-weekend.release']!,
  'mistakes.release': EXAMPLES['mistakes.release']!,
  'payments-4.2.release, half typed': EXAMPLES['payments-4.2.release']!.replace('backup ', 'bakup '),
  'payments-4.2.release, without a date': EXAMPLES['payments-4.2.release']!.replace(/window {2}.*/, 'window  tbd'),
};

const WHOLE = 'migration-weekend.release';

/** What is said of each of these texts, by feature. */
const SAID: ReadonlyMap<string, unknown>[] = [];

describe.each(Object.keys(TEXTS))('%s', (name) => {
  const { file } = openFiles(TEXTS[name]!, EXAMPLES);
  const { analysis } = file;
  const derived = (of: Analysis) => ({
    schedules: of.schedules,
    findings: of.findings,
    unread: of.unread,
    waivers: of.waivers,
    published: of.published,
    risk: of.plan.releases.map((release, i) => riskOf(of.plan, release, of.schedules[i]!, { runs: 200 }) ?? null),
  });

  test('everything derived is plain', () => {
    expect(oddities(derived(analysis))).toEqual([]);
    expect(fromJson(derived(analysis))).toEqual(derived(analysis));
  });

  /** None shares an object with the analysis; in the second what is derived shares none with its plan, either, so that one text is enough for the first. */
  const copies: Readonly<Record<string, () => Analysis>> = {
    ...(name === WHOLE && { 'in another thread': () => structuredClone(analysis) }),
    'in another thread, through JSON': () => {
      const { schedules, findings, unread, waivers } = analysis;
      return { ...structuredClone(analysis), ...fromJson({ schedules, findings, unread, waivers }) };
    },
  };

  describe.each(Object.keys(copies))('%s', (way) => {
    const copy = frozen(copies[way]!());
    test.each(Object.keys(FEATURES))('%s', async (feature) => {
      const said = await FEATURES[feature]!({ ...file, plan: copy.plan, analysis: copy });
      expect(said).toEqual(await original(feature));
    });
  });

  const known = new Map<string, unknown>();
  SAID.push(known);
  async function original(feature: string): Promise<unknown> {
    if (!known.has(feature)) known.set(feature, await FEATURES[feature]!(file));
    return known.get(feature);
  }
});

test('what is tried says something', () => {
  for (const feature of Object.keys(FEATURES))
    expect(JSON.stringify(SAID.flatMap((said) => said.get(feature) ?? [])).length, feature).toBeGreaterThan(100);
});

/** Whoever changes any of it fails. */
function frozen<T>(value: T, met = new Set<unknown>()): T {
  if (typeof value !== 'object' || value === null || met.has(value)) return value;
  met.add(value);
  for (const part of Object.values(value)) frozen(part, met);
  return Object.freeze(value);
}

// ------------------------------------------------------------------------------------------------------- what is asked

type Feature = (file: SourceFile) => unknown;

const pathOf = (uri: string): string => uri.replace('file:///plans/', '');

/** Everything that is made of an analysis, as text or as the protocol has it. */
const FEATURES: Readonly<Record<string, Feature>> = {
  ...Object.fromEntries(
    VIEWS.map(({ id }): [string, Feature] => [
      `view ${id}`,
      ({ analysis }) =>
        analysis.schedules.map((schedule) =>
          renderView(id, {
            ...drawnOf(analysis, schedule),
            source: 'lines',
            picture: { width: 1100, now: NOW },
            ids: 'a',
          }),
        ),
    ]),
  ),
  ...Object.fromEntries(
    formatsOf('plan').map(({ name, write }): [string, Feature] => [
      `plan as ${name}`,
      ({ analysis }) =>
        analysis.schedules.length > 0 ? write({ analysis, grouping: 'person', width: 1100, now: NOW }) : [],
    ]),
  ),
  ...Object.fromEntries(
    formatsOf('schedule').map(({ name, write }): [string, Feature] => [
      `schedule as ${name}`,
      ({ analysis, workspace, uri }) =>
        write({ analyses: [analysis], risk: { runs: 200 }, fixesOf: workspace.fixesOf(uri), pathOf }),
    ]),
  ),
  ...Object.fromEntries(
    formatsOf('findings').map(({ name, write }): [string, Feature] => [
      `findings as ${name}`,
      (file) => write(reportOf(file)),
    ]),
  ),
  ...Object.fromEntries(
    formatsOf('difference').map(({ name, write }): [string, Feature] => [
      `difference as ${name}`,
      (file) =>
        write({
          base: { name: 'base' },
          head: { name: 'head' },
          plans: versions(file).map(([base, head]) => ({
            status: 'changed',
            path: 'main.release',
            base,
            head,
            difference: compare(base, head),
          })),
          problems: [],
          pathOf,
        }),
    ]),
  ),
  'difference in words': (file) =>
    versions(file).map(([base, head]) => {
      const difference = compare(base, head);
      return [diffSummary(difference), diffReport(difference, [])];
    }),
  'what if': (file) =>
    file.plan.releases.map(({ name }) =>
      trialPreviewOf(file, wantedIn(file.analysis), { release: name, width: 1100, now: NOW }),
    ),
  'what if, as data': ({ analysis, workspace, uri }) => {
    const read = readChanges(analysis, wantedIn(analysis));
    if ('trouble' in read) return read;
    const { plan, gaps } = whatIf(analysis.plan, read.changes);
    const { schedules, findings } = workspace.judgedOf(uri, plan).analysis;
    return [schedules, findings, gaps];
  },
  risk: ({ analysis: { plan, schedules } }) =>
    plan.releases.map((release, i) => riskOf(plan, release, schedules[i]!, { runs: 200 })),
  'the way back': ({ analysis: { schedules } }) =>
    schedules.flatMap(({ rollbacks }) =>
      rollbacks.flatMap((one) =>
        [...one.stages, ...one.ways.flatMap(({ stages }) => stages)].map((stage) => itemsOf(one, stage)),
      ),
    ),
  repairs: ({ analysis: { findings }, workspace, uri }) => {
    // What is found again in the text is mended as the copy says.
    const key = ({ code, place, message }: Finding) => JSON.stringify([code, place, message]);
    const own = new Map(findings.map((finding) => [key(finding), finding]));
    const fixOf = (finding: Finding, fixesOf: FixesOf) => fixesOf(own.get(key(finding)) ?? finding)[0];
    return [...repair(workspace, [uri], { fixOf, trials: 8 }).texts];
  },
  findings: (file) => diagnostics(file),
  'code actions': async (file) => {
    const said: unknown[] = [];
    for (const [i, diagnostic] of diagnostics(file).entries()) {
      if (i % 6 !== 0) continue;
      const actions = await codeActions(file, diagnostic.range, { diagnostics: [diagnostic] } as never);
      said.push(...(actions as CodeAction[]).map(({ title, edit }) => [title, edit]));
    }
    return said;
  },
  lenses: (file) => codeLenses(file),
  hints: (file) => inlayHints(file, whole(file), { steps: true, times: true }),
  symbols: (file) => documentSymbols(file),
  colours: (file) => semanticTokens(file).data,
  preview: (file) => file.analysis.schedules.map(({ release }) => previewOf(file, { release, width: 1100, now: NOW })),
  hovers: (file) => atWords(file, 5, (position) => hover(file, position)),
  names: (file) => atWords(file, 3, (position) => [definition(file, position), documentHighlights(file, position)]),
  places: (file) => atWords(file, 5, (position) => locate(file, position)),
  calls: (file) =>
    atWords(file, 3, (position) => prepareCallHierarchy(file, position).map((item) => [item, callsOf(file, item)])),
  completion: (file) => atWords(file, 40, (position) => completion(file, position, { snippets: true, now: NOW }).items),
};

function callsOf(file: SourceFile, item: CallHierarchyItem): unknown {
  return [incomingCalls(file, item), outgoingCalls(file, item)];
}

function whole({ text }: SourceFile) {
  return { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
}

/** What is said at one of so many words. */
function atWords<Said>(
  { text }: SourceFile,
  of: number,
  ask: (position: { readonly line: number; readonly character: number }) => Said,
): readonly Said[] {
  const words = text
    .split('\n')
    .flatMap((content, line) =>
      [...content.matchAll(/[\p{L}\p{N}._-]+/gu)].map(({ index }) => ({ line, character: index + 1 })),
    );
  return words.filter((_, i) => i % of === 0).map(ask);
}

function reportOf({ analysis, workspace, uri }: SourceFile): Report {
  const context = { pathOf, text: (uri: string) => workspace.text(uri) };
  return {
    analyses: [analysis],
    identities: new Map<Finding, Identity>(identities(analysis, context)),
    problems: [],
    version: '1.2.3',
    exitCode: 1,
    isOverWarned: false,
    pathOf,
    shownAs: pathOf,
    fixesOf: workspace.fixesOf(uri),
    edits: (fix) => textEdits(fix.edits, (uri) => workspace.text(uri)),
  };
}

/** Against what the text would be with longer steps, as the older and as the newer one. */
function versions({ analysis, workspace, uri, text }: SourceFile): readonly (readonly [Analysis, Analysis])[] {
  const fork = workspace.fork();
  fork.set(uri, text.replace(/ 20m\b/, ' 45m').replace(/ 1h\b/, ' 2h'));
  const other = fork.analysis(uri);
  return [
    [analysis, other],
    [other, analysis],
  ];
}

/** The first step with a duration takes two hours more, and one of the people is away. */
function wantedIn({ plan }: Analysis) {
  const set = plan.releases.flatMap(({ name, steps }) =>
    steps
      .filter(({ duration }) => duration)
      .slice(0, 1)
      .map(({ index }) => `${name}/#${index}.duration=3h`),
  );
  const person = [...plan.names.values()].find(({ kind }) => kind === 'person');
  return { set, without: person ? [person.name] : [] };
}

// ------------------------------------------------------------------------------------------------------------ plainness

function fromJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

/** Where something is that JSON does not have. */
function oddities(value: unknown, at = '', around: readonly unknown[] = []): readonly string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${at} is ${value}`];
  if (typeof value !== 'object') return [`${at} is ${typeof value}`];
  if (around.includes(value)) return [`${at} leads back to itself`];
  const within = [...around, value];
  if (Array.isArray(value)) return value.flatMap((one, i) => oddities(one, `${at}[${i}]`, within));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return [`${at} is a ${prototype.constructor.name}`];
  // A property that is not there and one that is undefined are the same.
  return Object.entries(value).flatMap(([key, one]) =>
    one === undefined ? [] : oddities(one, `${at}.${key}`, within),
  );
}
