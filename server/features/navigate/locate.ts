/** The step, and the release, that the cursor is on: what the preview marks. */
import type { Position } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { releaseAt, stepAt } from '../../../service/lookup.ts';
import type { Located } from '../../protocol.ts';

export function locate(file: SourceFile, position: Position): Located {
  const { plan } = file;
  const at = stepAt(plan, position);
  if (at) return { release: at.release.name, step: at.step.index, range: (at.step.usedAt ?? at.step.head).range };
  const release = releaseAt(plan, position);
  return release ? { release: release.name } : {};
}
