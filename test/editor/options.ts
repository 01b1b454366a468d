import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface RunOptions {
  /** The packaged extension under test. */
  vsix: string;
  /** Runs extension and suite in the web extension host, as vscode.dev would. */
  web: boolean;
  /** The source of the suite; another one than ours serves an investigation. */
  suite: string | undefined;
  /** Only tests whose name contains this. */
  grep: string;
  /** Where pictures go: of failures, and of all there is to see where somebody named it. */
  screenshots: string;
  /** User settings of this run, over the quiet ones of every run. */
  settings: Record<string, unknown>;
  /** Seconds until the whole run counts as failed. */
  timeout: number;
  /** Leaves the temporary folder with logs and workspace behind. */
  keep: boolean;
}

export const usage = `
  --web                    run extension and suite in the web extension host
  --grep TEXT              only tests whose name contains TEXT
  --setting KEY=VALUE      a user setting, its value as JSON or plain text; repeatable
  --screenshots DIR        makes pictures of what is tested, too (default: of failures alone, in ${join('TEMP', 'release-plan-screenshots')})
  --vsix FILE              the packaged extension (default: dist/release-plan.vsix)
  --suite FILE             the source of another suite
  --soak MINUTES           random edits, drags, undos and refactorings for so long, in place of the suite (--setting soak.seed=N)
  --timeout SECONDS        for the whole run (default: 1800)
  --keep                   leave the temporary folder with its logs
`;

export function parseOptions(args: string[]): RunOptions {
  const { values } = parseArgs({
    args,
    options: {
      web: { type: 'boolean', default: false },
      grep: { type: 'string', default: '' },
      setting: { type: 'string', multiple: true, default: [] },
      screenshots: { type: 'string' },
      vsix: { type: 'string', default: resolve(import.meta.dirname, '../../dist/release-plan.vsix') },
      suite: { type: 'string' },
      soak: { type: 'string' },
      timeout: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const { soak } = values;
  if (soak !== undefined && !(Number(soak) > 0)) throw new Error(`--soak takes a number of minutes, not '${soak}'.`);
  const timeout = Number(values.timeout ?? (soak ? Number(soak) * 60 + 900 : 1800));
  if (!(timeout > 0)) throw new Error(`--timeout takes a number of seconds, not '${values.timeout}'.`);
  return {
    ...values,
    vsix: resolve(values.vsix),
    suite: soak ? resolve(import.meta.dirname, 'suite/soak.ts') : values.suite && resolve(values.suite),
    screenshots: resolve(values.screenshots ?? join(tmpdir(), 'release-plan-screenshots')),
    settings: {
      ...(values.screenshots !== undefined && { 'suite.pictures': true }),
      ...(soak && { 'soak.minutes': Number(soak) }),
      ...Object.fromEntries(values.setting.map(parseSetting)),
    },
    timeout,
  };
}

function parseSetting(text: string): [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`--setting takes KEY=VALUE, not '${text}'.`);
  return [text.slice(0, at), jsonOrText(text.slice(at + 1))];
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
