/** Mine: on a phone, for one person. One step, how it is done, and what there is to say of it. */
import { useRef, useState } from 'preact/hooks';
import type { BoardPerson, BoardStep } from '../view/run/board.ts';
import { Evidence } from './evidence.tsx';
import { Icon } from './icons.tsx';
import { Messages } from './messages.tsx';
import { Late } from './now.tsx';
import type { Props } from './props.ts';
import { Reason } from './reason.tsx';
import { clock, minutes } from './said.ts';

export function Mine(props: Props) {
  const { board, told } = props;
  const { me } = told;
  const own = board.people.find(({ name }) => name === me);
  const task = board.wayBack?.tasks.find(
    ({ by, progress }) => by.includes(me ?? '') && (progress === 'running' || progress === 'ready'),
  );
  const id = task?.id ?? own?.now ?? own?.ready;
  const step = board.steps.find((one) => one.id === id);
  const next = board.steps.find((one) => one.id === own?.next?.step);
  const vote = board.gates.find(
    ({ progress, decided, votes }) =>
      !decided && (progress === 'ready' || progress === 'running') && votes.some(({ who, as }) => who === me && !as),
  );
  // What is done is out of sight, and what it left behind may be wanted still.
  const toShow = board.steps.filter(
    ({ progress, by, evidence }) =>
      progress === 'done' && by.includes(me ?? '') && evidence && evidence.asked.length > evidence.given.length,
  );
  if (me === undefined || !own) return <p class="panel">Say who you are first, at the top.</p>;
  return (
    <div class="mine">
      {vote && vote.id !== id && (
        <section class="panel">
          <h2>Your vote is missing</h2>
          <ToGate gate={vote} />
        </section>
      )}
      {task && (
        <BackTask
          key={`${task.id} ${task.progress}`}
          {...props}
          id={task.id}
          label={task.label}
          kind={task.kind}
          progress={task.progress}
          end={task.forecast.end}
        />
      )}
      {/* Whatever it becomes is another one: what was typed for the step before is not said of this one. */}
      {!task && step && <Current key={`${step.id} ${step.progress}`} {...props} step={step} />}
      {!task && !step && (
        <section class="panel">
          <h2>
            {board.phase === 'not open' ? 'Not open yet' : next ? 'Nothing for you now' : 'Nothing is left for you'}
          </h2>
          {board.phase === 'not open' && told.may && <Open {...props} />}
        </section>
      )}
      <Messages {...props} />
      {toShow.map((one) => (
        <section class="panel" key={one.id}>
          <h2>To be shown: {one.label}</h2>
          <Evidence {...props} step={one} />
        </section>
      ))}
      {next && (
        <section class="next">
          <span class="dim">your next</span>
          <b class="right">in {minutes(Math.max(0, next.forecast.start - board.now))}</b>
          <b>{next.label}</b>
          <span class="right dim">{clock(next.forecast.start, board.zone)}</span>
          {own.next!.waitsFor.length > 0 && <span class="dim">waits for {own.next!.waitsFor.join(', ')}</span>}
        </section>
      )}
      <Undo {...props} />
      <AskToTell />
    </div>
  );
}

export function Open({ board, say, told }: Props) {
  if (told.isKnown && told.me !== board.owner) return <p class="dim">{board.owner} opens the run.</p>;
  return (
    <button type="button" class="primary wide" onClick={() => say({ open: 'real' })}>
      Open the run
    </button>
  );
}

/** Two views are near each other in the night: what has just changed takes no tap that was meant for what was there before. */
function useSettled(): (act: () => void) => void {
  const since = useRef(Date.now());
  return (act) => {
    if (Date.now() - since.current > 400) act();
  };
}

function ToGate({ gate }: { readonly gate: { readonly label: string; readonly title?: string } }) {
  return (
    <a class="button primary wide" href="#gate">
      To {gate.title ?? gate.label}
    </a>
  );
}

