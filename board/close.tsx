/** The end of a run: offered when all of it is over, and to be had before by whoever answers for it. */
import { useState } from 'preact/hooks';
import type { Closed } from '../plan/log/events.ts';
import type { Board } from '../view/run/board.ts';
import { nightSteps, type Props } from './props.ts';
import { Reason } from './reason.tsx';

type As = Closed['close'];

export function ToClose(props: Props) {
  const { board, told, say } = props;
  const offer = offerOf(board);
  if (!offer || !isOwner(props)) return null;
  return (
    <section class="panel ask" aria-label="To close">
      <p>
        <b>{offer.because}</b> {told.may && 'When nothing is left to be said, close the run.'}
      </p>
      <span class="actions">
        <button type="button" class="primary" onClick={() => say({ close: offer.as })}>
          Close: {offer.as}
        </button>
      </span>
    </section>
  );
}

/** What the night itself says: undefined, it goes on. */
function offerOf(board: Board): { readonly as: As; readonly because: string } | undefined {
  if (board.phase === 'rolling back') {
    const isOver = board.wayBack?.tasks.every(({ progress }) => progress === 'done' || progress === 'skipped');
    return isOver ? { as: 'rolled back', because: 'Everything is taken back.' } : undefined;
  }
  if (board.phase !== 'open') return undefined;
  if (board.noGo) return { as: 'postponed', because: `No-go at ${board.noGo.gate}: the run does not begin.` };
  const steps = nightSteps(board);
  const isOver = steps.length > 0 && steps.every(({ progress }) => progress === 'done' || progress === 'skipped');
  if (!isOver) return undefined;
  const left = board.steps.filter(({ part, progress }) => part === 'other' && progress === 'ready');
  const also = left.length === 0 ? '' : ` Still to do: ${left.map(({ label }) => label).join(', ')}.`;
  return { as: 'done', because: `All ${steps.length} steps are over.${also}` };
}

const WAYS: readonly As[] = ['done', 'rolled back', 'postponed', 'stopped'];

/** Whatever is still open. */
export function CloseAnyway(props: Props) {
  const [isAsked, ask] = useState(false);
  const [because, setBecause] = useState('');
  const { board, say } = props;
  if (!isOwner(props) || (board.phase !== 'open' && board.phase !== 'rolling back')) return null;
  const why = because.trim();
  return (
    <section class="panel calls" aria-label="End of the run">
      <h2>End of the run</h2>
      {isAsked ? (
        <fieldset class="dialog">
          <legend class="sr">Close the run</legend>
          <Reason value={because} put={setBecause} />
          <div class="actions">
            {WAYS.map((as) => (
              <button type="button" onClick={() => say({ close: as, ...(why && { because: why }) })}>
                Close: {as}
              </button>
            ))}
            <button type="button" onClick={() => ask(false)}>
              Back
            </button>
          </div>
        </fieldset>
      ) : (
        <button type="button" onClick={() => ask(true)}>
          Close the run…
        </button>
      )}
    </section>
  );
}

function isOwner({ told, board }: Props): boolean {
  return told.may && (!told.isKnown || told.me === board.owner);
}
