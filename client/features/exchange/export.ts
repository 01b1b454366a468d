/** `Export…`: a release in a format of another program, where somebody wants it; what that format cannot say is told. */
import { Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, ExportWish, FormatChoice } from '../../../server/protocol.ts';
import { beside, bytesAt, bytesOf, formatItems, nameOf, showReport } from './files.ts';

type Answer<Method extends keyof ClientRequests> = ClientRequests[Method]['answer'];

/** Escape at any question ends it, and nothing has happened. @param to where, for whoever gives the command by a key: then it is of all of the release */
export async function exportPlan(client: BaseLanguageClient, given: unknown, to?: unknown): Promise<void> {
  const uri = given instanceof Uri ? given : planInFront();
  if (!uri) {
    void window.showInformationMessage('Open the plan that is to be exported first.');
    return;
  }
  // The server knows what is open.
  await workspace.openTextDocument(uri);
  const release = await pickRelease(client, uri);
  if (release === undefined) return;
  const { written, people } = await client.sendRequest<Answer<'release/formats'>>('release/formats', {
    uri: uri.toString(),
    ...(release !== '' && { release }),
  });
  const picked = await window.showQuickPick(formatItems(written), {
    title: `Export ${release === '' ? nameOf(uri) : release} as what?`,
    placeHolder: 'A format, or a word of what it is for',
    matchOnDetail: true,
  });
  if (!picked) return;
  const { format } = picked;
  const profile = await pickProfile(format);
  if (profile === undefined) return;
  const somebody = format.canBeFor && !(to instanceof Uri) ? await pickPerson(people) : '';
  if (somebody === undefined) return;
  const target =
    to instanceof Uri
      ? to
      : await window.showSaveDialog({
          title: `Export as ${format.name}`,
          saveLabel: 'Export',
          filters: { [format.name]: [format.extension.slice(1)] },
          ...defaultOf(uri, [release, somebody], format),
        });
  if (!target) return;
  const before = await bytesAt(target, format);
  const ask: ExportWish & { uri: string } = {
    uri: uri.toString(),
    format: format.name,
    ...(profile !== '' && { profile }),
    ...(release !== '' && { release }),
    ...(somebody !== '' && { for: somebody }),
    ...(before !== undefined && { before }),
  };
  const shown = await client.sendRequest<Answer<'release/export'>>('release/export', ask);
  if ('trouble' in shown) {
    await window.showErrorMessage(shown.trouble);
    return;
  }
  await workspace.fs.writeFile(target, bytesOf(shown.base64));
  const { missing } = shown;
  const message = `${nameOf(target)} is written.`;
  if (missing === undefined) {
    void window.showInformationMessage(`${message} All of the plan is in it.`);
    return;
  }
  void window
    .showWarningMessage(`${message} Not all of the plan is in it.`, READ_IT)
    .then((chosen) => chosen && showReport(`${missing}\n`));
}

const READ_IT = 'What is missing';

function planInFront(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'release' ? document.uri : undefined;
}

/** '': the only one. */
async function pickRelease(client: BaseLanguageClient, uri: Uri): Promise<string | undefined> {
  const { releases } = await client.sendRequest<Answer<'release/releases'>>('release/releases', {});
  const own = releases.filter((one) => one.uri === uri.toString());
  if (own.length < 2) return '';
  const items = own.map(({ name }) => ({ label: name }));
  return (await window.showQuickPick(items, { title: `Which release of ${nameOf(uri)}?` }))?.label;
}

/** '': as everybody has it. */
async function pickProfile({ profiles, name }: FormatChoice): Promise<string | undefined> {
  if (profiles.length === 0) return '';
  const items = [
    { label: name, description: 'as it is', profile: '' },
    ...profiles.map((one) => ({ label: one.name, description: one.about, profile: one.name })),
  ];
  return (await window.showQuickPick(items, { title: `${name} for which program?` }))?.profile;
}

/** '': of everybody. */
async function pickPerson(people: Answer<'release/formats'>['people']): Promise<string | undefined> {
  if (people.length === 0) return '';
  const items = [
    { label: 'Everybody', description: 'all of the release', name: '' },
    ...people.map(({ name, title }) => ({ label: title ?? name, description: title === undefined ? '' : name, name })),
  ];
  return (await window.showQuickPick(items, { title: 'For everybody, or for one person?', matchOnDescription: true }))
    ?.name;
}

function defaultOf(
  uri: Uri,
  [release, somebody]: readonly [string, string],
  { extension }: FormatChoice,
): { readonly defaultUri?: Uri } {
  const whole = release === '' ? nameOf(uri).replace(/\.release$/, '') : release;
  const stem = somebody === '' ? whole : `${whole}-${somebody}`;
  const defaultUri = beside(uri, `${stem}${extension}`);
  return defaultUri ? { defaultUri } : {};
}
