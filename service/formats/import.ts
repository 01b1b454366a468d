/** What another program wrote, as the text of a plan; or as changes of a plan that is there. */
import { isEncodingGuessed, MOST_BYTES, Unreadable } from '../../exchange/bounds.ts';
import { bounded } from '../../exchange/outline/bounds.ts';
import { PLAN_FORMATS, planFormat } from '../../exchange/plan-formats.ts';
import { MAP_FILE, mapsIn } from '../../exchange/table/saved-map.ts';
import { type MergeTarget, merge } from '../../language/write/merge.ts';
import { writePlan } from '../../language/write/write.ts';
import { counted } from '../../plan/counted.ts';
import { Ledger } from '../../plan/outline/ledger.ts';
import type { Outline } from '../../plan/outline/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { profileIn } from './export.ts';

export interface ImportAsk {
  /** One of those that `docs/exchange.md` lists as read. */
  readonly format: string;
  readonly bytes: Uint8Array;
  /** As messages call it. */
  readonly file: string;
  readonly zone?: string;
  readonly profile?: string;
  /** `Owner=by`: which field a column is, by its head. */
  readonly map?: readonly string[];
  /** The text of `.release-plan-map` beside the file: what columns are where `map` says nothing of them. */
  readonly saved?: string;
  /** Files that this one may ask for, by the last part of their paths. */
  readonly others?: ReadonlyMap<string, Uint8Array>;
  /** Is told what became of every row, and keeps it where nothing could be read. */
  readonly ledger?: Ledger;
  /** Takes what was read over into this plan. */
  readonly into?: MergeTarget;
}

export interface Imported {
  /** Of the plan. */
  readonly text: string;
  /** What became of every row. */
  readonly ledger: Ledger;
  /** Counts first, then what became of each row that is not as it was, in sentences. */
  readonly report: string;
}

export async function imported({ into, ...ask }: ImportAsk): Promise<Found<Imported>> {
  const read = await outlineOf(ask);
  if ('trouble' in read) return read;
  const { outline, ledger } = read;
  const text = into ? merge(outline, into, ledger) : writePlan(outline, ledger);
  const saved = ledger.columns.length > 0 ? mapsIn(ask.saved ?? '') : [];
  return { text, ledger, report: ledger.report() + (saved.length > 0 ? savedText(saved) : '') };
}

function savedText(saved: readonly string[]): string {
  return `  columns are what ${MAP_FILE} beside the file says of them (${saved.join(', ')}); --map says otherwise\n`;
}

/** What was read, before it is a plan. */
export async function outlineOf(
  ask: Omit<ImportAsk, 'into'>,
): Promise<Found<{ readonly outline: Outline; readonly ledger: Ledger }>> {
  const format = planFormat(ask.format);
  if (!format?.read) {
    const all = PLAN_FORMATS.filter(({ read }) => read).map(({ name }) => name);
    return { trouble: `There is no format '${ask.format}' to read. There are ${all.join(', ')}.` };
  }
  const profile = profileIn(format.profiles?.map(({ name }) => name) ?? [], ask.profile, format.name);
  if (typeof profile === 'object') return profile;
  if (ask.others?.size && format.isSeveral !== true)
    return { trouble: `A file of ${format.name} is read by itself: no other one belongs to it.` };
  const { ledger = new Ledger() } = ask;
  const map = new Map<string, string>();
  // What is said now counts.
  for (const one of [...mapsIn(ask.saved ?? ''), ...(ask.map ?? [])]) {
    const at = one.lastIndexOf('=');
    if (at < 1) return { trouble: `'${one}' maps nothing. Write --map "HEAD=FIELD", as --map "Verantwortlich=by".` };
    map.set(one.slice(0, at).trim().toLowerCase(), one.slice(at + 1).trim());
  }
  const { bytes, file, zone } = ask;
  const size = [bytes, ...(ask.others?.values() ?? [])].reduce((sum, { length }) => sum + length, 0);
  const most = mostBytesOf(format.name);
  if (size > most) return { trouble: tooLarge(file, size, most) };
  if (isText(bytes) && isEncodingGuessed(bytes))
    ledger.file.guessed('its letters are those of Windows in the West: the file is no UTF-8');
  try {
    const outline = await format.read({
      bytes,
      file,
      ledger,
      map,
      ...(zone !== undefined && { zone }),
      ...(ask.others && { others: ask.others }),
      ...(ask.profile !== undefined && { profile: ask.profile }),
    });
    const { unseen } = bounded(outline, file);
    if (unseen > 0)
      ledger.file.left(counted(unseen, 'character'), 'nobody sees them, and some turn or hide what stands beside them');
    return { outline, ledger };
  } catch (error) {
    if (error instanceof Unreadable) return { trouble: error.message };
    throw error;
  }
}

/** Of a file of that format, and of all that belong to it; default: of any. */
export function mostBytesOf(format: string): number {
  return planFormat(format)?.mostBytes ?? MOST_BYTES;
}

export function tooLarge(file: string, size: number, most: number): string {
  return `${file} has ${Math.ceil(size / MB)} MB: at most ${most / MB} are read.`;
}

const MB = 1024 * 1024;

/** A workbook is packed. */
function isText([first, second]: Uint8Array): boolean {
  return first !== 0x50 || second !== 0x4b;
}
