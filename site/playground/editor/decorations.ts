/** What the server knows of the text, drawn into it: colours by meaning, and times behind steps. */
import { type ChangeDesc, type Extension, RangeSet, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { InlayHint, SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver-protocol';

interface Drawn {
  readonly tokens: DecorationSet;
  readonly hints: DecorationSet;
}

const draw = StateEffect.define<Drawn>();

const drawn = StateField.define<Drawn>({
  create: () => ({ tokens: Decoration.none, hints: Decoration.none }),
  update(value, { docChanged, changes, effects }) {
    const fresh = effects.find((effect) => effect.is(draw));
    if (fresh) return fresh.value;
    // Until the server has seen the change, what it said moves along.
    return docChanged ? { tokens: value.tokens.map(changes), hints: value.hints.map(changes) } : value;
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ tokens }) => tokens),
    EditorView.decorations.from(field, ({ hints }) => hints),
  ],
});

export function serverDecorations(): Extension {
  return drawn;
}

/** `doc` is the text the server has seen, `since` what was typed after that. */
export function drawAnswers(
  view: EditorView,
  {
    tokens,
    legend,
    hints,
    doc,
    since,
  }: {
    readonly tokens: SemanticTokens | null;
    readonly legend: SemanticTokensLegend;
    readonly hints: readonly InlayHint[] | null;
    readonly doc: Text;
    readonly since: ChangeDesc;
  },
): void {
  const marks = tokens ? marksOf(tokens.data, legend, doc) : [];
  const times = (hints ?? []).flatMap((hint) => hintAt(hint, doc));
  view.dispatch({
    effects: draw.of({
      tokens: RangeSet.of(marks, true).map(since),
      hints: RangeSet.of(times, true).map(since),
    }),
  });
}

/** Five numbers each: lines and characters from the one before, length, type, modifiers. */
function marksOf(data: readonly number[], { tokenTypes, tokenModifiers }: SemanticTokensLegend, doc: Text) {
  const marks = [];
  let [line, character] = [0, 0];
  for (let i = 0; i + 4 < data.length; i += 5) {
    const [lines, characters, length, type, modifiers] = data.slice(i, i + 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    character = lines > 0 ? characters : character + characters;
    line += lines;
    if (line >= doc.lines) break;
    const { from, to } = doc.line(line + 1);
    const end = Math.min(from + character + length, to);
    if (from + character >= end) continue;
    const modified = tokenModifiers.filter((_, bit) => modifiers & (1 << bit)).map((name) => ` tm-${name}`);
    marks.push(Decoration.mark({ class: `tt-${tokenTypes[type]}${modified.join('')}` }).range(from + character, end));
  }
  return marks;
}

function hintAt({ position, label, paddingLeft }: InlayHint, doc: Text) {
  if (position.line >= doc.lines) return [];
  const { from, to } = doc.line(position.line + 1);
  const words = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
  const widget = new Hint(`${paddingLeft ? ' ' : ''}${words}`);
  return [Decoration.widget({ widget, side: 1 }).range(Math.min(from + position.character, to))];
}

class Hint extends WidgetType {
  readonly words: string;

  constructor(words: string) {
    super();
    this.words = words;
  }

  override eq(other: Hint): boolean {
    return other.words === this.words;
  }

  override toDOM(): HTMLElement {
    const hint = document.createElement('span');
    hint.className = 'hint';
    hint.textContent = this.words;
    return hint;
  }
}
