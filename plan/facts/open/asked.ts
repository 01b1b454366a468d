/** What is asked of something that a plan leaves open, as the end of a question: `who does `deploy web``. */
import type { Place, Ref } from '../../model.ts';
import type { Thing } from '../things.ts';

/** A `tbd` somewhere in a thing. */
export interface Found {
  /** The property of the plan that does not say it. */
  readonly key: string;
  readonly isTime: boolean;
  readonly place: Place;
  /** Set where the thing it stands in does not say what it is about. */
  readonly what?: string;
  /** The part of the thing that it stands in, where that has none of its own to be called by. */
  readonly inside?: string;
}

/** Parts of things, by their property. */
export const INSIDE: Readonly<Record<string, string>> = {
  checklist: 'a line',
  items: 'a line',
  evidence: 'the evidence',
  result: 'the result',
  signOff: 'the sign-off',
  actuals: 'what was measured',
};

/** Of one thing in the order of the questions, whichever clause is written first. */
export function rankOf({ key }: Found): number {
  return QUESTIONS.indexOf(key);
}

export function asked(found: Found, thing: Thing): string {
  const { isTime, inside } = found;
  const { value, step } = thing;
  const key = led(found, thing) ?? found.key;
  // Its own question says which part it is about.
  const label = inside && (isTime || !OF_PARTS.has(key)) ? `${inside} of ${thing.label}` : thing.label;
  if ('money' in value && key === '') return `how much ${label} is`;
  if ('text' in value && 'what' in value) return value.text ? `how long the promised ${label} may last` : label;
  if (isTime) return Object.hasOwn(WHEN, key) ? WHEN[key]!(label) : `when ${label} is`;
  if (Object.hasOwn(ASKED, key)) return ASKED[key]!(label);
  return step && key === 'by' ? `who does ${label}` : `who answers for ${label}`;
}

/** What `from` and `to` of a thing itself ask: of a step that lets people in or shuts them out, who. */
function led({ key, isTime, place }: Found, { value, step }: Thing): string | undefined {
  const kind = 'kind' in value ? (value.kind as string) : '';
  if (isTime && Object.hasOwn(TIMES_OF, kind)) return TIMES_OF[kind];
  if (key === 'from' && 'from' in value && (value.from as Partial<Ref> | undefined)?.place === place) {
    if (!step) return 'money' in value ? 'fund' : 'carried';
    return step.verb === 'revoke' ? 'losing' : 'source';
  }
  if (key === 'of' && (kind === 'freeze' || kind === 'maintenance')) return 'frozen';
  if (key !== 'to') return undefined;
  if (step?.to?.place !== place) return 'called';
  return step.verb === 'grant' ? 'granted' : undefined;
}

/** Of these there are times of one sort alone. */
const TIMES_OF: Readonly<Record<string, string>> = { person: 'leave', calendar: 'holidays', party: 'contract' };

