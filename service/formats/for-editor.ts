/**
 * Formats of other programs as an editor asks for them: which there are, what a file would become (with what each column is taken
 * to be, and what was not carried), and a plan in one of them. Bytes travel as base64. Its bundle is loaded when it is asked for.
 */
import { structuredPatch } from 'diff';
import { Unreadable } from '../../exchange/bounds.ts';
import { PLAN_FORMATS, type PlanFormat, planFormat } from '../../exchange/plan-formats.ts';
import { FIELDS } from '../../exchange/table/fields.ts';
import { LARGEST_MAP, MAP_FILE, mapText } from '../../exchange/table/saved-map.ts';
import type { Analysis } from '../../plan/analysis.ts';
import type { Range } from '../../plan/model.ts';
import { Ledger } from '../../plan/outline/ledger.ts';
import type { Instant } from '../../plan/time/model.ts';
import { everybodyIn, exported } from './export.ts';
import { imported, mostBytesOf } from './import.ts';

export interface FormatChoice {
  readonly name: string;
  /** `.xlsx`. */
  readonly extension: string;
  /** For whom or what it is, without markup. */
  readonly about: string;
  readonly profiles: readonly { readonly name: string; readonly about: string; readonly reads?: string }[];
  /** Whether a file of it may include others. */
  readonly isSeveral: boolean;
  /** Of a file that is read. */
  readonly mostBytes: number;
  /** Whether it may be of one person, team, role or audience alone. */
  readonly canBeFor: boolean;
}

export interface FormatChoices {
  readonly written: readonly FormatChoice[];
  readonly read: readonly FormatChoice[];
  /** The file beside tables that keeps what their columns are. */
  readonly map: { readonly name: string; readonly mostBytes: number };
  /** Whoever one that is written may be for: of a plan that was named. */
  readonly people: readonly { readonly name: string; readonly title?: string }[];
}

export interface FileBytes {
  readonly name: string;
  readonly base64: string;
}

export interface ImportWish {
  readonly file: FileBytes;
  readonly others: readonly FileBytes[];
  readonly format: string;
  readonly profile?: string;
  readonly zone?: string;
  /** `Owner=by`: which field a column is, by its head. */
  readonly map: readonly string[];
  /** The text of the file beside it that keeps what columns are; `map` counts where both say it. */
  readonly saved?: string;
}

export interface LineEdit {
  readonly range: Range;
  readonly newText: string;
}

/** What would come of a file; nothing is written. */
export interface ImportShown {
  /** Of the plan as it would be. */
  readonly text: string;
  /** Of a plan that takes the file over: what would change in it. */
  readonly edits: readonly LineEdit[];
  /** Counts first, then every row that is not as it was. */
  readonly report: string;
  /** All was taken as it is. */
  readonly isWhole: boolean;
  /** What each column of a table is taken to be; undefined: its cells become comments. */
  readonly columns: readonly { readonly head: string; readonly field?: string }[];
  /** What a column may be. */
  readonly fields: readonly string[];
  /** Of the file beside tables, where it is to keep what `map` says; undefined: it says nothing. */
  readonly toSave?: string;
}

/** Nothing can be read; of a table without a head that is known, what its columns could be said to be. */
export interface ImportRefused {
  readonly trouble: string;
  readonly columns?: ImportShown['columns'];
  readonly fields?: readonly string[];
}

export interface ExportWish {
  readonly format: string;
  readonly profile?: string;
  readonly release?: string;
  /** Only what concerns this person, team, role or audience. */
  readonly for?: string;
  /** What the file holds that is written over. */
  readonly before?: string;
}

export interface ExportShown {
  readonly base64: string;
  /** What the plan says and the format cannot. */
  readonly missing?: string;
}

/** @param release of the plan; default: its first */
export function formatChoices(analysis?: Analysis, release?: string): FormatChoices {
  const { releases } = analysis?.plan ?? { releases: [] };
  const of = releases.find(({ name }) => name === release) ?? releases[0];
  return {
    people: analysis && of ? everybodyIn(analysis, of) : [],
    map: { name: MAP_FILE, mostBytes: LARGEST_MAP },
    written: PLAN_FORMATS.filter(({ write }) => write).map((one) => choiceOf(one, one.about)),
    read: PLAN_FORMATS.filter(({ read }) => read).map((one) => choiceOf(one, one.reads ?? one.about)),
  };
}

