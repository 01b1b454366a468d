/**
 * What may pass between the preview and the extension, as schemas: whatever else arrives, at either side, is no message. What
 * the preview sends becomes edits and opens files, so nothing of it is taken on trust.
 */
import * as v from 'valibot';

/** So much a line, a name or a value of a form has at most. */
const TEXT = v.pipe(v.string(), v.maxLength(10_000));
const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0));
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
  rows: v.strictObject({ from: COUNT, to: COUNT }),
  folded: v.strictObject({ all: v.boolean(), but: v.pipe(v.array(TEXT), v.maxLength(10_000)) }),
  arranged: v.optional(
    v.strictObject({
      sort: v.optional(v.strictObject({ column: TEXT, isDescending: v.boolean() })),
      words: v.optional(TEXT),
    }),
  ),
});

const MOMENT = v.pipe(v.number(), v.integer());
const STEP_EDIT = v.strictObject({
  release: TEXT,
  step: v.optional(TEXT),
  milestone: v.optional(TEXT),
  start: v.optional(MOMENT),
  end: v.optional(MOMENT),
  duration: v.optional(TEXT),
  by: v.optional(TEXT),
  title: v.optional(TEXT),
  after: v.optional(TEXT),
  notAfter: v.optional(TEXT),
});
const ASKED = { asked: COUNT, version: COUNT, edit: STEP_EDIT };

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
  v.strictObject({ type: v.literal('tick'), ...PLACE, of: v.optional(TEXT) }),
  v.strictObject({ type: v.literal('try-step'), ...ASKED }),
  v.strictObject({ type: v.literal('edit-step'), ...ASKED }),
  v.strictObject({ type: v.literal('choices') }),
  v.strictObject({ type: v.literal('findings') }),
  v.strictObject({ type: v.literal('repairs'), finding: COUNT }),
  v.strictObject({ type: v.literal('repair'), finding: COUNT, title: TEXT }),
]);

/** What the pictures are is the renderer's business; here they are the object that carries them. */
const PICTURES = v.looseObject({
  release: v.string(),
  title: v.string(),
  list: v.optional(v.looseObject({ view: v.string(), frame: v.string(), rows: v.array(v.string()) })),
});

const TOLD = v.looseObject({ code: v.string(), severity: v.string(), message: v.string() });
const FINDING = v.looseObject({ ...TOLD.entries, file: v.string() });
const OUTCOME = v.looseObject({
  start: v.number(),
  end: v.number(),
  when: v.string(),
  moved: v.array(v.looseObject({ step: v.string(), start: v.number(), end: v.number() })),
  facts: v.array(v.looseObject({ text: v.string(), tone: v.string() })),
  added: v.array(TOLD),
  gone: v.array(TOLD),
});

const TO_PREVIEW = v.variant('type', [
  v.looseObject({ type: v.literal('show'), uri: v.string(), releases: v.array(v.string()), pictures: PICTURES }),
  v.looseObject({ type: v.literal('tried'), pictures: PICTURES, summary: v.string(), report: v.string() }),
  v.looseObject({ type: v.literal('not-tried'), message: v.string() }),
  v.looseObject({ type: v.literal('trouble'), message: v.string() }),
  v.looseObject({ type: v.literal('step-tried'), asked: v.number(), says: v.array(v.string()), outcome: OUTCOME }),
  v.looseObject({ type: v.literal('step-edited'), asked: v.number(), says: v.array(v.string()) }),
  v.looseObject({ type: v.literal('step-refused'), asked: v.number(), message: v.string() }),
  v.looseObject({
    type: v.literal('choices'),
    choices: v.looseObject({ steps: v.array(v.looseObject({ step: v.string() })), people: v.array(v.string()) }),
    version: v.number(),
  }),
  v.looseObject({ type: v.literal('found'), findings: v.array(FINDING) }),
  v.looseObject({ type: v.literal('repairs'), finding: v.number(), titles: v.array(v.string()) }),
  v.looseObject({ type: v.literal('pinned'), isPinned: v.boolean() }),
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
