/**
 * The preview beside the editor. It draws nothing itself: pictures arrive as markup in which every text of the plan is
 * escaped; here they are shown, cut to what is visible, and led back to the text.
 */
import type { Pictures } from '../../view/pictures.ts';
import { createArranging } from './arranging.ts';
import { createChoices } from './choices.ts';
import { copiesCells } from './copying.ts';
import type { Hands, HandsOf } from './hands/model.ts';
import { createListView } from './list-view.ts';
import { isMessageToPreview } from './message-schemas.ts';
import type { FromPreview, PreviewState, ToPreview, Wishes } from './messages.ts';
import type { RowsView } from './rows-view.ts';
import { createScheduleView } from './schedule-view.ts';
import { createWhatIf } from './what-if.ts';
import { createWhole } from './whole.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPreview): void;
  getState(): PreviewState | undefined;
  setState(state: PreviewState): void;
};

const host = acquireVsCodeApi();
/** Of the views, in their order; the document has them from the list of all views. */
const tabs = [...document.querySelectorAll('[role=tab]')].map((tab) => tab.getAttribute('aria-controls')!);
const panes = new Map(tabs.map((tab) => [tab, byId(tab)]));
const schedulePane = panes.get('schedule')!;
const banner = byId('banner');
const grouping = byId('grouping') as HTMLSelectElement;
const releaseChoice = byId('release') as HTMLSelectElement;
const schedule = createScheduleView(schedulePane, askRows);
/** All the others are lists. */
const lists = new Map(
  [...panes]
    .filter(([, pane]) => pane !== schedulePane)
    .map(([tab, pane]) => [tab, createListView(pane, byId(`tab-${tab}`).textContent!, askRows)]),
);
const choices = createChoices(() => host.postMessage({ type: 'choices' }));
const whatIf = createWhatIf((changes) => host.postMessage({ type: 'try', ...(changes && { changes }) }), choices);

let state: PreviewState = {
  tab: 'schedule',
  grouping: grouping.value as PreviewState['grouping'],
  zoom: 1,
  folded: { all: false, but: [] },
  arranged: {},
  scroll: {},
  ...host.getState(),
};
/** The scroll position of a reload is restored with the first picture. */
let isFirstPicture = true;
let askedWidth = 0;
let askedRows: Wishes['rows'] | undefined;
/** Where the cursor of the editor stands. */
let cursor: { readonly file: string; readonly line: number } | undefined;
/** What changes are made to, if any are. */
let lastShown: Extract<ToPreview, { type: 'show' }> | undefined;
/** Views that show the text as it is now; all others are drawn when somebody looks at them. */
const fresh = new Set<string>();

/** What changes the plan is a script of its own, which most who look at a plan never need. */
const own = document.currentScript as HTMLScriptElement;
let hands: Promise<Hands> | undefined;
const whole = createWhole({
  rows: rowsShown,
  pane: () => panes.get(state.tab)!,
  ask: () => host.postMessage({ type: 'wish', wishes: wishes() }),
  prints: own.dataset.prints !== undefined,
  say,
});
const arranging = createArranging({
  view: () => state.tab,
  kept: () => state.arranged,
  wish(arranged) {
    panes.get(state.tab)!.scrollTo({ top: 0, behavior: 'instant' });
    wish({ arranged });
  },
  leave: () => rowsShown().focusRow(0),
});
// The browser would find what is drawn, which is not all.
window.addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    (byId('find') as HTMLInputElement).select();
  },
  true,
);
const drawerButton = byId('drawer-open');
byId('find').addEventListener('focus', () => {
  void loadHands();
});
drawerButton.addEventListener('click', () => void loadHands().then((one) => one.toggleDrawer()));

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isMessageToPreview(data)) receive(data as ToPreview);
});
window.addEventListener('error', (event) => say(`The preview failed: ${event.message}`));
for (const [tab, pane] of panes) {
  byId(`tab-${tab}`).addEventListener('click', () => choose(tab));
  pane.addEventListener('scroll', () => requestAnimationFrame(onScroll), { passive: true });
  pane.addEventListener('click', onClick);
  copiesCells(pane);
  pane.addEventListener('keydown', (event) => onKey(event, pane));
  for (const near of ['pointerenter', 'focusin']) pane.addEventListener(near, () => void loadHands(), { once: true });
}
document.querySelector('[role=tablist]')!.addEventListener('keydown', (event) => onTabKey(event as KeyboardEvent));
grouping.addEventListener('change', () => wish({ grouping: grouping.value as Wishes['grouping'] }));
releaseChoice.addEventListener('change', () => wish({ release: releaseChoice.value }));
byId('zoom-in').addEventListener('click', () => zoom(1.5));
byId('zoom-out').addEventListener('click', () => zoom(1 / 1.5));
byId('fold').addEventListener('click', () => wish({ folded: { all: !state.folded.all, but: [] } }));
byId('zoom-fit').addEventListener('click', () => zoom(0));
byId('what-if-report').addEventListener('click', (event) => reveal(event.target));
byId('what-if-report').addEventListener('keydown', (event) => {
  if (event.key === 'Enter') reveal(event.target);
});
new ResizeObserver(debounced(200, onResize)).observe(document.body);

