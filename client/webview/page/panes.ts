/** The panes of the views and their tabs, one of which is looked at. */
import type { PreviewState } from '../messages.ts';

export interface Panes {
  /** By the ids of the views, in the order of their tabs; the document has them from the list of all views. */
  readonly all: ReadonlyMap<string, HTMLElement>;
  readonly schedule: HTMLElement;
  titleOf(view: string): string;
  /** Shows this one, and the tools that it needs. */
  turn(view: string): void;
  /** How far each is scrolled: a hidden one has no position of its own, then the last one holds. */
  scrolled(before: PreviewState['scroll']): PreviewState['scroll'];
}

/** @param choose somebody wants to see this view */
export function createPanes(choose: (view: string) => void): Panes {
  const tabs = new Map([...document.querySelectorAll<HTMLElement>('[role=tab]')].map((tab) => [controlled(tab), tab]));
  const views = [...tabs.keys()];
  const all = new Map(views.map((view) => [view, document.getElementById(view)!]));
  let current = views[0]!;

  for (const [view, tab] of tabs) tab.addEventListener('click', () => choose(view));
  document.querySelector<HTMLElement>('[role=tablist]')!.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = views[(views.indexOf(current) + step + views.length) % views.length]!;
    choose(next);
    tabs.get(next)!.focus();
    event.preventDefault();
  });

  return {
    all,
    schedule: all.get('schedule')!,
    titleOf: (view) => tabs.get(view)!.textContent!,
    turn(view) {
      current = view;
      for (const [each, tab] of tabs) {
        all.get(each)!.hidden = each !== view;
        tab.setAttribute('aria-selected', String(each === view));
        tab.tabIndex = each === view ? 0 : -1;
      }
      const needs = tabs.get(view)!.dataset.needs!.split(' ');
      for (const tool of document.querySelectorAll<HTMLElement>('[data-need]'))
        tool.hidden = !needs.includes(tool.dataset.need!);
    },
    scrolled(before) {
      const shown = [...all].filter(([, pane]) => !pane.hidden);
      return { ...before, ...Object.fromEntries(shown.map(([id, pane]) => [id, [pane.scrollLeft, pane.scrollTop]])) };
    },
  };
}

function controlled(tab: Element): string {
  return tab.getAttribute('aria-controls')!;
}
