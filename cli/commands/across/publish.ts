/** `release-plan publish`: what plans tell other repositories goes into a store; what is gone from here is withdrawn there. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { counted } from '../../../plan/counted.ts';
import { toldElsewhere } from '../../../plan/facts/across/elsewhere.ts';
import { listed } from '../../../plan/facts/words.ts';
import { uriOf } from '../../../server/files.ts';
import { openPlanStore } from '../../../store/plans/open.ts';
import type { PlanRecord } from '../../../store/plans/record.ts';
import type { PlanStore } from '../../../store/plans/store.ts';
import { StoreTrouble } from '../../../store/trouble.ts';
import { readWorkspace } from '../../analyses.ts';
import { git } from '../../git/command.ts';
import { type Commit, openRepository, type Repository } from '../../git/git.ts';
import { repositoryOf } from '../../git/repository.ts';
import { pathFrom } from '../../git/versions.ts';
import { type Input, isPattern, readInputs, textIn } from '../../inputs.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { repositoryName, type StoreOptions } from '../../stores.ts';
import { named } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';

export interface PublishOptions extends StoreOptions {
  readonly store: string;
  /** What it is called by the version control; default: HEAD. */
  readonly revision?: string;
  /** What steps and meetings are called goes with it. */
  readonly titles?: boolean;
  readonly ignore?: boolean;
  readonly now: number;
}

export async function publish(args: readonly string[], options: PublishOptions, streams: Streams): Promise<ExitCode> {
  const cwd = process.cwd();
  // What was deleted is not there, and with the last plan of a folder git takes the folder away.
  const missing = await missingOf(args, cwd);
  const there = args.filter((arg) => !missing.includes(arg));
  const { files, problems } =
    missing.length > 0 && there.length === 0
      ? { files: [], problems: [] }
      : await readInputs(there, cwd, streams, { ...options, mayBeEmpty: true });
  for (const problem of problems) streams.note(`release-plan: ${problem}\n`);
  if (files.some(({ isStdin }) => isStdin))
    throw new Misuse('What is published lies somewhere: standard input does not.');
  const root = repositoryOf(cwd) ?? cwd;
  const repository = options.repository ?? (await repositoryName(cwd));
  const { revision, committed } = await revisionOf(root, files, options, streams);
  const { workspace } = await readWorkspace(files, { cwd });
  let store: PlanStore | undefined;
  try {
    store = await openPlanStore(options.store, 'make');
    const count = { kept: 0, same: 0, older: 0 };
    const present = new Set<string>();
    let waiting: PlanRecord[] = [];
    const put = async () => {
      for (const outcome of await store!.put(waiting)) count[outcome]++;
      waiting = [];
    };
    for (const { path } of files) {
      const at = pathFrom(root, path);
      present.add(at);
      const { plan, published } = workspace.analysis(uriOf(path));
      const releases = published.map((one) => toldElsewhere(plan, one, options.now, options.titles === true));
      waiting.push({ repository, path: at, revision, committed, releases });
      workspace.letGo(uriOf(path));
      if (waiting.length === TOGETHER) await put();
    }
    await put();
    const { paths, notes } = await store.pathsOf(repository);
    for (const sentence of notes) streams.note(`release-plan: ${sentence}\n`);
    const ofFolders = problems.length > 0 ? [] : await foldersOf(args, cwd);
    const known = (arg: string) =>
      paths.filter((path) => !present.has(path) && liesIn(path, pathFrom(root, resolve(cwd, arg))));
    const never = missing.filter((arg) => known(arg).length === 0);
    for (const arg of never)
      streams.note(`release-plan: ${named(arg)} does not exist, and the store knows nothing of it.\n`);
    const left = [...new Set([...ofFolders, ...missing].flatMap(known))];
    const withdrawn: string[] = [];
    const outcomes = await store.put(
      left.map((path) => ({ repository, path, revision, committed, withdrawn: true, releases: [] })),
    );
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome === 'kept') withdrawn.push(left[i]!);
      else count[outcome]++;
    }
    tell(repository, count, withdrawn, streams);
    if (never.length > 0) return 2;
  } catch (error) {
    throw error instanceof StoreTrouble ? new Misuse(error.message) : error;
  } finally {
    await store?.close();
  }
  return problems.length > 0 ? 2 : 0;
}

/** So many are kept at once. */
const TOGETHER = 100;

/** Whatever is in these and not here any more is gone; nothing is said of a file that nobody named. */
async function foldersOf(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const all = args.length > 0 ? args : ['.'];
  const kinds = await Promise.all(all.map((arg) => stat(resolve(cwd, arg)).catch(() => undefined)));
  return all.filter((_, i) => kinds[i]?.isDirectory());
}

/** Named, and not there. */
async function missingOf(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const isThere = await Promise.all(
    args.map((arg) =>
      stat(resolve(cwd, arg)).then(
        () => true,
        (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
      ),
    ),
  );
  return args.filter((arg, i) => !isThere[i] && arg !== '-' && !isPattern(arg));
}

function liesIn(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

async function revisionOf(root: string, files: readonly Input[], { revision, now }: PublishOptions, streams: Streams) {
  if (repositoryOf(root) === undefined) {
    if (revision === undefined) throw new Misuse('Here is no git repository: say --revision and --repository.');
    return { revision, committed: now * 60 };
  }
  const repository = await openRepository(root);
  try {
    const head = await repository.commit(revision ?? 'HEAD');
    if (!head)
      throw new Misuse(
        revision === undefined
          ? 'Nothing is committed here yet.'
          : `'${named(revision)}' is no revision of this git repository.`,
      );
    const other = await notAsCommitted(repository, head, files);
    if (other.length > 0)
      streams.note(
        `release-plan: ${listed(other.map(named))} ${other.length === 1 ? 'is' : 'are'} not as in ${head.short}, and published as here.\n`,
      );
    const committed = Number(await git(root, ['log', '-1', '--no-show-signature', '--format=%ct', head.hash]));
    return { revision: head.hash, committed };
  } finally {
    repository.close();
  }
}

async function notAsCommitted(
  repository: Repository,
  head: Commit,
  files: readonly Input[],
): Promise<readonly string[]> {
  const other = await Promise.all(
    files.map(async ({ path, shown, text }) => {
      const content = await repository.read(head, pathFrom(repository.root, path));
      const known = content && 'bytes' in content ? textIn(content.bytes, shown) : undefined;
      return known && 'text' in known && known.text === text ? [] : [shown];
    }),
  );
  return other.flat();
}

function tell(
  repository: string,
  { kept, same, older }: Readonly<Record<'kept' | 'same' | 'older', number>>,
  withdrawn: readonly string[],
  streams: Streams,
): void {
  const parts = [
    `${counted(kept, 'plan')} published`,
    ...(same > 0 ? [`${same} as before`] : []),
    ...(withdrawn.length > 0 ? [`${withdrawn.length} withdrawn (${listed(withdrawn.map(named))})`] : []),
    ...(older > 0 ? [`${older} left as a later revision has ${older === 1 ? 'it' : 'them'}`] : []),
  ];
  streams.note(`release-plan: ${named(repository)}: ${parts.join(', ')}.\n`);
}
