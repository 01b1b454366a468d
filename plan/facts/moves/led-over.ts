/** A release that brings a service to another place, and neither leads anybody there nor stops the old one. */
import type { Release, Step, System } from '../../model.ts';
import { ofKind } from '../../named.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inWords } from '../words.ts';

export interface NotLedOver {
  readonly old: System;
  readonly fresh: System;
  /** The step that brings the new one there. */
  readonly deploy: Step;
}

/** Of two declared things whose names have a word in common, in a release that says it moves or replaces something. */
export function notLedOver({ plan, release, changes }: Facts): NotLedOver | undefined {
  if (!movesIt(release)) return undefined;
  const forward = release.steps.filter(isForward);
  if (
    forward.some((step) => LEADS_BY.has(step.verb) || step.to || leadsOver(step)) ||
    release.milestones.some(({ title = '' }) => LEADS.test(title))
  )
    return undefined;
  const deploys = changes.steps.filter((step) => step.verb === 'deploy' && inRun(step));
  for (const deploy of deploys) {
    for (const fresh of changes.targets(deploy)) {
      const needed = changes.needs(fresh);
      const words = ownWords(fresh);
      const old = ofKind(plan.names, 'system').find(
        (one) =>
          one !== fresh &&
          SERVES.has(one.type) &&
          one.type === fresh.type &&
          !changes.systems.has(one) &&
          !needed.has(one) &&
          one.environment?.name === fresh.environment?.name &&
          ownWords(one).some((word) => words.includes(word)),
      );
      if (old) return { old, fresh, deploy };
    }
  }
  return undefined;
}

const SERVES: ReadonlySet<string> = new Set(['service', 'application', 'server', 'system', 'queue']);

function movesIt(release: Release): boolean {
  return MOVES.test(inWords(release));
}

const MOVES = /\b(migrat\w+|mov(e|es|ing)|replac\w+|relocat\w+|re-?platform\w*|transition\w*|successor|from .+ to)\b/i;

function ownWords({ name, title = '' }: System): readonly string[] {
  const words = inWords({ name, title: title.replace(/\(.*?\)/g, '') });
  return (words.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []).filter((word) => !COMMON.has(word));
}

const COMMON: ReadonlySet<string> = new Set([
  'service',
  'server',
  'system',
  'application',
  'cluster',
  'production',
  'with',
  'from',
  'node',
  'host',
  'platform',
  'legacy',
  'current',
  'the',
  'and',
  'for',
  'old',
  'new',
  'our',
  'data',
  'centre',
  'center',
  'cloud',
  'main',
  'prod',
]);

const LEADS_BY: ReadonlySet<string> = new Set(['switch', 'stop', 'revoke']);
const leadsOver = heard((words, { checklist, proof }) =>
  [words(), ...checklist.map(({ text }) => text), ...(proof?.how ?? [])].some((text) => LEADS.test(text)),
);

const LEADS =
  /\b(redirect\w*|re-?rout\w*|re-?point\w*|re-?target\w*|re-?direct\w*|cut(s|ting)?[ -]?over|switch\w*|fail(s|ed|ing)?[ -]?over|flip\w*|swing\w*|swap\w*|hand(s|ed|ing)?[ -]?over|point(s|ed|ing)?( \S+){0,4} (to|at)|(updat|chang|mov|shift|send|rout|lead|turn|migrat)\w* (the |all |our |of |to )*(\S+ ){0,2}(dns|traffic|users?|clients?|customers?|consumers?|forwarders?|endpoints?|routes?|routing|records?|quer(y|ies)|callers?|requests?|connections?|urls?|vip)|decommission\w*|shut\w* down|retir\w+|turn\w* off|sunset\w*|go(es|ing)?[ -]live|in parallel|parallel run)\b/i;
