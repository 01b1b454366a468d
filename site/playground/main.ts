/** The playground: plans in this browser, judged by the engine of all other hosts, with nothing of them leaving the page. */
import { formatDocument } from '@codemirror/lsp-client';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { createEditor, editorState, reveal, showDiagnostics } from './editor/editor.ts';
import { createEngine } from './engine.ts';
import { createExchange } from './exchange.ts';
import { createDrafts, type Draft } from './files/drafts.ts';
import { createFileBar } from './files/file-bar.ts';
import { download, filesIn } from './files/files.ts';
import { nameOf, uriOf } from './files/names.ts';
import { type Plans, pack, unpack } from './files/share.ts';
import { createFindings } from './findings.ts';
import { momentOf, momentText } from './moment.ts';
import { createPreview } from './preview.ts';

const drafts = createDrafts(window.localStorage);
const status = byId('status');
const judged = byId<HTMLInputElement>('judged');
const shelf = byId<HTMLSelectElement>('shelf');
const found = new Map<string, readonly Diagnostic[]>();

let draft: Draft | undefined;
/** The moment all is judged at, in minutes since the epoch; undefined: now. */
let at: number | undefined;
/** What is in the editor was put there by the page, not typed. */
let isOpening = true;
let saving: ReturnType<typeof setTimeout> | undefined;
let syncing: ReturnType<typeof setTimeout> | undefined;

const engine = createEngine({
  stateOf: (name, text) =>
    editorState(
      engine.client,
      { name, text },
      { onChange: changed, onCursor: (line) => preview.markCursor(uriOf(name), line) },
    ),
  onFound(file, diagnostics) {
    found.set(file.name, diagnostics);
    const view = file.getView();
    if (view) showDiagnostics(view, diagnostics);
    tellFindings();
  },
  // A picture may hang on another file as well.
  onAnalysed: () => preview.refresh(),
  onFailure: (message) => say(`${message} ${window.location.protocol === 'file:' ? SERVE_IT : ''}`),
});
const { files } = engine;
const preview = createPreview(byId<HTMLIFrameElement>('preview'), {
  engine,
  reveal(uri, line) {
    const name = nameOf(uri);
    if (name !== undefined) show(name, line);
  },
});
const findings = createFindings(
  { list: byId('findings'), summary: byId('counts') },
  {
    reveal: show,
    repairs: async (name, diagnostic) => engine.repairs(files.named(name)!.uri, diagnostic),
    repair: ({ edit }) => {
      if (!edit || !engine.apply(edit)) say('The text has changed since; ask for the repair once more.');
    },
  },
);
const exchange = createExchange(byId<HTMLSelectElement>('export'), {
  engine,
  shown: () => files.shown!.uri,
  say,
});
const bar = createFileBar(byId('files'), {
  files,
  show: (file) => files.show(file),
  add(name) {
    files.show(files.add({ name, text: '' }));
    changed();
  },
  remove(file) {
    files.show(files.files.find((one) => one !== file)!);
    files.remove(file);
    found.delete(file.name);
    changed();
  },
  say,
});
files.onChange = changed;
files.onShow = () => {
  const file = files.shown!;
  bar.draw();
  showDiagnostics(files.view!, found.get(file.name) ?? []);
  preview.look(file);
};

/** A link, else what was typed last, else an example. */
async function begin(): Promise<void> {
  const asked = await linked();
  const last = asked ? undefined : drafts.list()[0];
  open(asked ?? last ?? (await exampleNamed(FIRST_EXAMPLE))!, last);
  await tellShelf();
}

async function linked(): Promise<Plans | undefined> {
  const fragment = window.location.hash.slice(1);
  const example = /^example=(.+)$/.exec(fragment)?.[1];
  if (example !== undefined) return exampleNamed(decodeURIComponent(example));
  const plans = await unpack(fragment);
  if (plans && 'trouble' in plans) say(plans.trouble);
  return plans && 'trouble' in plans ? undefined : plans;
}

function open(plans: Plans, as?: Draft): void {
  flush();
  isOpening = true;
  draft = as;
  at = plans.at;
  for (const file of files.files) files.remove(file);
  found.clear();
  files.shown = undefined;
  for (const file of plans.files) files.add(file);
  const file = files.named(plans.open) ?? files.files[0]!;
  if (files.view) files.show(file);
  else {
    files.shown = file;
    files.view = createEditor(byId('editor'), file.state);
    files.onShow();
  }
  judged.value = at === undefined ? '' : momentText(at);
  engine.start(at);
  tellFindings();
  isOpening = false;
}

function plansNow(): Plans {
  return { files: files.texts(), open: files.shown!.name, ...(at !== undefined && { at }) };
}

function changed(): void {
  if (isOpening) return;
  bar.draw();
  // What stands in the address is no longer what stands here.
  if (window.location.hash) history.replaceState(null, '', window.location.pathname + window.location.search);
  clearTimeout(syncing);
  syncing = setTimeout(() => engine.client.sync(), 50);
  clearTimeout(saving);
  saving = setTimeout(save, 100);
}

