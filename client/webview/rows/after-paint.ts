/** Does what nobody sees once what is there has been painted, so that nobody waits for it. */
export function afterPaint(act: () => void): void {
  // The frame comes first; what has time is behind its painting.
  requestAnimationFrame(() => requestIdleCallback(act, { timeout: LATEST }));
}

/** Milliseconds, however busy the page is. */
const LATEST = 100;
