/** What `release-plan preview` shows: the preview of the editor, in a frame of its own, fed by the program that serves this page. */
import type { Asked } from '../playground/hands.ts';
import { createPreview } from '../playground/preview.ts';

const engine: Asked = {
  async ask(method, params) {
    const response = await fetch('/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ method, params }),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  },
  repairs: async () => [],
  apply: () => false,
  reorder: async () => {},
};

const frame = document.getElementById('preview') as HTMLIFrameElement;
const preview = createPreview(frame, {
  engine,
  readOnly: 'This page shows the file as it is saved: change it in an editor.',
  // No editor is here to lead to: the row is marked.
  reveal: (uri, line) => preview.markCursor(uri, line),
});

let shown = '';
const events = new EventSource('/events');
events.addEventListener('plan', ({ data }: MessageEvent<string>) => {
  const plan = JSON.parse(data) as { uri: string; version: number };
  if (shown === plan.uri) preview.refresh();
  else preview.look(plan);
  shown = plan.uri;
});
