import type { Ledger, RowReport } from '../../../plan/outline/ledger.ts';
import type { Outline } from '../../../plan/outline/model.ts';
import { imported } from '../../../service/formats/import.ts';
import { openPlan } from '../plans.ts';
import { list, rows, type Schema, shape, text } from '../schema.ts';
import { foundIn } from './check.ts';
import type { PlanTool } from './tool.ts';

interface WriteAsk {
  readonly outline: Outline;
  readonly at?: string;
}

/** Its members one by one are more than all tools together: what most need is said here, the rest is a document. */
const OUTLINE: Schema = {
  type: 'object',
  description:
    'all optional: title, kind, owner, zone, window {from, to}, changes, people [{name, title}], teams [{name, members}], ' +
    'systems [{name, type}], scope, risks, and items, in order: steps {title, verb, targets, by, with, duration, at, after, ' +
    'undo}, blocks {kind: prepare | run | outage | parallel | rollback …, items}, milestones {kind, title, at}. Texts as people say ' +
    'them: "Mara Lind", "15 min", "2026-12-05 22:00". Everything: release-plan://outline',
};

export const writePlan: PlanTool<WriteAsk> = {
  name: 'write_plan',
  title: 'Write a plan from an outline',
  description:
    'Makes the text of a plan from what you have read in prose, a table or a chat: names, declarations and layout are made, ' +
    'what was not said is left open. Gives the text, what was guessed or not taken, and what is found in it; no file is written. ' +
    'Criteria of gates, promises, triggers, rehearsals, hypercare: add them to the text.',
  takes: shape({ outline: OUTLINE, 'at?': text('moment to judge at; default: now') }),
  gives: shape({
    text: text(),
    told: list(text(), 'guessed, changed, not taken: tell people'),
    summary: text(),
    findings: rows('as `check` has them'),
  }),
  async answer({ outline, at }, folder) {
    const bytes = new TextEncoder().encode(JSON.stringify(outline));
    const written = await imported({ format: 'json', bytes, file: 'The outline' });
    if ('trouble' in written) return written;
    const plan = await openPlan({ text: written.text, ...(at !== undefined && { at }) }, folder);
    return 'trouble' in plan ? plan : { text: written.text, told: toldOf(written.ledger), ...foundIn(plan) };
  },
};

function toldOf({ file, rows }: Ledger): readonly string[] {
  const all = [file, ...rows].flatMap((row) => row.entries.map((entry) => `${placeOf(row)}: ${sentence(entry)}`));
  const leftOut = all.length - MOST_TOLD;
  return leftOut > 0 ? [...all.slice(0, MOST_TOLD), `and ${leftOut} more`] : all;
}

const MOST_TOLD = 100;

function placeOf({ place, what }: RowReport): string {
  return what === '' ? place : `${place} "${what.length > 60 ? `${what.slice(0, 59)}…` : what}"`;
}

function sentence({ kind, text }: RowReport['entries'][number]): string {
  return kind === 'guessed' ? `guessed: ${text}` : text;
}
