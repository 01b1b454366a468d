/** What the preview finds in an editor, in a page: it speaks with the page around it, and with nobody else. */
import type { FromPreview, PreviewState } from '../client/webview/messages.ts';

const KEPT = 'release-plan preview';

Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: (message: FromPreview) => window.parent.postMessage(message, '*'),
    getState: (): PreviewState | undefined => {
      try {
        return (JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as PreviewState | null) ?? undefined;
      } catch {
        return undefined;
      }
    },
    setState: (state: PreviewState) => {
      try {
        sessionStorage.setItem(KEPT, JSON.stringify(state));
      } catch {
        // Where nothing can be kept the preview begins anew.
      }
    },
  }),
});

// This listener is the first: a page of somebody else that has put this one into a frame is not heard.
window.addEventListener('message', (event) => {
  const isOurs = event.source === window.parent && window.parent !== window && event.origin === window.location.origin;
  if (!isOurs) event.stopImmediatePropagation();
});
