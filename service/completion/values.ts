/** Words of the language that are values, words the plan uses elsewhere, codes of checks, paths of files. */
import { PARAMETER_WORDS } from '../../language/offered.ts';
import {
  CONSENT,
  CONSEQUENCES,
  KINDS_IN_WORDS,
  NO_RETURN,
  OPERATORS,
  PARTS,
  type PartWord,
} from '../../language/parts.ts';
import type { Slot } from '../../language/slots.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { factsOf } from '../../plan/findings/findings.ts';
import { type Release, type RiskLevel, type Step, TBD } from '../../plan/model.ts';
import { PACKS } from '../../plan/policies/pack.ts';
import { skillsOf } from '../../plan/who/people.ts';
import { relativePath } from '../files/uri.ts';
import { isUsedAs } from './parameters.ts';
import type { CompletionSite, Proposal } from './proposal.ts';
import { placesOf } from './ranking/habits.ts';
import { besideHabits } from './ranking/usage.ts';

export function values(site: CompletionSite): Proposal[] {
  const { slot, word, statement } = site.context;
  if (slot === 'parameter-type')
    return Object.entries(PARAMETER_WORDS).map(([text, detail], i) =>
      enumMember(text, i + (isUsedAs(text, site) ? 0 : 20), detail),
    );
  if (word) return [{ text: word, kind: 'keyword', snippet: `${word} ` }];
  if (slot === 'skill') {
    return [...skillsOf(site.file.plan)].map((text) => ({ text, kind: 'value', rank: 10 }));
  }
  if (slot === 'check') {
    const found = new Set(factsOf(site.file.analysis.findings).flatMap(({ code, waived }) => (waived ? [] : code)));
    return checks.map((check) => ({
      rank: statement === 'waive' && found.has(check.code) ? 10 : 50,
      text: check.code,
      kind: 'enum-member',
      detail: check.title,
      documentation: check.why,
    }));
  }
  if (slot === 'check-setting') return settings(site);
  if (slot === 'policy') {
    return PACKS.map(({ name, forWhom, asks }) => ({
      text: name,
      kind: 'enum-member',
      detail: forWhom,
      documentation: `${asks} It comes with Release Plan.`,
      rank: 20,
    }));
  }
  if (slot === 'who') return OF_WHOM;
  if (slot === 'consequence') return consequences(site);
  const fixed = Object.entries(FIXED[slot] ?? {});
  return [...fixed.map(([text, detail], i) => enumMember(text, i, detail)), ...usedWords(site), ...usedBeside(site)];
}

/** How severe a check is, and what else can be set of it. */
function settings({ context: { before } }: CompletionSite): Proposal[] {
  const said = new Set(before);
  const parameters = Object.entries(checks.find(({ code }) => code === before[0])?.parameters ?? {});
  return [
    ...(before.length > 1 ? [] : SEVERITIES.map(([text, detail], i) => enumMember(text, i, detail))),
    ...parameters
      .filter(([name]) => !said.has(name))
      .map(
        ([name, { description }], i): Proposal => ({ ...enumMember(name, 20 + i, description), snippet: `${name} ` }),
      ),
  ];
}

const SEVERITIES = [
  ['error', 'nobody releases with it'],
  ['warning', 'somebody looks at it'],
  ['information', 'it is only told'],
  ['off', 'it is not looked for'],
] as const;

const enumMember = (text: string, index: number, detail?: string): Proposal => ({
  text,
  kind: 'enum-member',
  rank: 10 + index,
  ...(detail && { detail }),
});

/** Beside the people themselves: some of a team. */
const OF_WHOM: Proposal[] = (['any', 'all', 'relay'] as const).map(
  (word, i): Proposal => ({
    text: `${word} of`,
    kind: 'keyword',
    detail: PARTS[word].detail,
    snippet: `${word} of `,
    rank: 45 + i,
  }),
);

/** Only a gate decides again, and silence only answers a message. */
function consequences({ context }: CompletionSite): Proposal[] {
  const all = Object.entries(CONSEQUENCES)
    .filter(([text]) => text !== 'again' || context.statement === 'no-go')
    // What is done stands behind `then`, as most write it.
    .map(([text, { detail }], i) => enumMember(text, context.goesOn.includes('then') ? 40 + i : i, detail));
  return all;
}

/** Words that go on with what is begun. */
export function goingOn({ context: { goesOn, statement } }: CompletionSite): Proposal[] {
  return goesOn.map((text, i) => {
    const detail = statement === 'point' ? NO_RETURN[text] : detailOf(text);
    return {
      text,
      kind: 'keyword',
      rank: 5 + i,
      ...(detail && { detail }),
      ...(text !== TBD && { snippet: `${text} ` }),
    };
  });
}

