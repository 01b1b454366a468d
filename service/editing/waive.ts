/** The line that silences a finding with a reason, and ends with the release it belongs to. */
import type { TextEdit } from '../../language/edit/edits.ts';
import { textEdits } from '../../language/edit/edits.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { type Place, type Release, type Step, stepLabel } from '../../plan/model.ts';
import { isSamePlace } from '../../plan/place.ts';
import type { SourceFile } from '../files/source-file.ts';
import { stepAt } from '../lookup.ts';

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
  const subject = subjectOf(file, release, finding);
  return `waive ${finding.code}${subject ? ` for ${subject}` : ''} until T+1d`;
}

/** What a waiver is for, so that it silences this finding and no other, as far as that has a name. */
function subjectOf(
  { plan }: SourceFile,
  release: Release,
  { place, about = [], members }: Finding,
): string | undefined {
  if (members) {
    const block = release.blocks.find(({ head }) => isSame(head, place));
    return block ? (block.name ?? block.kind) : about[0];
  }
  const at = stepAt(plan, place.range.start);
  if (at?.release === release) return at.step.name ?? (isOnly(release, at.step) ? stepLabel(at.step) : undefined);
  return about.length === 1 ? about[0] : undefined;
}

/** Verb and target say which step it is. */
function isOnly({ steps }: Release, step: Step): boolean {
  return step.targets.length === 1 && steps.every((other) => other === step || stepLabel(other) !== stepLabel(step));
}

function isSame(a: Place, b: Place): boolean {
  return isSamePlace(a, b);
}
