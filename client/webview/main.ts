/**
 * The preview beside the editor. It draws nothing itself: pictures arrive as markup in which every text of the plan is
 * escaped; here they are shown, cut to what is visible, and led back to the text.
 */
import { createArranging } from './arranging.ts';
import { createChoices } from './choices.ts';
import { copiesCells } from './copying.ts';
import type { Hands, HandsOf } from './hands/model.ts';
import { isMessageToPreview } from './message-schemas.ts';
import type { FromPreview, PreviewState, ToPreview, Wishes } from './messages.ts';
import { createBanner } from './page/banner.ts';
import { createDrawing } from './page/drawing.ts';
import { createKept, type KeepingHost } from './page/kept.ts';
import { createKeys } from './page/keys.ts';
import { createPanes } from './page/panes.ts';
import { createPointing } from './page/pointing.ts';
import { createWishing } from './page/wishing.ts';
import { writeFlag, writeText } from './rows/write.ts';
import { createWhatIf } from './what-if.ts';
import { createWhole } from './whole.ts';

declare function acquireVsCodeApi(): KeepingHost & { postMessage(message: FromPreview): void };

const host = acquireVsCodeApi();
const post = (message: FromPreview) => host.postMessage(message);
const grouping = byId('grouping') as HTMLSelectElement;
const releaseChoice = byId('release') as HTMLSelectElement;
const find = byId('find') as HTMLInputElement;
const drawerButton = byId('drawer-open');
/** What changes the plan is a script of its own, which most who look at a plan never need. */
const own = document.currentScript as HTMLScriptElement;
let hands: Promise<Hands> | undefined;
/** What changes are made to, if any are. */
let lastShown: Extract<ToPreview, { type: 'show' }> | undefined;

const kept = createKept(host, grouping.value as PreviewState['grouping']);
const panes = createPanes(choose);
const pane = () => panes.all.get(kept.now.tab)!;
const banner = createBanner(panes.all.values(), { reveal: (file, line) => post({ type: 'reveal', file, line }) });
const drawing = createDrawing({
  panes,
  kept,
  lack: () => wishing.lack(),
  shown: (list) => arranging.shown(list),
  drawn: () => whole.drawn(),
});
const { schedule, rows } = drawing;
const wishing = createWishing({
  ...{ kept, rows, post, pane: panes.schedule },
  all: () => whole.rows,
  arranged: () => arranging.wanted,
});
const choices = createChoices(() => post({ type: 'choices' }));
const whatIf = createWhatIf((changes) => post({ type: 'try', ...(changes && { changes }) }), choices);
const whole = createWhole({
  ...{ rows, pane, ask: wishing.ask, say: banner.say },
  prints: own.dataset.prints !== undefined,
});
const arranging = createArranging({
  view: () => kept.now.tab,
  kept: () => kept.now.arranged,
  wish(arranged) {
    pane().scrollTo({ top: 0, behavior: 'instant' });
    wishing.wish({ arranged });
  },
  leave: () => rows().focusRow(0),
});
const fold = (row: number) => {
  const key = schedule.group(row)?.key;
  if (key !== undefined) wishing.fold(key);
};
const pointing = createPointing({ schedule, sort: arranging.sort, fold, mean: whatIf.mean, post });
const onKey = createKeys({ schedule, rows, fold, zoom: wishing.zoom, tryOut: whatIf.open, pointing });

