/**
 * `Import…`: a file, what its columns are taken to be, and the plan that it becomes, as a document that is not saved yet; or what it
 * changes in a plan that is there, to be looked at one by one. Nothing is written before somebody has seen it.
 */
import { type QuickPickItem, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, FileBytes, FormatChoice, ImportRefused, ImportWish } from '../../../server/protocol.ts';
import { fileBytes, formatItems, nameOf, showReport, textAt } from './files.ts';

type Answer<Method extends keyof ClientRequests> = ClientRequests[Method]['answer'];
type Shown = Exclude<Answer<'release/import'>, ImportRefused>;

/** Escape at any question ends it, and nothing has happened. */
export async function importFile(client: BaseLanguageClient, given: unknown, selected: unknown): Promise<void> {
  const { read, map } = await client.sendRequest<Answer<'release/formats'>>('release/formats', {});
  const uris = urisIn(given, selected) ?? (await pickFiles(read));
  if (!uris) return;
  const format = await formatOf(uris, read);
  if (!format) return;
  const files: FileBytes[] = [];
  for (const uri of ordered(uris, format)) {
    const file = await fileBytes(uri, format);
    if ('trouble' in file) return refuse(file.trouble);
    files.push(file);
  }
  const into = await pickPlan(client, files[0]!.name);
  if (into === undefined) return;
  const profile = await pickProfile(format);
  if (profile === undefined) return;
  const kept = Uri.joinPath(uris[0]!, '..', map.name);
  const saved = await textAt(kept, map);
  const wish: ImportWish = {
    file: files[0]!,
    others: files.slice(1),
    format: format.name,
    map: [],
    saved,
    ...(profile !== '' && { profile }),
  };
  const agreement = await agreed(client, wish, into || undefined);
  if (!agreement) return;
  const { shown, isKept } = agreement;
  if (isKept && shown.toSave !== undefined) await workspace.fs.writeFile(kept, new TextEncoder().encode(shown.toSave));
  if (into === '') await show(shown);
  else await change(Uri.parse(into), shown, wish.file.name);
}

/** The explorer gives what was clicked, and all that is selected. */
function urisIn(given: unknown, selected: unknown): readonly Uri[] | undefined {
  const all = Array.isArray(selected) ? selected.filter((one) => one instanceof Uri) : [];
  if (all.length > 0) return all;
  return given instanceof Uri ? [given] : undefined;
}

async function pickFiles(formats: readonly FormatChoice[]): Promise<readonly Uri[] | undefined> {
  const extensions = formats.map(({ extension }) => extension.slice(1));
  return window.showOpenDialog({
    title: 'Import a file of another program as a plan',
    openLabel: 'Import',
    canSelectMany: true,
    filters: { 'Files of other programs': [...extensions, 'tji'], 'All files': ['*'] },
  });
}

async function formatOf(uris: readonly Uri[], formats: readonly FormatChoice[]): Promise<FormatChoice | undefined> {
  for (const uri of uris) {
    const known = formats.find(({ extension }) => uri.path.toLowerCase().endsWith(extension));
    if (known) return known;
  }
  const picked = await window.showQuickPick(formatItems(formats), {
    title: `What is ${nameOf(uris[0]!)}?`,
    placeHolder: 'The name of the file does not say it',
    matchOnDetail: true,
  });
  return picked?.format;
}

/** First the one that includes the others. */
function ordered(uris: readonly Uri[], { extension }: FormatChoice): readonly Uri[] {
  const main = uris.find((uri) => uri.path.toLowerCase().endsWith(extension)) ?? uris[0]!;
  return [main, ...uris.filter((uri) => uri !== main)];
}

/** '': a new one. */
async function pickPlan(client: BaseLanguageClient, file: string): Promise<string | undefined> {
  const { releases } = await client.sendRequest<Answer<'release/releases'>>('release/releases', {});
  if (releases.length === 0) return '';
  const uris = [...new Set(releases.map(({ uri }) => uri))];
  const here = window.activeTextEditor?.document.uri.toString();
  uris.sort((a, b) => Number(b === here) - Number(a === here));
  const items: (QuickPickItem & { readonly uri: string })[] = [
    { label: '$(new-file) A new plan', description: 'not saved yet', uri: '' },
    ...uris.map((uri) => ({
      label: `$(git-merge) Into ${nameOf(Uri.parse(uri))}`,
      description: workspace.asRelativePath(Uri.parse(uri)),
      detail:
        'What is different becomes changes that are shown first; nothing goes because the file does not mention it',
      uri,
    })),
  ];
  return (await window.showQuickPick(items, { title: `What does ${file} become?` }))?.uri;
}

/** '': none of them wrote it. */
async function pickProfile({ profiles, name }: FormatChoice): Promise<string | undefined> {
  const own = profiles.filter(({ reads }) => reads !== undefined);
  if (own.length === 0) return '';
  const items = [
    { label: 'A run sheet, or any other table', profile: '' },
    ...own.map((one) => ({ label: one.name, description: one.reads, profile: one.name })),
  ];
  return (await window.showQuickPick(items, { title: `What is in the ${name}?` }))?.profile;
}

interface MappingItem extends QuickPickItem {
  readonly does: 'take' | 'keep' | 'zone' | 'report' | { readonly column: string };
}

