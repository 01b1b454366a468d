/**
 * The colours of all pictures, by role. Each has a contrast of at least 4.5 : 1 to the ground of its theme where it
 * carries text and 3 : 1 where it is a shape; a test computes it.
 */
import { FAMILIES } from './words/verbs.ts';

export const ROLES = [
  'ground',
  'raised',
  'text',
  'muted',
  'line',
  'grid',
  'weekend',
  'outside',
  'outage',
  /** Of words and lines that tell of an outage. */
  'cut',
  'freeze',
  'danger',
  'warning',
  'now',
  'focus',
  'range',
  ...FAMILIES,
] as const;
export type Role = (typeof ROLES)[number];
export type Palette = Readonly<Record<Role, string>>;

export const LIGHT: Palette = {
  ground: '#ffffff',
  raised: '#f5f6f8',
  text: '#1b1f24',
  muted: '#57606a',
  line: '#7d8590',
  grid: '#e3e6ea',
  weekend: '#f1f2f5',
  outside: '#eceef1',
  outage: '#fcefc9',
  cut: '#6b5000',
  freeze: '#f1f2f4',
  danger: '#b3121d',
  warning: '#8a5a00',
  now: '#0550ae',
  focus: '#0969da',
  range: '#8b949e',
  protect: '#1a68ad',
  change: '#b04c08',
  prove: '#26773a',
  decide: '#7036ad',
  tell: '#086f75',
  record: '#8c3b6e',
  access: '#5d5a12',
  work: '#5b6470',
};

export const DARK: Palette = {
  ground: '#1b1d21',
  raised: '#25282d',
  text: '#e8eaed',
  muted: '#a7afb9',
  line: '#7f8893',
  grid: '#30343a',
  weekend: '#22252a',
  outside: '#26292e',
  outage: '#3b3320',
  cut: '#e6c766',
  freeze: '#26282c',
  danger: '#ff6b74',
  warning: '#f2c14e',
  now: '#7cc0ff',
  focus: '#4ea1ff',
  range: '#808993',
  protect: '#5aa7f2',
  change: '#ee9a45',
  prove: '#5cc478',
  decide: '#bd97f5',
  tell: '#3fc3c6',
  record: '#e391bf',
  access: '#cfc66a',
  work: '#a8b2bf',
};

/** High contrast, chosen by the system (`forced-colors`): its colours replace ours, shapes and words carry the rest. */
export const FORCED: Palette = {
  ...(Object.fromEntries(ROLES.map((role) => [role, 'CanvasText'])) as Palette),
  ground: 'Canvas',
  raised: 'Canvas',
  grid: 'GrayText',
  weekend: 'Canvas',
  outside: 'Canvas',
  outage: 'Canvas',
  freeze: 'Canvas',
  now: 'Highlight',
  focus: 'Highlight',
  range: 'GrayText',
};

/** The name of the CSS variable of a role. */
export function variable(role: Role): string {
  return `var(--rp-${role})`;
}

/** `--rp-text:#1b1f24;…`: the declarations that set all variables. */
export function declarations(palette: Palette): string {
  return ROLES.map((role) => `--rp-${role}:${palette[role]}`).join(';');
}
