/** A step as people write it in a list: `22:00 – Stop the shop (10 min, @jonas)`, `Code freeze: Friday 29th August 2025`. */
import { type Row, withRow } from '../../plan/outline/ledger.ts';
import type { OutlineCheck, OutlineItem, OutlineSpan } from '../../plan/outline/model.ts';
import type { Moments } from '../table/values/moments.ts';
import { peopleIn } from '../table/values/people.ts';
import type { ListPiece } from './page.ts';

const LENGTH =
  /^(?:~|about |ca\.? ?)?(\d+(?:[.,]\d+)? ?(?:m|mins?|minutes?|minuten|h|hrs?|hours?|std|stunden?|d|days?|tage?|wd|w|weeks?|wochen?))$/i;
const MENTION = /^@([\w-]+(?:\/[\w-]+)?)$/;
const OWNER = /^(?:owner|by|who|assigned to|responsible|wer|verantwortlich)[: ]\s*(.+)$/i;

export function itemIn(piece: ListPiece, row: Row, moments: Moments): OutlineItem {
  const { text, tail } = apart(piece.text.replace(/\s+/g, ' ').trim());
  const { rest, start, during } = timed(text, moments, row);
  let duration: string | undefined;
  const people: string[] = [];
  const kept: string[] = [];
  for (const part of tail.flatMap((one) => one.split(/[,;·]/)).map((one) => one.trim())) {
    const length = LENGTH.exec(part)?.[1];
    const mention = MENTION.exec(part)?.[1];
    const owner = OWNER.exec(part)?.[1];
    if (part === '') continue;
    if (length !== undefined) duration ??= length;
    else if (mention !== undefined) people.push(mention);
    else if (owner !== undefined) people.push(...peopleIn(owner).map((one) => one.replace(/^@/, '')));
    else if (people.length > 0) people.push(part);
    else kept.push(part);
  }
  const [by, ...also] = people;
  const title = [rest, kept.length > 0 && `(${kept.join(', ')})`].filter(Boolean).join(' ');
  const checklist = piece.items.flatMap((one) => checks(one, moments, row));
  return withRow(
    {
      ...(title !== '' && { title }),
      ...(start !== undefined && { start }),
      ...(during && { during }),
      ...(duration !== undefined && { duration }),
      ...(by !== undefined && { by }),
      ...(also.length > 0 && { with: also }),
      ...(piece.done && { done: true }),
      ...(piece.link !== undefined && { links: [piece.link] }),
      ...(checklist.length > 0 && { checklist }),
      ...(piece.notes.length > 0 && { notes: piece.notes }),
    },
    row,
  );
}

/** What is to be ticked off within a step; what stands further in follows. */
export function checks(piece: ListPiece, moments: Moments, row: Row): readonly OutlineCheck[] {
  const { text, tail } = apart(piece.text.replace(/\s+/g, ' ').trim());
  const last = tail.at(-1);
  const told = /^(?:by ([^,]+))?(?:, )?(?:due (.+))?$/.exec(last ?? '');
  const isTold = last !== undefined && last !== '' && told !== null && (told[1] ?? told[2]) !== undefined;
  const due = isTold && told[2] !== undefined ? moments.text(told[2], 'due', row) : undefined;
  const whole = [text, ...(isTold ? tail.slice(0, -1) : tail).map((one) => `(${one})`)].filter(Boolean).join(' ');
  for (const note of piece.notes) row.left(`"${note}"`, 'a line of a checklist has no place for it');
  return [
    ...(whole === ''
      ? []
      : [
          {
            text: whole,
            ...(isTold && told[1] !== undefined && { by: told[1].replace(/^@/, '') }),
            ...(due !== undefined && { due }),
            ...(piece.done && { done: true }),
          },
        ]),
    ...piece.items.flatMap((one) => checks(one, moments, row)),
  ];
}

/** `Stop the shop`, and what stands in brackets or is mentioned behind it. */
function apart(text: string): { readonly text: string; readonly tail: readonly string[] } {
  const tail: string[] = [];
  let rest = text;
  for (;;) {
    const bracket = /^(.*\S)\s*[–—-]?\s*\(([^()]*)\)$/.exec(rest);
    const mention = bracket ? undefined : /^(.*\S)\s+[–—-]\s*(@[\w/-]+(?:[, ]+@[\w/-]+)*)$/.exec(rest);
    const found = bracket ?? mention;
    if (!found || tail.length > 8) return { text: rest, tail };
    rest = found[1]!;
    tail.unshift(bracket ? found[2]! : found[2]!.replace(/\s+/g, ', '));
  }
}

/** A date or an hour at either end, behind a dash or a colon. */
function timed(
  text: string,
  moments: Moments,
  row: Row,
): { readonly rest: string; readonly start?: string; readonly during?: OutlineSpan } {
  const parts = /^(.{1,60}?)\s*(?: [-–—|:] |[-–—|:] )\s*(.+)$/.exec(text);
  const hour = /^(\d{1,2}:\d{2})\s+(?:[-–—|:]\s*)?([^-–—|:\s].*)$/.exec(text);
  const turned = /^(.+?)\s*(?: [-–—|:] |[-–—|:] )\s*([^:–—|]{4,40}(?::\d{2})?)$/.exec(text);
  const tries: readonly (readonly [string | undefined, string | undefined])[] = [
    [hour?.[1], hour?.[2]],
    [parts?.[1], parts?.[2]],
    [turned?.[2], turned?.[1]],
  ];
  for (const [time, rest] of tries) {
    if (time === undefined || rest === undefined || !/\d|^tb[cda]$/i.test(time)) continue;
    const during = daysIn(time, moments, row);
    if (during) return { rest, during };
    if (!moments.reads(time)) continue;
    const { start } = moments.timesOf({ start: time }, row);
    return start === undefined ? { rest: text } : { rest, start };
  }
  return { rest: text };
}

/** `Oct 7-20`, `Oct 21 - Nov 3`, `1-8 December 2026`: all of these days. */
function daysIn(text: string, moments: Moments, row: Row): OutlineSpan | undefined {
  const [, month, first, to, last, year = ''] =
    /^(\p{L}{3,}\.? )(\d{1,2}) ?[-–—] ?(\p{L}{3,}\.? )?(\d{1,2})((?:,? \d{4})?)$/u.exec(text.trim()) ?? [];
  const [, day, until, name, of = ''] =
    /^(\d{1,2})\.? ?[-–—] ?(\d{1,2})\.? (\p{L}{3,}\.?)((?: \d{4})?)$/u.exec(text.trim()) ?? [];
  const days =
    month !== undefined
      ? [`${month}${first}${year}`, `${to ?? month}${last}${year}`]
      : day !== undefined
        ? [`${day} ${name}${of}`, `${until} ${name}${of}`]
        : [];
  if (days.length === 0 || !days.every((one) => moments.reads(one))) return undefined;
  const [from, end] = days.map((one) => moments.text(one, 'date', row));
  return from === undefined || end === undefined ? undefined : { from, to: end };
}
