/** The search of the documentation, in this page alone: the index comes when somebody begins to type. */
import MiniSearch, { type Options } from 'minisearch';
import { SEARCHED, type SearchedSection } from './searched.ts';

const ROOT = new URL('.', import.meta.url);
const MOST = 12;

const form = document.querySelector<HTMLFormElement>('#search')!;
const field = form.querySelector('input')!;
const results = document.querySelector<HTMLOListElement>('#results')!;

type Found = SearchedSection & { readonly score: number };
let loading: Promise<MiniSearch> | undefined;

function index(): Promise<MiniSearch> {
  // The address is that of a file which the build makes.
  loading ??= import(new URL('search-index.js', ROOT).href).then(({ index: json }: { index: string }) =>
    MiniSearch.loadJSON(json, SEARCHED as Options),
  );
  return loading;
}

field.addEventListener('focus', () => void index());
field.addEventListener('input', () => void search());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  results.querySelector('a')?.click();
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
  const links = [...results.querySelectorAll('a')];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || links.length === 0) return;
  event.preventDefault();
  const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
  (next ?? field).focus();
});
form.addEventListener('focusout', ({ relatedTarget }) => {
  if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) close();
});

async function search(): Promise<void> {
  const words = field.value.trim();
  if (words === '') return close();
  const found = (await index()).search(words) as unknown as readonly Found[];
  if (field.value.trim() !== words) return;
  results.replaceChildren(...(found.length > 0 ? found.slice(0, MOST).map(entry) : [nothing(words)]));
  results.hidden = false;
}

function close(): void {
  results.hidden = true;
}

function entry({ href, title, heading }: Found): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = new URL(href, ROOT).href;
  link.append(heading || title);
  if (heading && heading !== title) {
    const page = document.createElement('span');
    page.textContent = title;
    link.append(page);
  }
  item.append(link);
  return item;
}

function nothing(words: string): HTMLLIElement {
  const item = document.createElement('li');
  item.textContent = `Nothing is said of “${words}”.`;
  return item;
}
