/** What is suspended for the night in words (`configure alerts "Silence the alerts"`, `task "Lower the TTL"`), and never resumed. */
import { CHANGE_VERBS, type Consequence, type Release, rootBlock, type Step } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inRun, isForward } from './changes.ts';
import { ledToClosed } from './closed.ts';

export interface Suspended {
  readonly step: Step;
  /** In the words of the step: `alerts`, `maintenance`, `TTL`. */
  readonly what: string;
}

/**
 * Steps that silence, pause, close or set otherwise something which a night only borrows: alerts, jobs, backups, replication, a maintenance
 * page, writes, a TTL. Whoever lets it expire (`for 4 hours`), does it for good, or speaks of the same thing again behind it, has thought of
 * it; so has who starts it.
 */
export function suspendedForEver({ release }: Facts): readonly Suspended[] {
  const forward = release.steps.filter(isForward);
  const left = leftThings(release);
  const resumed = resumptionIn(forward);
  return forward.flatMap((step) => {
    const found = suspendedBy(step);
    if (!found || isLeft(step, left) || (found.kind === WRITES && (!inRun(step) || leadsElsewhere(release)))) return [];
    return resumed(found, step, step.index) ? [] : [{ step, what: found.what }];
  });
}

/** What somebody who goes back is left with. */
export interface NotBrought {
  /** The step that suspends it, of the run or of the way back itself. */
  readonly step: Step;
  readonly what: string;
  /** The first step of the ways back. */
  readonly back: Step;
  /** The step of the run that resumes it when all goes well. */
  readonly otherwise?: Step;
}

/**
 * What is as it was once everything has gone well, and is left suspended where somebody goes back before. Nothing is said of a step that
 * has a way back of its own, of what another phase resumes whatever happens, nor where one of several ways back does.
 */
export function notBroughtBack(facts: Facts): readonly NotBrought[] {
  const { release } = facts;
  const backs = release.steps.filter((step) => rootBlock(step.block).kind === 'rollback');
  const [first] = backs;
  if (!first) return [];
  const run = release.steps.filter(inRun);
  const inBacks = resumptionIn([...backs, ...mendingOf(release)]);
  const inTheRun = resumptionIn(run);
  const afterIt = resumptionIn(release.steps.filter((step) => isForward(step) && !inRun(step)));
  const left = leftThings(release);
  const touched = new Set(
    backs.flatMap(({ targets, to }) => [...targets, ...(to ? [to] : [])]).map(({ name }) => name),
  );
  // That users are led to what is closed is told as that.
  const told = new Set([...ledToClosed(facts, backs)].map(({ close }) => close));
  const own = closedByWayBack(release, backs);
  const stems = new Set(own.map(({ what }) => stemOf(what)));
  const mayBeCalled = callsBetween(facts);
  const ofRun = run.flatMap((step): readonly NotBrought[] => {
    const found = suspendedBy(step, true);
    if (!found || NOT_OF_BACKS.has(found.kind) || told.has(step)) return [];
    if (stems.has(stemOf(found.what))) return [];
    if (inBacks(found, step) || afterIt(found, step, step.index)) return [];
    const otherwise = inTheRun(found, step, step.index);
    // Of what the release leaves nothing is resumed; whoever leads back to it finds it so.
    const isLed = isLeft(step, left) && step.targets.some(({ name }) => touched.has(name));
    const isCalled = otherwise ? mayBeCalled(step, otherwise) : isLed;
    return isCalled ? [{ step, what: found.what, back: first, otherwise }] : [];
  });
  return [...own, ...ofRun];
}

/** By a trigger of the whole run, by a gate in between, or by whoever decides it where nothing says who that is. */
function callsBetween({ release, dependencies }: Facts): (from: Step, to: Step) => boolean {
  const isBack = ({ action }: Consequence) => action === 'rollback';
  const triggers = release.triggers.filter(({ then }) => then.some(isBack));
  const gates = release.steps.filter(({ gate }) => gate?.noGo && isBack(gate.noGo));
  const armed = triggers.filter(({ during, at }) => !during && !at);
  const ofAll = armed.some(({ block }) => !block);
  const blocks = new Set(armed.map(({ block }) => block));
  return (from, to) =>
    triggers.length + gates.length === 0 ||
    ofAll ||
    blocks.has(rootBlock(from.block)) ||
    gates.some((gate) => dependencies.precedes(from, gate) && dependencies.precedes(gate, to));
}

