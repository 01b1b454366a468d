/** Steps, gates, blocks, triggers: what the night consists of. */
import type {
  Block,
  ChecklistItem,
  Evidence,
  Gate,
  Milestone,
  PointOfNoReturn,
  Proof,
  Release,
  Step,
  Trigger,
} from '../model.ts';
import { stepLabel } from '../model.ts';
import { DECLARED, matters, type Said, saidOf, type Telling, told, within } from './telling.ts';
import * as words from './words.ts';

export function saidOfStep(step: Step): Said {
  return saidOf(STEP, step);
}

export function saidOfBlock(block: Block): Said {
  return saidOf(BLOCK, block);
}

export function saidOfTrigger(trigger: Trigger): Said {
  return saidOf(TRIGGER, trigger);
}

export function saidOfPointOfNoReturn(point: PointOfNoReturn, release: Release): Said {
  return saidOf(POINT_OF_NO_RETURN, point, release);
}

export function saidOfMilestone(milestone: Milestone): Said {
  return saidOf(MILESTONE, milestone);
}

const GATE: Telling<Gate> = {
  quorum: matters('quorum', ({ count, countOpen, including }) =>
    [countOpen ? words.open() : String(count), ...including.map(({ name }) => `including ${name}`)].join(' '),
  ),
  rule: matters('rule', words.text),
  veto: matters('veto', words.names),
  consulted: matters('consulted', words.names),
  needs: matters('needs', words.points),
  criteria: matters('criteria', words.criteria),
  noGo: matters('no-go', words.consequence),
};

const PROOF: Telling<Proof> = {
  how: told('how', words.texts),
  howOpen: 'where',
  expects: matters('expect', words.criteria),
  evidence: told('evidence', (all) => words.listOf(all, evidenceText)),
};

const EVIDENCE: Telling<Evidence> = {
  place: 'where',
  text: told('text', words.text),
  by: told('by', words.whoText),
  keep: told('keep', words.estimate),
  linkOpen: told('link', words.open),
  links: told('link', words.texts),
  done: told('done', words.flag),
};

function evidenceText(evidence: Evidence): string {
  const said = saidOf(EVIDENCE, evidence);
  return said.map(({ what, text }) => (what === 'text' ? text : what === 'done' ? what : `${what} ${text}`)).join(' ');
}

const STEP: Telling<Step> = {
  ...DECLARED,
  kind: 'what',
  index: 'where',
  usedAt: 'where',
  // Where it stands in the order of the night is compared with the steps around it.
  block: 'own',
  verb: told('verb', words.text),
  targets: told('targets', words.names),
  title: told('title', words.text),
  duration: told('duration', words.estimate),
  by: told('by', words.whoText),
  accountable: told('accountable', words.whoText),
  with: told('with', words.whos),
  at: told('at', words.time),
  notBefore: told('not before', words.time),
  due: told('due', words.time),
  asap: told('asap', words.flag),
  during: told('during', words.range),
  until: told('until', words.time),
  untilWhen: told('until', words.criterion),
  after: told('after', words.afters),
  alongside: told('alongside', words.points),
  every: told('every', words.recurrence),
  via: told('via', words.names),
  where: told('where', words.text),
  whereOpen: told('where', words.open),
  in: told('in', words.name),
  to: told('to', words.name),
  from: told('from', words.name),
  version: told('version', words.version),
  share: matters('to', ({ percent }) => (percent === undefined ? 'tbd' : `${percent} %`)),
  undo: matters('undo', words.estimate),
  undoBy: matters('undo by', words.whoText),
  irreversible: matters('irreversible', ({ approvedBy }) =>
    approvedBy ? `approved by ${words.whoText(approvedBy)}` : 'yes',
  ),
  onlyIf: matters('only if', words.onlyIf),
  optional: matters('optional', words.flag),
  done: told('done', words.flag),
  doneOn: told('done on', words.time),
  was: told('was', (all) => words.listOf(all, words.time)),
  meaning: told('meaning', (all) => words.listOf(all, words.time)),
  text: told('text', ({ parts, ref }) => ref?.name ?? words.textOf(parts ?? [])),
  proof: within(PROOF),
  tested: told('tested', (test) => ('likely' in test ? words.estimate(test) : 'yes')),
  keep: told('keep', words.estimate),
  acknowledge: told('acknowledge', ({ by, approves, done, ...limit }) =>
    [words.withinText(limit), by && `by ${words.whoText(by)}`, approves && consentText(approves), done && 'done']
      .filter(Boolean)
      .join(' '),
  ),
  escalate: matters('escalate', words.escalation),
  checklist: told('checklist', checklistText),
  tags: told('tags', words.texts),
  links: told('links', words.texts),
  gate: within(GATE),
};

