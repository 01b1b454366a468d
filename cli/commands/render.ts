/** `release-plan render`: the schedule as an SVG, or the release as a page that stands alone. */
import { resolve } from 'node:path';
import type { Analysis } from '../../plan/analysis.ts';
import type { Grouping } from '../../view/schedule/rows.ts';
import { isList, type ViewId, viewOf } from '../../view/views.ts';
import { analyseInputs } from '../analyses.ts';
import { written } from '../formats.ts';
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
  /** Draws the now-line. */
  readonly now?: number;
}

export async function render(file: string, options: RenderOptions, streams: Streams): Promise<ExitCode> {
  const { format, view } = options;
  if (format === 'svg' && view !== undefined && isList(viewOf(view))) {
    throw new Misuse(`The ${view} is no picture: --format html writes it as a page.`);
  }
  const cwd = process.cwd();
  const inputs = await readInputs([file], cwd, streams, { ignore: false });
  if (inputs.problems.length > 0) throw new Misuse(inputs.problems.join(' '));
  if (inputs.files.length > 1) throw new Misuse(`${file} holds ${inputs.files.length} plans; name one of them.`);
  const { analyses } = await analyseInputs(inputs.files, { cwd, now: options.now });
  const { group: grouping, width, now } = options;
  const analysis = chosen(analyses[0]!, file, options.release);
  const picture = await written('plan', format, { analysis, grouping, width, now, view });
  if (options.output === undefined) streams.data(picture);
  else await writeAtomically(resolve(cwd, options.output), picture);
  return 0;
}

/** The analysis with only the releases that are asked for. */
function chosen(analysis: Analysis, file: string, name: string | undefined): Analysis {
  if (analysis.schedules.length === 0) throw new Misuse(`${file} declares no release: there is nothing to draw.`);
  if (name === undefined) return analysis;
  const isChosen = analysis.schedules.map(({ release }) => release === name);
  if (isChosen.includes(true)) {
    const chosenOf = <T>(all: readonly T[]) => all.filter((_, i) => isChosen[i]);
    const { plan, schedules } = analysis;
    return { ...analysis, plan: { ...plan, releases: chosenOf(plan.releases) }, schedules: chosenOf(schedules) };
  }
  const names = analysis.schedules.map(({ release }) => release).join(', ');
  throw new Misuse(`${file} has no release '${name}'. It has: ${names}.`);
}