/** A way back that closes something to write, and leads nobody elsewhere, leaves it closed. */
function closedByWayBack(release: Release, backs: readonly Step[]): readonly NotBrought[] {
  const goesElsewhere = new Set(backs.filter(({ verb }) => verb === 'switch').map(({ block }) => rootBlock(block)));
  const [inBacks, mended] = [resumptionIn(backs), resumptionIn(mendingOf(release))];
  // What is brought there behind it starts it, most of the time.
  const renewed = new Map<string, number>();
  const keyOf = ({ block }: Step, name: string) => `${rootBlock(block).id} ${name}`;
  for (const step of backs)
    if (CHANGE_VERBS.includes(step.verb) && !suspendedBy(step))
      for (const { name } of step.targets) renewed.set(keyOf(step, name), step.index);
  return backs.flatMap((step) => {
    const found = suspendedBy(step);
    if (!found || goesElsewhere.has(rootBlock(step.block))) return [];
    const isRenewed = step.targets.some(({ name }) => (renewed.get(keyOf(step, name)) ?? -1) > step.index);
    if (isRenewed || inBacks(found, step, step.index) || mended(found, step)) return [];
    return [{ step, what: found.what, back: step }];
  });
}

/** Where somebody goes on behind the way back. */
function mendingOf({ steps }: Release): readonly Step[] {
  return steps.filter(({ block }) => rootBlock(block).kind === 'follow-up');
}

function leftThings({ steps }: Release): ReadonlySet<string> {
  return new Set(steps.filter(isForward).flatMap(({ from }) => from?.name ?? []));
}

function isLeft({ targets }: Step, left: ReadonlySet<string>): boolean {
  return targets.some(({ name }) => left.has(name));
}

/** Where users or data move, what they leave stays closed rightly. */
function leadsElsewhere({ steps }: Release): boolean {
  return steps.some((step) => isForward(step) && (step.verb === 'switch' || step.from !== undefined));
}

interface Found {
  readonly what: string;
  readonly kind: Kind;
}

/** What may be suspended, and the words for its end. */
interface Kind {
  /** With what it is about as `what`. */
  readonly forms: readonly RegExp[];
  readonly ends: RegExp;
  /** What a line has to speak of that ends it; left out: of the thing itself. */
  readonly about?: RegExp;
  /** Whatever else stands in the words, it is for the night. */
  readonly always?: true;
}

const THINGS =
  'alert(?:s|ing)?|alarms?|monitor(?:s|ing)?|pag(?:ers?|ing)|cron(?: ?jobs?|tabs?)?|(?:nightly |scheduled |batch |background )?jobs?|schedulers?|backups?|replication|auto-?scal(?:ing|er)|deployments?|pipelines?';
const VERBS = 'silenc|mut|suppress|snooz|paus|suspend|disabl|hold';
const ENDS =
  /\b(resum\w*|re-?enabl\w*|enabl\w*|un-?mut\w*|un-?silenc\w*|un-?paus\w*|restor\w*|re-?start\w*|start\w*|re-?activ\w*|activat\w*|remov\w*|clear\w*|lift\w*|expir\w*|releas\w*|off|out of|again|back|disabl\w*|ends?|exit|down|normal|live|verif\w+|complete|over|unlock\w*|open\w*)\b/i;

const LENT =
  'thresholds?|limits?|capacity|replicas|instances|nodes|workers|permissions?|quotas?|log(?:ging| level)|firewall(?: rules?)?|rules?';
