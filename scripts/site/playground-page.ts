/** The page of the playground, and the one in it that shows the pictures. */
import { previewPage } from '../../client/webview/document.ts';
import { PLAN_FORMATS } from '../../exchange/plan-formats.ts';
import { element } from '../../view/markup.ts';
import { frame } from './frame.ts';

const button = (id: string, words: string) => element('button', { id, type: 'button' }, words);

export function playgroundPage(): string {
  const tools = element(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'Plans' },
    element(
      'select',
      { id: 'shelf', class: 'shelf', 'aria-label': 'Open an example or what was typed here' },
      '<option value="">Open …</option>',
    ),
    element(
      'label',
      { class: 'upload' },
      'Open file …',
      element('input', { id: 'upload', type: 'file', multiple: 'multiple' }),
    ),
    button('download', 'Download'),
    element(
      'select',
      { id: 'export', class: 'shelf', 'aria-label': 'Write the plan that is shown for another program' },
      '<option value="">Export …</option>',
      ...PLAN_FORMATS.filter(({ write }) => write).map(({ name, extension }) =>
        element('option', { value: name }, `${name} (${extension})`),
      ),
    ),
    button('share', 'Share link'),
    button('format', 'Format'),
    element(
      'label',
      { title: 'What is late, over or still to come hangs on it. Empty: now' },
      'Judged on (UTC) ',
      element('input', { id: 'judged', type: 'datetime-local' }),
    ),
    element('span', { id: 'status', class: 'status', role: 'status' }, ''),
  );
  const panes = [
    ['text', 'Text'],
    ['found', 'Findings'],
    ['pictures', 'Pictures'],
  ] as const;
  const switches = element(
    'div',
    { class: 'switches', role: 'group', 'aria-label': 'Shown' },
    ...panes.map(([pane, words]) =>
      element(
        'button',
        { type: 'button', 'data-pane': pane, 'aria-pressed': pane === 'text' ? 'true' : 'false' },
        words,
      ),
    ),
  );
  const main = element(
    'main',
    { class: 'playground' },
    element('h1', { class: 'unseen' }, 'Playground'),
    tools,
    switches,
    element(
      'section',
      { class: 'text', 'aria-label': 'Text' },
      element('div', { id: 'files', class: 'files', role: 'group', 'aria-label': 'Files' }, ''),
      element('div', { id: 'editor', class: 'editor' }, ''),
    ),
    element(
      'section',
      { class: 'found', 'aria-label': 'Findings' },
      element('p', { id: 'counts', class: 'counts', role: 'status' }, 'Loading the engine …'),
      element(
        'p',
        { class: 'hint' },
        'It is checked while you type: take a line out, or move a bar of the picture. In ',
        element('a', { href: '#example=mistakes' }, 'a plan full of mistakes'),
        ' every finding leads to its line, to why it matters, and to what repairs it.',
      ),
      element(
        'ol',
        { id: 'findings', class: 'list', tabindex: '0', 'aria-label': 'Findings, in the order of the text' },
        '',
      ),
    ),
    element('iframe', { id: 'preview', class: 'pictures', title: 'The pictures of the plan' }, ''),
  );
  return frame({
    path: 'playground.html',
    title: 'Playground – Release Plan',
    main,
    styles: ['playground.css'],
    scripts: ['playground.js'],
    images: 'data:',
    allow: "; frame-src 'self'; worker-src 'self'",
    body: { class: 'wide', 'data-shown': 'text' },
  });
}

export function previewFrame(): string {
  return previewPage({ style: 'preview.css', scripts: ['preview-host.js', 'webview.js'], hands: 'webview-hands.js' });
}
