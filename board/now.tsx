/** Now: for the wall. Where the night is, until when it can be decided, when it ends. */
import type { BoardStep } from '../view/run/board.ts';
import { Icon } from './icons.tsx';
import { Unanswered } from './messages.tsx';
import { nightSteps, type Props } from './props.ts';
import { clock, late, minutes, percent, signed } from './said.ts';

export function Now(props: Props) {
  const { board } = props;
  return (
    <div class="now">
      <div class="tiles">
        <Running {...props} />
        <Countdown {...props} />
        <End {...props} />
      </div>
      <ToDecide {...props} />
      {board.wayBack && <WayBack {...props} />}
      <div class="columns">
        <Strips {...props} />
        <aside>
          <Waiting {...props} />
          <Unanswered board={board} />
          <Causes {...props} />
          {board.odd.length > 0 && (
            <section class="panel odd">
              <h2>Out of order</h2>
              <ul>
                {board.odd.slice(-4).map(({ message, because }) => (
                  <li>
                    {message}
                    {because && <q>{because}</q>}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </div>
  );
}

function Running({ board, now }: Props) {
  const steps = nightSteps(board);
  const running = steps.filter(({ progress }) => progress === 'running');
  const [first] = running;
  const ready = steps.find(({ progress }) => progress === 'ready');
  const done = steps.filter(({ progress }) => progress === 'done' || progress === 'skipped').length;
  const shown = first ?? ready;
  const task = board.wayBack?.tasks.find(({ progress }) => progress === 'running' || progress === 'ready');
  if (!shown && task && board.phase === 'rolling back') {
    return (
      <section class="panel tile running">
        <h2>
          <Icon of={task.progress as BoardStep['progress']} /> On the way back
          <span class="right">{task.by.join(', ')}</span>
        </h2>
        <p class="big">{task.label}</p>
        <p>
          ends ≈ <b>{clock(task.forecast.end, board.zone)}</b>
        </p>
      </section>
    );
  }
  if (!shown) {
    return (
      <section class="panel tile">
        <h2>{board.phase === 'not open' ? 'Not open yet' : `${done} of ${steps.length} steps done`}</h2>
        <p class="big">
          {board.phase === 'closed'
            ? `closed: ${board.closed}`
            : board.phase === 'not open'
              ? clock(board.runStart, board.zone)
              : '–'}
        </p>
      </section>
    );
  }
  const whole = Math.max(1, shown.forecast.end - shown.forecast.start);
  const gone = first ? Math.min(1, Math.max(0, now / 60_000 - shown.forecast.start) / whole) : 0;
  return (
    <section class="panel tile running">
      <h2>
        <Icon of={shown.progress} />{' '}
        {first ? `Running · step ${done + 1} of ${steps.length}` : `Ready · step ${done + 1} of ${steps.length}`}
        <span class="right">{shown.by.join(', ')}</span>
      </h2>
      <p class="big">{shown.label}</p>
      <p class="dim">
        {shown.version && `${shown.version} · `}
        {first ? `since ${clock(shown.start, board.zone)} · ` : ''}planned {clock(shown.planned.start, board.zone)}
        {running.length > 1 && ` · and ${running.length - 1} more`}
      </p>
      <progress value={gone} max={1} aria-label={`${shown.label}: ${Math.round(gone * 100)} % of the time gone`} />
      <p>
        ends <b>{clock(shown.forecast.end, board.zone)}</b>{' '}
        <span>in {minutes(Math.max(0, shown.forecast.end - board.now))}</span> <Late of={shown.late} />
      </p>
    </section>
  );
}

export function Late({ of }: { readonly of: number }) {
  if (of === 0) return null;
  return <span class={of >= 5 ? 'late tag' : 'late'}>{late(of)}</span>;
}

function Countdown({ board }: Props) {
  const { decision, zone, phase } = board;
  if (board.phase === 'rolling back' && board.wayBack) {
    return (
      <section class="panel tile decide">
        <h2>
          <Icon of="undone" /> Going back: {board.wayBack.label}
        </h2>
        <p class="huge" role="timer" aria-live="off">
          {minutes(Math.max(0, board.wayBack.end - board.now))}
        </p>
        <p class="dim">left until users are back, {clock(board.wayBack.end, zone)}</p>
      </section>
    );
  }
  if (board.noGo) {
    const { gate, at, by, because, means } = board.noGo;
    return (
      <section class="panel tile decide">
        <h2>
          <Icon of="failed" /> No-go at {gate}
          <span class="right">
            {by} {clock(at, zone)}
          </span>
        </h2>
        <p class="big">{means ?? 'The run does not begin.'}</p>
        {because && <q>{because}</q>}
      </section>
    );
  }
  if (phase === 'closed') return null;
  if (!decision || decision.noReturn?.begun || decision.decided?.as === 'go') {
    const isOver = decision?.noReturn?.begun || decision?.decided?.as === 'go';
    return (
      <section class="panel tile">
        <h2>{isOver ? 'No return' : 'No decision'}</h2>
        <p class="big">{isOver ? 'forward only' : '–'}</p>
        {decision?.decided && (
          <p class="dim">
            decided by {decision.decided.by}, {clock(decision.decided.at, zone)}
          </p>
        )}
      </section>
    );
  }
  const { left } = decision;
  return (
    <section class="panel tile decide">
      <h2>
        <Icon of="flag" /> Decide by {clock(decision.by, zone)}{' '}
        <span class="right">{board.owner ?? 'the owner'}: go on or roll back</span>
      </h2>
      <div class="count">
        <p class="huge" role="timer" aria-live="off">
          {left < 0 ? '−' : ''}
          {Math.abs(left) < 100 ? Math.abs(left) : minutes(left)}
          {Math.abs(left) < 100 && <small> min</small>}
        </p>
        <dl>
          <dt>go on</dt>
          <dd>{decision.onBy === undefined ? '–' : `users back ${clock(decision.onBy, zone)}`}</dd>
          <dt>roll back now{decision.minutes > 0 && `, ${minutes(decision.minutes)}`}</dt>
          <dd>{decision.minutes === 0 ? 'nothing to take back' : `users back ${clock(decision.backBy, zone)}`}</dd>
        </dl>
      </div>
    </section>
  );
}

function End({ board }: Props) {
  const { end, outage, window, zone } = board;
  const isTight = outage?.promised !== undefined && outage.forecast > outage.promised;
  return (
    <section class="panel tile">
      <h2>
        {board.phase === 'closed' ? 'Ended' : board.phase === 'rolling back' ? 'Back by' : 'Forecast end'}
        <span class="right">{window?.end !== undefined && `window closes ${clock(window.end, zone)}`}</span>
      </h2>
      <div class="count">
        <p class="huge second">{end.forecast === undefined ? '–' : clock(end.forecast, zone)}</p>
        <p>
          {end.forecast === undefined ? (
            'nothing is forecast'
          ) : (
            <>
              <b>{Math.abs(end.drift)}</b> {end.drift >= 0 ? 'after plan' : 'before plan'}
            </>
          )}
          <br />
          {end.p80 !== undefined && (
            <>
              80 % by <b>{clock(end.p80, zone)}</b>
            </>
          )}
          {end.chance !== undefined && <span class="dim"> · in the window {percent(end.chance)}</span>}
        </p>
      </div>
      {outage && (
        <>
          <p class={isTight ? 'broken' : ''}>
            Users away <b>{minutes(outage.soFar)}</b>, <b>{outage.forecast}</b>{' '}
            {outage.promised === undefined ? 'min in the end' : `of ${outage.promised} promised`}
          </p>
          <meter
            min={0}
            max={Math.max(outage.promised ?? 0, outage.forecast, 1)}
            value={outage.forecast}
            {...(outage.promised !== undefined && {
              low: outage.promised * 0.9,
              high: outage.promised,
              optimum: 0,
            })}
            aria-label="users away, in minutes"
          >
            {outage.forecast}
          </meter>
        </>
      )}
    </section>
  );
}

function ToDecide({ board, told, say }: Props) {
  const { decision, zone } = board;
  if (!decision?.tooLate || board.phase !== 'open') return null;
  const { tooLate, latest } = decision;
  const fits = latest === undefined || tooLate.end <= latest;
  const isMine = told.may && (!told.isKnown || told.me === board.owner);
  const until = new Date(tooLate.end * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
  return (
    <section class="panel ask" aria-label="To decide">
      <Icon of="flag" />
      <p>
        <b>{board.owner ?? 'The owner'} decides:</b> {decision.tooLateSaid} ends <b>{clock(tooLate.end, zone)}</b>,{' '}
        {tooLate.end - decision.by} min after decide by.{' '}
        {latest !== undefined &&
          (fits
            ? `The window allows until ${clock(latest, zone)}.`
            : `A rollback fits until ${clock(latest, zone)} only: decide without it.`)}
      </p>
      {isMine && (
        <span class="actions">
          {fits && (
            <button type="button" class="primary" onClick={() => say({ decide: 'no return', as: 'later', until })}>
              Move to {clock(tooLate.end, zone)}
            </button>
          )}
          <button type="button" onClick={() => say({ decide: 'no return', as: 'go' })}>
            Go on without it
          </button>
        </span>
      )}
    </section>
  );
}

function WayBack({ board }: Props) {
  const { wayBack, zone } = board;
  return (
    <section class="panel back">
      <h2>
        <Icon of="undone" /> {wayBack!.label} called {clock(wayBack!.at, zone)}
        {wayBack!.by && ` by ${wayBack!.by}`}
        {wayBack!.because && <q>{wayBack!.because}</q>}
        <span class="right">back by {clock(wayBack!.end, zone)}</span>
      </h2>
      <ol>
        {wayBack!.tasks.map((task) => (
          <li>
            <Icon of={task.progress as BoardStep['progress']} /> {task.kind === 'undo' ? 'undo ' : ''}
            {task.label} <span class="dim">{task.by.join(', ')}</span>
            <span class="right">
              ≈ {clock(task.forecast.start, zone)}–{clock(task.forecast.end, zone)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const SHOWN = 12;

function Strips({ board }: Props) {
  const steps = nightSteps(board);
  const isOver = ({ progress }: BoardStep) => progress === 'done' || progress === 'skipped';
  const done = steps.filter(isOver);
  const open = steps.filter((step) => !isOver(step));
  const shown = [...done.slice(-1), ...open.slice(0, SHOWN)];
  const folded = done.length - done.slice(-1).length;
  return (
    <section class="strips" aria-label="Steps">
      <p class="dim">{folded > 0 && `${folded} earlier done`}</p>
      <ul>
        {shown.map((step) => (
          <>
            {step.isNoReturn && <li class="noreturn">no return after this</li>}
            <Strip key={step.id} step={step} zone={board.zone} />
          </>
        ))}
      </ul>
      {open.length > SHOWN && <p class="dim">+ {open.length - SHOWN} more</p>}
    </section>
  );
}

function Strip({ step, zone }: { readonly step: BoardStep; readonly zone: string }) {
  const actual = step.progress === 'done' ? '' : step.progress === 'running' ? '' : '≈ ';
  const isOff = step.progress === 'called off';
  const middle = step.progress === 'running' ? ' ≈ ' : '–';
  return (
    <li class={`strip is-${step.progress.replace(' ', '-')}${step.inOutage ? ' in-outage' : ''}`}>
      <Icon of={step.progress} />
      <span class="sr">{step.progress}, </span>
      <span class="dim plan">
        {clock(step.planned.start, zone)}–{clock(step.planned.end, zone)}
      </span>
      <span class="times">
        {isOff
          ? 'called off'
          : `${actual}${clock(step.forecast.start, zone)}${middle}${clock(step.forecast.end, zone)}`}
      </span>
      <span class="what">
        {step.label}
        {step.because && <q>{step.because}</q>}
      </span>
      <span class="who">{step.by.join(', ')}</span>
      <span class="drift">{step.late === 0 || isOff ? '' : signed(step.late)}</span>
    </li>
  );
}

function Waiting({ board }: Props) {
  const label = (id: string | undefined) =>
    board.steps.find((step) => step.id === id)?.label ??
    board.wayBack?.tasks.find((task) => task.id === id)?.label ??
    id;
  const shown = board.people.filter(({ now, ready, next }) => now ?? ready ?? next);
  if (shown.length === 0 || board.noGo) return null;
  return (
    <section class="panel">
      <h2>Who waits for whom</h2>
      <ul class="who">
        {shown.map(({ name, now, ready, next }) => (
          <li>
            <Icon of={now ? 'running' : ready ? 'ready' : 'waiting'} /> <b>{name}</b>{' '}
            <span>
              {now
                ? `works on ${label(now)}`
                : ready
                  ? `may begin ${label(ready)}`
                  : next!.waitsFor.length > 0
                    ? `waits for ${next!.waitsFor.join(', ')}`
                    : `has ${label(next!.step)}`}
            </span>
            <span class="right">{!now && !ready && next ? clock(next.at, board.zone) : ''}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Causes({ board }: Props) {
  const { end, outage } = board;
  if (end.drift === 0 && end.causesSaid.length === 0) return null;
  const left = outage?.promised === undefined ? undefined : outage.promised - outage.forecast;
  return (
    <section class="panel">
      <h2>
        {late(end.drift)}
        {left !== undefined &&
          outage &&
          `; outage ${signed(outage.forecast - outage.planned)} min, ${left < 0 ? `${-left} over what is promised` : `${left} left`}`}
      </h2>
      <p>
        {end.causesSaid.slice(-6).map(({ label, minutes: size }) => (
          <span class="cause">
            {label} <b>{signed(size)}</b>
          </span>
        ))}
        {end.handOvers !== 0 && (
          <span class="cause">
            hand-overs <b>{signed(end.handOvers)}</b>
          </span>
        )}
      </p>
    </section>
  );
}
