import { ensureProgram } from './program.ts';

/** The second real client of the language server. */
export function ensureNeovim(): Promise<string> {
  return ensureProgram({ title: 'Neovim', variable: 'NEOVIM', names: ['nvim'], debian: 'neovim' });
}