// The browser would find what is drawn, which is not all.
window.addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    find.select();
  },
  true,
);
find.addEventListener('focus', () => void loadHands());
drawerButton.addEventListener('click', () => void loadHands().then((one) => one.toggleDrawer()));
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isMessageToPreview(data)) receive(data as ToPreview);
});
window.addEventListener('error', (event) => banner.say(`The preview failed: ${event.message}`));
for (const each of panes.all.values()) {
  each.addEventListener('scroll', () => requestAnimationFrame(onScroll), { passive: true });
  each.addEventListener('click', pointing.click);
  copiesCells(each);
  each.addEventListener('keydown', onKey);
  for (const near of ['pointerenter', 'focusin']) each.addEventListener(near, () => void loadHands(), { once: true });
}
grouping.addEventListener('change', () => wishing.wish({ grouping: grouping.value as Wishes['grouping'] }));
releaseChoice.addEventListener('change', () => wishing.wish({ release: releaseChoice.value }));
byId('zoom-in').addEventListener('click', () => wishing.zoom(1.5));
byId('zoom-out').addEventListener('click', () => wishing.zoom(1 / 1.5));
byId('zoom-fit').addEventListener('click', () => wishing.zoom(0));
byId('fold').addEventListener('click', () => wishing.wish({ folded: { all: !kept.now.folded.all, but: [] } }));
byId('what-if-report').addEventListener('click', (event) => pointing.reveal(event.target));
byId('what-if-report').addEventListener('keydown', (event) => {
  if (event.key === 'Enter') pointing.reveal(event.target);
});
new ResizeObserver(debounced(200, wishing.resized)).observe(document.body);

grouping.value = kept.now.grouping;
choose(panes.all.has(kept.now.tab) ? kept.now.tab : [...panes.all.keys()][0]!);
post({ type: 'ready', wishes: wishing.wishes() });

function receive(message: ToPreview): void {
  if (message.type === 'show') show(message);
  else if (message.type === 'tried') {
    whatIf.tried(message);
    drawing.draw(message.pictures);
  } else if (message.type === 'not-tried') whatIf.refused(message.message);
  else if (message.type === 'choices') choices.receive(message);
  else if (message.type === 'cursor') drawing.mark(message.file, message.line);
  else if (message.type === 'tab') choose(message.tab);
  else if (message.type === 'pinned') kept.save({ isPinned: message.isPinned });
  else if (message.type === 'trouble') {
    if (message.isEarlier) banner.dim(true);
    banner.say(message.message, message.file, message.line);
  } else void hands?.then((one) => one.receive(message));
}

function show(message: Extract<ToPreview, { type: 'show' }>): void {
  const { uri, pictures, releases, version, notice } = message;
  // Where only other rows are wanted nothing that somebody does is over.
  const isSamePlan = lastShown?.version === version && lastShown.pictures.release === pictures.release;
  lastShown = message;
  // What another text lacks is asked for, whatever was of the one before.
  if (!isSamePlan) wishing.turned();
  writeFlag(drawerButton, 'hidden', false);
  writeFlag(find, 'hidden', false);
  writeText(drawerButton, pictures.found > 0 ? `Findings (${pictures.found})` : 'Findings');
  banner.warn(pictures.unread);
  writeFlag(releaseChoice, 'hidden', releases.length < 2);
  if ([...releaseChoice.options].map(({ value }) => value).join('\n') !== releases.join('\n'))
    releaseChoice.replaceChildren(...releases.map((name) => new Option(name, name)));
  if (releaseChoice.value !== pictures.release) releaseChoice.value = pictures.release;
  choices.outdate(version, pictures.release);
  if (!isSamePlan || whatIf.isTrying || notice) whatIf.reset(notice);
  drawing.draw(pictures);
  kept.save({ uri, release: pictures.release });
  void hands?.then((one) => one.shown(message));
}

function loadHands(): Promise<Hands> {
  hands ??= new Promise((resolve) => {
    const script = document.createElement('script');
    script.nonce = own.nonce;
    script.src = own.dataset.hands!;
    script.addEventListener('load', () => {
      const { releasePlanHands } = globalThis as unknown as { releasePlanHands: HandsOf };
      const made = releasePlanHands({
        ...{ schedule, rows, choices, say: post, resized: wishing.resized },
        schedulePane: panes.schedule,
        panes: [...panes.all.values()],
      });
      if (lastShown) made.shown(lastShown);
      resolve(made);
    });
    document.head.append(script);
  });
  return hands;
}

function choose(tab: string): void {
  whole.end();
  panes.turn(tab);
  kept.save({ tab });
  arranging.turned();
  wishing.turned();
  rows().refresh();
  // Before the first picture nothing is known: it is asked for with the first message.
  if (drawing.lacks(tab)) wishing.ask();
}

function onScroll(): void {
  rows().refresh();
  kept.save({ scroll: panes.scrolled(kept.now.scroll) });
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
