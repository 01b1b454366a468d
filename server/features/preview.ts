/** The pictures of a release for the preview beside the editor; where there is none, why. */
import { picturesOf } from '../../view/pictures.ts';
import type { Preview, PreviewOptions } from '../protocol.ts';
import type { SourceFile } from '../session.ts';

export function preview(
  file: SourceFile,
  version: number,
  { release, ...options }: PreviewOptions & { readonly now: number },
): Preview {
  const { schedules, findings } = file.analysis;
  const releases = schedules.map((schedule) => schedule.release.name);
  const schedule = schedules.find((each) => each.release.name === release) ?? schedules[0];
  if (schedule) return { version, releases, pictures: picturesOf(file.analysis, schedule, options) };
  const error = findings.find((finding) => finding.severity === 'error');
  if (!error)
    return { version, releases, trouble: { message: 'This file declares no release, so there is nothing to draw.' } };
  const { file: at, range } = error.place;
  return { version, releases, trouble: { message: error.message, file: at, line: range.start.line } };
}
