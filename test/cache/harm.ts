/**
 * A company whose plans are checked again and again while texts change, time goes on and somebody does harm to the cache: cuts
 * entries off, swaps them, puts older ones back, writes findings into them. Nobody may be able to tell by what is found.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openCache } from '../../cli/cache/cache.ts';
import { type Entry, readEntry, writeEntry } from '../../cli/cache/entry.ts';
import { secretIn } from '../../cli/cache/secret.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { judgeOneByOne } from '../../service/files/one-by-one.ts';
import { identitiesIn } from '../../service/findings/check.ts';
import { folding } from '../../store/memory.ts';
import { Random } from '../fuzz/random.ts';
import { companies, type Edit, edits, type Files } from '../support/company.ts';

const FOLDER = 'file:///company/';
const BEGIN = Date.UTC(2026, 10, 30, 8) / 60_000;
const pathOf = (uri: string) => uri.slice(FOLDER.length);

export interface Tally {
  readonly rounds: number;
  /** By name, how often harm was done. */
  readonly harms: ReadonlyMap<string, number>;
  /** How often the cache was asked what a plan tells and what was found in it, and how often it knew. */
  readonly asked: Asked;
  readonly known: Asked;
  /** What differed, a line each. */
  readonly differences: readonly string[];
}

interface Asked {
  tells: number;
  found: number;
}

/** @param rounds so many checks, of a company that is another one from time to time */
export async function harmed(seed: number, rounds: number): Promise<Tally> {
  const random = new Random(seed);
  const tally = { asked: { tells: 0, found: 0 }, known: { tells: 0, found: 0 } };
  const harms = new Map<string, number>();
  const differences: string[] = [];
  let night: Night | undefined;
  for (let round = 0; round < rounds; round++) {
    if (round % ROUNDS_OF_ONE === 0) {
      night?.end();
      night = new Night(random);
    }
    const one = night!;
    if (round % ROUNDS_OF_ONE > 0) {
      const name = one.harm();
      harms.set(name, (harms.get(name) ?? 0) + 1);
      one.goOn();
    }
    const found = await one.check(tally);
    const expected = one.plainly();
    if (found !== expected) differences.push(`seed ${seed}, round ${round}: ${firstDifference(found, expected)}`);
  }
  night?.end();
  return { rounds, harms, ...tally, differences };
}

const ROUNDS_OF_ONE = 25;

/** One company and its cache. */
class Night {
  private readonly random: Random;
  private readonly folder = mkdtempSync(join(tmpdir(), 'release-plan-cache-'));
  private readonly files: Map<string, string>;
  private readonly older = new Map<string, Uint8Array[]>();
  private now = BEGIN;
  private expected: string | undefined;

  constructor(random: Random) {
    this.random = random;
    this.files = new Map(sample<Files>(companies, random));
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Somebody types, or the clock goes on, or neither. */
  goOn(): void {
    const { random } = this;
    if (random.chance(0.5)) {
      for (const { file, text } of sample<readonly Edit[]>(edits, random).slice(0, 1))
        if (text === undefined) this.files.delete(file);
        else this.files.set(file, text);
      this.expected = undefined;
    }
    if (random.chance(0.25)) {
      this.now += random.pick([1, 60, 1440, 20 * 1440, -30]);
      this.expected = undefined;
    }
  }

  /** The name of what was done. */
  harm(): string {
    const names = Object.keys(HARMS);
    const name = this.random.chance(0.3) ? QUIET : this.random.pick(names);
    for (const one of readdirSync(this.folder, { withFileTypes: true }))
      if (one.isDirectory()) rmSync(join(this.folder, one.name), { recursive: true });
    const paths = this.entries();
    for (const path of paths) this.older.set(path, [...(this.older.get(path) ?? []).slice(-4), readFileSync(path)]);
    for (let left = 1 + this.random.below(3); left > 0; left--) {
      const [path, other] = [this.random.pick(paths), this.random.pick(paths)];
      if (existsSync(path) && existsSync(other)) HARMS[name]!({ ...this.parts(), path, other });
      if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) break;
    }
    return name;
  }

  private entries(): string[] {
    const names = readdirSync(this.folder).filter((one) => one.endsWith('.plan'));
    return names.map((one) => join(this.folder, one));
  }

  private parts() {
    return { folder: this.folder, random: this.random, secret: secretIn(this.folder), older: this.older };
  }

  private workspace(): Workspace {
    const workspace = createWorkspace({ roots: [FOLDER], now: () => this.now, folding });
    for (const [name, text] of this.files) workspace.set(FOLDER + name, text);
    for (const uri of workspace.wanted()) workspace.markMissing(uri);
    return workspace;
  }

  async check(tally: Pick<Tally, 'asked' | 'known'>): Promise<string> {
    const workspace = this.workspace();
    const cache = openCache({
      place: { folder: this.folder, isNamed: true },
      ...{ workspace, pathOf, now: this.now, roots: [FOLDER] },
      // That it cannot be written is told; it is not what is asked here.
      note: () => undefined,
    })!;
    const counted = <Known>(known: Known | undefined, what: 'tells' | 'found') => {
      tally.asked[what]++;
      if (known) tally.known[what]++;
      return known;
    };
    const found = await judgeOneByOne(workspace, workspace.files(), {
      folding,
      ...{ pathOf, read: () => undefined, rest: async () => undefined, progress: () => undefined },
      memory: {
        ...cache,
        tells: (uri) => counted(cache.tells(uri), 'tells'),
        found: (uri, beside) => counted(cache.found(uri, beside), 'found'),
      },
      held: this.random.below(4),
    });
    cache.close();
    return said(found.analyses, found.identities, found.fixesOf);
  }

