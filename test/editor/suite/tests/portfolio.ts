import * as vscode from 'vscode';
import {
  ask,
  codeOf,
  diagnosticsOf,
  eventually,
  open,
  pictures,
  preview,
  rangeOf,
  replace,
  workspaceFile,
} from '../harness.ts';
import type { EditorTest } from '../runner.ts';

/** What all plans of a folder have with each other. */
export const portfolio: EditorTest[] = [
  {
    name: 'the calendar of changes shows all plans, their clashes and both sides, leads to lines, and follows the text',
    async run() {
      const year = await calendarOfTwo();
      await vscode.commands.executeCommand('releasePlan.showCalendar');
      await ask('see', { place: preview, selector: '.rp-calendar .rp-c-clash' });
      await ask('see', { place: preview, selector: '.rp-finding >> text=second' });
      await ask('click', { place: preview, selector: '.rp-finding strong >> text=second' });
      await eventually(
        'the other plan of the clash, at its release',
        () => {
          const editor = vscode.window.activeTextEditor;
          return (
            (editor?.document.uri.path.endsWith('second.release') && editor.selection.active.line === 1) || undefined
          );
        },
        () => String(vscode.window.activeTextEditor?.document.uri),
      );
      await pictures('calendar', 'light', 'dark', 'high contrast');
      await ask('click', { place: preview, selector: '#ask' });
      await ask('type', { text: 'seconds' });
      await ask('press', { keys: ['Enter'] });
      await ask('see', { place: preview, selector: `#note >> text=Did you mean second?` });
      await ask('click', { place: preview, selector: '#asked button' });
      await ask('type', { text: '/ann' });
      await ask('press', { keys: ['Enter'] });
      await ask('see', { place: preview, selector: 'h1 >> text=Changes for ann' });
      await pictures('calendar-asked');
      await ask('click', { place: preview, selector: '#asked button' });
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(year.second), {
        viewColumn: vscode.ViewColumn.Two,
      });
      await replace(editor, `${inDays(20)} 22:00`, `${inDays(30)} 22:00`);
      await ask('see', { place: preview, selector: `tr >> text=${inDays(30)} 22:00` });
      await ask('see', { place: preview, selector: 'text=Nothing clashes' });
      await ask('click', { place: preview, selector: `tr:has-text("${inDays(30)} 22:00") td[data-th=what]` });
      await eventually(
        'the cursor on the release',
        () => editor.selection.active.line === rangeOf(editor.document, 'release second').start.line || undefined,
        () => `line ${editor.selection.active.line + 1}`,
      );
      await vscode.window.showTextDocument(editor.document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(workspaceFile('year'), { recursive: true });
    },
  },
  {
    name: 'the next release of a train is written by its lens and by the palette, says what is carried over, and is undone by one undo',
    async run() {
      await writeFile('fleet/train.release', TRAIN());
      await writeFile('fleet/other.release', TRAIN().replaceAll('web', 'app'));
      await writeFile(`fleet/web-${inDays(-2)}.release`, LAST());
      const editor = await open('fleet/train.release');
      const before = editor.document.getText();
      const [name, title] = [`web-${inDays(5)}`, `write the next release of web, `];
      await ask('see', { place: 'workbench', selector: `.codelens-decoration >> text=${title}` });
      await pictures('next-lens');
      await ask('click', { place: 'workbench', selector: `.codelens-decoration a >> text=${title}` });
      const made = await eventually(
        'the next plan in front',
        () => {
          const { document } = vscode.window.activeTextEditor ?? {};
          return document?.uri.path.endsWith(`${name}.release`) && document.getText() !== '' ? document : undefined;
        },
        () => String(vscode.window.activeTextEditor?.document.uri),
      );
      if (!made.getText().includes('must basket')) throw new Error(`Nothing is carried over:\n${made.getText()}`);
      if (!editor.document.getText().includes(`release web-${inDays(5)}`))
        throw new Error('The train does not name it.');
      await message(`Carried over from web-${inDays(-2)}: basket`);
      await pictures('next', 'light', 'dark');
      await vscode.commands.executeCommand('undo');
      await eventually(
        'the train as it was, and no plan',
        async () => {
          const isThere = await vscode.workspace.fs.stat(made.uri).then(
            () => true,
            () => false,
          );
          return (!isThere && editor.document.getText() === before) || undefined;
        },
        () => editor.document.getText(),
      );
      await vscode.window.showTextDocument(editor.document);
      // Whichever other trains there are: the one in front is meant.
      await vscode.commands.executeCommand('releasePlan.nextRelease');
      await eventually(
        'the same again, by the palette',
        () => (vscode.window.activeTextEditor?.document.uri.path.endsWith(`${name}.release`) ? true : undefined),
        () => String(vscode.window.activeTextEditor?.document.uri),
      );
      await vscode.workspace.saveAll();
      await vscode.workspace.fs.delete(workspaceFile('fleet'), { recursive: true });
    },
  },
  {
    name: 'plans of other repositories clash in the editor; where there is no store it is told once, and in a browser that there can be none',
    async run() {
      const night = (name: string) => `zone UTC
person ann
service shop
release ${name} {
  window ${inDays(20)} 22:00 .. 24:00
  run {
    deploy shop 1h by ann undo 5m
  }
}
`;
      const at = Date.parse(`${inDays(20)}T22:00Z`) / 60_000;
      const taken = (name: string) => [
        { name, kind: 'step', fixed: false, span: { start: at, end: at + 60 }, line: 3 },
      ];
      const told = {
        ...{ release: 'theirs-1', zone: 'UTC', line: 1, T: at, work: { start: at, end: at + 120 } },
        ...{ people: taken('ann'), systems: taken('shop'), environments: [], needs: [], freezes: [], rooms: [] },
        ...{ reserved: [], records: [] },
      };
      const record = { repository: 'acme/shop', path: 'x.release', revision: 'r1', committed: 1, releases: [told] };
      await writeFile('all/release-plan-store.json', '{"version":1}');
      const name = 'bbbbbbbbbbbbbbbb.000000000001.cccccccccccccccc.json';
      await writeFile(`all/plans/aaaaaaaaaaaaaaaa/${name}`, JSON.stringify({ version: 1, ...record }));
      await writeFile('ours/ours.release', night('ours-1'));
      const { document } = await open('ours/ours.release');
      const settings = vscode.workspace.getConfiguration('releasePlan');
      const use = (store: string | undefined) => settings.update('store', store, vscode.ConfigurationTarget.Workspace);
      await settings.update('repository', 'acme/web', vscode.ConfigurationTarget.Workspace);
      await use('all');
      if ('WorkerGlobalScope' in globalThis) await message('A browser has no folder that a store could be');
      else {
        const clash = () =>
          diagnosticsOf(document).find(
            (each) => codeOf(each) === 'double-booked' && each.message.includes('theirs-1 (acme/shop)'),
          );
        await eventually('a clash with another repository', clash, () => JSON.stringify(diagnosticsOf(document)));
        await vscode.commands.executeCommand('releasePlan.showCalendar');
        await ask('see', { place: preview, selector: '.rp-finding >> text=theirs-1 (acme/shop)' });
        await pictures('store', 'light', 'dark');
        await use('nowhere');
        await message('is no store of plans');
        await vscode.window.showTextDocument(document);
        await ask('see', { place: 'workbench', selector: '.statusbar-item .codicon-debug-disconnect' });
        await pictures('store-gone');
        await eventually(
          'no clash any more',
          () => (clash() ? undefined : true),
          () => JSON.stringify(diagnosticsOf(document)),
        );
      }
      await use(undefined);
      await settings.update('repository', undefined, vscode.ConfigurationTarget.Workspace);
      for (const folder of ['all', 'ours', '.vscode'])
        await vscode.workspace.fs.delete(workspaceFile(folder), { recursive: true });
    },
  },
];