const BORROWED: Kind = {
  forms: [
    new RegExp(
      `\\b(?:${VERBS})(?:e|ing|ed|s)? (?:the |all |any |our |of )*(?:[a-z-]+ ){0,2}?(?<what>${THINGS})\\b`,
      'i',
    ),
    new RegExp(`\\b(?<what>${THINGS}) (?:(?:is|are|will be) )?(?:${VERBS})(?:e?d|en)\\b`, 'i'),
    /(?<what>maintenance) (?:mode|page|banner|flag)(?! (?:is )?(?:off|removed|ends?|over|disabled|taken down))/i,
  ],
  ends: ENDS,
};
const WRITES: Kind = {
  forms: [
    /\b(?:no|stop|stopp(?:ed|ing)|block(?:ed|ing)?|disabl(?:e|ed|ing)|reject(?:ing)?|paus(?:e|ed|ing)|freez(?:e|ing)) (?:the |all |any |more |new |user |client |api |app |application )*(?<what>writes?)\b/i,
    /\b(?<what>read[- ]only)\b(?! (?:roles?|users?|accounts?|access|replicas?|cop(?:y|ies)|snapshots?|endpoints?|mounts?|views?|permissions?))/i,
  ],
  ends: /\b(un-?lock\w*|un-?freez\w*|(?:re-?)?open\w*|writ(?:e?able|able|es? again|ing)|read[- /]?write|rw|off|again|lift\w*|remov\w*|end(?:s|ed)?|resum\w*|(?:re-?)?enabl\w*|allow\w*|back|start\w*|restor\w*|normal|online)\b/i,
  about:
    /\b(writ\w*|read[- /]?(?:write|only)|rw|un-?lock\w*|un-?freez\w*|open\w*|traffic|users|access|normal|online|maintenance|services?|applications?|apps?)\b/i,
};
const TTL: Kind = {
  forms: [
    /\b(?:lower|reduc|decreas|shorten|drop|cut)(?:e|s|ed|ing)? (?:the |all |of |our )*(?:[\w.-]+ ){0,4}?(?<what>TTLs?)\b/i,
    /\b(?<what>TTLs?) (?:of (?:[\w.-]+ ){1,4})?(?:(?:is|are|will be|values?) )*(?:lowered|reduced|decreased|shortened|dropped)\b/i,
  ],
  ends: /\b(rais\w*|restor\w*|increas\w*|back|reset\w*|set|normal|original|revert\w*|default|extend\w*|longer|again|up|higher)\b/i,
  always: true,
};
/** What is set otherwise for the launch alone: thresholds, capacity, rights. */
const MEANWHILE: Kind = {
  forms: [
    new RegExp(
      `\\b(?<what>${LENT})\\b.*\\b(?:for the (?:launch|cut-?over|migration|go-?live|weekend)|temporar(?:y|ily))\\b`,
      'i',
    ),
    new RegExp(`\\btemporar(?:y|ily)\\b.*\\b(?<what>${LENT})\\b`, 'i'),
  ],
  ends: /\b(normal|back|reset\w*|restor\w*|remov\w*|lower\w*|reduc\w*|scal(?:e|ed|ing) (?:down|in)|revok\w*|original|again|releas\w*|end(?:s|ed)?|off)\b/i,
  always: true,
};
/** What users see for the time of the work alone. That it is drafted, or shown for an hour, leaves nothing. */
const SHOWN: Kind = {
  forms: [
    /^(?!.*\b(?:(?:for|until|till) (?:an?|one|two|\d+)\b|draft\w*|prepar\w*|plan\w*|translat\w*|review\w*|check\w*|test\w*|approv\w*|updat\w*|remov\w*|tak(?:e|en) down|un-?set|off)).*\b(?:set|put|display|show|plac|add|activat|enabl|publish|switch on|turn on)\w*\b.*\b(?<what>banners?|splash (?:page|screen)|maintenance (?:page|notice|message))\b/i,
  ],
  ends: /\b(remov\w*|tak(?:e|en|ing) (?:it |the \w+ )?down|down|hid\w*|clear\w*|end(?:s|ed)?|expir\w*|off|disabl\w*|un-?set|withdraw\w*|gone)\b/i,
  always: true,
};
const KINDS = [BORROWED, TTL, WRITES, MEANWHILE, SHOWN];

