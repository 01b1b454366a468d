/** What other programs have no column for stands in the text of a row, a line each, and is found there again. */
import type { OutlineItem } from '../../plan/outline/model.ts';
import { parseDuration } from '../../plan/time/duration.ts';
import { cellTime } from './rows.ts';

type Details = Pick<OutlineItem, 'start' | 'end' | 'undo' | 'checklist' | 'notes'>;

export function detailsText({ notes = [], checklist = [], undo }: OutlineItem): string {
  return [...notes, ...checklist.map(({ text }) => `- ${text}`), undo && `Undo: ${undo}`].filter(Boolean).join('\n');
}

/** `Planned 2026-12-05 22:00 .. 2026-12-05 22:15 Europe/Berlin`; nothing without a time. */
export function plannedText({ start, end }: OutlineItem, zone = 'UTC'): string {
  return start === undefined ? '' : `Planned ${cellTime(start, zone)} .. ${cellTime(end, zone)} ${zone}`;
}

const PLANNED = /^Planned (\d{4}-\d\d-\d\d) (\d\d:\d\d\S*) \.\. (\d{4}-\d\d-\d\d) (\d\d:\d\d\S*) (\S+)$/m;

/** The zone of the times in a text. */
export function plannedZone(text: string): string | undefined {
  return PLANNED.exec(text)?.[5];
}

/** Of a text that is made so, or that somebody wrote like it. @param zone of the table: times of another one stay notes */
export function readDetails(text: string, zone: string | undefined): Details {
  const details: { -readonly [K in keyof Details]: Details[K] } = {};
  const notes: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, day, clock, lastDay, lastClock, said] = PLANNED.exec(line) ?? [];
    const undo = /^Undo: (\S+)$/.exec(line)?.[1];
    const entry = /^- (\S.*)$/.exec(line)?.[1];
    if (said !== undefined && said === zone) {
      details.start = `${day}T${clock}`;
      details.end = `${lastDay}T${lastClock}`;
    } else if (undo !== undefined && parseDuration(undo)) details.undo = undo;
    else if (entry !== undefined) details.checklist = [...(details.checklist ?? []), { text: entry }];
    else if (line.trim() !== '') notes.push(line);
  }
  return { ...details, ...(notes.length > 0 && { notes }) };
}
