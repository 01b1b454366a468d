/** Names that fit the slot: people who are free then, systems the verb can take, points that make no cycle. */
import { STEPS_BY_VERB } from '../../language/cursor.ts';
import { KINDS_WITH_STATE } from '../../language/offered.ts';
import type { Slot } from '../../language/slots.ts';
import { type Named, type Release, STATES, type Step, type SystemKind, VERBS } from '../../plan/model.ts';
import { isCalled } from '../../plan/order/blocks.ts';
import { orderOf } from '../../plan/order/order.ts';
import { precedence } from '../../plan/order/precedence.ts';
import { mayAct } from '../../plan/who/people.ts';
import { releaseAt, stepAt } from '../lookup.ts';
import { freedomAt } from './freedom.ts';
import { parameterised } from './parameters.ts';
import type { CompletionSite, Proposal, ProposalKind } from './proposal.ts';
import { habitsOf, placesOf } from './ranking/habits.ts';

export function names(site: CompletionSite): Proposal[] {
  const { slot } = site.context;
  const { plan } = site.file;
  const release = releaseAt(plan, site.position);
  const all: Named[] = [...new Map([...plan.names, ...namesAround(site)]).values(), ...plan.kinds.values()];
  const isWho = slot === 'who' || (slot === 'target' && toPeople.has(site.context.statement ?? ''));
  const free = isWho && release ? freedomAt(site, release) : undefined;
  const barred = slot === 'point' && release ? barredPoints(site, release) : new Set<string>();
  const fitting = all.filter(
    (named) =>
      !isByWord(named) &&
      fits(named, slot, site) &&
      !barred.has(named.name) &&
      !isHere(named, site) &&
      !site.context.before.includes(named.name),
  );
  const proposals = fitting.map((named) => {
    const state = free?.(named);
    return {
      text: named.name,
      kind: itemKind(named),
      detail: [detail(named), state?.words].filter(Boolean).join(' · '),
      rank: rank(named, slot, site) + (state?.rank ?? 0),
      ...(named.note && { documentation: named.note }),
    };
  });
  const sides = release ? sidesOf(site, all) : [];
  const more = [...sides, ...undeclared(site, all)];
  return slot === 'point' && release
    ? [...proposals, ...more, ...blockPoints(release, site), ...stepsByVerb(release, site)]
    : [...proposals, ...more];
}

/** What the line declares, or the block that it is of: nobody stands in for themselves. */
function isHere({ place: { file }, namePlace }: Named, { context, file: { uri } }: CompletionSite): boolean {
  const { line } = namePlace.range.start;
  const [head] = context.blocks.slice(-1);
  return file === uri && (line === context.line || (line === head?.line && head.word !== 'release'));
}

/** What the release or the template declares that the line is in; its parameters are offered by their types. */
function namesAround(site: CompletionSite): Iterable<readonly [string, Named]> {
  const release = releaseAt(site.file.plan, site.position);
  if (release) return release.names;
  const around = parameterised(site);
  return around?.kind === 'template' ? [...around.names].filter(([, { kind }]) => kind !== 'parameter') : [];
}

/** What the plan names elsewhere in such a place, and nothing declares yet; words as which sources are known need not be declared. */
function undeclared({ file: { plan, text }, context, position }: CompletionSite, all: readonly Named[]): Proposal[] {
  const { slot, statement = '', clause = '', line, before } = context;
  const kinds = slot === 'target' ? TARGETS : (kindsOf[slot] ?? []);
  const known = new Set(all.map(({ name }) => name));
  const named = plan.references.filter(
    (one) =>
      !one.target &&
      one.place.range.start.line !== line &&
      one.kinds.some((kind) => kinds.includes(kind)) &&
      // A system may do something, but whoever is named to do it is nobody to be deployed.
      (slot === 'who' || one.kinds[0] !== 'person'),
  );
  const [, here] = placesOf.name(statement, clause, '');
  const isOpen = slot === 'target' || kindsOf[slot] !== undefined || FREE_WORDS.has(slot);
  const said = [
    ...named.map(({ name }) => name),
    ...(isOpen ? habitsOf(text, line, position.character).said(here!) : []),
  ];
  return [...new Set(said)]
    .filter((name) => !known.has(name) && !before.includes(name))
    .map((name) => ({ text: name, kind: 'reference', detail: 'named elsewhere in this plan', rank: 60 }));
}

/** Where any word may stand. */
const FREE_WORDS: ReadonlySet<Slot> = new Set(['tag', 'skill', 'unit', 'carried']);

const TARGETS: readonly Named['kind'][] = ['system', 'environment'];

