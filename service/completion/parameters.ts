/** Parameters of a template or runbook: what gives one its value, and where in the lines each of them fits. */
import { clauseOfWord, factsOf } from '../../language/clauses-of.ts';
import { typeOfParameter } from '../../language/offered.ts';
import { opensStatement } from '../../language/parse/lexer.ts';
import { tokenizeAgain } from '../../language/parse/parser.ts';
import type { Slot } from '../../language/slots.ts';
import type { Named, Parameter, Runbook, Template } from '../../plan/model.ts';
import { contains } from '../lookup.ts';
import type { CompletionSite, Proposal } from './proposal.ts';

/** Behind `duty: who =`: whatever a value of that type may be. */
export function parameterValues({ context, file: { plan } }: CompletionSite): Proposal[] {
  const [name = '', type = name] = context.before;
  const { kinds = [], values = [], isCounted } = TYPES[type] ?? {};
  const all = [...plan.names.values()];
  const isWho = kinds.includes('person');
  const named = (of: readonly Named['kind'][]) => all.filter(({ kind }) => of.includes(kind));
  return [
    ...(isCounted ? [{ ...PREVIOUS, rank: 10 }] : []),
    ...(isWho ? named(['roster']) : []).map(
      (roster): Proposal => ({
        text: `roster ${roster.name}`,
        kind: 'reference',
        detail: 'whoever covers it when the release begins',
        rank: 10,
      }),
    ),
    ...named(kinds).map((one): Proposal => ({ text: one.name, kind: 'reference', detail: one.kind, rank: 20 })),
    ...values.map((text): Proposal => ({ text, kind: 'value', rank: 30 })),
  ];
}

/** Behind `= roster`. */
export function rosters({ file: { plan } }: CompletionSite): Proposal[] {
  const all = [...plan.names.values()].filter(({ kind }) => kind === 'roster');
  return all.map(({ name, title }) => ({ text: name, kind: 'reference', detail: title ?? 'roster', rank: 10 }));
}

/** Where a value of its type can stand. */
export function parametersHere(site: CompletionSite): Proposal[] {
  const { slot, clause, statement } = site.context;
  const isFitting = (parameter: Parameter): boolean => {
    const type = typeOfParameter(parameter);
    if (slot === 'filled-in') return true;
    // Of a runbook: without a type it stands for a name.
    const { slots = ['who', 'target', 'system'], isCounted } = TYPES[type ?? ''] ?? {};
    if (clause === 'version') return isCounted === true;
    const isToldTo = slot === 'target' && statement === 'notify';
    return isToldTo ? type === 'audience' || slots.includes('who') : slots.includes(slot);
  };
  const all = parameterised(site)?.parameters ?? [];
  return all.filter(isFitting).map((parameter) => ({
    text: parameter.name,
    kind: 'variable',
    detail: `parameter: ${typeOfParameter(parameter) ?? 'a name'}`,
    rank: 8,
    ...(slot === 'filled-in' && { snippet: `${parameter.name}}` }),
  }));
}

/** The template or runbook that the cursor is in. */
export function parameterised({ file: { plan }, position }: CompletionSite): Template | Runbook | undefined {
  for (const one of plan.names.values())
    if ((one.kind === 'template' || one.kind === 'runbook') && one.place.file === plan.file)
      if (contains(one.place.range, position)) return one;
  return undefined;
}

/** Whether the name before the colon stands somewhere where a value of this type can. */
export function isUsedAs(type: string, { file, context: { before } }: CompletionSite): boolean {
  const [name] = before;
  const { slots = [] } = TYPES[type] ?? {};
  let clause: string | undefined;
  return tokenizeAgain(file.text).tokens.some((token) => {
    if (opensStatement(token)) clause = undefined;
    if (token.tokenType.name === token.image && clauseOfWord(token.image)) clause = token.image;
    if (token.image !== name || clause === undefined) return false;
    if (clause === 'version') return type === 'version';
    const known = clauseOfWord(clause);
    return known !== undefined && slots.includes(factsOf(known).asks as Slot);
  });
}

interface TypeFacts {
  /** Where in a line it may stand. */
  readonly slots: readonly Slot[];
  /** What is called by its name. */
  readonly kinds?: readonly Named['kind'][];
  readonly values?: readonly string[];
  /** It goes on from the release before. */
  readonly isCounted?: boolean;
}

const PREVIOUS = { text: 'previous', kind: 'keyword', detail: 'what the release before has' } as const;

const SOMEBODY: readonly Named['kind'][] = ['person', 'role', 'team', 'party'];

const TYPES: Readonly<Record<string, TypeFacts | undefined>> = {
  duration: { slots: ['duration'], values: ['15m', '30m', '1h'] },
  title: { slots: [], values: ['""'] },
  number: { slots: ['quorum'], values: ['1'], isCounted: true },
  percent: { slots: [], values: ['10 %'] },
  version: { slots: [], values: ['1.0.0'], isCounted: true },
  date: { slots: ['time'] },
  time: { slots: ['time'] },
  who: { slots: ['who', 'called'], kinds: SOMEBODY },
  person: { slots: ['who', 'called'], kinds: ['person'] },
  system: { slots: ['target', 'system', 'thing'], kinds: ['system'] },
  environment: { slots: ['target', 'system', 'thing', 'in', 'from', 'to'], kinds: ['environment'] },
  audience: { slots: ['called'], kinds: ['audience'] },
  channel: { slots: ['channel'] },
  rollback: { slots: ['called'] },
  play: { slots: ['called'] },
  point: { slots: ['point'] },
};
