/** Cells a text takes on a terminal: wide East Asian characters and emoji take two, marks that combine none. */
export function textWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text))
    width +=
      /\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u.test(
        segment,
      )
        ? 2
        : 1;
  return width;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