/** Behind the dot of `publish.`: what may become of it where a condition asks, else its ends. */
function sidesOf({ context }: CompletionSite, all: readonly Named[]): Proposal[] {
  const dot = context.prefix.lastIndexOf('.');
  const named = all.find(({ name }) => name === context.prefix.slice(0, dot));
  if (dot < 0 || !named) return [];
  const states = STATES.filter((state) => KINDS_WITH_STATE[state].includes(named.kind));
  const hasEnds = context.slot === 'point' && kindsOf.point!.includes(named.kind);
  const sides = context.slot === 'condition' ? states : hasEnds ? (['start', 'end'] as const) : [];
  return sides.map((side) => ({ text: `${named.name}.${side}`, kind: 'enum-member', detail: SIDES[side] }));
}

const SIDES = {
  late: 'so much later than it was due',
  length: 'it goes on for longer than that',
  failed: 'it was not done',
  start: 'when it begins',
  end: 'when it ends',
} as const;

const who: readonly Named['kind'][] = ['person', 'role', 'team', 'party', 'implicit', 'parameter'];
const toPeople = new Set(['notify']);

/** Kinds that fit a slot; `undefined`: names do not belong here. */
const kindsOf: Partial<Record<Slot, readonly Named['kind'][]>> = {
  who,
  team: ['team'],
  in: ['environment', 'word'],
  channel: ['word'],
  from: ['word', 'step', 'person', 'role', 'team', 'environment', 'system'],
  to: ['word', 'person', 'role', 'team', 'environment', 'system'],
  source: ['word'],
  priority: ['word'],
  called: ['block', 'audience', ...who],
  system: ['system', 'environment'],
  thing: ['environment', 'system', 'freeze', 'scope-item', 'team'],
  calendar: ['calendar'],
  'scope-item': ['scope-item'],
  runbook: ['runbook'],
  'message-text': ['text'],
  policy: ['policy'],
  fund: ['fund'],
  'release-kind': ['release-kind'],
  release: ['release', 'template', 'train', 'runbook'],
  template: ['template'],
  condition: KINDS_WITH_STATE.late,
  point: [
    'step',
    'milestone',
    'block',
    'rehearsal',
    'uat',
    'named-window',
    'freeze',
    'maintenance',
    'event',
    'hypercare',
    'roster',
    'risk',
    'scope-item',
  ],
};

function fits(named: Named, slot: Slot, site: CompletionSite): boolean {
  if (slot === 'target') {
    const verb = site.context.statement ?? '';
    if (verb === 'notify') return who.includes(named.kind) || named.kind === 'audience';
    if (verb === 'restore') return named.kind === 'system' || named.kind === 'environment';
    return named.kind === 'system' || named.kind === 'environment' || named.kind === 'parameter';
  }
  // `play drain else call-everybody`: what comes next, or who stands in.
  const isNext = slot === 'who' && site.context.clause === 'else' && named.kind === 'block';
  if (isNext) return named.block.kind === site.context.statement;
  if (named.kind === 'system' && slot === 'who')
    return (
      site.context.clause === 'by' &&
      VERBS.some((verb) => verb === site.context.statement) &&
      mayAct(site.file.plan, named)
    );
  if (!kindsOf[slot]?.includes(named.kind)) return false;
  if (slot === 'called') return isCalledBy(named, site.context.before.at(-1));
  // What kinds of one's own count as is built in.
  if (named.kind === 'release-kind') return site.context.statement !== 'kinds';
  if (named.kind === 'word') return vocabularyOf(slot).includes(named.vocabulary);
  return named.kind !== 'step' || slot !== 'from' || named.verb === 'backup' || named.verb === 'snapshot';
}

/** Behind `play` and `rollback` stand those, behind `notify` whoever can be told. */
function isCalledBy(named: Named, action: string | undefined): boolean {
  return named.kind === 'block' ? named.block.kind === action : action === 'notify';
}

function vocabularyOf(slot: Slot): readonly string[] {
  if (slot === 'channel') return ['channel'];
  if (slot === 'in') return ['register'];
  if (slot === 'source') return ['source'];
  if (slot === 'priority') return ['priority'];
  return ['store', 'source'];
}

/** Smaller comes first; whatever is not usual in such a place stands behind all that is. */
function rank(named: Named, slot: Slot, site: CompletionSite): number {
  const { statement = '', clause } = site.context;
  if (slot === 'target' && named.kind === 'system')
    return ((verbTakes[statement] ?? []).includes(named.type) ? 10 : 30) + lack(site, named.name);
  if (slot === 'target') return named.kind === 'audience' || named.kind === 'implicit' ? 10 : 40;
  if (slot === 'system' && named.kind === 'system') return isHost(named.type) === (clause === 'on') ? 10 : 30;
  // A release that has given roles wants them named, not the people behind them.
  if (slot === 'who' && named.kind === 'system') return 95;
  const usual = USUAL[`${statement} ${clause ?? ''}`.trim()] ?? USUAL[statement] ?? USUAL[slot];
  // Nothing puts a message at risk, and none averts anything.
  const isMessage =
    named.kind === 'step' && named.verb === 'notify' && (statement === 'threatens' || statement === 'mitigation');
  if ((usual && !usual.includes(named.kind)) || isMessage) return 35;
  // What is only done when it is called is at no time that anything waits for.
  if (slot === 'point' && clause === 'after' && named.kind === 'block' && isCalled(named.block)) return 35;
  if (named.kind === 'role') return 10;
  return named.kind === 'implicit' ? 14 : 12;
}