grouping.value = state.grouping;
choose(panes.has(state.tab) ? state.tab : tabs[0]!);
askedWidth = availableWidth();
host.postMessage({ type: 'ready', wishes: wishes() });

function receive(message: ToPreview): void {
  if (message.type === 'show') show(message);
  else if (message.type === 'tried') tried(message);
  else if (message.type === 'not-tried') whatIf.refused(message.message);
  else if (message.type === 'choices') choices.receive(message);
  else if (message.type === 'cursor') markCursor(message.file, message.line);
  else if (message.type === 'tab') choose(message.tab);
  else if (message.type === 'pinned') save({ isPinned: message.isPinned });
  else if (message.type !== 'trouble') void hands?.then((one) => one.receive(message));
  else if (message.type === 'trouble') {
    if (message.isEarlier) dim(true);
    say(message.message, message.file, message.line);
  }
}

function loadHands(): Promise<Hands> {
  hands ??= new Promise((resolve) => {
    const script = document.createElement('script');
    script.nonce = own.nonce;
    script.src = own.dataset.hands!;
    script.addEventListener('load', () => {
      const { releasePlanHands } = globalThis as unknown as { releasePlanHands: HandsOf };
      const made = releasePlanHands({
        schedule,
        schedulePane,
        panes: [...panes.values()],
        rows: rowsShown,
        choices,
        say: (said) => host.postMessage(said),
        resized: onResize,
      });
      if (lastShown) made.shown(lastShown);
      resolve(made);
    });
    document.head.append(script);
  });
  return hands;
}

function show(message: Extract<ToPreview, { type: 'show' }>): void {
  const { uri, pictures, releases, version, notice } = message;
  // Where only other rows are wanted nothing that somebody does is over.
  const isSamePlan = lastShown?.version === version && lastShown.pictures.release === pictures.release;
  lastShown = message;
  // What another text lacks is asked for, whatever was of the one before.
  if (!isSamePlan) askedRows = undefined;
  drawerButton.hidden = false;
  byId('find').hidden = false;
  drawerButton.textContent = pictures.found > 0 ? `Findings (${pictures.found})` : 'Findings';
  warn(pictures.unread);
  releaseChoice.hidden = releases.length < 2;
  releaseChoice.replaceChildren(...releases.map((name) => new Option(name, name, false, name === pictures.release)));
  choices.outdate(version, pictures.release);
  if (!isSamePlan || whatIf.isTrying || notice) whatIf.reset(notice);
  draw(pictures);
  save({ uri, release: pictures.release });
  void hands?.then((one) => one.shown(message));
}

function tried(message: Extract<ToPreview, { type: 'tried' }>): void {
  whatIf.tried(message);
  draw(message.pictures);
}

function draw(pictures: Pictures): void {
  const about = `${pictures.advice}${pictures.undrawn}`;
  const title = document.createElement('h1');
  title.textContent = pictures.title;
  const strip = byId('strip');
  strip.innerHTML = pictures.summary;
  strip.prepend(title);
  const kept = isFirstPicture ? state.scroll : scrollNow();
  const empty = [...panes].filter(([, pane]) => pane.childElementCount === 0);
  const was = new Set(fresh);
  fresh.clear();
  if (pictures.schedule) {
    schedule.draw(pictures.schedule, about);
    fresh.add('schedule');
  }
  if (pictures.list) {
    const { view } = pictures.list;
    lists.get(view)?.draw(pictures.list);
    if (view === state.tab) arranging.shown(pictures.list);
    fresh.add(view);
  }
  // What is not as the text says it now is not kept: it is asked for when somebody looks at it.
  for (const [id, pane] of panes) if (!fresh.has(id)) pane.replaceChildren();
  for (const [id, pane] of empty) {
    const at = kept[id];
    // A reload must not be seen: no smooth way to where it was.
    if (Array.isArray(at)) pane.scrollTo({ left: at[0], top: at[1], behavior: 'instant' });
  }
  rowsShown().refresh();
  whole.drawn();
  // What was not looked at when the cursor moved has not seen it.
  if (cursor && !isFirstPicture && [...fresh].some((id) => !was.has(id))) markCursor(cursor.file, cursor.line);
  isFirstPicture = false;
}

