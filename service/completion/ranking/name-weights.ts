/** Which of several names is meant: what it stands together with, what is near, what comes next, what nothing names yet. */
import { releaseAt } from '../../lookup.ts';
import type { CompletionSite, Proposal } from '../proposal.ts';
import { type Company, companyOf } from './company.ts';

export interface NameWeights {
  /** How much speaks for a name beside how often it is said in such places. */
  near(name: string): number;
  /** Whether it is hardly meant, since that is said of it already. */
  isSaid(name: string): boolean;
}

export function nameWeights(site: CompletionSite, proposals: readonly Proposal[]): NameWeights {
  const { slot, before, statement = '', clause = '' } = site.context;
  const company = companyOf(site.file.text, site.position, statement, clause);
  const isPoint = slot === 'point' || slot === 'time';
  const isTarget = slot === 'target';
  const alike = alikeTo(site, company);
  const close = isPoint ? closeTo(site) : () => 0;
  const next = nextOf(company.last, proposals);
  return {
    near: (name) =>
      TOGETHER * company.together(name) +
      HERE * Math.min(company.here(name), MOST) +
      AROUND * Math.min(company.around(name), MOST) +
      (name === next ? (before.length > 0 ? NEXT_IN_LIST : NEXT) : 0) +
      ALIKE * alike(name) +
      CLOSE * close(name) +
      (isTarget && company.undone(name) > 0 ? UNDONE : 0) +
      (company.named(name) > 1 ? 0 : isPoint ? UNAWAITED : UNNAMED),
    isSaid: (name) =>
      company.own.includes(name) ||
      (company.isOnceEach && company.isSaid(name)) ||
      (isTarget && company.done(name) > 0),
  };
}

/** The line that names it, and what this line names, are the same. */
const TOGETHER = 3;
/** The block around the line names it, and all that the release holds. */
const HERE = 0.5;
const AROUND = 0.5;
/** Of what is named more often than so no more is said by that. */
const MOST = 3;
/** It is declared right behind what was named last: on the line above, and in a list. */
const NEXT = 0.4;
const NEXT_IN_LIST = 1.5;
const ALIKE = 1;
const CLOSE = 2;
/** What is stopped is started. */
const UNDONE = 2;
/** Nothing waits for it yet, and nothing names it at all. */
const UNAWAITED = 1;
const UNNAMED = 0.3;

/** What is declared behind what was named last. */
function nextOf(last: string | undefined, proposals: readonly Proposal[]): string | undefined {
  const at = last === undefined ? -1 : proposals.findIndex(({ text }) => text === last);
  return at < 0 ? undefined : proposals[at + 1]?.text;
}

/** Half of the square of how many words it has in common with what the line names: `client-anne` for the team `client-uat`. */
function alikeTo({ file: { plan } }: CompletionSite, { asked }: Company): (name: string) => number {
  const wordsOf = (name: string) =>
    `${name} ${plan.names.get(name)?.title ?? ''}`.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  const known = new Set(asked.flatMap(wordsOf));
  return (name) => Math.min(2, wordsOf(name).filter((word) => known.has(word)).length) ** 2 / 2;
}

/** How near above the line it ends: 1 right there, 0 nowhere or below. */
function closeTo({ file: { plan }, position, context: { line } }: CompletionSite): (name: string) => number {
  const release = releaseAt(plan, position);
  return (name) => {
    const named = release?.names.get(name);
    const block = named?.kind === 'block' ? named.block : release?.blocks.find(({ kind }) => kind === name);
    const above = line - ((block ?? named)?.place.range.end.line ?? line);
    return above > 0 ? 1 / (1 + above / HALVED) : 0;
  };
}

/** So many lines above it is half as near. */
const HALVED = 6;
