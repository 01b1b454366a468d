import { describe, expect, it } from 'vitest';
import { renderPage } from '../../view/page/page.ts';
import { renderWaivers, waiversOf } from '../../view/page/waivers.ts';
import { picturesOf } from '../../view/pictures.ts';
import { analyseText } from '../checks/marked.ts';
import { readXml, textOf } from '../support/xml.ts';

function release(name: string, waivers = ''): string {
  return `
release ${name} {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137
  run {
    deploy web 10m by priya undo 5m
  }
  ${waivers}
}
`;
}

const PEOPLE = 'person priya\nperson jonas\nservice web\n';

/** The waivers of the first release, a line each, as they are read. */
function listed(text: string): string[] {
  const analysis = analyseText(text);
  const markup = renderWaivers(waiversOf(analysis, analysis.plan.releases[0]!), { source: 'none', heading: 'h2' });
  if (markup === '') return [];
  return markup
    .split('<li class="rp-waiver">')
    .slice(1)
    .map((part) => textOf(readXml(`<p>${part.replace(/<\/ul>$/, '').replace(/<\/li>$/, '')}</p>`)));
}

describe('a waiver is listed', () => {
  it('with its check, what it is for, who answers for it, its end, its reason and what it silences', () => {
    const waiver = 'waive verify-missing for web by jonas until Thu 2026-12-31 because "Monitored <by> the vendor"';
    const [line, ...rest] = listed(PEOPLE + release('shop-1.0', waiver));
    expect(rest).toEqual([]);
    expect(line).toMatch(
      /^verify-missing for web by jonas until Thu 2026-12-31: Monitored <by> the vendor – it silences 1 finding example.release:13/,
    );
    expect(line).toMatch(/deploy web is the last change of web.* \(example.release:11\)$/);
  });

  it('when it has ended, lacks something or silences nothing', () => {
    const lines = listed(
      PEOPLE +
        release(
          'shop-1.0',
          `waive verify-missing until Mon 2026-06-01 because "Over"
  waive verify-missing because "For ever"
  waive verify-missing
  waive no-deputy until Thu 2026-12-31 because "Nothing of the kind"`,
        ),
    );
    expect(lines.map((line) => line.replace(/ example.release.*/, ''))).toEqual([
      'verify-missing until Mon 2026-06-01: Over – it has ended, so it silences nothing any more',
      'verify-missing: For ever – it lacks an end, so it silences nothing',
      'verify-missing – it lacks an end and a reason, so it silences nothing',
      'no-deputy until Thu 2026-12-31: Nothing of the kind – it silences nothing',
    ]);
  });

  it('at every release that it holds for, with what it silences there', () => {
    const waiver = 'waive verify-missing until Thu 2026-12-31 because "Monitored"\n';
    const text =
      PEOPLE + waiver + release('shop-1.0') + release('shop-2.0', 'waive unused until Thu 2026-12-31 because "x"');
    const analysis = analyseText(text);
    const codes = analysis.plan.releases.map((one) =>
      waiversOf(analysis, one).map((use) => [use.waiver.code.name, use.matched.length]),
    );
    expect(codes).toEqual([
      [['verify-missing', 1]],
      [
        ['verify-missing', 1],
        ['unused', 0],
      ],
    ]);
  });

  it('in the page and beside the editor, where it leads to its line', () => {
    const waiver = 'waive verify-missing until Thu 2026-12-31 because "Monitored"';
    const analysis = analyseText(PEOPLE + release('shop-1.0', waiver));
    expect(renderPage(analysis)).toContain('<h2>Waivers</h2><ul class="rp-waivers">');
    expect(picturesOf(analysis, analysis.schedules[0]!).findings).toMatch(
      /<li class="rp-waiver" data-file="file:\/\/\/plans\/example.release" data-line="12" tabindex="-1">/,
    );
    expect(renderPage(analyseText(PEOPLE + release('shop-1.0')))).not.toContain('Waivers');
  });
});