/** Writes what waits to be written. */
function flush(): void {
  if (saving !== undefined) save();
}

function save(): void {
  clearTimeout(saving);
  saving = undefined;
  try {
    const isFirst = draft === undefined;
    draft = drafts.save(plansNow(), draft);
    if (isFirst) void tellShelf();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`What you type is not kept by this browser (${why}). Download it before you close the page.`);
  }
}

function tellFindings(): void {
  const isChecked = files.files.every(({ name }) => found.has(name));
  findings.show(
    files.files.map(({ name }) => ({ name, diagnostics: found.get(name) ?? [] })),
    isChecked,
  );
}

function show(name: string, line: number): void {
  const file = files.named(name);
  if (!file) return;
  files.show(file);
  choosePane('text');
  reveal(files.view!, line, true);
}

function say(message: string): void {
  status.textContent = message;
}

const FIRST_EXAMPLE = 'payments-4.2';
const SERVE_IT = 'A browser starts no engine from a file: serve this folder, as with "npx serve".';

type Examples = readonly (Plans & { readonly title: string; readonly name: string })[];

async function examples(): Promise<Examples> {
  // The build makes it of the examples of the repository.
  const address = './examples.js';
  return ((await import(address)) as { examples: Examples }).examples;
}

async function exampleNamed(name: string): Promise<Plans | undefined> {
  const example = (await examples()).find((one) => one.name === name);
  if (!example) say(`There is no example called ${name}.`);
  return example;
}

/** Everything that can be opened here: what was typed, and examples. */
async function tellShelf(): Promise<void> {
  const own = drafts.list().map((one) => {
    const when = new Date(one.saved).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    return new Option(`${one.files[0]!.name}, ${when}`, `draft ${one.id}`);
  });
  const shown = (await examples()).map(({ title, name }) => new Option(title, `example ${name}`));
  const group = (label: string, options: readonly HTMLOptionElement[]) => {
    const made = document.createElement('optgroup');
    made.label = label;
    made.append(...options);
    return options.length > 0 ? [made] : [];
  };
  shelf.replaceChildren(
    new Option('Open …', ''),
    ...group('Examples', [...shown, new Option('An empty plan', 'empty')]),
    ...group('Typed in this browser', own),
  );
}

shelf.addEventListener('change', () => void take(shelf.value));

async function take(what: string): Promise<void> {
  shelf.value = '';
  const [kind, key = ''] = /^(\w+) ?(.*)$/.exec(what)?.slice(1) ?? [];
  const kept = drafts.list().find(({ id }) => id === key);
  const plans =
    kind === 'draft'
      ? kept
      : kind === 'empty'
        ? { files: [{ name: 'plan.release', text: '' }], open: 'plan.release' }
        : await exampleNamed(key);
  if (!plans) return;
  history.replaceState(null, '', window.location.pathname + window.location.search);
  say('');
  open(plans, kind === 'draft' ? kept : undefined);
}

judged.addEventListener('change', () => {
  at = judged.value === '' ? undefined : momentOf(judged.value);
  found.clear();
  engine.start(at);
  tellFindings();
  changed();
});

byId('share').addEventListener('click', async () => {
  const fragment = await pack(plansNow());
  if (fragment === undefined) {
    say('These plans are too long for a link: download them, and send the file.');
    return;
  }
  const address = new URL(`#${fragment}`, window.location.href).href;
  history.replaceState(null, '', address);
  const isCopied = await navigator.clipboard?.writeText(address).then(
    () => true,
    () => false,
  );
  say(isCopied ? 'The link is copied. The plans are in it; no server has them.' : 'The link is in the address bar.');
});

byId('download').addEventListener('click', () => void download(files.texts()));
byId('format').addEventListener('click', () => files.view && formatDocument(files.view));
byId<HTMLInputElement>('upload').addEventListener('change', async ({ target }) => {
  const input = target as HTMLInputElement;
  const chosen = [...(input.files ?? [])];
  input.value = '';
  const isPlan = ({ name }: File) => /\.(release|zip)$/i.test(name);
  const plans = await filesIn(chosen.filter(isPlan));
  if ('trouble' in plans) return say(plans.trouble);
  const others = chosen.filter((file) => !isPlan(file));
  if (others.length > 0) say('Reading …');
  const read = await exchange.read(others);
  if ('trouble' in read) return say(read.trouble);
  const all = [...plans.files, ...read.files];
  if (all.length === 0) return;
  open({ files: all, open: all[0]!.name });
  changed();
  say(read.told);
});

window.addEventListener('hashchange', async () => {
  const asked = await linked();
  if (asked) open(asked);
});
window.addEventListener('pagehide', flush);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());

// On a phone one of three is seen.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-pane]'))
  button.addEventListener('click', () => choosePane(button.dataset.pane!));

function choosePane(pane: string): void {
  document.body.dataset.shown = pane;
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-pane]'))
    button.setAttribute('aria-pressed', String(button.dataset.pane === pane));
  if (pane === 'text') files.view?.requestMeasure();
}

function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

// Everything that it needs is there by now.
await begin();
