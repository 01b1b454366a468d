import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewDocument } from '../../client/webview/document.ts';
import { drawnOf } from '../../view/doubt.ts';
import { element, escapeText } from '../../view/markup.ts';
import { renderPage } from '../../view/page/page.ts';
import { withCode } from '../../view/page/release-findings.ts';
import { picturesOf } from '../../view/pictures.ts';
import { layout } from '../../view/schedule/layout.ts';
import { renderSvg } from '../../view/schedule/paint/svg.ts';
import { renderTable } from '../../view/tables/html.ts';
import { namesOfNight } from '../../view/tables/person.ts';
import { tablePicture } from '../../view/tables/svg.ts';
import { isTable, nightOf, type TableId, tableOf } from '../../view/tables/tabled.ts';
import { LISTS, VIEWS } from '../../view/views.ts';
import { elementsOf, readXml, textOf } from '../support/xml.ts';
import { criterion, example, finding, id, item, place, ref, utc, who } from './fixture.ts';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  ']]><svg onload=alert(1)>',
  '</style></title></svg>&lt;b&gt;&amp;',
  '<!-- --> <?xml ?>',
  'url(javascript:alert(1))',
  '\u0000\u0008\ud800 \ufffe',
  'abc\u202egnp.exe\u2066 \u200b\ufeff',
];

/** A plan all of whose texts are `text`. */
function planOf(text: string) {
  return example({
    name: text,
    title: text,
    T: utc('2026-12-05T21:00'),
    windows: [[0, 120]],
    rehearsals: [{ name: text, in: text, when: [-3000, -2900] }],
    uats: [{ name: text, in: text, when: [-2000, -1900] }],
    hypercare: [0, 4000],
    blocks: [
      {
        kind: 'run',
        title: text,
        children: [
          {
            verb: 'gate',
            name: text,
            title: text,
            by: text,
            with: [text],
            when: [0, 10],
            scheduled: { waits: [{ reason: 'person', name: text, minutes: 3 }] },
            checklist: [item(text, { links: [text], by: who(text), items: [item(text)] })],
            gate: {
              veto: [ref(text)],
              needs: [{ ref: ref(text), place: place(0) }],
              criteria: [criterion(text, { operator: '<', valueText: text, unit: text, from: ref(text) })],
              noGo: { id: id('then'), action: 'text', text, place: place(0) },
            },
          },
          {
            kind: 'outage',
            name: text,
            title: text,
            children: [
              {
                verb: 'deploy',
                targets: [text],
                title: text,
                by: text,
                via: text,
                in: text,
                links: [text],
                version: { from: text, to: text, place: place(0) },
                when: [10, 60],
                lines: 1,
              },
              { milestone: text, at: 60 },
            ],
          },
          { verb: 'task', title: text },
          {
            trigger: {
              id: id('when'),
              kind: 'trigger',
              conditions: [criterion(text)],
              then: [{ id: id('then'), action: 'rollback', ref: ref(text), place: place(0) }],
              place: place(0),
            },
          },
        ],
      },
      { kind: 'rollback', name: text, children: [{ verb: 'restore', targets: [text], when: [60, 90] }] },
    ],
    findings: [
      finding(text, 'error', text, 11),
      finding('x', 'warning', text, 14, { waived: { because: text, place: place(0) } }),
    ],
    release: { owner: who(text) },
  });
}

function allMarkup(text: string): Readonly<Record<string, string>> {
  const { analysis, schedule } = planOf(text);
  const { schedule: picture, ...html } = picturesOf(analysis, schedule, { width: 600, zones: ['Asia/Tokyo'] });
  const { release: _, title: __, unread: ___, found: ____, lists, list: _____, ...fragments } = html;
  const rows = LISTS.map(({ id }) => picturesOf(analysis, schedule, { view: id }).list!);
  return {
    file: renderSvg(layout(analysis, schedule), { use: 'file' }),
    inline: renderSvg(layout(analysis, schedule, { width: 500, grouping: 'person' }), {
      use: 'inline',
      source: 'lines',
    }),
    phone: renderSvg(layout(analysis, schedule, { width: 390 }), { use: 'file' }),
    page: renderPage(analysis).replace('<!doctype html>\n', ''),
    ...Object.fromEntries(
      VIEWS.filter(({ id }) => isTable(id)).map(({ id }) => [
        `${id} as a picture`,
        tablePicture(tableOf(id as TableId, drawnOf(analysis, schedule), {}), text, 800),
      ]),
    ),
    ...Object.fromEntries(
      namesOfNight(drawnOf(analysis, schedule)).map((name, i) => [
        `night ${i}`,
        renderTable(nightOf(name, drawnOf(analysis, schedule), {}), { source: 'lines' }),
      ]),
    ),
    ...fragments,
    ...lists,
    ...Object.fromEntries(rows.map((one) => [`${one.view} as rows`, one.frame + one.rows.join('')])),
    panels: picture!.panels
      .flatMap((panel) => [
        panel.headerLabels,
        panel.headerChart,
        panel.back,
        panel.stripes,
        panel.brackets,
        ...panel.rows.flatMap((row) => [row.labels, row.chart]),
        ...panel.arrows.map((arrow) => arrow.markup),
      ])
      .join(''),
  };
}

function expectOnlyText(markup: string): void {
  const found = elementsOf(readXml(markup));
  for (const { name, attributes } of found) {
    expect(['img', 'script', 'b0', 'iframe', 'foreignObject', 'a']).not.toContain(name);
    for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^style$|href/);
  }
}

describe('markup of a plan is text', () => {
  it.each(HOSTILE)('%s', (text) => {
    const markup = allMarkup(text);
    for (const part of Object.values(markup)) expectOnlyText(part);
    // It is not dropped either: what was written can be read.
    const readable = ['\u0000', '\u0008', '\ud800', '\ufffe', '\u202e', '\u2066'].reduce(
      (made, bad) => made.replaceAll(bad, '\ufffd'),
      text,
    );
    expect(textOf(readXml(markup.checklist!))).toContain(readable);
    expect(textOf(readXml(markup.file!))).toContain(readable);
    expect(textOf(readXml(markup.findings!))).toContain(readable);
  });

  it('for any text', () => {
    const strings = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...HOSTILE));
    fc.assert(
      fc.property(strings, (text) => {
        for (const part of Object.values(allMarkup(text))) expectOnlyText(part);
      }),
      { numRuns: 60 },
    );
  });

  it('attributes keep quotes inside', () => {
    const [made] = elementsOf(readXml(element('g', { 'data-file': `a"b'c<d>&` }, escapeText('x'))));
    expect(made?.attributes.get('data-file')).toBe(`a"b'c<d>&`);
  });

  it('backticks become code only in pairs', () => {
    expect(withCode('`a<b` and `c')).toBe('<code>a&lt;b</code> and `c');
    expect(withCode('`')).toBe('`');
  });
});

describe('the document of the preview', () => {
  it('allows its own script and style, and nothing else', () => {
    const html = previewDocument({ nonce: 'n0nce', scriptUri: 'https://example.invalid/webview.js' }).replace(
      '<!doctype html>\n',
      '',
    );
    const found = elementsOf(readXml(html));
    const policy = found.find(({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy');
    expect(policy?.attributes.get('content')).toBe(
      "default-src 'none'; style-src 'nonce-n0nce'; script-src 'nonce-n0nce'",
    );
    for (const { name, attributes } of found) {
      if (name === 'script' || name === 'style') expect(attributes.get('nonce')).toBe('n0nce');
      for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^style$/);
    }
  });
});
