/** The schemas of what the board says to the editor: nothing else is a message. What is a line of a log, the server knows. */
import * as v from 'valibot';

const TEXT = v.pipe(v.string(), v.maxLength(10_000));

const FROM_BOARD = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('me'), name: TEXT }),
  v.strictObject({
    type: v.literal('say'),
    asked: v.pipe(v.number(), v.integer(), v.minValue(0)),
    events: v.pipe(v.array(v.looseObject({ id: TEXT })), v.maxLength(200)),
  }),
]);

/** Undefined: it is none. */
export function messageFromBoard(data: unknown): v.InferOutput<typeof FROM_BOARD> | undefined {
  const read = v.safeParse(FROM_BOARD, data);
  return read.success ? read.output : undefined;
}
