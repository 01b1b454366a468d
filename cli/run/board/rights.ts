/**
 * Who may say what on a board that others reach. What somebody does they say themselves, and what a night hangs on is its owner's; whoever
 * sits at the machine of the board may say anything (`release-plan run event`), so that no night stands still for somebody who is away.
 */
import { aboutOf, type LogVerb, type RunEvent, verbOf } from '../../../plan/log/events.ts';
import type { Board } from '../../../view/run/board.ts';
import type { Holder } from './keys.ts';

/**
 * - `anybody`: who has a link of their own.
 * - `doer`: whoever does the step, or takes part in it, as it is now; and the owner.
 * - `decider`: who does the gate; and the owner.
 */
type Right = 'anybody' | 'doer' | 'decider' | 'owner';

const RIGHTS: Readonly<Record<LogVerb, Right>> = {
  open: 'owner',
  start: 'doer',
  done: 'doer',
  fail: 'doer',
  skip: 'doer',
  undo: 'doer',
  hand: 'doer',
  delay: 'doer',
  tick: 'doer',
  evidence: 'anybody',
  tell: 'doer',
  acknowledge: 'anybody',
  measure: 'anybody',
  vote: 'anybody',
  decide: 'decider',
  call: 'owner',
  correct: 'anybody',
  plan: 'owner',
  close: 'owner',
  note: 'anybody',
};

/** What a pipeline or a monitor may say: what it does itself, and what it reads. */
const OF_MACHINES: ReadonlySet<LogVerb> = new Set(['start', 'done', 'fail', 'measure', 'evidence', 'note', 'correct']);

/** In a sentence; undefined: they may. `authorOf`: whose line of the log it is. */
export function whyNot(
  event: RunEvent,
  { name, role }: Holder,
  board: Pick<Board, 'owner' | 'steps'>,
  authorOf: (id: string) => string | undefined,
): string | undefined {
  const verb = verbOf(event)!;
  const { owner } = board;
  const boss = owner ?? 'the owner';
  if (role === 'reader') return 'This link is for reading.';
  if (role === 'machine' && !OF_MACHINES.has(verb))
    return 'A machine does not vote, decide or call: that is for people.';
  if (event.for !== undefined && event.for !== name && name !== owner)
    return `Only ${boss} may say something for somebody else.`;
  if ('correct' in event) {
    const author = authorOf(event.correct);
    return author === undefined || author === name || name === owner
      ? undefined
      : `${author} said that; only ${author} or ${boss} takes it back.`;
  }
  if (name === owner || role === 'machine' || RIGHTS[verb] === 'anybody') return undefined;
  if (RIGHTS[verb] === 'owner') return `Only ${boss} may say that.${WAY_OUT}`;
  const about = aboutOf(event);
  const step = board.steps.find(({ id, checklist }) => id === about || checklist.some((line) => line.id === about));
  // What the plan has not is told as such, in the log.
  if (!step) return undefined;
  const doers = RIGHTS[verb] === 'decider' ? step.by : [...step.by, ...step.with];
  if (doers.includes(name)) return undefined;
  const whose = doers.length === 0 ? 'nobody yet' : doers.join(', ');
  return `${step.label} is done by ${whose}; have it handed over to you, or ask ${boss}.`;
}

const WAY_OUT = ' At the machine of the board anybody may: release-plan run event.';
