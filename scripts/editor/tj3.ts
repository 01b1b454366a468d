import { ensureProgram } from './program.ts';

/** TaskJuggler 3: schedules in working time that nobody here wrote. */
export function ensureTj3(): Promise<string> {
  return ensureProgram({ title: 'TaskJuggler', variable: 'TJ3', names: ['tj3'], debian: 'tj3' });
}
