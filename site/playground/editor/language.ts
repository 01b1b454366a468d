/** The language as the editor knows it by itself, before the server has answered: colours, comments, and how far a new line is indented. */
import { HighlightStyle, indentService, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { Tag } from '@lezer/highlight';
import { type Colour, type Inside, pieceAt } from '../../highlight.ts';

const COLOURS: Readonly<Record<Colour, string>> = {
  comment: 'var(--rp-muted)',
  string: 'var(--rp-prove)',
  keyword: 'var(--rp-decide)',
  verb: 'var(--rp-work)',
  declaration: 'var(--rp-tell)',
  number: 'var(--rp-cut)',
  operator: 'var(--rp-muted)',
  link: 'var(--rp-focus)',
  name: 'var(--rp-text)',
};

const TAGS = Object.fromEntries(Object.keys(COLOURS).map((colour) => [colour, Tag.define()]));

const release = StreamLanguage.define<{ inside?: Inside }>({
  name: 'release',
  startState: () => ({}),
  copyState: (state) => ({ ...state }),
  token(stream, state) {
    const { end, colour, inside } = pieceAt(stream.string, stream.pos, state.inside);
    state.inside = inside;
    stream.pos = end;
    return colour ?? null;
  },
  languageData: { commentTokens: { line: '//', block: { open: '/*', close: '*/' } }, indentOnInput: /^\s*\}$/ },
  tokenTable: TAGS,
});

/** As the line before, deeper behind a brace that opens, and less deep where one closes. */
const indentation = indentService.of((context, pos) => {
  const { text, from } = context.lineAt(pos, -1);
  const before = text.slice(0, pos - from).replace(/\/\/.*$/, '');
  const depth = /^\s*/.exec(before)![0].length + (/\{\s*$/.test(before) ? context.unit : 0);
  return Math.max(0, depth - (/^\s*\}/.test(context.textAfterPos(pos)) ? context.unit : 0));
});

export function releaseLanguage(): Extension {
  const styles = Object.entries(COLOURS).map(([name, color]) => ({
    tag: TAGS[name]!,
    color,
    ...(name === 'comment' && { fontStyle: 'italic' }),
  }));
  return [release, indentation, syntaxHighlighting(HighlightStyle.define(styles))];
}