/** While a line cannot be read: what that means for the numbers, a link to each line, and the picture from before dimmed. */
function warn(unread: Pictures['unread']): void {
  dim(unread?.isEarlier ?? false);
  banner.classList.toggle('rp-unread', unread !== undefined);
  banner.replaceChildren();
  if (!unread) return;
  say(`${unread.text} →`);
  for (const { file, line, label } of unread.lines.slice(0, LINKS)) banner.append(linkTo(file, line, label), ' ');
  if (unread.lines.length > LINKS) banner.append(`and ${unread.lines.length - LINKS} more`);
}

/** What is drawn is from before. */
function dim(isEarlier: boolean): void {
  for (const pane of panes.values()) pane.classList.toggle('rp-earlier', isEarlier);
}

/** More would push the picture out of sight. */
const LINKS = 4;

function linkTo(file: string, line: number, label: string): HTMLButtonElement {
  const link = document.createElement('button');
  link.type = 'button';
  link.textContent = label;
  link.addEventListener('click', () => host.postMessage({ type: 'reveal', file, line }));
  return link;
}

function say(message: string, file?: string, line?: number): void {
  const text = document.createElement('span');
  text.textContent = `${message} `;
  banner.replaceChildren(text);
  if (file === undefined || line === undefined) return;
  banner.append(linkTo(file, line, `Go to line ${line + 1}`));
}

function markCursor(file: string, line: number): void {
  cursor = { file, line };
  for (const rows of [schedule, ...lists.values()]) rows.mark(file, line);
}

/** Of the view that is looked at. */
function rowsShown(): RowsView {
  return lists.get(state.tab) ?? schedule;
}

function onClick(event: MouseEvent): void {
  // By a key it is nowhere.
  if (arranging.sort(event.target)) return;
  const target = clicked(event);
  if (target?.closest('[data-reorder]')) return void host.postMessage({ type: 'reorder' });
  if (tick(target)) return;
  const row = target ? schedule.rowAt(target) : undefined;
  if (row !== undefined) schedule.focusRow(row);
  if (row !== undefined && target?.closest('.rp-fold-mark')) return void fold(row);
  // Focusing may have drawn the row anew; the event still knows what was clicked.
  meanStep(target);
  reveal(target);
}

/** What is tried is tried with the step of this row. */
function meanStep(target: EventTarget | null): void {
  const { file, line } = rowOf(target)?.dataset ?? {};
  whatIf.mean(file, line === undefined ? undefined : Number(line));
}

/** Where rows were drawn anew between press and release, the event only knows what is around them. */
function clicked({ target, clientX, clientY }: MouseEvent): Element | null {
  if (target instanceof Element && target.closest('[data-line]')) return target;
  return document.elementFromPoint(clientX, clientY);
}

/** A box that leads to a line of its own is ticked there; false: the target is no such box. */
function tick(target: EventTarget | null): boolean {
  const tickable = target instanceof Element ? target.closest('[role=checkbox]') : null;
  const { file, line: number } = tickable?.closest<HTMLElement>('[data-line]')?.dataset ?? {};
  if (file === undefined || number === undefined) return false;
  const { of } = tickable instanceof HTMLElement ? tickable.dataset : {};
  host.postMessage({ type: 'tick', file, line: Number(number), ...(of !== undefined && { of }) });
  return true;
}

function reveal(target: EventTarget | null): void {
  const { file, line } = rowOf(target)?.dataset ?? {};
  if (file !== undefined && line !== undefined) host.postMessage({ type: 'reveal', file, line: Number(line) });
}

function rowOf(target: EventTarget | null): HTMLElement | SVGElement | null {
  return target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-line]') : null;
}

function choose(tab: string): void {
  whole.end();
  for (const [each, pane] of panes) {
    pane.hidden = each !== tab;
    const button = byId(`tab-${each}`);
    button.setAttribute('aria-selected', String(each === tab));
    button.tabIndex = each === tab ? 0 : -1;
  }
  const needs = byId(`tab-${tab}`).dataset.needs!.split(' ');
  for (const tool of document.querySelectorAll<HTMLElement>('[data-need]')) {
    tool.hidden = !needs.includes(tool.dataset.need!);
  }
  save({ tab });
  arranging.turned();
  askedRows = undefined;
  rowsShown().refresh();
  // Before the first picture nothing is known: it is asked for with the first message.
  if (!isFirstPicture && !fresh.has(tab)) host.postMessage({ type: 'wish', wishes: wishes() });
}

