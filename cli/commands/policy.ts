/** `release-plan policy`: which checks hold for a release, how severe they are, with what parameters, and who says so. */
import { type JsonPolicy, jsonPolicy } from '../../exchange/json-policy.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { type Place, type Plan, RELEASE_KINDS, type ReleaseKind } from '../../plan/model.ts';
import { baseWords, policyWords, settingWords, sourceWords } from '../../plan/policies/describe.ts';
import { policiesFor, type SourcedCheck, sourcedCheck } from '../../plan/policy.ts';
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

/** One release, or one kind that a release of the file might be of. */
interface Subject {
  readonly title: string;
  readonly release: string | null;
  readonly kind: ReleaseKind;
}

export async function policy(file: string, options: PolicyOptions, streams: Streams): Promise<ExitCode> {
  const cwd = process.cwd();
  const inputs = await readInputs([file], cwd, streams, { ignore: false });
  if (inputs.problems.length > 0) throw new Misuse(inputs.problems.join(' '));
  if (inputs.files.length > 1) throw new Misuse(`${file} holds ${inputs.files.length} plans; name one of them.`);
  const { analyses, pathOf } = await analyseInputs(inputs.files, { cwd });
  const { plan } = analyses[0]!;
  const subjects = subjectsOf(plan, file, options);
  const sourced = (kind: ReleaseKind) => checks.map((check) => sourcedCheck(check, plan, kind));
  if (options.format === 'json') {
    const path = pathOf(plan.file);
    const told = subjects.map(({ release, kind }): JsonPolicy => {
      return jsonPolicy({ path, release, kind }, sourced(kind), pathOf);
    });
    streams.data(`${JSON.stringify(told, null, 2)}\n`);
    return 0;
  }
  const where = ({ file: uri, range }: Place) => `${pathOf(uri)}:${range.start.line + 1}`;
  const texts = subjects.map((subject) => text(subject, sourced(subject.kind), plan, where, streams));
  streams.write(texts.join('\n'));
  return 0;
}

function subjectsOf(plan: Plan, file: string, { release: name, kind }: PolicyOptions): Subject[] {
  if (kind) {
    if (name !== undefined) throw new Misuse('--kind is about any release of a kind: leave out --release, or --kind.');
    const kinds: readonly string[] = [...RELEASE_KINDS, ...plan.kinds.keys()];
    if (!kinds.includes(kind))
      throw new Misuse(`${file} knows no kind of release '${kind}'. There are ${kinds.join(', ')}.`);
    return [{ title: `Any ${kind} release`, release: null, kind }];
  }
  if (plan.releases.length === 0) {
    throw new Misuse(`${file} declares no release: say with --kind what kind of release it is to be told for.`);
  }
  const chosen = plan.releases.filter((release) => name === undefined || release.name === name);
  if (chosen.length === 0) {
    const names = plan.releases.map((release) => release.name).join(', ');
    throw new Misuse(`${file} has no release '${name}'. It has: ${names}.`);
  }
  return chosen.map((release) => ({
    title: `${release.name}, ${/^[aeiou]/.test(release.releaseKind) ? 'an' : 'a'} ${release.releaseKind} release`,
    release: release.name,
    kind: release.releaseKind,
  }));
}

/** A long list of words may stand out of its column; the others need not follow it there. */
const WIDEST = 40;

function text(
  { title, kind }: Subject,
  sourced: readonly SourcedCheck[],
  plan: Plan,
  where: (place: Place) => string,
  { paint }: Streams,
): string {
  const policies = policiesFor(plan, kind).map((one) => {
    const bases = baseWords(one).map((name) => `, from ${name}`);
    return `  ${policyWords(one)}${bases.join('')} (${where(one.place)})`;
  });
  const rows = sourced.flatMap(({ check, severity, parameters }) => [
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
    paint('bold', printable(title)),
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
