/** What is overdue, goes on, is due today and is decided next, over all plans of the workspace: by time, or by person. */
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../../server/protocol.ts';
import type { News } from '../news.ts';
import { REVEAL_COMMAND } from '../preview/reveal.ts';

const VIEW = 'releasePlan.today';
/** Which button stands above the list. */
const IS_BY_PERSON = 'releasePlan.todayIsByPerson';
type Answer = Exclude<ClientRequests['release/today']['answer'], { trouble: string }>;
type Group = Answer['groups'][number];
type Line = Group['lines'][number];

/** The clock goes on: what was due may be overdue. */
const EVERY = 5 * 60_000;

export function activateToday(context: ExtensionContext, client: BaseLanguageClient, news: News): void {
  const changed = new EventEmitter<undefined>();
  const { workspaceState: memory } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    clearTimeout(timer);
    // While somebody types every version is news; the list can wait.
    timer = setTimeout(() => changed.fire(undefined), 800);
  };
  const group = (by: 'time' | 'person') => {
    void memory.update(VIEW, by);
    void commands.executeCommand('setContext', IS_BY_PERSON, by === 'person');
    changed.fire(undefined);
  };
  const clock = setInterval(() => changed.fire(undefined), EVERY);
  const tree = window.createTreeView<Group | Line>(VIEW, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (one) => ('lines' in one ? groupItem(one) : lineItem(one)),
      async getChildren(parent) {
        if (parent) return 'lines' in parent ? parent.lines : [];
        const ask = {
          zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          by: memory.get<'time' | 'person'>(VIEW) ?? 'time',
        };
        const { groups, day } = await client.sendRequest<Answer>('release/today', ask);
        tree.description = day;
        return groups;
      },
    },
  });
  void commands.executeCommand('setContext', IS_BY_PERSON, memory.get(VIEW) === 'person');
  context.subscriptions.push(
    changed,
    tree,
    news(refresh),
    { dispose: () => clearInterval(clock) },
    commands.registerCommand('releasePlan.todayByPerson', () => group('person')),
    commands.registerCommand('releasePlan.todayByTime', () => group('time')),
  );
}

function groupItem({ title, lines }: Group): TreeItem {
  const item = new TreeItem(title, TreeItemCollapsibleState.Expanded);
  item.description = String(lines.length);
  return item;
}

function lineItem({ what, when, of, who, isOverdue, uri, line }: Line): TreeItem {
  const item = new TreeItem(what);
  item.description = [of, when, who].filter(Boolean).join(' · ');
  item.tooltip = [what, ...[of, when, who].filter(Boolean)].join('\n');
  item.iconPath = isOverdue
    ? new ThemeIcon('warning', new ThemeColor('list.warningForeground'))
    : new ThemeIcon('circle-outline');
  item.command = { title: 'Go to the line', command: REVEAL_COMMAND, arguments: [uri, line] };
  item.accessibilityInformation = { label: `${isOverdue ? 'Overdue: ' : ''}${what}, ${item.description}` };
  return item;
}
