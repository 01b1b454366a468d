/** Does what nobody sees once what is there has been painted, so that nobody waits for it. */
export function afterPaint(act: () => void): void {
  // The frame comes first; what has time is behind its painting.
  requestAnimationFrame(() => whenIdle(act));
}

/** Safari tells nobody when it is idle; there a timer that begins with the frame is behind its painting, too. */
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: LATEST });
  else setTimeout(act);
}

/** Milliseconds, however busy the page is. */
const LATEST = 100;
