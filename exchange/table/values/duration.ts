/** How long a row takes, by its cell and the head above it. */
import type { Row } from '../../../plan/outline/ledger.ts';
import type { Cell } from '../cells.ts';
import { lengthOf } from './length.ts';

/** A bare number has the unit of its head, else it is minutes; a part of one is a part of a day, as spreadsheets count. */
export function durationIn(cells: readonly Cell[], row: Row): string | undefined {
  const cell = cells.find(({ field, text }) => field === 'duration' && text !== '');
  if (!cell) return undefined;
  // `25'`, `1h 30′`: minutes as clocks write them.
  if (!/^\d+(?:[.,]\d+)?$/.test(cell.text)) return cell.text.replace(/(\d)\s*['′](?!['′])/g, '$1m');
  const number = Number(cell.text.replace(',', '.'));
  const unit = unitOf(cell.head, cells);
  if (unit === undefined && number > 0 && number < 1) {
    const minutes = `${Math.round(number * 1440)}m`;
    row.guessed(`duration "${cell.text}" is a part of a day: ${minutes}`);
    return minutes;
  }
  if (unit === 's') return lengthOf(number / 60);
  const isWhole = Number.isInteger(number);
  return isWhole && (unit ?? 'm') === 'm' ? lengthOf(number) : `${cell.text}${unit ?? 'm'}`;
}

function unitOf(head: string, cells: readonly Cell[]): 's' | 'm' | 'h' | 'd' | undefined {
  const plain = head.toLowerCase();
  if (/\bmin(s|utes|uten)?\b/.test(plain)) return 'm';
  if (/\b(h|hrs?|hours?|std|stunden|heures|horas)\b/.test(plain)) return 'h';
  if (/\b(days?|tage|jours|d[ií]as)\b/.test(plain)) return 'd';
  // Jira counts in seconds, and Azure DevOps in hours.
  if (!/^original estimate$/.test(plain.trim())) return undefined;
  return cells.some((one) => /^issue (?:key|id|type)$/i.test(one.head.trim())) ? 's' : 'h';
}
