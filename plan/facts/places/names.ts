/** Names that lead users elsewhere, and the answers that others keep of them: a TTL, and when it is lowered and raised again. */
import { type Roster, rootBlock, type Step } from '../../model.ts';
import { areComparable } from '../../schedule/relative.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { momentOf } from '../times.ts';

export type KeptNames =
  | { readonly what: 'never' | 'late'; readonly turn: Step; readonly lowered?: Step; readonly minutes?: Minutes }
  /** Raised while somebody may still go back by these names. */
  | {
      readonly what: 'raised';
      readonly turn: Step;
      readonly raised: Step;
      readonly back: Step;
      readonly until?: Roster;
    };

/** `least`: how long before the switch a TTL is lowered, so that what is kept has run out by then. */
export function keptNames(facts: Facts, least: Minutes): readonly KeptNames[] {
  const { release, schedule } = facts;
  const night = release.steps.filter((step) => isForward(step) && inRun(step));
  // Whoever looks whether names have spread has switched some.
  const turn =
    night.find(turnsNames) ??
    (night.some(spread) ? night.find(({ verb, share }) => verb === 'switch' && !share) : undefined);
  if (!turn) return [];
  const startOf = (step: Step): Instant | undefined => schedule.steps[step.id]?.start ?? momentOf(facts, step.due);
  const ofTtl = release.steps.filter((step) => isForward(step) && step !== turn && ttlOf(step) !== undefined);
  const isSpoken = release.steps.some(
    (step) =>
      step.checklist.some(({ text }) => TTL.test(text)) || (step.proof?.how ?? []).some((text) => TTL.test(text)),
  );
  const open = startOf(turn);
  const found: KeptNames[] = [];
  const lowered = ofTtl.find((step) => step.index < turn.index);
  if (!lowered && !isSpoken && ttlOf(turn) === undefined) found.push({ what: 'never', turn });
  const at = lowered && startOf(lowered);
  if (lowered && at !== undefined && open !== undefined && areComparable(at, open) && open - at < least && open > at)
    found.push({ what: 'late', turn, lowered, minutes: open - at });
  const back = release.steps.find(
    (step) => rootBlock(step.block).kind === 'rollback' && (turnsNames(step) || leadsBack(step, turn)),
  );
  const raised = ofTtl.find((step) => step.index > turn.index && ttlOf(step) === 'raised');
  const when = raised && startOf(raised);
  const until = release.rosters.find(({ id, kind }) => {
    const end = kind === 'hypercare' ? schedule.rosters[id]?.end : undefined;
    return end !== undefined && when !== undefined && areComparable(end, when) && end > when;
  });
  const isArmed =
    until !== undefined ||
    release.triggers.some(
      ({ then, block }) =>
        when !== undefined &&
        then.some(({ action }) => action === 'rollback') &&
        block !== undefined &&
        !inRunBlock(block),
    );
  if (raised && back && isArmed) found.push({ what: 'raised', turn, raised, back, until });
  return found;
}

function inRunBlock(block: Step['block']): boolean {
  return rootBlock(block).kind === 'run';
}

function leadsBack(step: Step, turn: Step): boolean {
  return step.verb === 'switch' && step.targets.some(({ name }) => turn.targets.some((one) => one.name === name));
}

const turnsNames = heard((words, { verb, targets }) => {
  if (verb !== 'switch' && verb !== 'configure' && verb !== 'task') return false;
  const text = `${words()} ${verb === 'task' ? '' : targets.map(({ name }) => name.replaceAll('-', ' ')).join(' ')}`;
  return NAMES.test(text) && (verb === 'switch' || (TURNS.test(text) && !TTL.test(text) && !AHEAD.test(text)));
});

const spread = heard((words, { verb, targets }) => {
  const text = `${words()} ${targets.map(({ name }) => name).join(' ')}`;
  return verb === 'verify' && NAMES.test(text) && /\b(propagat|spread)/i.test(text);
});

const ttlOf = heard((words): 'lowered' | 'raised' | undefined => {
  const text = words();
  if (!TTL.test(text)) return undefined;
  return RAISED.test(text) ? 'raised' : 'lowered';
});

const TTL = /\bTTLs?\b|time[- ]to[- ]live/i;
const NAMES = /\b(dns|(a|aaaa|cname|mx) records?|domain records?|name ?servers?|route ?53)\b/i;
const TURNS =
  /\b(switch\w*|point(s|ed|ing)?|repoint\w*|cut-?over|update[sd]?|updating|change[sd]?|chang(e|ing)|move[sd]?|redirect\w*|flip\w*|swap\w*)\b/i;
const AHEAD = /\b(prepar\w*|ready|plan\w*|test\w*|document\w*|agree\w*|review\w*)\b/i;
const RAISED = /\b(rais\w*|back|increas\w*|normal|restor\w*|reset\w*|original|default|higher|a day|86400)\b/i;
