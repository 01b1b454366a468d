/** What may be filled into the words of a message: `text "From {window.start} on"`. */
import { lookup, type Named } from '../../plan/model.ts';
import { asksOf, IMPLIED_NAMES } from '../../plan/schedule/messages.ts';
import { releaseAt } from '../lookup.ts';
import type { CompletionSite, Proposal } from './proposal.ts';

export function filledIn({ context, file: { plan }, position }: CompletionSite): Proposal[] {
  const release = releaseAt(plan, position) ?? plan.releases[0];
  const dot = context.prefix.indexOf('.');
  if (dot >= 0) {
    const name = context.prefix.slice(0, dot);
    const named = lookup(plan, release, name);
    const isImplied = IMPLIED_NAMES.includes(name);
    if (!named && !isImplied) return [];
    const asks = named ? asksOf(named.kind) : asksOf(name === 'window' ? 'window' : 'release');
    return asks.map(
      (of, rank): Proposal => ({ text: `${name}.${of}`, kind: 'enum-member', rank, snippet: `${name}.${of}}` }),
    );
  }
  const all: readonly Named[] = [...new Map([...plan.names, ...(release?.names ?? [])]).values()];
  return [
    ...IMPLIED_NAMES.map((text): Proposal => ({ text, kind: 'reference', rank: 10 })),
    ...all
      .filter(({ kind }) => !SILENT.has(kind))
      .map(
        (named): Proposal => ({
          text: named.name,
          kind: 'reference',
          detail: named.title ?? named.kind,
          rank: asksOf(named.kind).includes('start') ? 20 : 30,
        }),
      ),
  ];
}

/** Nobody is told of these. */
const SILENT: ReadonlySet<Named['kind']> = new Set(['policy', 'runbook', 'text', 'parameter', 'criteria', 'calendar']);
