/** Everything that is declared with a name, by its kind: people, things, calendars, rules, and what a release declares. */
import type {
  Audience,
  Calendar,
  Criteria,
  Dropped,
  Environment,
  Freeze,
  Fund,
  Maintenance,
  MessageText,
  Named,
  Norm,
  OwnKind,
  Parameter,
  ParameterSource,
  Party,
  Person,
  PlanEvent,
  Policy,
  PolicyRule,
  Ref,
  Role,
  Roster,
  Runbook,
  System,
  Team,
  Template,
  Train,
  Word,
} from '../model.ts';
import { formatClock } from '../time/date.ts';
import { BENEFIT, ISSUE, REHEARSAL, RISK, ROSTER, SCOPE_ITEM, UAT } from './release.ts';
import { DECLARED, matters, type Said, saidOf, type Telling, told, type Untold } from './telling.ts';
import * as words from './words.ts';

/** Undefined: it is told in another way, see `TELLINGS`. */
export function saidOfDeclaration(named: Named): Said | undefined {
  const telling: object | Untold = TELLINGS[named.kind];
  return typeof telling === 'string' ? undefined : saidOf(telling as Telling<Named>, named);
}

export const saidOfNorm = (norm: Norm): Said => saidOf(NORM, norm);

const contacts = told('contact', (all: Person['contacts']) =>
  words.listOf(all, ({ channel, address }) => `${channel} ${address}`),
);

const PERSON: Telling<Person> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  calendar: told('calendar', words.name),
  holidaysOf: told('holidays', words.names),
  zone: told('zone', words.text),
  shifts: told('shift', words.hours),
  leave: told('leave', (all) => words.listOf(all, words.range)),
  skills: told('skills', words.names),
  rate: told('rate', words.money),
  rateOpen: told('rate', words.open),
  contacts,
  deputy: told('deputy', words.name),
};

const PARTY: Telling<Party> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  calendar: told('calendar', words.name),
  holidaysOf: told('holidays', words.names),
  zone: told('zone', words.text),
  until: told('until', words.time),
  contacts,
};

const TEAM: Telling<Team> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  members: matters('is', words.names),
  calendar: told('calendar', words.name),
  holidaysOf: told('holidays', words.names),
  contacts,
};

const ROLE: Telling<Role> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  holder: matters('is', words.name),
  otherwise: matters('else', words.names),
};

const CALENDAR: Telling<Calendar> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  zone: told('zone', words.text),
  working: told('working', words.hours),
  holidays: told('holiday', (all) =>
    words.listOf(all, ({ range, title }) => `${words.range(range)}${title ? ` "${title}"` : ''}`),
  ),
  holidaysOf: told('holidays', words.names),
  deadline: told('deadlines', formatClock),
  deadlineOpen: told('deadlines', words.open),
};

const AUDIENCE: Telling<Audience> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  calendar: told('calendar', words.name),
  holidaysOf: told('holidays', words.names),
  zone: told('zone', words.text),
  channels: told('channels', words.names),
  notice: told('notice', words.estimate),
  uses: told('uses', words.names),
  members: told('members', words.names),
};

const ENVIRONMENT: Telling<Environment> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  production: matters('production', words.flag),
  exclusive: told('exclusive', words.flag),
};

const SYSTEM: Telling<System> = {
  ...DECLARED,
  kind: 'what',
  type: told('kind', words.text),
  title: told('title', words.text),
  on: told('on', words.names),
  environment: told('in', words.name),
  uses: told('uses', words.names),
  writer: told('writer', words.whoText),
  version: told('version', words.text),
  exclusive: told('exclusive', words.flag),
  from: told('from', words.time),
  until: told('until', words.time),
};

const WORD: Telling<Word> = {
  ...DECLARED,
  kind: 'what',
  vocabulary: told('kind', words.text),
  title: told('title', words.text),
  by: told('by', words.whoText),
  on: told('on', words.names),
};

const FUND: Telling<Fund> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  tbd: told('money', words.open),
  money: matters('money', words.money),
  approvedBy: matters('approved by', words.whoText),
  approvedOn: told('approved on', words.time),
};

const FREEZE: Telling<Freeze> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  of: matters('of', words.names),
  from: matters('from', words.time),
  until: matters('until', words.time),
  every: matters('every', words.recurrence),
  by: matters('by', words.whoText),
  exceptFor: matters('except', words.text),
  exceptOpen: matters('except', words.open),
  exceptBy: matters('except by', words.whoText),
};

const MAINTENANCE: Telling<Maintenance> = { ...FREEZE, kind: 'what' };

