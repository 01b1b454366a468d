/** The releases of the workspace in the side bar: when, in what state, with what findings; the next one first. */
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  Uri,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, ReleaseLine } from '../../../server/protocol.ts';
import type { News } from '../news.ts';
import { PREVIEW_COMMAND } from '../preview/preview.ts';
import { REVEAL_COMMAND } from '../preview/reveal.ts';

const VIEW = 'releasePlan.releases';
const REFRESH_COMMAND = 'releasePlan.refreshReleases';
type Answer = ClientRequests['release/releases']['answer'];

export function activateReleases(context: ExtensionContext, client: BaseLanguageClient, news: News): void {
  const changed = new EventEmitter<undefined>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    clearTimeout(timer);
    // While somebody types every version is news; the list can wait.
    timer = setTimeout(() => changed.fire(undefined), 400);
  };
  const tree = window.createTreeView<ReleaseLine>(VIEW, {
    showCollapseAll: false,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      async getChildren(parent) {
        if (parent) return [];
        const { releases } = await client.sendRequest<Answer>('release/releases', {});
        return inOrder(releases);
      },
    },
  });
  context.subscriptions.push(
    changed,
    tree,
    news(refresh),
    commands.registerCommand(REFRESH_COMMAND, () => changed.fire(undefined)),
    commands.registerCommand('releasePlan.previewRelease', (line: ReleaseLine | undefined) =>
      line ? commands.executeCommand(PREVIEW_COMMAND, Uri.parse(line.uri), line.name) : undefined,
    ),
  );
}

/** What is on first, then what comes next; what is over comes last, the latest first. */
function inOrder(releases: readonly ReleaseLine[]): ReleaseLine[] {
  const rank = { now: 0, ahead: 1, undated: 2, over: 3 };
  return [...releases].sort((a, b) => {
    if (a.state !== b.state) return rank[a.state] - rank[b.state];
    const [first, second] = [a.at ?? 0, b.at ?? 0];
    return a.state === 'over' ? second - first : first - second;
  });
}

function itemOf(line: ReleaseLine): TreeItem {
  const item = new TreeItem(line.title);
  const day = line.when.split(' ').slice(0, 2).join(' ');
  item.id = `${line.uri} ${line.name}`;
  item.description = [day, line.stateWords, line.findings === 'none' ? '' : line.findings].filter(Boolean).join(' · ');
  item.tooltip = new MarkdownString().appendText(
    [
      line.title,
      line.when || 'no date yet',
      `findings: ${line.findings}`,
      line.uri.slice(line.uri.lastIndexOf('/') + 1),
    ].join('\n'),
  );
  item.iconPath = iconOf(line);
  item.contextValue = 'release';
  item.command = { title: 'Go to the release', command: REVEAL_COMMAND, arguments: [line.uri, line.line] };
  item.accessibilityInformation = {
    label: `${line.title}, ${line.when || 'no date yet'}, ${line.stateWords}, findings: ${line.findings}`,
  };
  return item;
}

function iconOf({ errors, warnings, state }: ReleaseLine): ThemeIcon {
  if (errors > 0) return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  if (warnings > 0) return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  return new ThemeIcon(state === 'over' ? 'pass' : state === 'now' ? 'play-circle' : 'calendar');
}