function consentText({ ref }: { readonly ref?: { readonly name: string } }): string {
  return `then approve${ref ? ` ${ref.name}` : ''}`;
}

/** Nested lines in brackets. */
export function checklistText(items: readonly ChecklistItem[]): string | undefined {
  return words.listOf(items, (item) => {
    const { text, ...said } = Object.fromEntries(saidOf(ITEM, item).map((one) => [one.what, one.text]));
    return [text, ...Object.entries(said).map(([what, value]) => (what === 'done' ? 'done' : `${what} ${value}`))].join(
      ' ',
    );
  });
}

const ITEM: Telling<ChecklistItem> = {
  place: 'where',
  text: told('text', words.text),
  by: told('by', words.whoText),
  with: told('together with', words.whos),
  onlyIf: told('only if', words.onlyIf),
  optional: told('optional', words.flag),
  due: told('due', words.time),
  after: told('after', words.afters),
  linkOpen: told('link', words.open),
  links: told('link', words.texts),
  done: told('done', words.flag),
  items: told('with', (items) => (items.length > 0 ? `(${checklistText(items)})` : undefined)),
};

const BLOCK: Telling<Block> = {
  kind: 'what',
  name: 'what',
  parent: 'what',
  namePlace: 'where',
  head: 'where',
  place: 'where',
  note: 'comment',
  children: 'own',
  title: told('title', words.text),
  duration: told('duration', words.estimate),
  durationOpen: matters('duration', words.open),
  window: told('in', words.name),
  by: told('by', words.whoText),
  accountable: told('accountable', words.whoText),
  with: told('with', words.whos),
  at: told('at', words.time),
  during: told('during', words.range),
  due: told('due', words.time),
  meaning: told('meaning', (all) => words.listOf(all, words.time)),
  asap: told('asap', words.flag),
  after: told('after', words.afters),
  every: told('every', words.recurrence),
  until: matters('until', words.time),
  // It is one of `after`.
  follows: 'own',
  otherwise: matters('else', words.name),
  onlyIf: matters('only if', words.onlyIf),
  optional: matters('optional', words.flag),
  tags: told('tags', words.texts),
};

const TRIGGER: Telling<Trigger> = {
  kind: 'what',
  block: 'own',
  place: 'where',
  conditions: matters('when', (all) => (all.length === 0 ? undefined : words.conditions(all))),
  during: matters('during', words.range),
  at: matters('at', words.time),
  by: matters('by', words.whoText),
  with: matters('with', words.whos),
  via: told('via', words.names),
  then: matters('then', (all) => words.listOf(all, words.consequence)),
};

const POINT_OF_NO_RETURN: Telling<PointOfNoReturn> = {
  kind: 'what',
  milestone: 'what',
  block: 'own',
  place: 'where',
  afterStep: matters('stands', (index, release) => {
    const step = release?.steps[index];
    return step ? `after ${stepLabel(step)}` : 'first';
  }),
};

const MILESTONE: Telling<Milestone> = {
  ...DECLARED,
  kind: 'what',
  block: 'own',
  title: told('title', words.text),
  at: told('at', words.time),
  due: told('due', words.time),
  after: told('after', words.afters),
  by: told('by', words.whoText),
  with: told('with', words.whos),
  done: told('done', words.flag),
  doneOn: told('done on', words.time),
  was: told('was', (all) => words.listOf(all, words.time)),
  meaning: told('meaning', (all) => words.listOf(all, words.time)),
};