/** Kinds of things that are mostly meant, on a line, behind a clause of it, or in a slot. */
const USUAL: Readonly<Record<string, readonly Named['kind'][]>> = {
  deputy: ['person'],
  owner: ['person', 'role', 'parameter'],
  sponsor: ['person', 'role', 'parameter'],
  team: ['person'],
  role: ['person', 'team'],
  measured: ['step'],
  threatens: ['step', 'milestone'],
  mitigation: ['step'],
  'backup to': ['word'],
  'grant to': ['person', 'role', 'team'],
  'revoke from': ['person', 'role', 'team'],
  from: ['step'],
  system: ['system'],
  thing: ['environment', 'system'],
  point: ['step', 'milestone', 'block', 'rehearsal', 'uat'],
};

/** What others run on. */
function isHost(type: SystemKind): boolean {
  return type === 'server' || type === 'network';
}

/** First what the release does something to, then what it leaves alone. */
function lack({ file: { plan }, position, context }: CompletionSite, name: string): number {
  const steps = releaseAt(plan, position)?.steps.filter((step) => stepLine(step) !== context.line) ?? [];
  return steps.some(({ targets }) => targets.some((one) => one.name === name)) ? 0 : 3;
}

/** What a verb is usually done to; other systems come behind. */
const verbTakes: Readonly<Record<string, readonly SystemKind[]>> = {
  backup: ['database', 'storage'],
  restore: ['database', 'storage'],
  migrate: ['database', 'storage', 'queue'],
  snapshot: ['server', 'database', 'storage'],
  deploy: ['service', 'application', 'system'],
  configure: ['network', 'server', 'service', 'application', 'system'],
  switch: ['network', 'service', 'system'],
  stop: ['service', 'application', 'server', 'system', 'queue'],
  start: ['service', 'application', 'server', 'system', 'queue'],
  verify: ['service', 'application', 'system', 'database'],
};

function detail(named: Named): string {
  const kind =
    named.kind === 'system' ? named.type : named.kind === 'word' ? named.vocabulary : named.kind.replace('-', ' ');
  const filled = named.kind === 'role' && named.holder ? `${kind}: ${named.holder.name}` : kind;
  return named.title ? `${filled} – ${named.title}` : filled;
}

function itemKind(named: Named): ProposalKind {
  if (who.includes(named.kind)) return 'variable';
  if (named.kind === 'system' || named.kind === 'environment') return 'module';
  return named.kind === 'step' || named.kind === 'block' ? 'method' : 'reference';
}

/** `run` of a `run cutover`: it is understood, and its name is what is offered. */
function isByWord(named: Named): boolean {
  return named.kind === 'block' && named.block.name !== undefined && named.block.name !== named.name;
}

/** Names that depend on the step under the cursor: to wait for them would be a cycle. */
function barredPoints(site: CompletionSite, release: Release): Set<string> {
  const here = release.steps.find((each) => stepLine(each) === site.context.line);
  const step = here ?? stepAt(site.file.plan, site.position)?.step;
  if (!step) return new Set();
  const { precedes } = precedence(site.file.plan, release, orderOf(site.file.plan, release));
  const things = [...release.names.values()].filter((named) => {
    const thing = named.kind === 'block' ? named.block : named;
    return thing === step || precedes(step, thing);
  });
  return new Set(things.map((named) => named.name));
}

/** `threatens deploy web`: a step needs no name where its verb says which. */
function stepsByVerb(release: Release, { context: { statement = '' } }: CompletionSite): Proposal[] {
  if (!STEPS_BY_VERB.has(statement)) return [];
  const verbs = new Set(release.steps.flatMap(({ verb, name, targets }) => (targets.length > 0 && !name ? verb : [])));
  return [...verbs].map((text) => ({
    text,
    kind: 'method',
    detail: 'a step that does this',
    snippet: `${text} `,
    rank: 15,
  }));
}

/** Blocks without a name are points too: `after run`. */
function blockPoints(release: Release, site: CompletionSite): Proposal[] {
  const around = new Set(site.context.blocks.map((block) => block.word));
  return release.blocks
    .filter((block) => !block.name && block.kind !== 'messages' && !around.has(block.kind))
    .map((block) => ({ text: block.kind, kind: 'method', detail: 'block', rank: 12 }));
}

function stepLine(step: Step): number {
  return (step.usedAt ?? step.head).range.start.line;
}
