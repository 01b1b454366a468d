/** What the tests in real programs need, installed once before any of them runs: Chromium, Neovim, a VS Code server. */
import { ensureChromium } from './chromium.ts';
import { ensureNeovim } from './neovim.ts';
import { ensureVsCodeServer } from './vscode-server.ts';

console.log(await ensureChromium());
console.log(await ensureNeovim());
console.log(await ensureVsCodeServer());
