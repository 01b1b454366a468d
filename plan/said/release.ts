/** A release and what it consists of besides the night: agreements, scope, tests, risks, cover, exceptions. */
import {
  type Benefit,
  type Budget,
  type ChangeRecord,
  type Confirmation,
  type Cost,
  type Cover,
  type Issue,
  type Promise_,
  type Rehearsal,
  type Release,
  type Reserve,
  type Risk,
  type Roster,
  type Scope,
  type ScopeItem,
  TBD,
  type Uat,
  type Waiver,
} from '../model.ts';
import { formatDuration } from '../time/duration.ts';
import { checklistText } from './steps.ts';
import { DECLARED, matters, type Said, saidOf, type Telling, told, within } from './telling.ts';
import * as words from './words.ts';

export const saidOfRelease = (release: Release): Said => saidOf(RELEASE, release);
export const saidOfChange = (change: ChangeRecord): Said => saidOf(CHANGE, change);
export const saidOfBudget = (budget: Budget): Said => saidOf(BUDGET, budget);
export const saidOfCost = (cost: Cost): Said => saidOf(COST, cost);
export const saidOfConfirmation = (confirmation: Confirmation): Said => saidOf(CONFIRMATION, confirmation);
export const saidOfPromise = (promise: Promise_): Said => saidOf(PROMISE, promise);
export const saidOfReserve = (reserve: Reserve): Said => saidOf(RESERVE, reserve);
export const saidOfWaiver = (waiver: Waiver): Said => saidOf(WAIVER, waiver);

const RELEASE: Telling<Release> = {
  ...DECLARED,
  kind: 'what',
  kindPlace: 'where',
  // Told with the release as a whole.
  kindOpen: 'own',
  title: 'own',
  releaseKind: 'own',
  version: matters('version', words.version),
  owner: matters('owner', words.whoText),
  sponsor: matters('sponsor', words.whoText),
  zone: told('zone', words.text),
  calendar: told('calendar', words.name),
  holidaysOf: told('holidays', words.names),
  tags: told('tags', words.texts),
  links: told('links', words.texts),
  windows: 'own',
  promises: 'own',
  durationsMeasured: matters('durations', () => 'measured'),
  changes: 'own',
  budgets: 'own',
  costs: 'own',
  confirmations: 'own',
  benefits: 'own',
  scope: within<Scope>({
    place: 'where',
    items: 'own',
    frozenOn: matters('scope frozen on', words.time),
  }),
  risks: 'own',
  issues: 'own',
  rehearsals: 'own',
  uats: 'own',
  freezes: 'own',
  maintenances: 'own',
  events: 'own',
  rosters: 'own',
  reserves: 'own',
  waivers: 'own',
  triggers: 'own',
  milestones: 'own',
  blocks: 'own',
  steps: 'own',
  pointsOfNoReturn: 'own',
  dropped: 'own',
  names: 'own',
  things: 'own',
};

const CHANGE: Telling<ChangeRecord> = {
  kind: 'what',
  number: 'what',
  numberOpen: told('number', words.open),
  linkOpen: told('link', words.open),
  place: 'where',
  approvedBy: matters('approved by', words.whoText),
  approvedOn: told('approved on', words.time),
  approvedFor: matters('approved for', words.time),
  during: told('during', words.range),
};

const BUDGET: Telling<Budget> = {
  place: 'where',
  tbd: told('money', words.open),
  money: told('money', words.money),
  approvedBy: matters('approved by', words.whoText),
  approvedOn: told('approved on', words.time),
  from: matters('from', words.name),
};

const COST: Telling<Cost> = {
  kind: 'what',
  title: 'what',
  place: 'where',
  tbd: told('money', words.open),
  money: matters('money', words.money),
  on: told('on', words.time),
};

const CONFIRMATION: Telling<Confirmation> = {
  by: 'what',
  place: 'where',
  on: told('on', words.time),
  agreed: matters('for', words.time),
};

const PROMISE: Telling<Promise_> = {
  what: 'what',
  text: 'what',
  place: 'where',
  aim: matters('aim', formatDuration),
  duration: matters('duration', formatDuration),
  tbd: matters('duration', words.open),
};

const WAIVER: Telling<Waiver> = {
  code: 'what',
  for: 'what',
  place: 'where',
  until: told('until', words.time),
  because: told('because', words.text),
  by: told('by', words.whoText),
};

