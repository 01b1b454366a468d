/** Commands that code lenses and repairs carry. */
import { MessageType } from 'vscode-languageserver';
import { nextOfTrain } from '../../service/trains/next.ts';
import { thereWords, writtenWords } from '../../service/trains/words.ts';
import { NEXT, nextEdit } from '../features/edit/next-release.ts';
import { REORDER, reorderEdit } from '../features/edit/reorder.ts';
import { takeOverWords } from '../features/edit/take-over.ts';
import { makesFiles } from './capabilities.ts';
import type { Serving } from './serving.ts';

export async function execute(serving: Serving, command: string, given: readonly unknown[]): Promise<void> {
  if (command === REORDER) await reorder(serving, given);
  if (command === NEXT) await writeNext(serving, given);
}

async function reorder(serving: Serving, [uri, release]: readonly unknown[]): Promise<void> {
  if (typeof uri !== 'string' || typeof release !== 'string') return;
  const file = await serving.session.current(uri);
  const edit = file && reorderEdit(file, release, serving.refined);
  if (edit) await serving.connection.workspace.applyEdit({ label: 'Reorder the run', edit });
  else serving.tell(MessageType.Info, 'The text has changed since; the search for a shorter run goes on.');
}

async function writeNext(serving: Serving, [train]: readonly unknown[]): Promise<void> {
  const refuse = (why: string) => serving.tell(MessageType.Error, why);
  const workspace = await serving.session.portfolio();
  const plan = nextOfTrain(workspace, typeof train === 'string' ? { train } : {}, serving.now());
  if ('trouble' in plan) return refuse(plan.trouble);
  if (plan.kind === 'there') return serving.tell(MessageType.Info, thereWords(plan));
  if (!makesFiles(serving.client))
    return refuse(`This editor makes no files for others: \`release-plan next ${plan.train}\` writes it.`);
  const made = await serving.connection.workspace.applyEdit({ label: `Write ${plan.name}`, edit: nextEdit(plan) });
  if (!made.applied)
    return refuse(
      `${plan.name} was not written${made.failureReason ? `: ${made.failureReason}` : '; its file may be there already'}.`,
    );
  if (serving.client.window?.showDocument?.support)
    await serving.connection.window.showDocument({ uri: plan.uri, takeFocus: true });
  const longer = plan.previous && (await takeOverWords(workspace, plan.previous, serving.nights));
  serving.tell(MessageType.Info, [...writtenWords(plan), ...(longer === undefined ? [] : [longer])].join(' '));
}
