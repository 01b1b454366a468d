/** `release-plan policy`: which checks hold for a release, how severe they are, with what parameters, and who says so. */
import type { Place, Plan, ReleaseKind } from '../../plan/model.ts';
import { baseWords, policyWords, settingWords, sourceWords } from '../../plan/policies/describe.ts';
import { policiesFor } from '../../plan/policies/policy.ts';
import { checksHeld, type HeldChecks, jsonPolicies } from '../../service/findings/policy.ts';
import { analyseInputs } from '../analyses.ts';
import { readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { textWidth } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';
import type { Streams } from '../terminal/streams.ts';

export interface PolicyOptions {
  readonly format: 'table' | 'json';
  readonly release?: string;
  /** What would hold for a release of this kind. */
  readonly kind?: ReleaseKind;
}

export async function policy(file: string, options: PolicyOptions, streams: Streams): Promise<ExitCode> {
  const cwd = process.cwd();
  const inputs = await readInputs([file], cwd, streams, { ignore: false });
  if (inputs.problems.length > 0) throw new Misuse(inputs.problems.join(' '));
  if (inputs.files.length > 1) throw new Misuse(`${file} holds ${inputs.files.length} plans; name one of them.`);
  const { analyses, pathOf } = await analyseInputs(inputs.files, { cwd });
  const { plan } = analyses[0]!;
  const held = checksHeld(plan, file, options);
  if ('trouble' in held) throw new Misuse(held.trouble);
  if (options.format === 'json') {
    streams.data(`${JSON.stringify(jsonPolicies(plan, held, pathOf), null, 2)}\n`);
    return 0;
  }
  const where = ({ file: uri, range }: Place) => `${pathOf(uri)}:${range.start.line + 1}`;
  const texts = held.map((one) => text(one, plan, where, streams));
  streams.write(texts.join('\n'));
  return 0;
}

function titleOf({ release, kind }: HeldChecks): string {
  return release === null ? `Any ${kind} release` : `${release}, ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} release`;
}

/** A long list of words may stand out of its column; the others need not follow it there. */
const WIDEST = 40;

function text(held: HeldChecks, plan: Plan, where: (place: Place) => string, { paint }: Streams): string {
  const policies = policiesFor(plan, held.kind).map((one) => {
    const bases = baseWords(one).map((name) => `, from ${name}`);
    return `  ${policyWords(one)}${bases.join('')} (${where(one.place)})`;
  });
  const rows = held.checks.flatMap(({ check, severity, parameters }) => [
    { cells: [check.code, severity.value, sourceWords(severity.source, where)], source: severity.source },
    ...Object.entries(parameters).map(([name, { value, source }]) => ({
      cells: ['', `${name} ${settingWords(value)}`, sourceWords(source, where)],
      source,
    })),
  ]);
  const header = ['check', 'holds', 'as said by'];
  const printed = rows.map(({ cells }) => cells.map(printable));
  const widths = header.map((_, column) =>
    Math.min(WIDEST, Math.max(...[header, ...printed].map((row) => textWidth(row[column]!)))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, widths[column]! - textWidth(cell))))
      .join('  ')
      .trimEnd();
  return `${[
    paint('bold', printable(titleOf(held))),
    ...(policies.length > 0
      ? ['Its policies, the last one has the last word:', ...policies.map(printable)]
      : ['No policy is written for it.']),
    '',
    paint('dim', line(header)),
    ...rows.map(({ source }, index) => {
      const told = line(printed[index]!);
      return source.kind === 'check' ? paint('dim', told) : told;
    }),
  ].join('\n')}\n`;
}
