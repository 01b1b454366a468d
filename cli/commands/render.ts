/** `release-plan render`: the schedule as a picture, or the release as a page that stands alone. */
import { resolve } from 'node:path';
import { counted } from '../../plan/counted.ts';
import { drawn } from '../../service/pictures/render.ts';
import type { Grouping } from '../../view/schedule/rows.ts';
import type { ViewId } from '../../view/views.ts';
import { analyseInputs } from '../analyses.ts';
import { formatTable, PNG } from '../formats.ts';
import { readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import type { Streams } from '../terminal/streams.ts';
import { writeAtomically } from '../terminal/write.ts';

export interface RenderOptions {
  /** Default: what `output` ends with, else a picture. */
  readonly format?: string;
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
  const format = options.format ?? formatOf(output);
  const isPng = format === PNG.name;
  const picture = await drawn(analyses[0]!, file, { ...ask, format: isPng ? 'svg' : format, grouping, person });
  if ('trouble' in picture) throw new Misuse(picture.trouble);
  if (output !== undefined)
    await writeAtomically(resolve(cwd, output), isPng ? await pixels(picture.text, streams) : picture.text);
  else if (isPng) throw new Misuse('A png is no text: say --output and the name of a file.');
  else streams.data(picture.text);
  return 0;
}

function formatOf(output = ''): string {
  const formats = formatTable('plan');
  return (formats.find(({ extension }) => output.toLowerCase().endsWith(extension)) ?? formats[0]!).name;
}

async function pixels(svg: string, streams: Streams): Promise<Uint8Array> {
  const { MOST_PIXELS, pngOf } = await import('../png/png.ts');
  const drawn = await pngOf(svg);
  if (!drawn)
    throw new Misuse(`The picture has more than ${counted(MOST_PIXELS, 'pixel')}; --format svg has no such limit.`);
  const { png, scale, missing } = drawn;
  if (scale === 1) streams.note('The picture is large: a pixel of it is one of the PNG, and not two.\n');
  if (missing.length > 0) {
    const some = missing.slice(0, 20).join('') + (missing.length > 20 ? ' …' : '');
    streams.note(
      `Its font has no letters for ${some}: they are left out; --format svg has them from whoever looks at it.\n`,
    );
  }
  return png;
}
