/** The board of a night. */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { aboutOf, verbOf } from '../plan/log/events.ts';
import type { Board as Shown } from '../view/run/board.ts';
import { ahead } from './ahead.ts';
import { ToClose } from './close.tsx';
import { Gates } from './gate.tsx';
import { inEditor } from './link/in-editor.ts';
import { Link } from './link/link.ts';
import type { Kept } from './link/outbox.ts';
import { overHttp } from './link/over-http.ts';
import { Log } from './log.tsx';
import { Mine, Open } from './mine.tsx';
import { Now } from './now.tsx';
import type { Props } from './props.ts';
import { day, minutes, seconds } from './said.ts';
import { Status } from './status.tsx';
import { Timeline } from './timeline.tsx';
import { alarm, announcements, notifyReady, useWakeLock } from './watch.ts';

const VIEWS = [
  ['now', 'Now', Now],
  ['mine', 'Mine', Mine],
  ['gate', 'Gate', Gates],
  ['timeline', 'Timeline', Timeline],
  ['log', 'Log', Log],
] as const;

type ViewId = (typeof VIEWS)[number][0] | 'status';

const link = new Link(inEditor() ?? overHttp, () => draw());
let isWatching = false;

function Board() {
  const [view, setView] = useState<ViewId>(location.pathname === '/status' ? 'status' : viewOf(location.hash));
  const [, tick] = useState(0);
  const { told } = link;
  const board = boardNow();
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    const moved = () => setView(viewOf(location.hash));
    addEventListener('hashchange', moved);
    return () => {
      clearInterval(timer);
      removeEventListener('hashchange', moved);
    };
  }, []);
  const own = board?.people.find(({ name }) => name === told.me);
  useWakeLock(own?.now !== undefined);
  useEffect(() => {
    if (board && told.me) notifyReady(board, told.me);
  }, [own?.ready]);
  if (!board) return <p class="loading">{told.trouble ?? 'The board is loading.'}</p>;
  const say: Props['say'] = (said) => void link.say(said);
  const props: Props = { board, told, now: link.now(), say };
  const View = view === 'status' ? Status : VIEWS.find(([id]) => id === view)![2];
  const title = VIEWS.find(([id]) => id === view)?.[1] ?? 'Status';
  return (
    <>
      <Head {...props} view={view} />
      {!told.isLive && told.toldAt > 0 && (
        <p class="banner" role="status">
          No connection since {isOld(told) && `${day(told.nightAt / 60_000, board.zone)}, `}
          {seconds(told.nightAt, board.zone)}.{' '}
          {told.waiting.length > 0 ? `${told.waiting.length} waiting to be sent.` : 'What you say is kept and sent.'}
        </p>
      )}
      {told.trouble && (
        <p class="banner" role="alert">
          {told.trouble}
        </p>
      )}
      {told.around && (
        <p class="banner" role="status">
          {told.around}
        </p>
      )}
      {told.refused.map((kept) => (
        <Refused key={kept.event.id} {...kept} zone={board.zone} />
      ))}
      {board.rehearsal !== undefined && <p class="banner">Rehearsal {board.rehearsal}</p>}
      <main class={`view is-${view}`}>
        <h1 class="sr">{title}</h1>
        {board.phase === 'not open' && view === 'now' && told.may && (
          <section class="panel ask">
            <p>The run is not open.</p>
            <Open {...props} />
          </section>
        )}
        {view === 'now' && <ToClose {...props} />}
        <View {...props} />
      </main>
      <footer>
        {told.lines.length > 0 && view !== 'status' && (
          <span>
            <b>{seconds(Date.parse(told.lines.at(-1)!.at), board.zone)}</b> {told.lines.at(-1)!.by}:{' '}
            {told.lines.at(-1)!.said}
          </span>
        )}
      </footer>
      <p class="sr" aria-live="assertive">
        {alarm(board)}
      </p>
      <p class="sr" aria-live="polite">
        {announcements(told)}
      </p>
    </>
  );
}