function Current({ board, told, now, say, step }: Props & { readonly step: BoardStep }) {
  const [asks, ask] = useState<'problem' | 'hand' | undefined>();
  const settled = useSettled();
  const isRunning = step.progress === 'running';
  const isGate = step.verb === 'gate';
  const isMessage = step.verb === 'notify';
  const whole = Math.max(1, step.forecast.end - step.forecast.start);
  const gone = isRunning ? Math.max(0, now / 60_000 - step.forecast.start) : 0;
  return (
    <>
      <section>
        <p class="state">
          <Icon of={step.progress} />{' '}
          {isRunning
            ? `Running since ${clock(step.start, board.zone)}`
            : step.progress === 'failed'
              ? isGate
                ? 'No-go; it can be decided again'
                : 'Failed: try again'
              : 'Ready'}{' '}
          <Late of={step.late} />
        </p>
        <h2 class="big">{step.label}</h2>
        {step.title && <p class="dim">{step.title}</p>}
        {isRunning && (
          <>
            <p>
              <b class="huge second">{minutes(Math.max(0, whole - gone))}</b> left, ends{' '}
              {clock(step.forecast.end, board.zone)}
            </p>
            <progress value={Math.min(1, gone / whole)} max={1} aria-label="time gone" />
          </>
        )}
        {step.how.map((line) => (
          <p>{line}</p>
        ))}
        {step.text !== undefined && <Text text={step.text} />}
        {step.checklist.length > 0 && (
          <ul class="checklist">
            {step.checklist.map((item) => (
              <li>
                <label>
                  <input
                    type="checkbox"
                    checked={item.ticked}
                    disabled={!told.may}
                    onChange={() => say(item.ticked ? { tick: item.id, off: true } : { tick: item.id })}
                  />{' '}
                  {item.text}
                </label>
              </li>
            ))}
          </ul>
        )}
        <Evidence {...{ board, told, now, say, step }} />
      </section>
      {told.may && (
        <section class="actions foot">
          {asks === 'problem' && <Problem step={step} say={say} close={() => ask(undefined)} />}
          {asks === 'hand' && <HandOver board={board} step={step} say={say} close={() => ask(undefined)} />}
          {asks === undefined && (
            <>
              {isGate ? (
                <ToGate gate={step} />
              ) : (
                <button
                  type="button"
                  class="primary wide"
                  onClick={() =>
                    settled(() =>
                      say(isMessage ? { tell: step.id } : isRunning ? { done: step.id } : { start: step.id }),
                    )
                  }
                >
                  {isMessage ? 'Sent' : isRunning ? 'Done' : 'Start'}
                </button>
              )}
              <button type="button" onClick={() => ask('problem')}>
                Problem
              </button>
              <button type="button" onClick={() => ask('hand')}>
                Hand over
              </button>
            </>
          )}
        </section>
      )}
    </>
  );
}

/** To be sent elsewhere: nothing here sends it. */
function Text({ text }: { readonly text: string }) {
  const [isCopied, copied] = useState(false);
  return (
    <>
      <blockquote>{text}</blockquote>
      <p class="actions">
        <button type="button" onClick={() => void navigator.clipboard?.writeText(text).then(() => copied(true))}>
          {isCopied ? 'Copied' : 'Copy'}
        </button>
        <a class="button" href={`mailto:?body=${encodeURIComponent(text)}`}>
          Write a mail
        </a>
      </p>
    </>
  );
}

/** A browser asks for leave only where somebody has tapped. */
function AskToTell() {
  const [permission, set] = useState(typeof Notification === 'undefined' ? 'none' : Notification.permission);
  if (permission !== 'default') return null;
  return (
    <p class="undo">
      <button type="button" class="link" onClick={() => void Notification.requestPermission().then(set)}>
        Tell me when it is my turn
      </button>
    </p>
  );
}

