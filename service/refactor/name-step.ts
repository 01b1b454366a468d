/** A step gets a name, so that others can wait for it. */
import { textEdits } from '../../language/edit/edits.ts';
import type { Range } from '../../plan/model.ts';
import { nameFor, namingEdit } from '../../plan/schedule/run/order-edits.ts';
import { overlaps } from '../lookup.ts';
import type { Attempt, Version } from './model.ts';

export function nameStep({ uri, release, workspace }: Version, range: Range): readonly Attempt[] {
  const step = release.steps.find(({ head, usedAt }) => !usedAt && head.file === uri && overlaps(head.range, range));
  if (!step || step.name !== undefined) return [];
  const name = nameFor(release, step);
  const edits = textEdits([namingEdit(step, name)], workspace.text);
  return [{ kind: 'rewrite', title: `Name this step \`${name}\``, ways: [edits] }];
}
