/** How the editor looks: the colours of the pictures beside it, which follow what the reader prefers. */
import { EditorView } from '@codemirror/view';
import { FAMILIES } from '../../../view/words/verbs.ts';

const NAMES = {
  person: 'now',
  group: 'now',
  system: 'change',
  place: 'tell',
  moment: 'protect',
  item: 'record',
  step: 'text',
  rule: 'access',
};

const tokens = Object.fromEntries([
  ...FAMILIES.map((family) => [`.tt-${family}, .tt-${family} span`, { color: `var(--rp-${family})` }]),
  ...Object.entries(NAMES).map(([type, role]) => [`.tt-${type}, .tt-${type} span`, { color: `var(--rp-${role})` }]),
]);

export const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--rp-text)', backgroundColor: 'var(--rp-ground)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--rp-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--rp-text)' },
  '.cm-gutters': { backgroundColor: 'var(--rp-ground)', color: 'var(--rp-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--rp-focus) 8%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--rp-focus) 30%, transparent)',
  },
  '.cm-selectionMatch, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'color-mix(in srgb, var(--rp-focus) 18%, transparent)',
  },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--rp-raised)',
    color: 'var(--rp-text)',
    border: '1px solid var(--rp-line)',
  },
  '.cm-tooltip': { maxWidth: 'min(560px, 92vw)', borderRadius: '4px' },
  '.cm-lsp-hover-tooltip': { maxHeight: '50vh', overflowY: 'auto', padding: '4px 10px' },
  '.cm-lsp-documentation code': { fontFamily: 'inherit', fontWeight: '600' },
  '.cm-lsp-documentation a': { color: 'var(--rp-focus)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--rp-focus)', color: 'var(--rp-ground)' },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal', marginLeft: '10px' },
  '.cm-completionIcon': { display: 'none' },
  '.cm-panels input, .cm-panels button': {
    font: 'inherit',
    color: 'var(--rp-text)',
    background: 'var(--rp-ground)',
    border: '1px solid var(--rp-line)',
    borderRadius: '3px',
  },
  '.unused': { opacity: '.75' },
  '.hint': { color: 'var(--rp-muted)', fontSize: '11.5px', fontStyle: 'italic', paddingLeft: '1ch' },
  '.tm-critical': { fontWeight: '700' },
  ...tokens,
  '@media (max-width: 760px)': { '&': { fontSize: '16px' }, '.hint': { display: 'none' } },
});
