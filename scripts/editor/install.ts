/** What the tests need of real programs, installed once before any of them runs: Chromium, Neovim, TaskJuggler, PostgreSQL, Python's icalendar. */
import { ensureChromium } from './chromium.ts';
import { ensureIcalendar } from './icalendar.ts';
import { ensureNeovim } from './neovim.ts';
import { ensurePostgres } from './postgres.ts';
import { ensureTj3 } from './tj3.ts';

console.log(await ensureChromium());
console.log(await ensureNeovim());
console.log(await ensureTj3());
console.log(await ensurePostgres());
console.log(await ensureIcalendar());
