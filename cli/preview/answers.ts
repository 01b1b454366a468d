/** What the page of `preview` asks: the requests of an editor that only read, answered by the same functions. */
import * as v from 'valibot';
import type { ClientRequests } from '../../server/protocol.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { findingsListed } from '../../service/findings/findings.ts';
import { previewOf, trialPreviewOf, whatIfChoices } from '../../service/pictures/preview.ts';

const TEXT = v.pipe(v.string(), v.maxLength(10_000));
const TEXTS = v.pipe(v.array(TEXT), v.maxLength(100));
const NUMBER = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(100_000));
const RELEASE = { uri: TEXT, release: v.optional(TEXT) };
const OPTIONS = v.strictObject({
  width: NUMBER,
  zoom: NUMBER,
  grouping: v.picklist(['block', 'person', 'system']),
  view: TEXT,
  release: v.optional(TEXT),
  rows: v.strictObject({ from: NUMBER, to: NUMBER }),
  folded: v.strictObject({ all: v.boolean(), but: v.pipe(v.array(TEXT), v.maxLength(10_000)) }),
  arranged: v.optional(
    v.strictObject({
      sort: v.optional(v.strictObject({ column: TEXT, isDescending: v.boolean() })),
      words: v.optional(TEXT),
    }),
  ),
});

const ASKED = v.variant('method', [
  v.strictObject({ method: v.literal('release/preview'), params: v.strictObject({ uri: TEXT, options: OPTIONS }) }),
  v.strictObject({ method: v.literal('release/choices'), params: v.strictObject(RELEASE) }),
  v.strictObject({ method: v.literal('release/findings'), params: v.strictObject(RELEASE) }),
  v.strictObject({
    method: v.literal('release/whatIf'),
    params: v.strictObject({
      uri: TEXT,
      version: v.number(),
      changes: v.strictObject({ set: v.optional(TEXTS), without: v.optional(TEXTS), start: v.optional(TEXT) }),
      options: OPTIONS,
    }),
  }),
]);

type Answer<M extends keyof ClientRequests> = ClientRequests[M]['answer'];

/** A file as it is saved, and how often it was read. */
export interface Served {
  readonly file: SourceFile;
  readonly version: number;
  readonly now: number;
}

/** Undefined: it is no question of the page. */
export function answerTo(asked: unknown, { file, version, now }: Served): unknown {
  const read = v.safeParse(ASKED, asked);
  if (!read.success) return undefined;
  const { method, params } = read.output;
  switch (method) {
    case 'release/preview':
      return { version, ...previewOf(file, { ...params.options, now }) } satisfies Answer<typeof method>;
    case 'release/choices': {
      const choices = whatIfChoices(file, params.release);
      return (choices ? { version, choices } : null) satisfies Answer<typeof method>;
    }
    case 'release/findings':
      return { version, findings: findingsListed(file, params.release) } satisfies Answer<typeof method>;
    case 'release/whatIf': {
      if (params.version !== version) return { trouble: 'The file was saved since; try it again.', isOutdated: true };
      const trial = trialPreviewOf(file, params.changes, { ...params.options, now });
      return ('trouble' in trial ? trial : { version, ...trial }) satisfies Answer<typeof method>;
    }
  }
}
