/** What a run throws away at its end although the way back would need it. */
import { rootBlock, type Step } from '../../model.ts';
import { inRun } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface ThrownAway {
  readonly step: Step;
  /** The name of the way back that would need it. */
  readonly back: string;
}

/** In these words, behind the first change and with nobody who has said by then that one stays: what is old goes, and the release has a way back. */
export function thrownAway({ release, changes, dependencies }: Facts): readonly ThrownAway[] {
  const back = release.blocks.find(({ kind }) => kind === 'rollback');
  const first = changes.steps.find(inRun);
  if (!back || !first) return [];
  const decided = [...release.pointsOfNoReturn, ...release.steps.filter(({ verb, gate }) => verb === 'gate' && gate)];
  return release.steps.flatMap((step) => {
    if (
      !inRun(step) ||
      step.done ||
      step.undo ||
      step.irreversible ||
      step.onlyIf ||
      step === first ||
      !throwsAway(step)
    )
      return [];
    if (rootBlock(step.block) !== rootBlock(first.block) || step.index < first.index) return [];
    const isDecided = decided.some(
      (one) => dependencies.precedes(one, step) && (one.kind !== 'step' || dependencies.precedes(first, one)),
    );
    return isDecided ? [] : [{ step, back: back.name ?? back.kind }];
  });
}

const throwsAway = heard(
  (words, { verb }) => VERBS.has(verb) && THROWS.test(words()) && OLD.test(words()) && !RUBBISH.test(words()),
);

const VERBS: ReadonlySet<string> = new Set(['task', 'stop', 'configure', 'migrate', 'deploy', 'revoke']);
const THROWS =
  /\b(dispos\w+|throw(s|ing)? away|discard\w*|scrap\w*|destroy\w*|wip(e|es|ing)|purg\w+|shred\w*|delet\w+|drop(s|ping)?|remov\w+|uninstall\w*|tear(s|ing)? down|terminat\w+|decommission\w*)\b/i;
const OLD =
  /\b(old|legacy|previous|former|original|replaced|superseded|obsolete|un-?(terminated|used|connected|plugged)|disconnected|backups?|snapshots?|blue)\b/i;
const RUBBISH =
  /\b(packag\w+|rubbish|trash|cache[ds]?|temp(orary)?|logs?|test data|cookies|sessions?|downtimes?|banner|silences?|alerts?|records?|entr(y|ies)|credentials?|accounts?|access|keys?)\b/i;