function onTabKey(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const next = tabs[(tabs.indexOf(state.tab) + step + tabs.length) % tabs.length]!;
  choose(next);
  byId(`tab-${next}`).focus();
  event.preventDefault();
}

function onKey(event: KeyboardEvent, pane: HTMLElement): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // A button does what it says.
  if (event.target instanceof HTMLButtonElement && ['Enter', ' '].includes(event.key)) return;
  // A row has its own box before those of its lines.
  const box = event.target instanceof Element && event.target.querySelector('[role=checkbox]');
  if (event.key === ' ' && box) tick(box);
  else if (event.key === 'Enter' || event.key === ' ') reveal(event.target);
  else if (event.key === 'w') {
    meanStep(event.target);
    whatIf.open();
  } else if (event.key === '+' || event.key === '=') zoom(1.5);
  else if (event.key === '-') zoom(1 / 1.5);
  else if (event.key === '0') zoom(0);
  else if (!(pane === schedulePane && walk(event.key)) && !move(event.key)) return;
  event.preventDefault();
}

/** As in every tree: to the right opens a group and goes into it, to the left closes it and goes out. */
function walk(key: string): boolean {
  const { focused } = schedule;
  const group = schedule.group(focused);
  if (key === 'ArrowRight' && group) {
    if (group.isOpen) schedule.focusRow(focused + 1);
    else fold(focused);
  } else if (key === 'ArrowLeft') {
    const parent = schedule.parentOf(focused);
    if (group?.isOpen) fold(focused);
    else if (parent !== undefined) schedule.focusRow(parent);
  } else return false;
  return true;
}

/** Folds a group, or opens it again. */
function fold(row: number): void {
  const key = schedule.group(row)?.key;
  if (key === undefined) return;
  const { all, but } = state.folded;
  wish({ folded: { all, but: but.includes(key) ? but.filter((one) => one !== key) : [...but, key] } });
}

/** Rows have one tab stop; the arrows move it. */
function move(key: string): boolean {
  const rows = rowsShown();
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[key];
  const to = { Home: 0, End: rows.count - 1 }[key];
  if (rows.count === 0) return false;
  if (by !== undefined) rows.step(by);
  else if (to !== undefined) rows.focusRow(to);
  else return false;
  return true;
}

function zoom(factor: number): void {
  wish({ zoom: factor === 0 ? 1 : Math.min(Math.max(state.zoom * factor, 1), 40) });
}

function onResize(): void {
  const width = availableWidth();
  rowsShown().refresh();
  if (schedulePane.hidden || Math.abs(width - askedWidth) < 8) return;
  askedWidth = width;
  host.postMessage({ type: 'wish', wishes: wishes() });
}

function wish(change: Partial<Pick<PreviewState, 'zoom' | 'grouping' | 'release' | 'folded' | 'arranged'>>): void {
  save(change);
  host.postMessage({ type: 'wish', wishes: wishes() });
}

/** What is seen has rows that were not sent. */
function askRows(): void {
  const { from, to } = rowsShown().wanted;
  if (askedRows?.from === from && askedRows.to === to) return;
  host.postMessage({ type: 'wish', wishes: wishes() });
}

function wishes(): Wishes {
  askedRows = whole.rows ?? rowsShown().wanted;
  return {
    rows: askedRows,
    folded: state.folded,
    width: availableWidth(),
    zoom: state.zoom,
    grouping: state.grouping,
    view: state.tab,
    release: state.release,
    ...(arranging.wanted && { arranged: arranging.wanted }),
  };
}

function availableWidth(): number {
  return Math.max((schedulePane.clientWidth || document.body.clientWidth) - 2, 320);
}

function onScroll(): void {
  rowsShown().refresh();
  save({ scroll: scrollNow() });
}

/** A hidden pane has no scroll position of its own: then the last one holds. */
function scrollNow(): PreviewState['scroll'] {
  const shown = [...panes].filter(([, pane]) => !pane.hidden);
  return { ...state.scroll, ...Object.fromEntries(shown.map(([id, pane]) => [id, [pane.scrollLeft, pane.scrollTop]])) };
}

function save(change: Partial<PreviewState>): void {
  state = { ...state, ...change };
  host.setState(state);
}

function debounced(milliseconds: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
}

function byId(id: string): HTMLElement {
  return document.getElementById(id)!;
}
