/**
 * All files of the playground, of which one is in the editor. The server has every one of them open: what is wrong in a file that is not
 * looked at is told all the same, and a rename or a repair changes it, too.
 */
import { type LSPClient, LSPPlugin, Workspace, type WorkspaceFile } from '@codemirror/lsp-client';
import { ChangeSet, type EditorState, type Text, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { nameOf, uriOf } from './names.ts';
import type { PlanText } from './share.ts';

export class PlanDocument implements WorkspaceFile {
  readonly name: string;
  readonly uri: string;
  readonly languageId = 'release';
  version = 1;
  /** As the server knows it. */
  doc: Text;
  /** While it is not in the editor: its text, its cursor, and what can be undone. */
  state: EditorState;
  /** What was changed meanwhile and the server has not heard of. */
  pending: ChangeSet;
  readonly #shownIn: () => EditorView | null;

  constructor(name: string, state: EditorState, shownIn: (file: PlanDocument) => EditorView | null) {
    this.name = name;
    this.uri = uriOf(name);
    this.doc = state.doc;
    this.state = state;
    this.pending = ChangeSet.empty(state.doc.length);
    this.#shownIn = () => shownIn(this);
  }

  getView(): EditorView | null {
    return this.#shownIn();
  }

  /** What it says now, typed a moment ago included. */
  get text(): string {
    return (this.getView()?.state ?? this.state).doc.toString();
  }
}

export class PlanFiles extends Workspace {
  files: PlanDocument[] = [];
  shown: PlanDocument | undefined;
  view: EditorView | undefined;
  /** A file was changed that is not in the editor. */
  onChange: () => void = () => undefined;
  /** Another file is to be looked at. */
  onShow: () => void = () => undefined;
  readonly #stateOf: (name: string, text: string) => EditorState;
  readonly #isConnected: () => boolean;

  constructor(client: LSPClient, stateOf: (name: string, text: string) => EditorState) {
    super(client);
    this.#stateOf = stateOf;
    this.#isConnected = () => client.connected;
  }

  named(name: string): PlanDocument | undefined {
    return this.files.find((file) => file.name === name);
  }

  override getFile(uri: string): PlanDocument | null {
    const name = nameOf(uri);
    return (name !== undefined && this.named(name)) || null;
  }

  texts(): PlanText[] {
    return this.files.map(({ name, text }) => ({ name, text }));
  }

  add({ name, text }: PlanText): PlanDocument {
    const inView = (file: PlanDocument) => (file === this.shown ? (this.view ?? null) : null);
    const file = new PlanDocument(name, this.#stateOf(name, text), inView);
    this.files = [...this.files, file];
    if (this.#isConnected()) this.client.didOpen(file);
    return file;
  }

  /** The one in the editor cannot be taken away before another one is shown. */
  remove(file: PlanDocument): void {
    this.files = this.files.filter((one) => one !== file);
    this.client.didClose(file.uri);
  }

  show(file: PlanDocument): void {
    if (file === this.shown || !this.view) return;
    // What the editor lets go of must have been told.
    this.client.sync();
    if (this.shown) this.shown.state = this.view.state;
    this.shown = file;
    this.view.setState(file.state);
    this.onShow();
  }

  syncFiles() {
    return this.files.flatMap((file) => {
      const view = file.getView();
      const plugin = view && LSPPlugin.get(view);
      const changes = plugin ? plugin.unsyncedChanges : file.pending;
      if (changes.empty) return [];
      const prevDoc = file.doc;
      file.doc = view ? view.state.doc : file.state.doc;
      file.version++;
      file.pending = ChangeSet.empty(file.doc.length);
      plugin?.clear();
      return [{ file, prevDoc, changes }];
    });
  }

  override updateFile(uri: string, update: TransactionSpec): void {
    const file = this.getFile(uri);
    const view = file?.getView();
    if (view) view.dispatch(update);
    if (!file || view) return;
    const { changes, state } = file.state.update(update);
    file.state = state;
    file.pending = file.pending.compose(changes);
    this.client.sync();
    this.onChange();
  }

  override async displayFile(uri: string): Promise<EditorView | null> {
    const file = this.getFile(uri);
    if (file) this.show(file);
    return file?.getView() ?? null;
  }

  /** Files are open from the moment they are there until they are taken away, in the editor or not. */
  openFile(): void {}
  closeFile(): void {}
}