  /** Every plan whole, and all of them at once. */
  plainly(): string {
    if (this.expected === undefined) {
      const workspace = this.workspace();
      const analyses = workspace.files().map((uri) => workspace.analysis(uri));
      const fixes = new Map(
        analyses.flatMap(({ plan, findings }) =>
          findings.map((finding) => [finding, workspace.fixesOf(plan.file)(finding)] as const),
        ),
      );
      this.expected = said(analyses, identitiesIn(workspace, analyses, pathOf), (finding) => fixes.get(finding)!);
    }
    return this.expected;
  }
}

type Found = Awaited<ReturnType<typeof judgeOneByOne>>;

function said(analyses: Found['analyses'], identities: Found['identities'], fixesOf: Found['fixesOf']): string {
  return JSON.stringify(
    analyses.map(({ plan, findings }) => [
      plan.file,
      findings.map((finding) => [finding, identities.get(finding), fixesOf(finding)]),
    ]),
  );
}

function firstDifference(found: string, expected: string): string {
  let i = 0;
  while (i < found.length && found[i] === expected[i]) i++;
  return `found ${found.slice(Math.max(0, i - 80), i + 80)}, and plainly ${expected.slice(Math.max(0, i - 80), i + 80)}`;
}

interface Harmed {
  readonly folder: string;
  readonly path: string;
  readonly other: string;
  readonly random: Random;
  readonly secret: Uint8Array;
  /** What was in each file before. */
  readonly older: ReadonlyMap<string, readonly Uint8Array[]>;
}

const QUIET = 'nothing at all';

/** What may happen to a cache. */
const HARMS: Readonly<Record<string, (harmed: Harmed) => void>> = {
  [QUIET]: () => undefined,
  'cut off': ({ path, random }) => {
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, random.below(bytes.length)));
  },
  'a bit flipped': ({ path, random }) => {
    const bytes = readFileSync(path);
    const at = random.below(bytes.length);
    bytes[at] = bytes[at]! ^ (1 << random.below(8));
    writeFileSync(path, bytes);
  },
  swapped: ({ path, other }) => {
    const [one, two] = [readFileSync(path), readFileSync(other)];
    writeFileSync(path, two);
    writeFileSync(other, one);
  },
  gone: ({ path }) => rmSync(path, { force: true }),
  'an older one put back': ({ path, random, older }) => {
    writeFileSync(path, random.pick(older.get(path)!));
  },
  noise: ({ path, random }) => {
    writeFileSync(path, Buffer.from(Array.from({ length: random.below(4000) }, () => random.below(256))));
  },
  'a folder in its place': ({ path }) => {
    rmSync(path, { force: true });
    mkdirSync(path);
  },
  'somebody was stopped while writing': ({ path, random }) => {
    const bytes = readFileSync(path);
    writeFileSync(`${path}.4711-abcd.tmp`, bytes.subarray(0, random.below(bytes.length)));
  },
  'findings taken out, the seal left': ({ path }) => {
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/"findings":\[.*?\],"identities"/, '"findings":[],"identities"'));
  },
  'words changed, the seal left': ({ path }) => {
    writeFileSync(path, readFileSync(path, 'utf8').replace('"message":"', '"message":"All is well. '));
  },
  'poisoned, sealed with another secret': ({ path, secret }) => {
    const entry = readEntry(readFileSync(path, 'utf8'), secret);
    if (entry) writeFileSync(path, writeEntry(poisoned(entry), Buffer.from('somebody else')));
  },
  'poisoned, with the secret, for another text': ({ path, secret }) => {
    const entry = readEntry(readFileSync(path, 'utf8'), secret);
    if (entry) writeFileSync(path, writeEntry({ ...poisoned(entry), basis: 'f'.repeat(64) }, secret));
  },
  'of another shape, with the secret': ({ path, secret, random }) => {
    const entry = readEntry(readFileSync(path, 'utf8'), secret);
    if (!entry) return;
    const odd = random.pick<unknown>([
      { ...entry, tells: { ...entry.tells, published: [{}] } },
      { ...entry, tells: undefined },
      { ...entry, marks: [1] },
      { ...entry, judged: { beside: entry.judged?.beside ?? '', found: { ...entry.judged?.found, findings: [{}] } } },
      { ...entry, judged: { beside: entry.judged?.beside ?? '', found: { ...entry.judged?.found, fixes: null } } },
      null,
      [],
    ]);
    writeFileSync(path, writeEntry(odd as Entry, secret));
  },
  'of another version': ({ path }) => {
    writeFileSync(path, readFileSync(path, 'utf8').replace('release-plan cache 1 ', 'release-plan cache 2 '));
  },
  'another secret': ({ folder }) => writeFileSync(join(folder, 'cache-secret'), `${'0'.repeat(63)}1\n`),
  'no secret': ({ folder }) => rmSync(join(folder, 'cache-secret'), { force: true }),
  'half a secret': ({ folder }) => writeFileSync(join(folder, 'cache-secret'), 'abc'),
};

/** What somebody would write who wants nothing to be found. */
function poisoned(entry: Entry): Entry {
  const { judged, tells } = entry;
  return {
    ...entry,
    tells: { ...tells, published: [] },
    marks: [],
    ...(judged && { judged: { ...judged, found: { ...judged.found, findings: [], identities: [], fixes: [] } } }),
  };
}

function sample<Value>(arbitrary: fc.Arbitrary<Value>, random: Random): Value {
  return fc.sample(arbitrary, { seed: random.below(2 ** 31), numRuns: 1 })[0]!;
}