const EVENT: Telling<PlanEvent> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  during: told('during', words.range),
  links: told('link', words.texts),
};

const POLICY: Telling<Policy> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  releaseKinds: matters('for', (kinds) => (kinds.length === 0 ? 'none by itself' : kinds.join(', '))),
  base: matters('from', ({ ref }) => ref.name),
  rules: matters('check', (rules) => words.listOf(rules, ruleText)),
};

/** A rule is a sentence: all of it is told, in the order of the language. */
function ruleText(rule: PolicyRule): string {
  return saidOf(RULE, rule)
    .map(({ text }) => text)
    .join(' ');
}

const RULE: Telling<PolicyRule> = {
  place: 'where',
  code: told('check', words.name),
  severity: told('severity', words.text),
  parameters: told('parameters', (all) =>
    all.length === 0
      ? undefined
      : all.map(({ name, values }) => [name.name, ...values.map(({ text }) => text)].join(' ')).join(' '),
  ),
};

const KIND: Telling<OwnKind> = {
  ...DECLARED,
  kind: 'what',
  title: 'where',
  as: matters('as', words.text),
};

const NORM: Telling<Norm> = {
  kind: 'what',
  verb: 'what',
  target: 'what',
  place: 'where',
  estimate: told('duration', words.estimate),
};

const CRITERIA: Telling<Criteria> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  criteria: matters('criteria', words.criteria),
};

const TEXT: Telling<MessageText> = {
  ...DECLARED,
  kind: 'what',
  // The same words, in parts.
  title: 'where',
  parts: told('text', words.textOf),
  textOpen: 'where',
};

const TRAIN: Telling<Train> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  every: told('every', words.recurrence),
  template: told('template', words.name),
  carriesOver: told('carry-over', words.names),
  skips: told('skip', (all) => words.listOf(all, words.time)),
  releases: told('release', (all) =>
    words.listOf(all, ({ ref, at, version }) =>
      [ref.name, at && `at ${words.time(at)}`, version && `version ${version}`].filter(Boolean).join(' '),
    ),
  ),
};

const RUNBOOK: Telling<Runbook> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  parameters: told('parameters', (all) => words.listOf(all, parameter)),
  lines: told('lines', words.linesOf),
};

const TEMPLATE: Telling<Template> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  zone: told('zone', words.text),
  names: 'own',
  parameters: told('parameters', (all) => words.listOf(all, parameter)),
  lines: told('lines', words.linesOf),
};

function parameter({ name, type, from }: Parameter): string {
  const source = from && (from.kind === 'value' ? from.text : from.kind === 'previous' ? 'previous' : sourceName(from));
  return [type === undefined ? name : `${name}: ${type}`, source].filter((part) => part !== undefined).join(' = ');
}

function sourceName({ kind, ref }: Extract<ParameterSource, { readonly ref: Ref }>): string {
  return kind === 'roster' ? `roster ${ref.name}` : ref.name;
}

export const DROPPED: Telling<Dropped> = {
  ...DECLARED,
  kind: 'what',
  word: 'what',
  label: 'what',
  targets: 'what',
  of: 'what',
  block: 'own',
  title: told('title', words.text),
  because: matters('because', words.text),
};

type OfKind<K extends Named['kind']> =
  | Extract<Named, { readonly kind: K }>
  | (K extends Roster['kind'] ? Roster : never);

/** How each kind is told; `own`: with the release it stands in, as a step, a block or a window of its night. */
const TELLINGS: { readonly [K in Named['kind']]: Telling<OfKind<K>> | Untold } = {
  person: PERSON,
  party: PARTY,
  team: TEAM,
  role: ROLE,
  calendar: CALENDAR,
  audience: AUDIENCE,
  environment: ENVIRONMENT,
  system: SYSTEM,
  word: WORD,
  fund: FUND,
  freeze: FREEZE,
  maintenance: MAINTENANCE,
  event: EVENT,
  policy: POLICY,
  'release-kind': KIND,
  criteria: CRITERIA,
  text: TEXT,
  train: TRAIN,
  template: TEMPLATE,
  runbook: RUNBOOK,
  benefit: BENEFIT,
  'scope-item': SCOPE_ITEM,
  risk: RISK,
  issue: ISSUE,
  rehearsal: REHEARSAL,
  uat: UAT,
  hypercare: ROSTER,
  roster: ROSTER,
  release: 'own',
  milestone: 'own',
  dropped: DROPPED,
  step: 'own',
  block: 'own',
  'named-window': 'own',
  // A name for what is told where it is declared.
  parameter: 'own',
  implicit: 'own',
};
