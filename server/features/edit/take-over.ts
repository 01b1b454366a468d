/** What took longer in the night before, offered as an estimate: at its step, and all of them where the release stands. */
import { type CodeAction, type CodeActionContext, CodeActionKind, CodeActionTriggerKind } from 'vscode-languageserver';
import { textEdits } from '../../../language/edit/edits.ts';
import type { Workspace } from '../../../language/workspace.ts';
import { counted } from '../../../plan/counted.ts';
import { outgrownIn } from '../../../plan/log/results.ts';
import type { Range, Release } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { overlaps } from '../../../service/lookup.ts';
import { plansByName, trainsOf } from '../../../service/trains/ahead.ts';
import { type Estimates, estimatesFor, type TakenOver } from '../../../service/trains/estimates.ts';
import type { WrittenPlan } from '../../../service/trains/words.ts';
import type { Nights } from '../../nights.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** Only who asks gets them: a log is read for it. */
export async function takeOverActions(
  file: SourceFile,
  range: Range,
  { only, triggerKind }: Pick<CodeActionContext, 'only' | 'triggerKind'>,
  nights: Nights,
): Promise<CodeAction[]> {
  const kind = CodeActionKind.RefactorRewrite;
  const isAsked = only
    ? only.some((one) => `${kind}.`.startsWith(`${one}.`))
    : triggerKind === CodeActionTriggerKind.Invoked;
  if (!isAsked) return [];
  const own = file.plan.releases.filter(({ place }) => place.file === file.uri && overlaps(place.range, range));
  const actions: CodeAction[] = [];
  for (const release of own) {
    const found = await estimatesOf(file, release, nights);
    if (!found || found.taken.length === 0) continue;
    const { before, taken } = found;
    const here = taken.filter(({ step }) => overlaps(step.place.range, range));
    const offer = (title: string, some: readonly TakenOver[]) => {
      const edits = textEdits(
        some.map(({ edit }) => edit),
        (uri) => file.workspace.text(uri),
      );
      actions.push({ title, kind, edit: workspaceEdit(edits) });
    };
    const isAtHead = overlaps(release.head.range, range);
    // A selection over several is one that means all of them.
    for (const one of isAtHead || here.length > 1 ? [] : here)
      offer(`Take over from the night of ${before}: ${one.says}`, [one]);
    if (isAtHead || here.length > 0) {
      if (taken.length > 1) offer(`Take over ${taken.length} estimates from the night of ${before}`, taken);
      else if (isAtHead) offer(`Take over from the night of ${before}: ${taken[0]!.says}`, taken);
    }
  }
  return actions;
}

/** What is said where the next plan was written; undefined: nothing took longer, or no log says so. */
export async function takeOverWords(
  workspace: Workspace,
  { name, uri }: NonNullable<WrittenPlan['previous']>,
  nights: Nights,
): Promise<string | undefined> {
  const longer = (await nightBefore(workspace, uri, name, nights))?.longer ?? [];
  if (longer.length === 0) return undefined;
  const steps = longer.length === 1 ? `\`${longer[0]!.name}\`` : counted(longer.length, 'step');
  return `${steps} took longer in the night of ${name} than estimated: take that over by the light bulb at the release.`;
}

/** Of the release before it in its train. */
async function estimatesOf(
  { workspace }: SourceFile,
  release: Release,
  nights: Nights,
): Promise<(Estimates & { readonly before: string }) | undefined> {
  for (const { train } of trainsOf(workspace)) {
    const names = train.releases.map(({ ref }) => ref.name);
    const name = names[names.indexOf(release.name) - 1];
    const known = name === undefined ? undefined : plansByName(workspace).get(name);
    const night = known && (await nightBefore(workspace, known.plan.file, name!, nights));
    if (night) return { before: name!, ...estimatesFor(release, night.release, night.longer) };
  }
  return undefined;
}

/** Undefined: its night has no log here. */
async function nightBefore(workspace: Workspace, uri: string, name: string, nights: Nights) {
  const analysis = workspace.analysis(uri);
  const release = analysis.plan.releases.find((one) => one.name === name);
  const source = { uri, text: workspace.text(uri) ?? '', plan: analysis.plan, analysis, workspace };
  const found = release && (await nights.of(source, release));
  return found && { release: found.night.release, longer: outgrownIn(found.night, found.state) };
}
