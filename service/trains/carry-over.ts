/** Puts what the last release left open into the plan of the next one, each with where it comes from. */
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import type { Workspace } from '../../language/workspace.ts';
import { type Carried, carriedLine, takenOver } from '../../plan/facts/trains/carried.ts';
import type { Plan, Release, Risk, Train, Waiver } from '../../plan/model.ts';
import type { Place } from '../../plan/place.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { describeInstant } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';

export interface Leftover {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
  readonly open: readonly Carried[];
  readonly train: Train;
  readonly now: Instant;
  /** Of the file that it stands in. */
  readonly text: string;
}

export interface WithCarried {
  readonly text: string;
  readonly carried: readonly { readonly name: string; readonly from: string }[];
  readonly notes: readonly string[];
}

/** @param trial a copy of the workspace, to read the new plan in */
export function withCarried(
  trial: Workspace,
  uri: string,
  text: string,
  left: Leftover | undefined,
  at: Instant,
): WithCarried {
  if (!left) return { text, carried: [], notes: [] };
  const from = left.release.name;
  trial.set(uri, text);
  const plan = trial.plan(uri);
  const release = plan.releases[0];
  if (!release) return { text, carried: [], notes: [] };
  const open = left.open.filter(({ name }) => !release.names.has(name));
  const lines = (kind: Carried['kind']) =>
    open.flatMap((item) => {
      if (item.kind !== kind) return [];
      const line = carriedLine(plan, release, item, from);
      return item.kind === 'risk' ? [[line, ...riskLines(item, left, plan, release)].join('')] : [line];
    });
  const edits = takenOver(release, lines('scope-item'), [...lines('risk'), ...lines('issue')]) ?? [];
  const open_ =
    edits.length > 0
      ? format(
          applyTextEdits(
            text,
            textEdits(edits, () => text),
          ),
        )
      : text;
  const carried = edits.length > 0 ? open.map(({ name }) => ({ name, from })) : [];
  const notes =
    open.length > 0 && edits.length === 0
      ? [
          `The template has no block of steps to put before what '${from}' left open: ${open.map(({ name }) => name).join(', ')}.`,
        ]
      : [];
  return withExceptions(trial, uri, { text: open_, carried, notes }, left, at);
}

/** What is said of it in its block, but for its review, whose date was that of the last release, and names that are not here. */
function riskLines(risk: Risk, { text }: Leftover, plan: Plan, release: Release): readonly string[] {
  const known = (name: string) => release.names.has(name) || plan.names.has(name);
  const isUnknown = (line: string) =>
    [...risk.threatens, ...risk.mitigations].some(
      ({ ref, target }) => !known((target ?? ref).name) && line.split(/[\s,]+/).includes((target ?? ref).name),
    );
  const lines = textAt(text, risk.place)
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '}' && !/^review\b/.test(line) && !isUnknown(line));
  return lines.length > 0 ? [' {\n', ...lines.map((line) => `  ${line}\n`), '}'] : [];
}

/** Exceptions that hold longer than until the next release, and have something to silence there. */
function withExceptions(
  trial: Workspace,
  uri: string,
  made: WithCarried,
  { train, release, schedule, text: source }: Leftover,
  at: Instant,
): WithCarried {
  if (!train.carriesOver.some(({ name }) => name === 'exceptions')) return made;
  const inForce = release.waivers.filter(({ until }) => {
    const end = until && schedule.moments[until.id]?.at;
    return end !== undefined && end > at;
  });
  let { text } = made;
  const carried = [...made.carried];
  const notes = [...made.notes];
  for (const waiver of inForce) {
    const line = textAt(source, waiver.place);
    const tried = format(withLine(trial, uri, text, `// from \`${release.name}\`\n${line}`));
    trial.set(uri, tried);
    const isUsed = trial
      .analysis(uri)
      .waivers.some(({ waiver: own, matched }) => isSame(own, waiver) && matched.length > 0);
    if (isUsed) {
      text = tried;
      carried.push({ name: waiver.code.name, from: release.name });
    } else {
      notes.push(
        `The exception from ${waiver.code.name} of '${release.name}' is left out: it has nothing to silence on ${describeInstant(at, release.zone)}.`,
      );
    }
  }
  return { text, carried, notes };
}

function isSame(a: Waiver, b: Waiver): boolean {
  const names = ({ code, for: of }: Waiver) => [code.name, ...of.map(({ ref }) => ref.name)].join(' ');
  return names(a) === names(b);
}

function withLine(trial: Workspace, uri: string, text: string, line: string): string {
  trial.set(uri, text);
  const [release] = trial.plan(uri).releases;
  if (!release) return text;
  return applyTextEdits(
    text,
    textEdits([{ kind: 'append-line', place: release.place, text: line }], () => text),
  );
}

function textAt(text: string, { range: { start, end } }: Place): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  if (lines.length === 0) return '';
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.character);
  lines[0] = lines[0]!.slice(start.character);
  return lines.join('\n');
}