/** What is asked, by the property of the plan that does not say it. */
const ASKED: Readonly<Record<string, (label: string) => string>> = {
  owner: () => 'who owns the release',
  sponsor: () => 'who pays for the release',
  kindOpen: () => 'of which kind the release is',
  with: (label) => `who is there for ${label}`,
  undoBy: (label) => `who takes ${label} back`,
  approvedBy: (label) => `who approves ${label}`,
  escalatedTo: (label) => `who decides about ${label}`,
  exceptBy: (label) => `who may allow an exception to ${label}`,
  independentOf: (label) => `of whom whoever does ${label} is independent`,
  exceptOpen: (label) => `what is an exception to ${label}`,
  holder: (label) => `who ${label} is`,
  members: (label) => `who belongs to ${label}`,
  accountable: (label) => `who answers for ${label}`,
  criteria: (label) => `who answers for a criterion of ${label}`,
  evidence: (label) => `who gives the evidence of ${label}`,
  result: (label) => `who says how ${label} went`,
  actuals: (label) => `who measured ${label}`,
  checklist: (label) => `who does a line of ${label}`,
  items: (label) => `who does a line of ${label}`,
  acknowledge: (label) => `who watches whether ${label} is answered`,
  signOff: (label) => `who signs ${label} off`,
  called: (label) => `who is called about ${label}`,
  who: (label) => `who is kept free for ${label}`,
  targets: (label) => `what ${label} is about`,
  countOpen: (label) => `how many people ${label} needs`,
  cover: (label) => `who covers ${label}`,
  withinOpen: (label) => `how soon ${label} is answered`,
  nextOpen: (label) => `how soon the next one is called about ${label}`,
  every: (label) => `how often ${label} comes round`,
  shift: (label) => `how long a shift of ${label} is`,
  likelihoodOpen: (label) => `how likely ${label} is`,
  version: (label) => `which version ${label} has`,
  lagOpen: (label) => `how long after that ${label} begins`,
  durationOpen: (label) => `how long ${label} takes`,
  duration: (label) => `how long ${label} takes`,
  share: (label) => `how much of the traffic ${label} moves`,
  onlyIf: (label) => `how likely ${label} is`,
  undo: (label) => `how long it takes to take ${label} back`,
  measured: (label) => `which step took so long in ${label}`,
  measuredOpen: (label) => `how long what was tried in ${label} took`,
  environment: (label) => `where ${label} is`,
  window: (label) => `in which window ${label} is`,
  in: (label) => `where ${label} is`,
  via: (label) => `over which channel ${label} goes`,
  tested: (label) => `how long the restore test of ${label} takes`,
  keep: (label) => `how long ${label} is kept`,
  delay: (label) => `how long ${label} holds up what it threatens`,
  from: (label) => `where a figure of ${label} is read`,
  source: (label) => `where ${label} takes it from`,
  losing: (label) => `from whom ${label} takes it`,
  granted: (label) => `whom ${label} lets in`,
  to: (label) => `where ${label} leads`,
  after: (label) => `what ${label} comes after`,
  alongside: (label) => `what ${label} runs alongside`,
  needs: (label) => `what ${label} needs`,
  of: (label) => `what a figure of ${label} is compared with`,
  including: (label) => `who has to be among those who decide ${label}`,
  covers: (label) => `which items ${label} covers`,
  threatens: (label) => `what ${label} threatens`,
  mitigations: (label) => `what makes ${label} smaller`,
  numberOpen: () => 'which number the change record has',
  noGo: (label) => `what follows from a no at ${label}`,
  then: (label) => `what follows from ${label}`,
  otherwise: (label) => `who stands in for ${label}`,
  deputy: (label) => `who stands in for ${label}`,
  rateOpen: (label) => `what an hour of ${label} costs`,
  deadlineOpen: (label) => `at which hour the deadlines of ${label} are`,
  contacts: (label) => `how ${label} is reached`,
  condition: (label) => `what has to hold for ${label}`,
  veto: (label) => `who may stop ${label}`,
  consulted: (label) => `who is heard before ${label}`,
  channels: (label) => `over which channels ${label} are told`,
  uses: (label) => `what ${label} uses`,
  notice: (label) => `how long before ${label} are told`,
  skills: (label) => `what ${label} knows`,
  whereOpen: (label) => `in which room ${label} is`,
  target: (label) => `which value ${label} is to reach`,
  frozen: (label) => `of what ${label} is`,
  on: (label) => `what ${label} stands on`,
  under: (label) => `under which change record ${label} is done`,
  howOpen: (label) => `how ${label} is done`,
  textOpen: (label) => `which words ${label} has`,
  checklistWords: (label) => `what a line of ${label} says`,
  itemsWords: (label) => `what a line of ${label} says`,
  evidenceWords: (label) => `what shows that ${label} was done`,
  deferredTo: (label) => `which release ${label} goes into`,
  carried: (label) => `which release ${label} comes from`,
  fund: (label) => `which fund ${label} is a part of`,
  linkOpen: (label) => `where ${label} is written down`,
};

/** Of a time: when a thing is, but for these. */
const WHEN: Readonly<Record<string, (label: string) => string>> = {
  due: (label) => `when ${label} is due`,
  meaning: (label) => `what the time of ${label} is elsewhere`,
  reviewAt: (label) => `when ${label} is looked at again`,
  was: (label) => `when ${label} was planned for before`,
  approvedOn: (label) => `when ${label} is approved`,
  approvedFor: (label) => `for which date ${label} is approved`,
  agreed: (label) => `which date ${label} is about`,
  assessedOn: (label) => `when ${label} is assessed`,
  frozenOn: (label) => `from when on ${label} is frozen`,
  addedOn: (label) => `when ${label} came in`,
  escalatedOn: (label) => `when ${label} is escalated`,
  doneOn: (label) => `when ${label} was done`,
  leave: (label) => `when ${label} is away`,
  holidays: (label) => `when a holiday of ${label} is`,
  contract: (label) => `until when ${label} is there`,
};

/** Whose question says itself which part of a thing it is about. */
const OF_PARTS: ReadonlySet<string> = new Set([
  ...Object.keys(INSIDE),
  ...Object.keys(INSIDE).map((part) => `${part}Words`),
]);

const QUESTIONS = [...Object.keys(ASKED), ...Object.keys(WHEN)];