const TRAIN = () => `zone UTC
person ann
service shop
train web "Every week" every 1w from ${inDays(-2)} 22:00 {
  template   weekly
  carry-over scope
  release    web-${inDays(-2)}
}
release weekly(day: date) {
  zone   UTC
  window day 22:00 .. 24:00
  run {
    deploy shop 10m by ann
  }
}
`;

const LAST = () => `import "train.release"
release web-${inDays(-2)} {
  zone   UTC
  window ${inDays(-2)} 22:00 .. 24:00
  scope {
    must basket "The new basket" by ann
  }
  run {
    deploy shop 10m by ann
  }
}
`;

/** A toast may be gone again by now: the list has it. */
async function message(text: string): Promise<void> {
  await vscode.commands.executeCommand('notifications.showList');
  let seen: readonly string[] = [];
  await eventually(
    `'${text}' among what was told`,
    async () => {
      seen = await ask('texts', { place: 'workbench', selector: '.notification-list-item-message' });
      return seen.some((one) => one.includes(text)) || undefined;
    },
    () => seen.join('\n'),
  );
}

async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const uri = workspaceFile(path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** A calendar begins today, whenever that is. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

export async function calendarOfTwo() {
  await writeFile(
    'year/shared.release',
    `zone Europe/Berlin
person ann
environment production
service shop in production
freeze christmas of production from ${inDays(40)} until ${inDays(50)}
train weekly every 1w from ${inDays(4)} 10:00 until ${inDays(30)}
`,
  );
  const plan = (name: string, day: string) => `import "shared.release"
release ${name} "The ${name} one & <b>" {
  zone Europe/Berlin
  window ${day}
  run {
    deploy shop 1h by ann undo 5m
  }
}
`;
  await open('night.release');
  await writeFile('year/first.release', plan('first', `${inDays(20)} 22:00 .. 24:00`));
  const second = await writeFile('year/second.release', plan('second', `${inDays(20)} 22:00 .. 24:00`));
  return { second };
}
