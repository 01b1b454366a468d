/** What has to be ready for the first users, and is so only once they are in: tests of what it bears, training, support, watches, copies. */
import type { Step } from '../../model.ts';
import { areComparable } from '../../schedule/relative.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { offsetOf } from '../messages.ts';

export interface ReadyLate {
  /** What lets the first users in, and when they are. */
  readonly first: Step;
  readonly open: Instant;
  readonly late: readonly { readonly step: Step; readonly at: Instant }[];
}

/**
 * Users are in behind the first step of the run that turns them to something, else behind its last change. `grace`: what is tried or watched so
 * soon behind that belongs to the night. What was done before once is done again.
 */
export function readyLate(facts: Facts, grace: Minutes): ReadyLate | undefined {
  const { release, schedule, changes } = facts;
  const night = changes.steps.filter(inRun);
  const first = night.find(({ verb }) => verb === 'switch') ?? night.at(-1);
  const open = first && schedule.steps[first.id]?.end;
  if (!first || open === undefined) return undefined;
  const known = new Set<string>();
  const late: { readonly step: Step; readonly at: Instant }[] = [];
  for (const step of release.steps) {
    const kind = isForward(step) && step !== first ? kindOf(step) : undefined;
    // While T is open a list in a phase of that hour has no other time.
    const at = schedule.steps[step.id]?.start ?? (schedule.T === undefined ? offsetOf(step) : undefined);
    if (kind === undefined) continue;
    if (at === undefined || !areComparable(at, open) || at < open + (AT_ONCE.has(kind) ? 0 : grace)) known.add(kind);
    else if (!step.done && !step.optional) late.push({ step, at });
  }
  const own = late.filter(({ step }) => !known.has(kindOf(step)!));
  return own.length > 0 ? { first, open, late: own } : undefined;
}

const AT_ONCE: ReadonlySet<string> = new Set(['training', 'support']);

const kindOf = heard((words, { verb, every }) => {
  if (verb === 'backup') return every ? 'copies' : undefined;
  if (!PREPARING.has(verb)) return undefined;
  const text = words();
  if (AGAIN.test(text)) return undefined;
  return KINDS.find(([, form]) => form.test(text))?.[0];
});

const PREPARING: ReadonlySet<string> = new Set(['task', 'verify', 'meet', 'configure', 'start', 'deploy']);
const AGAIN =
  /\b(re-?\w*train\w*|refresh\w*|additional|further|advanced|follow-?up|debrief\w*|post-?\w*|again|next|lessons|review\w*|(model|ml) training|training (data|jobs?|sets?))\b/i;
const PEOPLE = '(?:support|service ?desk|help ?desk|hotline|agents?|staff|users?|operators?)';
const WATCH = '(?:monitoring|alert(?:s|ing)?|dashboards?|alarms?)';
const SUPPORT = '(?:support|service ?desk|help ?desk|hotline|on-?call)';
const MADE = '(?:prepar|set(?:ting)? ?up|organi[sz]|arrang|staff|establish|install|creat)(?:e|es|ing)?';
const READY = '(?:ready|prepared|in place|set up|staffed|organi[sz]ed|arranged|established|installed)';
const of = (thing: string) =>
  `\\b${thing}(?: (?:team|staff|channels?|rota|schedule|cover))?(?: is| are)? ${READY}\\b|\\b${MADE} (?:(?:the|a|an|our|new|continuous|production|weekend|24/7) )*${thing}\\b`;

const KINDS: readonly (readonly [kind: string, form: RegExp])[] = [
  [
    'training',
    new RegExp(
      `\\b(?:training|trained)\\b|\\bbrief(?:ing|s)? (?:of |for )?(?:the |our |all )*${PEOPLE}\\b|\\b${PEOPLE}(?: team)?(?: is| are)? brief(?:ed|ing)\\b`,
      'i',
    ),
  ],
  ['support', new RegExp(of(SUPPORT), 'i')],
  ['watch', new RegExp(of(WATCH), 'i')],
  ['security', /\bpen(?:etration)?[- ]?test\w*|\b(?:security|vulnerability) (?:tests?|testing|scans?)\b/i],
  ['load', /\b(?:load|stress|capacity|scalability|performance)[- ]test\w*/i],
  ['failover', /\b(?:fail-?over|disaster[- ]recovery) (?:tests?|testing|drills?)\b/i],
];
