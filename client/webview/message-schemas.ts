/**
 * What may pass between the preview and the extension, as schemas: whatever else arrives, at either side, is no message. What
 * the preview sends becomes edits and opens files, so nothing of it is taken on trust.
 */
import * as v from 'valibot';

/** So much a line, a name or a value of a form has at most. */
const TEXT = v.pipe(v.string(), v.maxLength(10_000));
const LINE = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Zero-based line of a file. */
const PLACE = { file: TEXT, line: LINE };
const TEXTS = v.pipe(v.array(TEXT), v.maxLength(100));

const WISHES = v.strictObject({
  width: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(100_000)),
  zoom: v.pipe(v.number(), v.finite(), v.minValue(0.01), v.maxValue(1000)),
  grouping: v.picklist(['block', 'person', 'system']),
  view: TEXT,
  release: v.optional(TEXT),
});

const FROM_PREVIEW = v.variant('type', [
  v.strictObject({ type: v.literal('ready'), wishes: WISHES }),
  v.strictObject({ type: v.literal('wish'), wishes: WISHES }),
  v.strictObject({
    type: v.literal('try'),
    changes: v.optional(
      v.strictObject({ set: v.optional(TEXTS), without: v.optional(TEXTS), start: v.optional(TEXT) }),
    ),
  }),
  v.strictObject({ type: v.literal('reveal'), ...PLACE }),
  v.strictObject({ type: v.literal('reorder') }),
  v.strictObject({ type: v.literal('tick'), ...PLACE }),
]);

/** What the pictures are is the renderer's business; here they are the object that carries them. */
const PICTURES = v.looseObject({ release: v.string(), title: v.string(), lists: v.record(v.string(), v.string()) });

const TO_PREVIEW = v.variant('type', [
  v.looseObject({ type: v.literal('show'), uri: v.string(), releases: v.array(v.string()), pictures: PICTURES }),
  v.looseObject({ type: v.literal('tried'), pictures: PICTURES, summary: v.string(), report: v.string() }),
  v.looseObject({ type: v.literal('not-tried'), message: v.string() }),
  v.looseObject({ type: v.literal('trouble'), message: v.string() }),
  v.looseObject({ type: v.literal('tab'), tab: v.string() }),
  v.looseObject({ type: v.literal('cursor'), file: v.string(), line: v.number() }),
]);

export type SaidByPreview = v.InferOutput<typeof FROM_PREVIEW>;

/** Undefined: it is none. */
export function messageFromPreview(data: unknown): SaidByPreview | undefined {
  const read = v.safeParse(FROM_PREVIEW, data);
  return read.success ? read.output : undefined;
}

export function isMessageToPreview(data: unknown): boolean {
  return v.is(TO_PREVIEW, data);
}