interface Agreement {
  readonly shown: Shown;
  /** Whether all tables of the folder are to be read so from now on. */
  readonly isKept: boolean;
}

/** What was read, and how; whatever is wrong is put right, and read once more. */
async function agreed(
  client: BaseLanguageClient,
  wish: ImportWish,
  into: string | undefined,
): Promise<Agreement | undefined> {
  const map = new Map<string, string>();
  let zone: string | undefined;
  let isKept = false;
  for (;;) {
    const ask: ClientRequests['release/import']['ask'] = {
      ...wish,
      map: [...map].map(([head, field]) => `${head}=${field}`),
      ...(zone !== undefined && { zone }),
      ...(into !== undefined && { into }),
    };
    const shown = await client.sendRequest<Answer<'release/import'>>('release/import', ask);
    const isRefused = 'trouble' in shown;
    if (isRefused && !shown.columns) {
      await refuse(shown.trouble);
      return undefined;
    }
    const items = isRefused ? columnItems(shown.columns!) : mappingItems(shown, zone, isKept);
    const picked = await window.showQuickPick(items, {
      title: `${wish.file.name}: ${isRefused ? 'no column is known to say what is done' : countsOf(shown.report)}`,
      placeHolder: isRefused
        ? 'Choose the column that says it, and what it is: title'
        : 'Nothing is written yet: take it, or choose what a column is',
      ignoreFocusOut: true,
    });
    if (!picked) return undefined;
    if (typeof picked.does === 'object') {
      const { column } = picked.does;
      const field = await window.showQuickPick([...shown.fields!], { title: `What is the column “${column}”?` });
      if (field !== undefined) map.set(column, field);
    } else if (picked.does === 'zone') zone = (await pickZone()) ?? zone;
    else if (isRefused) return undefined;
    else if (picked.does === 'take') return { shown, isKept };
    else if (picked.does === 'keep') isKept = !isKept;
    else await showReport(shown.report);
  }
}

function mappingItems(shown: Shown, zone: string | undefined, isKept: boolean): MappingItem[] {
  const changes = shown.edits.length === 1 ? '1 change' : `${shown.edits.length} changes`;
  return [
    {
      label: '$(check) Take it so',
      description: shown.edits.length > 0 ? `${changes}, to be looked at first` : 'to be looked at before it is saved',
      does: 'take',
    },
    {
      label: '$(globe) Time zone',
      description: zone ?? 'as the file or the plan says',
      does: 'zone',
    },
    {
      label: '$(list-unordered) What became of every row',
      description: shown.isWhole ? 'all was taken as it is' : 'something was changed or left out',
      does: 'report',
    },
    ...(shown.toSave === undefined ? [] : [keepItem(isKept)]),
    ...columnItems(shown.columns),
  ];
}

function keepItem(isKept: boolean): MappingItem {
  return {
    label: `$(${isKept ? 'pass-filled' : 'circle-large-outline'}) Remember what the columns are`,
    description: isKept ? 'all tables of the folder are read so from now on' : 'for this file alone',
    does: 'keep',
  };
}

function columnItems(columns: Shown['columns']): MappingItem[] {
  return columns.map(({ head, field }) => ({
    label: `$(symbol-field) ${head}`,
    description: field === undefined ? '→ comments' : `→ ${field}`,
    does: { column: head },
  }));
}

async function pickZone(): Promise<string | undefined> {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const others = ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone) => zone !== here);
  const items = [{ label: here, description: 'where you are' }, ...others.map((label) => ({ label }))];
  return (
    await window.showQuickPick(items, { title: 'In which time zone?', placeHolder: 'Of every time that names none' })
  )?.label;
}

async function show({ text, report, isWhole }: Shown): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: 'release', content: text }));
  tell(report, isWhole);
}

/** In the editor's own view of changes, where each can be left out. */
async function change(uri: Uri, { edits, report, isWhole, version }: Shown, file: string): Promise<void> {
  if (edits.length === 0) {
    void window.showInformationMessage(`${nameOf(uri)} says all of ${file} already.`);
    return tell(report, isWhole);
  }
  const document = await workspace.openTextDocument(uri);
  if (version !== undefined && document.version !== version)
    return refuse('The plan has changed since; import the file again.');
  const edit = new WorkspaceEdit();
  const metadata = { needsConfirmation: true, label: `Import ${file}` };
  for (const { range, newText } of edits) {
    const { start, end } = range;
    edit.replace(uri, new Range(start.line, start.character, end.line, end.character), newText, metadata);
  }
  await window.showTextDocument(document);
  await workspace.applyEdit(edit, { isRefactoring: true });
  tell(report, isWhole);
}

/** Counts; whoever wants reads the rest. */
function tell(report: string, isWhole: boolean): void {
  const message = countsOf(report);
  const answer = isWhole
    ? window.showInformationMessage(message, READ_IT)
    : window.showWarningMessage(message, READ_IT);
  void answer.then((picked) => picked && showReport(report));
}

const READ_IT = 'What became of every row';

function countsOf(report: string): string {
  return report.split('\n', 1)[0] ?? '';
}

async function refuse(trouble: string): Promise<void> {
  await window.showErrorMessage(trouble);
}
