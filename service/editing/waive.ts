/** The line that silences a finding with a reason, and ends with the release it belongs to. */

import type { TextEdit } from '../../language/edits.ts';
import { textEdits } from '../../language/edits.ts';
import type { Finding } from '../../plan/findings.ts';
import type { Release } from '../../plan/model.ts';
import { stepAt } from '../lookup.ts';
import type { SourceFile } from '../source-file.ts';

/** Undefined for what nobody can waive: the form of the text, waivers themselves, what belongs to no release. */
export function waiverOf(file: SourceFile, finding: Finding, because = TO_BE_WRITTEN): readonly TextEdit[] | undefined {
  const release = file.plan.releases.find((each) => each.name === finding.release);
  if (!release || finding.code === 'syntax' || finding.code.startsWith('waiver-')) return undefined;
  const text = `${waiver(file, release, finding)} because "${because}"`;
  return textEdits([{ kind: 'append-line', place: release.place, text }], (uri) => file.workspace.text(uri));
}

const TO_BE_WRITTEN = 'TBD: why this is acceptable, and who agreed';

/** Ends with the release itself: a waiver that outlives its occasion is an error of its own. */
function waiver(file: SourceFile, release: Release, finding: Finding): string {
  const at = stepAt(file.plan, finding.place.range.start);
  const subject = at?.release === release && at.step.name ? ` for ${at.step.name}` : '';
  return `waive ${finding.code}${subject} until T+1d`;
}
