/** Words of the language that are values, words the plan uses elsewhere, codes of checks, paths of files. */
import { PARAMETER_TYPES } from '../../language/offered.ts';
import type { Slot } from '../../language/slots.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { RELEASE_KINDS, type Release, RISK_LEVELS, type Step } from '../../plan/model.ts';
import { PACKS } from '../../plan/policies/pack.ts';
import { skillsOf } from '../../plan/who/people.ts';
import { relativePath } from '../files/uri.ts';
import type { CompletionSite, Proposal } from './proposal.ts';

export function values(site: CompletionSite): Proposal[] {
  const { slot, word } = site.context;
  if (slot === 'parameter-type') return parameterTypes();
  if (word) return [{ text: word, kind: 'keyword', snippet: `${word} ` }];
  if (slot === 'skill') {
    return [...skillsOf(site.file.plan)].map((text) => ({ text, kind: 'value', rank: 10 }));
  }
  if (slot === 'check') {
    return checks.map((check) => ({
      text: check.code,
      kind: 'enum-member',
      detail: check.title,
      documentation: check.why,
    }));
  }
  if (slot === 'policy') {
    return PACKS.map(({ name, forWhom, asks }) => ({
      text: name,
      kind: 'enum-member',
      detail: forWhom,
      documentation: `${asks} It comes with Release Plan.`,
      rank: 20,
    }));
  }
  if (slot === 'who') {
    return [
      {
        text: 'any of',
        kind: 'keyword',
        detail: 'whoever of a team is free',
        snippet: 'any of ',
        rank: 45,
      },
      { text: 'all of', kind: 'keyword', detail: 'everybody of a team', snippet: 'all of ', rank: 46 },
      { text: 'tbd', kind: 'keyword', detail: 'not decided yet', rank: 90 },
    ];
  }
  // Only a gate decides again.
  const fixed = (fixedValues[slot] ?? []).filter((text) => text !== 'again' || site.context.statement === 'no-go');
  return [
    ...fixed.map((text, index): Proposal => ({ text, kind: 'enum-member', rank: 10 + index })),
    ...usedWords(site),
  ];
}

function parameterTypes(): Proposal[] {
  return PARAMETER_TYPES.map((text, index) => ({ text, kind: 'enum-member', rank: 10 + index }));
}

const fixedValues: Partial<Record<Slot, readonly string[]>> = {
  'release-kind': RELEASE_KINDS,
  level: RISK_LEVELS,
  promise: ['outage', 'rto', 'rpo'],
  consequence: ['rollback', 'play', 'notify', 'postpone', 'stop', 'again'],
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
    .filter((text) => !declared.has(text))
    .map((text) => ({ text, kind: 'value', detail: 'used in this plan', rank: 30 }));
}

const ofSteps = (read: (step: Step) => readonly (string | undefined)[]) => (release: Release) =>
  release.steps.flatMap((step) => read(step).filter((text) => text !== undefined));

const readers: Partial<Record<Slot, (release: Release) => readonly string[]>> = {
  channel: ofSteps((step) => step.via.map(({ name }) => name)),
  in: ofSteps((step) => [step.in?.name]),
  to: ofSteps((step) => [step.to?.name]),
  tag: (release) => [...release.tags, ...release.steps.flatMap((step) => step.tags)],
};

/** Files of the workspace that can be imported, relative to this one. */
export function paths(site: CompletionSite): Proposal[] {
  return site.file.workspace
    .files()
    .filter((uri) => uri !== site.file.uri)
    .map((uri) => ({ text: relativePath(site.file.uri, uri), kind: 'file' }));
}
