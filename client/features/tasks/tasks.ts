/** Tasks that check plans with the command line, as the pull request will; what they find lands in the list of problems. */
import {
  type ExtensionContext,
  ShellExecution,
  Task,
  type TaskDefinition,
  TaskGroup,
  TaskScope,
  tasks,
  workspace,
} from 'vscode';

const TYPE = 'release-plan';
/** Contributed by the manifest. */
const MATCHER = '$release-plan';

interface CheckTask extends TaskDefinition {
  readonly type: typeof TYPE;
  /** What the command line is asked to do; default: `check`. */
  readonly command?: string;
  /** Files and folders; default: the folder itself. */
  readonly files?: readonly string[];
}

export function activateTasks(context: ExtensionContext): void {
  context.subscriptions.push(
    tasks.registerTaskProvider(TYPE, {
      provideTasks: () =>
        (workspace.workspaceFolders ?? []).map((folder) => taskOf({ type: TYPE, command: 'check' }, folder)),
      resolveTask: ({ definition, scope }) => taskOf(definition as CheckTask, scope),
    }),
  );
}

function taskOf(definition: CheckTask, scope: Task['scope']): Task {
  const { command = 'check', files = ['.'] } = definition;
  const execution = new ShellExecution('npx', ['--no-install', 'release-plan', command, ...files]);
  const task = new Task(definition, scope ?? TaskScope.Workspace, command, 'release-plan', execution, MATCHER);
  if (command === 'check') task.group = TaskGroup.Test;
  return task;
}
