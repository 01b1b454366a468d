/** `release-plan render`: the schedule as an SVG, or the release as a page that stands alone. */
import { resolve } from 'node:path';
import { drawn } from '../../service/pictures/render.ts';
import type { Grouping } from '../../view/schedule/rows.ts';
import type { ViewId } from '../../view/views.ts';
import { analyseInputs } from '../analyses.ts';
import { readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import type { Streams } from '../terminal/streams.ts';
import { writeAtomically } from '../terminal/write.ts';

export interface RenderOptions {
  readonly format: string;
  readonly output?: string;
  readonly release?: string;
  readonly group: Grouping;
  readonly width: number;
  /** Default: all on a page, the schedule as a picture. */
  readonly view?: ViewId;
  /** Somebody's night instead. */
  readonly for?: string;
  /** Draws the now-line. */
  readonly now?: number;
}

export async function render(file: string, options: RenderOptions, streams: Streams): Promise<ExitCode> {
  const cwd = process.cwd();
  const inputs = await readInputs([file], cwd, streams, { ignore: false });
  if (inputs.problems.length > 0) throw new Misuse(inputs.problems.join(' '));
  if (inputs.files.length > 1) throw new Misuse(`${file} holds ${inputs.files.length} plans; name one of them.`);
  const { analyses } = await analyseInputs(inputs.files, { cwd, now: options.now });
  const { group: grouping, output, for: person, ...ask } = options;
  const picture = await drawn(analyses[0]!, file, { ...ask, grouping, person });
  if ('trouble' in picture) throw new Misuse(picture.trouble);
  if (output === undefined) streams.data(picture.text);
  else await writeAtomically(resolve(cwd, output), picture.text);
  return 0;
}
