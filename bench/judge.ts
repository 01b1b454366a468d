/**
 * `npm run judge -- DIR [--at MOMENT] [--true 80] [--found 75] [--list] [--json]`: the findings of plans held against what a reader
 * has marked in them; docs/judging.md says what a mark means. Exits 1 when something is unmarked, false, or short of its aim, 2 when
 * a mark or a file cannot be read.
 */

import { analyseInputs } from '../cli/analyses.ts';
import { readInputs } from '../cli/inputs.ts';
import { Misuse } from '../cli/misuse.ts';
import { parseMoment, rightNow } from '../cli/moment.ts';
import { processStreams } from '../cli/terminal/streams.ts';
import { toolOptions } from '../scripts/options.ts';
import { uriOf } from '../server/files.ts';
import { marksIn } from './judgement/marks.ts';
import { isGood, jsonOf, listsOf, tablesOf } from './judgement/report.ts';
import { type MarkedText, tally } from './judgement/tally.ts';

const streams = processStreams();
try {
  process.exitCode = await judge();
} catch (error) {
  if (!(error instanceof Misuse)) throw error;
  streams.note(`judge: ${error.message}\n`);
  process.exitCode = 2;
}

async function judge(): Promise<0 | 1 | 2> {
  const { positionals, values } = options();
  const aims = { true: percent('true', values.true), found: percent('found', values.found) };
  const at = values.at === undefined ? undefined : parseMoment(values.at);
  const cwd = process.cwd();
  const { files, problems: unreadable } = await readInputs(positionals, cwd, streams);
  const problems = [...unreadable];
  const texts: MarkedText[] = files.map(({ path, shown, text }) => {
    const marks = marksIn(text);
    for (const { line, why } of marks.broken) problems.push(`${shown}:${line + 1}: ${why}`);
    return { uri: uriOf(path), path: shown, at: at ?? marks.at ?? rightNow(), marks };
  });
  if (problems.length > 0) {
    for (const problem of problems) streams.note(`judge: ${problem}\n`);
    return 2;
  }
  const findings = [];
  // Each by itself: plans are judged at moments of their own.
  for (const [index, input] of files.entries()) {
    const { analyses } = await analyseInputs([input], { cwd, now: texts[index]!.at });
    findings.push(...analyses.flatMap((analysis) => analysis.findings));
  }
  const tallies = tally(texts, findings);
  if (values.json) streams.data(`${JSON.stringify(jsonOf(tallies, aims), null, 2)}\n`);
  else streams.write(`${values.list ? `${listsOf(tallies)}\n` : ''}${tablesOf(tallies, aims)}`);
  return isGood(tallies, aims) ? 0 : 1;
}

function options() {
  return toolOptions(import.meta.filename, {
    allowPositionals: true,
    options: {
      at: { type: 'string' },
      true: { type: 'string', default: '80' },
      found: { type: 'string', default: '75' },
      list: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
}

function percent(name: string, written: string): number {
  const number = Number(written);
  if (written.trim() === '' || !(number >= 0 && number <= 100)) {
    throw new Misuse(`--${name} is a share in percent, 0 to 100, not '${written}'.`);
  }
  return number;
}