function detailOf(text: string): string | undefined {
  if (Object.hasOwn(OPERATORS, text)) return OPERATORS[text];
  if (Object.hasOwn(CONSENT, text)) return CONSENT[text as keyof typeof CONSENT].detail;
  const [first] = text.split(' ');
  return Object.hasOwn(PARTS, first!) ? PARTS[first as PartWord].detail : undefined;
}

/** Words that a slot always takes, and what each means. */
const FIXED: Partial<Record<Slot, Readonly<Record<string, string>>>> = {
  'release-kind': KINDS_IN_WORDS,
  carried: {
    scope: 'what was not finished',
    issues: 'what is still open',
    risks: 'what may still happen',
  },
  level: {
    'very-low': 'the lowest of five levels',
    low: 'the second of five levels',
    medium: 'the level in the middle',
    high: 'the fourth of five levels',
    'very-high': 'the highest of five levels',
  } satisfies Record<RiskLevel, string>,
  promise: {
    outage: 'how long the users may be cut off',
    rto: 'how long until it is back after a failure',
    rpo: 'how much of the data may be lost',
  },
  quorum: { all: 'everybody who is invited', 2: '', 3: '' },
  contact: { phone: 'where they are called', email: 'where they are written to' },
  unit: { EUR: 'euros', USD: 'US dollars', GBP: 'pounds sterling', CHF: 'Swiss francs' },
};

/** Channels, registers, sources, stores and tags need no declaration: what the plan says elsewhere is offered again. */
function usedWords(site: CompletionSite): Proposal[] {
  const read = readers[site.context.slot];
  if (!read) return [];
  const { plan } = site.file;
  const words = new Set(
    plan.releases.flatMap((release) => [...read(release)]).filter((text) => text !== site.context.prefix),
  );
  const declared = new Set(plan.names.keys());
  return [...words]
    .filter((text) => text !== TBD && !declared.has(text))
    .map((text) => ({ text, kind: 'value', detail: 'used in this plan', rank: 30 }));
}

/** What the plans beside this one say in such a place, where this one declares nothing for it. */
function usedBeside({ file, context }: CompletionSite): Proposal[] {
  const { slot, statement = '', clause = '', before } = context;
  if (!OPEN_WORDS.has(slot) || (slot === 'in' && statement !== 'record')) return [];
  const { names, releases } = file.plan;
  const isDeclared = [...names.values()].some((one) => one.kind === 'word' && one.vocabulary === OPEN_WORDS.get(slot));
  if (isDeclared) return [];
  const own = new Set(releases.flatMap((release) => [...(readers[slot]?.(release) ?? [])]));
  const [, place] = placesOf.name(statement, clause, '');
  const words = new Set(besideHabits(file).flatMap((habits) => [...habits.said(place!)]));
  return [...words]
    .filter((text) => !own.has(text) && !names.has(text) && !before.includes(text))
    .map((text) => ({ text, kind: 'value', detail: 'used in plans beside this one', rank: 40 }));
}

/** Words that need no declaration, and the vocabulary that they are of once there is one. */
const OPEN_WORDS: ReadonlyMap<Slot, string> = new Map([
  ['channel', 'channel'],
  ['source', 'source'],
  ['in', 'register'],
]);

const ofSteps = (read: (step: Step) => readonly (string | undefined)[]) => (release: Release) =>
  release.steps.flatMap((step) => read(step).filter((text) => text !== undefined));

const readers: Partial<Record<Slot, (release: Release) => readonly string[]>> = {
  channel: ofSteps((step) => step.via.map(({ name }) => name)),
  in: ofSteps((step) => [step.in?.name]),
  to: ofSteps((step) => [step.to?.name]),
  priority: (release) => release.rosters.flatMap(({ stages }) => stages.map(({ priority }) => priority)),
  unit: ({ budgets, costs }) => [...budgets, ...costs].flatMap(({ money }) => money?.currency ?? []),
  tag: (release) => [...release.tags, ...release.steps.flatMap((step) => step.tags)],
};

/** Files of the workspace that can be imported, relative to this one. */
export function paths(site: CompletionSite): Proposal[] {
  return site.file.workspace
    .files()
    .filter((uri) => uri !== site.file.uri)
    .map((uri) => ({ text: relativePath(site.file.uri, uri), kind: 'file' }));
}
