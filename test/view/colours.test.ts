import { describe, expect, it } from 'vitest';
import { DARK, LIGHT, type Palette, type Role } from '../../view/colours.ts';
import { FAMILIES } from '../../view/words/verbs.ts';

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS: readonly Role[] = ['ground', 'raised', 'weekend', 'outside', 'outage', 'freeze'];
const TEXTS: readonly Role[] = ['text', 'muted', 'danger', 'warning', 'now'];

describe.each<[string, Palette]>([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s palette', (_, palette) => {
  it.each(TEXTS)('has text that can be read: %s', (role) => {
    for (const ground of GROUNDS) expect(contrast(palette[role], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each([...FAMILIES, 'focus', 'line'] as const)('has shapes that can be seen: %s', (role) => {
    for (const ground of GROUNDS) expect(contrast(palette[role], palette[ground])).toBeGreaterThanOrEqual(3);
  });
});
