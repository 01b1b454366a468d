/** Messages that were sent: whoever got one says that it was read, whoever watches one that it was answered. */
import type { BoardStep } from '../view/run/board.ts';
import type { Props } from './props.ts';
import { clock, minutes } from './said.ts';

export function Messages(props: Props) {
  const { board, told } = props;
  const { me } = told;
  if (me === undefined) return null;
  return (
    <>
      {board.steps.map((step) => {
        const { to, watchedBy, given } = step.answer ?? { to: [], watchedBy: [], given: [] };
        if (to.includes(me) && !given.some(({ by }) => by === me))
          return <Message {...props} step={step} isMine={true} />;
        const isWatched = watchedBy.includes(me) && given.length === 0;
        return isWatched ? <Message {...props} step={step} isMine={false} /> : null;
      })}
    </>
  );
}

function Message({ board, told, say, step, isMine }: Props & { readonly step: BoardStep; readonly isMine: boolean }) {
  return (
    <section class="panel" aria-label={isMine ? 'Message to you' : 'To be answered'}>
      <h2>
        {isMine ? 'Message to you' : 'Was it answered?'} <Due board={board} step={step} />
      </h2>
      <p>{step.title ?? step.label}</p>
      {isMine && step.text !== undefined && <blockquote>{step.text}</blockquote>}
      {told.may && (
        <button type="button" class="wide" onClick={() => say({ acknowledge: step.id })}>
          {isMine ? 'I have read it' : 'It was answered'}
        </button>
      )}
    </section>
  );
}

/** Now: what the plan wants answered, and nobody has yet. */
export function Unanswered({ board }: Pick<Props, 'board'>) {
  const open = board.steps.filter(({ answer }) => answer?.due !== undefined && answer.given.length === 0);
  if (open.length === 0) return null;
  return (
    <section class="panel">
      <h2>Not answered yet</h2>
      <ul class="who">
        {open.map((step) => (
          <li>
            <b>{step.label}</b>{' '}
            {step.answer!.watchedBy.length > 0 && <span>{step.answer!.watchedBy.join(', ')} watches</span>}
            <Due board={board} step={step} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Due({ board, step }: Pick<Props, 'board'> & { readonly step: BoardStep }) {
  const due = step.answer?.due;
  if (due === undefined) return null;
  const isLate = board.now > due;
  return (
    <span class={isLate ? 'right broken' : 'right'}>
      answer by {clock(due, board.zone)}
      {isLate && `, ${minutes(board.now - due)} late`}
    </span>
  );
}