function Problem({ step, say, close }: { readonly step: BoardStep; say: Props['say']; close(): void }) {
  const [because, setBecause] = useState('');
  const why = because.trim();
  const tell = (said: Parameters<Props['say']>[0]) => {
    say(said);
    close();
  };
  return (
    <fieldset class="dialog">
      <legend class="sr">What is it?</legend>
      <div class="actions">
        {[5, 10, 20].map((more) => (
          <button type="button" onClick={() => tell({ delay: step.id, minutes: more, ...(why && { because: why }) })}>
            +{more} min
          </button>
        ))}
      </div>
      <Reason value={because} put={setBecause} />
      <div class="actions">
        <button type="button" class="danger" disabled={!why} onClick={() => tell({ fail: step.id, because: why })}>
          It failed
        </button>
        <button type="button" disabled={!why} onClick={() => tell({ skip: step.id, because: why })}>
          Skip it
        </button>
        <button type="button" onClick={close}>
          Back
        </button>
      </div>
    </fieldset>
  );
}

function labelOf({ steps }: Props['board'], id: string): string {
  return steps.find((step) => step.id === id)?.label ?? id;
}

function HandOver({
  board,
  step,
  say,
  close,
}: {
  readonly board: Props['board'];
  readonly step: BoardStep;
  say: Props['say'];
  close(): void;
}) {
  // Whom the plan lets do it, then whoever does nothing now; whoever is away last.
  const rank = ({ name, now, isAway }: BoardPerson) =>
    (isAway ? 4 : 0) + (step.standIns.includes(name) ? 0 : 2) + (now ? 1 : 0);
  const others = board.people.filter(({ name }) => !step.by.includes(name)).toSorted((a, b) => rank(a) - rank(b));
  const saidOf = ({ name, now, isAway }: BoardPerson) =>
    [
      isAway && 'is away',
      step.standIns.includes(name) && 'could do it by the plan',
      now ? `works on ${labelOf(board, now)}` : 'free',
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <fieldset class="dialog">
      <legend class="sr">Hand over to</legend>
      <ul>
        {others.map((person) => (
          <li>
            <button
              type="button"
              class="wide"
              onClick={() => {
                say({ hand: step.id, to: person.name });
                close();
              }}
            >
              {person.title} <span class="dim">{saidOf(person)}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" onClick={close}>
        Back
      </button>
    </fieldset>
  );
}

function BackTask({
  board,
  say,
  told,
  id,
  label,
  kind,
  progress,
  end,
}: Props & {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly progress: string;
  readonly end: number;
}) {
  const settled = useSettled();
  const isRunning = progress === 'running';
  const isUndo = kind === 'undo';
  return (
    <section class="back">
      <p class="state">
        <Icon of={isRunning ? 'running' : 'ready'} /> {isUndo ? 'Take back' : 'On the way back'}
      </p>
      <h2 class="big">{label}</h2>
      <p>
        ends ≈ <b>{clock(end, board.zone)}</b>, in {minutes(Math.max(0, end - board.now))}
      </p>
      {told.may && (
        <div class="actions foot">
          <button
            type="button"
            class="primary wide"
            onClick={() => settled(() => say(isUndo ? { undo: id } : isRunning ? { done: id } : { start: id }))}
          >
            {isRunning || isUndo ? 'Done' : 'Start'}
          </button>
        </div>
      )}
    </section>
  );
}

/** The own last line, as long as nobody said anything behind it. */
function Undo({ told, board, say }: Props) {
  const last = told.lines.filter(({ taken }) => !taken).at(-1);
  if (!told.may || !last || last.by !== told.me || last.said.startsWith('took back') || board.phase === 'not open')
    return null;
  return (
    <p class="undo">
      <span class="dim">{last.said}</span>{' '}
      <button type="button" class="link" onClick={() => say({ correct: last.id })}>
        Undo
      </button>
    </p>
  );
}
