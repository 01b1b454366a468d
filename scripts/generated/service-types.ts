/**
 * The types of the npm package as one file: the compiler's declarations of everything that `service/main.ts` exports, and of
 * what those name. What is not named stays inside, so that the file is the interface and nothing else.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { root } from '../root.ts';

/** One statement at the top of a file. */
export interface Declaration {
  readonly name: string;
  /** With its comment, and without `export` or `declare`. */
  readonly text: string;
}

interface Module {
  readonly declared: ReadonlyMap<string, string>;
  /** By local name: the file it comes from and its name there. */
  readonly imported: ReadonlyMap<string, { readonly from: string; readonly name: string }>;
  /** Files all of whose names are passed on. */
  readonly passedOn: readonly string[];
  readonly exported: readonly string[];
}

/** Everything that the exports of a file name, however far, each name once; `only`: of these exports. */
export function declarationsOf(entry: string, only?: readonly string[]): readonly Declaration[] {
  const folder = mkdtempSync(join(tmpdir(), 'release-plan-types-'));
  try {
    emit(entry, folder);
    return reachable(join(folder, entry.replace(/\.ts$/, '.d.ts')), only);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As a file of declarations. */
export function typesOf(entry: string): string {
  const head = '// What `release-plan` exports, made by its build. docs/embedding.md says how to use it.\n';
  const statements = declarationsOf(entry).map(({ text }) =>
    text.replace(/^(?=(?:abstract class|class|const|function|interface|type) )/m, (_, at: number) =>
      /^(?:interface|type) /.test(text.slice(at)) ? 'export ' : 'export declare ',
    ),
  );
  return `${head}\n${statements.join('\n\n')}\n`;
}

function emit(entry: string, folder: string): void {
  const typescript = createRequire(join(root, 'package.json')).resolve('typescript/package.json');
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(dirname(typescript), 'bin', 'tsc'), ...OPTIONS, '--outDir', folder, '--rootDir', root, join(root, entry)],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The declarations of ${entry} cannot be made:\n${stdout}`);
}

const OPTIONS = [
  '--ignoreConfig',
  ...['--declaration', '--emitDeclarationOnly', '--strict', '--skipLibCheck', '--allowImportingTsExtensions'],
  ...['--target', 'es2023', '--lib', 'es2023,dom', '--module', 'esnext', '--moduleResolution', 'bundler'],
  ...['--types', 'node'],
];

function reachable(entry: string, only: readonly string[] | undefined): readonly Declaration[] {
  const modules = new Map<string, Module>();
  const moduleAt = (file: string): Module => {
    const known = modules.get(file) ?? readModule(file);
    modules.set(file, known);
    return known;
  };
  /** Where a name of a file is declared. */
  const find = (file: string, name: string): { readonly file: string; readonly name: string } | undefined => {
    const { declared, imported, passedOn } = moduleAt(file);
    if (declared.has(name)) return { file, name };
    const from = imported.get(name);
    if (from) return find(from.from, from.name);
    for (const other of passedOn) {
      const found = find(other, name);
      if (found) return found;
    }
    return undefined;
  };

  const found = new Map<string, { readonly file: string; readonly text: string }>();
  const add = (file: string, name: string): void => {
    const at = find(file, name);
    if (!at) return;
    const known = found.get(at.name);
    if (known?.file === at.file) return;
    if (known) throw new Error(`Two types of the package are called ${at.name}: in ${known.file} and in ${at.file}.`);
    const text = withoutTypeof(moduleAt(at.file).declared.get(at.name)!, (constant) => {
      const place = find(at.file, constant);
      return place && moduleAt(place.file).declared.get(place.name);
    });
    found.set(at.name, { file: at.file, text });
    for (const used of namesIn(text)) add(at.file, used);
  };
  for (const name of only ?? moduleAt(entry).exported) add(entry, name);
  return [...found].map(([name, { text }]) => ({ name, text }));
}

/** A constant exists only where the program runs: what is said of its type is written out. */
function withoutTypeof(text: string, constantOf: (constant: string) => string | undefined): string {
  return text
    .replace(/\(typeof (\w+)\)\[number\]/g, (all, name: string) => {
      const tuple = /readonly \[([^\]]*)\]/.exec(constantOf(name) ?? '')?.[1];
      return tuple?.split(/,\s*/).join(' | ') ?? all;
    })
    .replace(/\btypeof (\w+)/g, (all, name: string) => /= (\d+|"[^"]*");?$/.exec(constantOf(name) ?? '')?.[1] ?? all);
}

/** Names that may be types: no comment, text or name of a member. */
function namesIn(text: string): readonly string[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/"[^"]*"|'[^']*'/g, '');
  return [...new Set([...bare.matchAll(/\b[A-Za-z_]\w*\b(?!\s*(?:\??:|\())/g)].map(([name]) => name))];
}

function readModule(file: string): Module {
  const declared = new Map<string, string>();
  const imported = new Map<string, { readonly from: string; readonly name: string }>();
  const passedOn: string[] = [];
  const exported: string[] = [];
  const at = (path: string) => resolve(dirname(file), path.replace(/\.ts$/, '.d.ts'));
  for (const statement of statementsOf(readFileSync(file, 'utf8'))) {
    const code = statement.replace(/^\/\*\*[\s\S]*?\*\/\n/, '');
    const list = /^(import|export)\s+(?:type\s+)?\{([^}]*)\}(?:\s+from\s+'(\.[^']+)')?/.exec(code);
    const all = /^export (?:type )?\* from '(\.[^']+)'/.exec(code);
    const name = /^(?:export )?(?:declare )?(?:abstract )?(?:class|const|function|interface|type) (\w+)/.exec(
      code,
    )?.[1];
    if (list) {
      const [, word, names = '', path] = list;
      for (const each of names.split(',')) {
        const [theirs = '', ours = theirs] = each
          .trim()
          .replace(/^type /, '')
          .split(' as ');
        if (theirs === '') continue;
        if (path) imported.set(ours, { from: at(path), name: theirs });
        if (word === 'export') exported.push(ours);
      }
    } else if (all) passedOn.push(at(all[1]!));
    else if (name) {
      // An overloaded function is several statements.
      const text = statement.replace(
        /^(?:export )?(?:declare )?(?=(?:abstract |class|const|function|interface|type)\b)/m,
        '',
      );
      declared.set(name, declared.has(name) ? `${declared.get(name)}\n${text}` : text);
      if (/^export /.test(code)) exported.push(name);
    }
  }
  return { declared, imported, passedOn, exported };
}

/** The compiler begins every statement, and no line inside of one, at the margin. */
function statementsOf(text: string): readonly string[] {
  const statements: string[][] = [];
  let isOfNext = false;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    // A comment behind another one is of something else: the first was about the file.
    if (/^[^\s})\]]/.test(line) && (!isOfNext || line.startsWith('/**'))) statements.push([]);
    isOfNext = /^(?:\/\*\*.*| )\*\/$/.test(line);
    statements.at(-1)?.push(line);
  }
  return statements.map((lines) => lines.join('\n').trimEnd());
}
