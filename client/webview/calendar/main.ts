/** The calendar of changes beside the editor: asks for the time and the names that are wanted, and leads clicks to the text. */
import { type CalendarWishes, type FromCalendar, messageToCalendar, type ToCalendar } from './messages.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromCalendar): void;
  getState(): State | undefined;
  setState(state: State): void;
};

/** What outlives a reload. */
interface State extends Omit<CalendarWishes, 'width'> {
  readonly scroll: number;
}

const host = acquireVsCodeApi();
const page = byId('calendar');
const note = byId('note');
const months = byId('months') as HTMLSelectElement;
const ask = byId('ask') as HTMLInputElement;
let state: State = { months: 3, for: [], scroll: 0, ...host.getState() };
let shown: Extract<ToCalendar, { type: 'show' }> | undefined;
let askedWidth = width();

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = messageToCalendar(data);
  if (message?.type === 'show') show(message);
  else if (message) note.textContent = message.message;
});
byId('earlier').addEventListener('click', () => shown && wish({ from: shown.earlier }));
byId('later').addEventListener('click', () => shown && wish({ from: shown.later }));
byId('today').addEventListener('click', () => wish({ from: undefined }));
months.addEventListener('change', () => wish({ months: Number(months.value) }));
ask.addEventListener('change', () => {
  const name = ask.value.trim();
  ask.value = '';
  if (name !== '' && !state.for.includes(name)) wish({ for: [...state.for, name] });
});
page.addEventListener('click', ({ target }) => void reveal(target));
page.addEventListener('keydown', onKey);
page.addEventListener('scroll', () => save({ scroll: page.scrollTop }), { passive: true });
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === ask) return;
  event.preventDefault();
  ask.focus();
});
new ResizeObserver(() => {
  if (Math.abs(width() - askedWidth) >= 8) say();
}).observe(page);

months.value = String(state.months);
say();

function show(message: Extract<ToCalendar, { type: 'show' }>): void {
  const scroll = shown ? page.scrollTop : state.scroll;
  const at = entries().indexOf(document.activeElement as HTMLElement);
  shown = message;
  note.textContent = '';
  page.innerHTML = message.markup;
  byId('names').replaceChildren(...message.names.map((name) => new Option(name, name)));
  page.scrollTo({ top: scroll, behavior: 'instant' });
  const all = entries();
  const current = all[Math.max(at, 0)];
  if (current) current.tabIndex = 0;
  if (at >= 0) current?.focus({ preventScroll: true });
}

/** A name that is asked for; a click takes it away. */
function chip(name: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = `${name} ×`;
  made.setAttribute('aria-label', `No longer only ${name}`);
  made.addEventListener('click', () => wish({ for: state.for.filter((one) => one !== name) }));
  return made;
}

function reveal(target: EventTarget | null): boolean {
  const { file, line } =
    (target instanceof Element && target.closest<HTMLElement | SVGElement>('[data-line]')?.dataset) || {};
  if (file === undefined || line === undefined) return false;
  host.postMessage({ type: 'reveal', file, line: Number(line) });
  return true;
}

/** What leads somewhere has one tab stop; the arrows move it. */
function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const all = entries();
  const now = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === 'Enter' || event.key === ' ') {
    if (reveal(event.target)) event.preventDefault();
  } else if (to !== undefined && now >= 0) {
    const next = all[Math.min(Math.max(to, 0), all.length - 1)]!;
    all[now]!.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    event.preventDefault();
  }
}

function entries(): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>('[tabindex]')];
}

function wish(change: Partial<State>): void {
  save(change);
  say();
}

function say(): void {
  byId('asked').replaceChildren(...state.for.map(chip));
  askedWidth = width();
  const { scroll: _, ...wanted } = state;
  host.postMessage({ type: 'wish', wish: { ...wanted, width: askedWidth } });
}

function save(change: Partial<State>): void {
  state = { ...state, ...change };
  host.setState(state);
}

/** Of the picture: the page has a margin. */
function width(): number {
  return Math.max(page.clientWidth - 28, 320);
}

function byId(id: string): HTMLElement {
  return document.getElementById(id)!;
}