export const SCOPE_ITEM: Telling<ScopeItem> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  priority: told('priority', words.text),
  by: told('by', words.whoText),
  due: told('due', words.time),
  done: told('done', words.flag),
  doneOn: told('done on', words.time),
  was: told('was', (all) => words.listOf(all, words.time)),
  addedOn: told('added on', words.time),
  under: told('under', words.name),
  enhancement: told('enhancement', words.flag),
  correction: told('correction', words.flag),
  deferredTo: told('deferred to', words.name),
  from: told('from', words.name),
  after: told('after', words.afters),
};

export const REHEARSAL: Telling<Rehearsal> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  in: told('in', words.name),
  at: told('at', words.time),
  was: told('was', (all) => words.listOf(all, words.time)),
  meaning: told('meaning', (all) => words.listOf(all, words.time)),
  duration: told('duration', words.estimate),
  by: told('by', words.whoText),
  with: told('with', words.whos),
  result: matters('result', ({ passed, on, by, because }) =>
    [
      passed ? 'passed' : 'failed',
      on && `on ${words.time(on)}`,
      by && `by ${words.whoText(by)}`,
      because && `because "${because}"`,
    ]
      .filter(Boolean)
      .join(' '),
  ),
  version: told('version', words.text),
  checklist: told('checklist', checklistText),
  measured: told('measured', (all) =>
    words.listOf(all, ({ point, duration }) => `${words.point(point)} ${formatDuration(duration)}`),
  ),
  measuredOpen: told('measured', (all) =>
    words.listOf(all, ({ of }) => [of && words.point(of), TBD].filter(Boolean).join(' ')),
  ),
};

export const UAT: Telling<Uat> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  in: told('in', words.name),
  by: told('by', words.whoText),
  with: told('with', words.whos),
  during: told('during', words.range),
  covers: told('covers', words.names),
  checklist: told('checklist', checklistText),
  signOff: within<NonNullable<Uat['signOff']>>({
    place: 'where',
    due: told('sign-off due', words.time),
    by: matters('sign-off by', words.whoText),
    on: matters('signed off', words.time),
  }),
};

export const RISK: Telling<Risk> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  by: told('by', words.whoText),
  likelihood: told('likelihood', words.text),
  likelihoodOpen: told('likelihood', words.open),
  probability: told('probability', (value) => `${Math.round(value * 1000) / 10} %`),
  impact: told('impact', words.text),
  delay: told('delay', words.estimate),
  threatens: told('threatens', words.points),
  mitigations: told('mitigation', words.points),
  checklist: told('checklist', checklistText),
  review: told('review', words.time),
  reviewed: told('reviewed', words.flag),
  from: told('from', words.name),
};

const RESERVE: Telling<Reserve> = {
  kind: 'what',
  who: 'what',
  place: 'where',
  whole: 'own',
  title: told('title', words.text),
  during: matters('during', words.range),
};

export const ISSUE: Telling<Issue> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  by: told('by', words.whoText),
  escalatedTo: matters('escalated to', words.whoText),
  escalatedOn: told('escalated on', words.time),
  from: told('from', words.name),
  due: told('due', words.time),
  done: told('done', words.flag),
  doneOn: told('done on', words.time),
  was: told('was', (all) => words.listOf(all, words.time)),
};

export const BENEFIT: Telling<Benefit> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  by: told('by', words.whoText),
  assessedOn: told('assessed on', words.time),
  target: told('target', words.version),
  reviewAt: told('review', words.time),
  reviewed: told('reviewed', words.flag),
  actuals: told('actual', (all) =>
    words.listOf(all, ({ value, on }) => [value, on && `on ${words.time(on)}`].filter(Boolean).join(' ')),
  ),
};

export const ROSTER: Telling<Roster> = {
  ...DECLARED,
  kind: 'what',
  title: told('title', words.text),
  via: told('via', words.names),
  where: told('where', words.text),
  whereOpen: told('where', words.open),
  links: told('link', words.texts),
  by: matters('by', words.whoText),
  during: told('during', words.range),
  cover: told('cover', (all) => words.listOf(all, coverText)),
  shift: told('shift', words.recurrence),
  criteria: told('criteria', words.criteria),
  stages: told('stages', (all) => words.listOf(all, words.stage)),
  escalations: told('escalate', (all) => words.listOf(all, words.escalation)),
};

const COVER: Telling<Cover> = {
  place: 'where',
  by: told('by', words.whoText),
  via: told('via', words.names),
  during: told('during', words.range),
  every: told('every', words.recurrence),
  otherwise: told('otherwise', words.flag),
};

function coverText(cover: Cover): string {
  const said = saidOf(COVER, cover);
  return said
    .map(({ what, text }) => (what === 'otherwise' ? what : BARE.includes(what) ? text : `${what} ${text}`))
    .join(' ');
}

/** Told without their word. */
const BARE: readonly string[] = ['by', 'during'];
