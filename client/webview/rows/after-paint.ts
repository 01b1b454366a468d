/** Does what nobody sees once what is there has been painted, so that nobody waits for it. */
export function afterPaint(act: () => void): void {
  // The frame comes first; a timer that begins with it is behind its painting.
  requestAnimationFrame(() => setTimeout(act));
}
