/** What a step does to the world, as a picture shows it: by colour, by shape and by word, never by colour alone. */
import type { Verb } from '../../plan/model.ts';

export const FAMILIES = ['protect', 'change', 'prove', 'decide', 'tell', 'record', 'access', 'work'] as const;
export type Family = (typeof FAMILIES)[number];

export const FAMILY_OF: Readonly<Record<Verb, Family>> = {
  backup: 'protect',
  snapshot: 'protect',
  stop: 'change',
  start: 'change',
  migrate: 'change',
  deploy: 'change',
  configure: 'change',
  switch: 'change',
  restore: 'change',
  verify: 'prove',
  gate: 'decide',
  notify: 'tell',
  meet: 'tell',
  record: 'record',
  grant: 'access',
  revoke: 'access',
  wait: 'work',
  task: 'work',
};

/** What a family does, for the legend. */
export const FAMILY_WORD: Readonly<Record<Family, string>> = {
  protect: 'protects',
  change: 'changes',
  prove: 'proves',
  decide: 'decides',
  tell: 'tells',
  record: 'records',
  access: 'access',
  work: 'work',
};

/** A shape of its own for each family: a path inside a square of 12, its middle at 6, 6. */
export const GLYPH: Readonly<Record<Family, string>> = {
  /* a shield */ protect: 'M6 .5 11 2.2V6c0 3-2.2 4.8-5 5.7C3.2 10.8 1 9 1 6V2.2Z',
  /* a triangle, as on a play button */ change: 'M2 .8 11.2 6 2 11.2Z',
  /* a tick */ prove: 'M.5 6.5 2.3 4.6 4.7 7 9.9 1.5 11.7 3.3 4.7 10.7Z',
  /* a diamond */ decide: 'M6 0 12 6 6 12 0 6Z',
  /* a speech bubble */ tell: 'M1 1H11V8.5H6L3 11.5V8.5H1Z',
  /* a page of lines */ record: 'M1 1H11V3.4H1ZM1 4.8H11V7.2H1ZM1 8.6H8V11H1Z',
  /* a key */ access: 'M0 6a3 3 0 0 1 5.8-1H12V9H10V7H8.5V8.5H6.8V7H5.8A3 3 0 0 1 0 6Z',
  /* a dot */ work: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9Z',
};