/** What a device has kept may be of another night. */
function isOld({ toldAt }: Link['told']): boolean {
  return Date.now() - toldAt > 12 * 3_600_000;
}

/** Stays until whoever said it has seen it: what they typed is not typed twice. */
function Refused({ event, refused, zone }: Kept & { readonly zone: string }) {
  return (
    <p class="banner" role="alert">
      <b>Not noted:</b> {seconds(Date.parse(event.at), zone)} {verbOf(event)} {aboutOf(event)}
      {event.note !== undefined && verbOf(event) !== 'note' && `, “${event.note}”`}
      {event.because !== undefined && `, “${event.because}”`} — {refused}{' '}
      <button type="button" class="link" onClick={() => void link.sayAgain({ event })}>
        send again
      </button>{' '}
      <button type="button" class="link" onClick={() => void link.letGo({ event })}>
        let it go
      </button>
    </p>
  );
}

function Head({ board, told, now, view }: Props & { readonly view: ViewId }) {
  const time = seconds(now, board.zone);
  const since = board.openedAt === undefined ? undefined : board.now - (board.runStart ?? board.openedAt);
  return (
    <header>
      <p class="clock" role="timer" aria-live="off">
        {time.slice(0, 5)}
        <small>{time.slice(5)}</small>
      </p>
      <p class="since">
        <b>{since === undefined ? board.phase : since < 0 ? `T−${minutes(since)}` : `T+${minutes(since)}`}</b>
        <br />
        <span class="dim">
          {day(board.now, board.zone)} · {board.zone.split('/').at(-1)!.replace('_', ' ')}
        </span>
      </p>
      <p class="title">
        <b>{board.title}</b>
      </p>
      {view !== 'status' && (
        <nav aria-label="Views">
          {VIEWS.map(([id, name]) => (
            <a href={`#${id}`} aria-current={view === id ? 'page' : undefined} onClick={() => go(id)}>
              {name}
            </a>
          ))}
        </nav>
      )}
      <p class="right live">
        {!told.isKnown && told.may && view !== 'status' ? (
          <label>
            <span class="sr">I am </span>
            <select value={told.me ?? ''} onChange={({ currentTarget }) => link.choose(currentTarget.value)}>
              <option value="">I am …</option>
              {board.people.map(({ name, title }) => (
                <option value={name}>{title}</option>
              ))}
            </select>
          </label>
        ) : (
          told.me
        )}{' '}
        <span class={told.isLive ? 'dot on' : 'dot'} /> {told.isLive ? `live · ${told.here} here` : 'offline'}
      </p>
    </header>
  );
}

/** An editor does not follow such links by itself. */
function go(id: ViewId): void {
  location.hash = id;
}

function viewOf(hash: string): ViewId {
  return VIEWS.find(([id]) => `#${id}` === hash)?.[0] ?? 'now';
}

/** 1 … 5 lead to the views; S, D and U say it of the own step. */
function keys(): void {
  window.addEventListener('keydown', ({ key, target, ctrlKey, metaKey, altKey }) => {
    if (ctrlKey || metaKey || altKey || target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
      return;
    const view = VIEWS[Number(key) - 1];
    if (view) location.hash = view[0];
    const { me, may, lines } = link.told;
    const own = boardNow()?.people.find(({ name }) => name === me);
    if (!own || !may || location.hash !== '#mine') return;
    if (key === 's' && own.ready) void link.say({ start: own.ready });
    if (key === 'd' && own.now) void link.say({ done: own.now });
    const last = lines.at(-1);
    if (key === 'u' && last?.by === me) void link.say({ correct: last!.id });
  });
}

/** As the board showed it last, with what was said here since. */
function boardNow(): Shown | undefined {
  const { board, noted, waiting } = link.told;
  return board && ahead(board, [...noted, ...waiting]);
}

function draw(): void {
  render(<Board />, document.getElementById('board')!);
  if (isWatching) return;
  isWatching = true;
  keys();
}

draw();
void link.begin().catch((error: unknown) => {
  document.getElementById('board')!.textContent =
    `The board cannot be shown: ${error instanceof Error ? error.message : error}`;
});