function choiceOf(format: PlanFormat, about: string): FormatChoice {
  const { name, extension, profiles = [], isSeveral = false, canBeFor = false } = format;
  return {
    name,
    extension,
    about: plain(about),
    profiles: profiles.map(({ name: own, about: what, reads }) => ({
      name: own,
      about: plain(what),
      ...(reads && { reads }),
    })),
    isSeveral,
    mostBytes: mostBytesOf(name),
    canBeFor,
  };
}

/** Without the marks of Markdown. */
function plain(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}

export interface ImportInto {
  readonly uri: string;
  readonly text: string;
  readonly analysis: Analysis;
}

/** Files are asked for by their names; several may be called alike, and none gets lost. */
function byName(files: readonly FileBytes[], contents: readonly Uint8Array[]): ReadonlyMap<string, Uint8Array> {
  const all = new Map<string, Uint8Array>();
  for (const [i, { name }] of files.entries()) all.set(all.has(name) ? `${i + 1}/${name}` : name, contents[i]!);
  return all;
}

/** @param into takes the file over */
export async function importShown(wish: ImportWish, into?: ImportInto): Promise<ImportShown | ImportRefused> {
  const { file, others, format, profile, zone, map, saved } = wish;
  const [bytes, ...more] = [file, ...others].map(({ base64 }) => bytesOf(base64));
  const ledger = new Ledger();
  const got = await imported({
    ledger,
    format,
    bytes: bytes!,
    file: file.name,
    map,
    ...(saved !== undefined && { saved }),
    ...(profile !== undefined && { profile }),
    ...(zone !== undefined && { zone }),
    ...(others.length > 0 && { others: byName(others, more) }),
    ...(into && { into: { uri: into.uri, text: into.text, ...into.analysis } }),
  });
  const { columns } = ledger;
  const fields = columns.length > 0 ? FIELDS : [];
  if ('trouble' in got) return { ...got, ...(columns.length > 0 && { columns, fields }) };
  const { text, report } = got;
  return {
    text,
    edits: into ? editsBetween(into.text, text) : [],
    report,
    isWhole: ledger.exitCode === 0,
    columns,
    fields,
    ...(map.length > 0 && { toSave: mapText(saved ?? '', map) }),
  };
}

export async function exportShown(
  analysis: Analysis,
  name: string,
  { format, profile, release, before, for: somebody }: ExportWish,
  now: Instant,
): Promise<ExportShown | { readonly trouble: string }> {
  if (!planFormat(format)) return { trouble: `There is no format '${format}'.` };
  try {
    const got = await exported(analysis, name, {
      format,
      now,
      ...(profile !== undefined && { profile }),
      ...(release !== undefined && { release }),
      ...(before !== undefined && { before: bytesOf(before) }),
      ...(somebody !== undefined && { for: somebody }),
    });
    if ('trouble' in got) return got;
    const { data, missing } = got;
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    return { base64: base64Of(bytes), ...(missing !== undefined && { missing }) };
  } catch (error) {
    if (error instanceof Unreadable) return { trouble: error.message };
    throw error;
  }
}

/** Line by line, so that each change can be looked at by itself. */
function editsBetween(before: string, after: string): readonly LineEdit[] {
  return structuredPatch('', '', before, after, '', '', { context: 0 }).hunks.map(({ oldStart, oldLines, lines }) => {
    // Of nothing that goes the line in front of it is named.
    const first = oldLines === 0 ? oldStart : oldStart - 1;
    // `\ No newline at end of file` stands behind the line it is said of.
    const isLast = lines.some((line, i) => line.startsWith('\\') && lines[i - 1]?.startsWith('+'));
    const added = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
    return {
      range: { start: { line: first, character: 0 }, end: { line: first + oldLines, character: 0 } },
      newText: added.length === 0 ? '' : `${added.join('\n')}${isLast ? '' : '\n'}`,
    };
  });
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  // Not all at once: a call takes so many arguments and no more.
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
