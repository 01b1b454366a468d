/** Pictures of every page in a night, light and dark, at a desk and on a phone, and what axe finds in each. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { violationsNow } from '../support/axe.ts';
import type { Window } from './window.ts';

export interface Look {
  readonly pictures: string[];
  /** A line each: which page, and what. */
  readonly violations: string[];
}

const VIEWS = ['now', 'mine', 'gate', 'timeline', 'log'] as const;

export function lookInto(folder: string) {
  mkdirSync(folder, { recursive: true });
  const seen: Look = { pictures: [], violations: [] };

  async function picture({ page }: Window, name: string): Promise<void> {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      const path = join(folder, `${name}-${scheme}.png`);
      await page.screenshot({ path });
      seen.pictures.push(path);
      for (const one of await violationsNow(page)) seen.violations.push(`${name}-${scheme} ${one}`);
    }
  }

  return {
    ...seen,
    picture,
    /** Every view of one person, or the page of readers as it is. */
    async tour(window: Window, name: string, views: readonly string[] = VIEWS): Promise<void> {
      for (const view of views) {
        await window.show(view);
        await picture(window, `${name}-${view}`);
      }
    },
  };
}
