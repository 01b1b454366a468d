/** One list of views: everything that names views has each of them, in its order. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { previewDocument } from '../../client/webview/document.ts';
import { renderPage } from '../../view/page/page.ts';
import { picturesOf } from '../../view/pictures.ts';
import { LISTS, TABS, VIEWS } from '../../view/views.ts';
import { payments } from './payments.ts';

const { analysis, schedule } = payments();
const titlesIn = (html: string) =>
  [...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, title]) => title!).filter((title) => title !== 'Findings');

test('a page has a section for every view', () => {
  expect(titlesIn(renderPage(analysis))).toEqual(
    // Its plan declares no system that could be covered.
    VIEWS.filter(({ id }) => id !== 'coverage').map(({ title }) => title),
  );
});

test.each(VIEWS)('a page of the view $id alone', ({ id, title }) => {
  expect(titlesIn(renderPage(analysis, { view: id }))).toEqual([title]);
});

test('the preview has a tab and a pane for every view that leads to lines, and shows what they need', () => {
  const html = previewDocument({ nonce: 'abc', scriptUri: 'webview.js' });
  const tabs = [...html.matchAll(/<button id="tab-([\w-]+)"[^>]* data-needs="([^"]*)"[^>]*>([^<]*)</g)];
  expect(tabs.map(([, id, needs, title]) => [id, needs, title])).toEqual(
    TABS.map(({ id, needs, title }) => [id, needs.join(' '), title]),
  );
  const panes = [...html.matchAll(/<div id="([\w-]+)"[^>]* role="tabpanel"/g)].map(([, id]) => id);
  expect(panes).toEqual(TABS.map(({ id }) => id));
  const tools = [...html.matchAll(/data-need="(\w+)"/g)].map(([, need]) => need);
  expect([...new Set(tools)]).toEqual([...new Set(TABS.flatMap(({ needs }) => needs))]);
});

test('the preview gets the markup of every list, and its entries lead to lines', () => {
  const { lists } = picturesOf(analysis, schedule);
  expect(Object.keys(lists)).toEqual(LISTS.map(({ id }) => id));
  const { coverage, ...filled } = lists;
  expect(coverage).toContain('nothing of this');
  for (const markup of Object.values(filled)) expect(markup).toMatch(/ data-file="[^"]+" data-line="\d+"/);
});

test('the documents name every view, and no other', () => {
  const page = readFileSync(new URL('../../docs/views.md', import.meta.url), 'utf8');
  const [table] = /^\| `--view`(.*\n)+?\n/m.exec(page)!;
  expect([...table.matchAll(/^\| `(\w[\w-]*)` \| (.*?) \|/gm)].map(([, id, about]) => [id, about])).toEqual(
    VIEWS.map(({ id, about }) => [id, about]),
  );
});
