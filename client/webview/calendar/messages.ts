/** What the calendar and the extension say to each other, and the schemas of what arrives: nothing else is a message. */
import * as v from 'valibot';
import type { CalendarShown } from '../../../server/protocol.ts';

const TEXT = v.pipe(v.string(), v.maxLength(10_000));
const MOMENT = v.pipe(v.number(), v.integer());

const WISH = v.strictObject({
  months: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24)),
  /** In minutes since 1970; left out: now. */
  from: v.optional(MOMENT),
  for: v.pipe(v.array(TEXT), v.maxLength(100)),
  width: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(100_000)),
});

const FROM_CALENDAR = v.variant('type', [
  /** It wants to show this; also the first thing that it says. */
  v.strictObject({ type: v.literal('wish'), wish: WISH }),
  /** Somebody wants to see the line (zero-based) in the editor. */
  v.strictObject({ type: v.literal('reveal'), file: TEXT, line: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
]);

export type CalendarWishes = v.InferOutput<typeof WISH>;
export type FromCalendar = v.InferOutput<typeof FROM_CALENDAR>;

export type ToCalendar =
  | ({ readonly type: 'show' } & CalendarShown)
  /** What was shown stays, and this says why nothing new is. */
  | { readonly type: 'trouble'; readonly message: string };

const TO_CALENDAR = v.variant('type', [
  v.looseObject({
    type: v.literal('show'),
    markup: v.string(),
    names: v.array(v.string()),
    earlier: MOMENT,
    later: MOMENT,
  }),
  v.looseObject({ type: v.literal('trouble'), message: v.string() }),
]);

/** Undefined: it is none. */
export function messageFromCalendar(data: unknown): FromCalendar | undefined {
  const read = v.safeParse(FROM_CALENDAR, data);
  return read.success ? read.output : undefined;
}

export function messageToCalendar(data: unknown): ToCalendar | undefined {
  const read = v.safeParse(TO_CALENDAR, data);
  return read.success ? read.output : undefined;
}