/** Of these whoever goes back thinks as whoever does not. */
const NOT_OF_BACKS: ReadonlySet<Kind> = new Set([WRITES, TTL, MEANWHILE, SHOWN]);

const SUSPENDING: ReadonlySet<string> = new Set(['configure', 'task', 'stop', 'switch']);
const EXPIRES =
  /\b(for|until|during)\b.*\d|\bfor the (night|window|duration|run)\b|\b(un-?\w*|re-?enabl\w*|off|out of|remov\w+|end(s|ed)?|lift\w*|ready|prepared?|tested?|drafted?|verif\w+|check\w*|announc\w+|schedul(e|ing) |plan\w*|approv\w*|request\w*|agree\w*)\b/i;
const FOR_GOOD = /\b(old|legacy|permanent\w*|for good|decommission\w*|retir\w*|delet\w*|sunset|source|obsolete)\b/i;
/** `jobs off`, `stop sheet "Jobs of the sheet"`: the verb says what becomes of them. */
const STOPPED = new RegExp(`\\b(?<what>${THINGS})\\b`, 'i');

/** Undefined: it suspends nothing, or says how long. `ofStops`: what a `stop` stops by its words, too. */
function suspendedBy(step: Step, ofStops = false): Found | undefined {
  const { kind, what, stopped } = suspension(step);
  if (kind !== undefined) return { what: what!, kind: KINDS[kind]! };
  return ofStops && stopped !== undefined ? { what: stopped, kind: BORROWED } : undefined;
}

/** `kind`: its index. */
const suspension = heard((words, step): { kind?: number; what?: string; stopped?: string } => {
  if (!SUSPENDING.has(step.verb) || step.undo || step.done) return {};
  const text = words();
  if (FOR_GOOD.test(text)) return {};
  const isForNow = EXPIRES.test(text);
  for (const [kind, { forms, always }] of KINDS.entries()) {
    if (isForNow && !always) continue;
    for (const form of forms) {
      const what = form.exec(text)?.groups?.what;
      if (what !== undefined) return { kind, what: KINDS[kind] === TTL ? what : what.toLowerCase() };
    }
  }
  return step.verb === 'stop' ? { stopped: STOPPED.exec(text)?.groups?.what?.toLowerCase() } : {};
});

/** The last of the steps that resumes what another one suspends, or starts what it stands on; behind `after`, an index, where it is given. */
type Resumption = (found: Found, suspending: Step, after?: number) => Step | undefined;

/** Of steps in the order of the page; for each thing all are read once. */
function resumptionIn(steps: readonly Step[]): Resumption {
  const byWords = new Map<string, readonly Step[]>();
  const starts = new Map<string, Step>();
  for (const step of steps) if (step.verb === 'start') for (const { name } of step.targets) starts.set(name, step);
  return ({ what, kind }, suspending, after = -1) => {
    const stem = stemOf(what);
    const known = byWords.get(stem) ?? steps.filter((one) => resumes(one, kind, stem) && !suspendedBy(one)).slice(-2);
    byWords.set(stem, known);
    const started = suspending.targets.flatMap(({ name }) => starts.get(name) ?? []);
    return [...started, ...known].findLast((one) => one !== suspending && one.index > after);
  };
}

function resumes(step: Step, kind: Kind, stem: string): boolean {
  const texts = resumption(step)[KINDS.indexOf(kind)]!;
  return kind.about ? texts.length > 0 : texts.some((text) => text.includes(stem));
}

/** By kind: what of it, in small letters, says that something of that kind goes on again. */
const resumption = heard((words, { checklist }): readonly (readonly string[])[] => {
  const texts = [words(), ...checklist.map(({ text }) => text)];
  return KINDS.map(({ ends, about }) =>
    texts.filter((text) => ends.test(text) && (!about || about.test(text))).map((text) => text.toLowerCase()),
  );
});

/** `alerts`, `alerting`: what they have in common. */
function stemOf(what: string): string {
  return what
    .toLowerCase()
    .replace(/(s|ing|er|ers|tabs?)$/, '')
    .split(' ')
    .at(-1)!;
}
