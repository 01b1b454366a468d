/** The plan that a tool is asked about: a file below the folder that is served, or a text that lies nowhere yet. */
import { resolve } from 'node:path';
import { isInside } from '../../language/files/imports.ts';
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { MAX_BYTES, readImport, uriOf } from '../../server/files.ts';
import { createPlanService, type PlanService } from '../../service/service.ts';
import type { Trouble } from '../../service/trouble.ts';
import { analyseInputs } from '../analyses.ts';
import { shownPath, tooLarge } from '../inputs.ts';
import { Misuse } from '../misuse.ts';
import { parseMoment, rightNow } from '../moment.ts';
import { named } from '../terminal/printable.ts';
import { type Schema, text } from './schema.ts';

export interface PlanAsk {
  /** Its path; beside `text` where it would lie. */
  readonly file?: string;
  readonly text?: string;
  /** The moment it is judged at; default: now. */
  readonly at?: string;
}

/** What every tool takes that is asked about a plan. */
export const PLAN: Readonly<Record<string, Schema>> = {
  'file?': text('path of the plan, below the folder served'),
  'text?': text('what the plan says, instead of what the file says'),
  'at?': text('moment to judge at, e.g. 2026-12-05T21:00Z; default: now'),
};

export interface OpenPlan {
  readonly uri: string;
  readonly text: string;
  readonly analysis: Analysis;
  readonly workspace: Workspace;
  readonly plans: PlanService;
  pathOf(uri: string): string;
}

/** `folder`: nothing outside of it is read, whatever is asked. */
export async function openPlan(ask: PlanAsk, folder: string): Promise<OpenPlan | Trouble> {
  if (ask.file === undefined && ask.text === undefined) {
    return { trouble: 'No plan is named: give `file`, the path of one, or `text`, what one says.' };
  }
  const now = momentOf(ask.at);
  if (typeof now === 'object') return now;
  const path = resolve(folder, ask.file ?? 'plan.release');
  const shown = named(shownPath(path, folder));
  if (!isInside(uriOf(path), uriOf(folder))) return { trouble: `${shown} lies outside of the folder that is served.` };
  const text = ask.text ?? (await textOf(path, shown, folder));
  if (typeof text === 'object') return text;
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) return { trouble: tooLarge(shown, bytes).problem };
  const run = await analyseInputs([{ path, shown, text, mark: '', isStdin: false }], { cwd: folder, now });
  return {
    uri: uriOf(path),
    text,
    analysis: run.analyses[0]!,
    workspace: run.workspace,
    plans: createPlanService(run.workspace, { pathOf: run.pathOf }),
    pathOf: run.pathOf,
  };
}

/** Default: now. */
export function momentOf(text: string | undefined): number | Trouble {
  try {
    return text === undefined ? rightNow() : parseMoment(text);
  } catch (error) {
    if (error instanceof Misuse) return { trouble: error.message };
    throw error;
  }
}

async function textOf(path: string, shown: string, folder: string): Promise<string | Trouble> {
  const read = await readImport(uriOf(path), [uriOf(folder)]);
  if ('text' in read) return read.text;
  const why = {
    missing: 'does not exist',
    outside: 'leads out of the folder that is served',
    unreadable: 'is no text that can be read',
  };
  return { trouble: `${shown} ${why[read.problem]}.` };
}
