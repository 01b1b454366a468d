/** The plan that a night is run from, as a command names it, and where its log lies. */
import { dirname } from 'node:path';
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { runName } from '../../plan/log/night.ts';
import type { Plan, Release } from '../../plan/model.ts';
import { nearest } from '../../plan/nearest.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { inItsHours } from '../../service/run/rehearsal.ts';
import type { RunName } from '../../store/file.ts';
import { textHash } from '../../store/text-hash.ts';
import { analyseInputs } from '../analyses.ts';
import { readInputs } from '../inputs.ts';
import { Misuse } from '../misuse.ts';
import { rightNow } from '../moment.ts';
import type { Streams } from '../terminal/streams.ts';
import { type RunStoreChoice, storeWords } from './store.ts';

/** Behind the name of what was played. */
export const TRAINING = '+training';

export interface RunChoice extends RunStoreChoice {
  /** Which release of the file; needed where there are several. */
  readonly release?: string;
  readonly rehearsal?: string;
  /** What was played with a clock of its own: another run, so that nobody takes it for what happened. No rehearsal can have its name. */
  readonly training?: boolean;
}

export interface PlanOfRun {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
  /** Which one this is. */
  readonly rehearsal?: string;
  readonly analysis: Analysis;
  readonly workspace: Workspace;
  /** The SHA-256 of its text. */
  readonly hash: string;
  readonly text: string;
  /** The byte order mark that its file begins with, or nothing. */
  readonly mark: string;
  /** The absolute path. */
  readonly path: string;
  readonly shown: string;
  /** As it was named, with its choice, for a command that is shown. */
  readonly asked: string;
  readonly name: RunName;
  /** Where the log lies. */
  readonly kept: RunStoreChoice;
}

export async function readPlanOfRun(file: string, choice: RunChoice, streams: Streams): Promise<PlanOfRun> {
  if (file === '-') throw new Misuse('A night is run from a file: its log lies beside it.');
  const cwd = process.cwd();
  const { files, problems } = await readInputs([file], cwd, streams, { ignore: false });
  const [input] = files;
  if (!input || files.length > 1) {
    throw new Misuse(problems[0] ?? `${file} holds ${files.length} plans; name one of them.`);
  }
  const { analyses, workspace } = await analyseInputs([input], { cwd, now: rightNow() });
  const analysis = analyses[0]!;
  const { plan } = analysis;
  const index = releaseIndex(plan, choice.release, input.shown);
  const { rehearsal } = choice;
  const release = plan.releases[index]!;
  if (rehearsal !== undefined && !release.rehearsals.some(({ name }) => name === rehearsal)) {
    const names = release.rehearsals.map(({ name }) => name);
    const meant = nearest(rehearsal, names);
    throw new Misuse(
      names.length === 0
        ? `${release.name} has no rehearsal; write \`rehearsal ${rehearsal} in …\` into it.`
        : `${release.name} has no rehearsal \`${rehearsal}\`. ${meant ? `Did you mean \`${meant}\`?` : `It has ${names.map((name) => `\`${name}\``).join(', ')}.`}`,
    );
  }
  const asked = { plan, release, schedule: analysis.schedules[index]! };
  return {
    ...(rehearsal === undefined ? asked : { ...inItsHours(asked, rehearsal), rehearsal }),
    analysis,
    workspace,
    hash: textHash(input.text),
    text: input.text,
    mark: input.mark,
    path: input.path,
    shown: input.shown,
    asked: [
      input.shown,
      ...(choice.release === undefined ? [] : ['--release', choice.release]),
      ...(rehearsal === undefined ? [] : ['--rehearsal', rehearsal]),
      ...(choice.training ? ['--training'] : []),
      ...storeWords(choice),
    ].join(' '),
    kept: {
      ...(choice.store !== undefined && { store: choice.store }),
      ...(choice.repository !== undefined && { repository: choice.repository }),
    },
    name: {
      folder: dirname(input.path),
      run: `${runName(release, rehearsal)}${choice.training ? TRAINING : ''}`,
    },
  };
}

function releaseIndex({ releases }: Plan, wanted: string | undefined, shown: string): number {
  if (releases.length === 0) throw new Misuse(`${shown} declares no release, so there is no night to run.`);
  const names = releases.map(({ name }) => name);
  if (wanted === undefined && releases.length === 1) return 0;
  const index = wanted === undefined ? -1 : names.indexOf(wanted);
  if (index >= 0) return index;
  const ways = names.map((name) => `--release ${name}`).join(' or ');
  throw new Misuse(
    wanted === undefined
      ? `${shown} has ${releases.length} releases. Say ${ways}.`
      : `${shown} has no release \`${wanted}\`. Say ${ways}.`,
  );
}
