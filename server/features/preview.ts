/** The pictures of a release for the preview beside the editor; where there is none, why. */
import { releaseOf } from '../../plan/release-of.ts';
import { type Advice, picturesOf } from '../../view/pictures.ts';
import { lengthWords } from '../../view/run-words.ts';
import type { Preview, PreviewOptions } from '../protocol.ts';
import type { SourceFile } from '../session.ts';
import { gainWords, type RefinedOf } from './reorder.ts';
import { choicesOf } from './what-if.ts';

export function preview(
  file: SourceFile,
  version: number,
  { release, ...options }: PreviewOptions & { readonly now: number },
  refined: RefinedOf = () => undefined,
): Preview {
  const { schedules, findings } = file.analysis;
  const releases = schedules.map((schedule) => schedule.release);
  const schedule = schedules.find((each) => each.release === release) ?? schedules[0];
  if (schedule) {
    const choices = choicesOf(file.plan, releaseOf(file.analysis, schedule));
    const advice = adviceOf(refined(file, schedule.release));
    const { whole: earlier, workspace } = file;
    const known = { advice, earlier, riskOf: workspace.risks.of };
    const pictures = picturesOf(file.analysis, schedule, { ...options, ...known });
    return { version, releases, pictures, choices };
  }
  const error = findings.find((finding) => finding.severity === 'error');
  if (!error)
    return { version, releases, trouble: { message: 'This file declares no release, so there is nothing to draw.' } };
  const { file: at, range } = error.place;
  return { version, releases, trouble: { message: error.message, file: at, line: range.start.line } };
}

function adviceOf(found: ReturnType<RefinedOf>): Advice | undefined {
  if (!found) return undefined;
  const { proposal } = found;
  if (proposal) return { text: `${gainWords(proposal)} if ${proposal.words.join(', ')}.`, canApply: true };
  const text = lengthWords(found.found, found.bound);
  return text ? { text: `The run: ${text}.`, canApply: false } : undefined;
}
