/** The exceptions that somebody answers for: who, until when, why, and what each of them silences. */
import type { Analysis } from '../../plan/analysis.ts';
import type { Release } from '../../plan/model.ts';
import { element, escapeText } from '../markup.ts';
import { pointWords, whoWords } from '../words/words.ts';
import { fileName, withCode } from './release-findings.ts';

type WaiverUse = Analysis['waivers'][number];

export interface WaiversOptions {
  readonly source: 'lines' | 'none';
  readonly heading: 'h2' | 'h3';
}

/** Those of the release and those of the whole file. */
export function waiversOf(analysis: Analysis, release: Release): readonly WaiverUse[] {
  return analysis.waivers
    .filter((use) => use.release === undefined || use.release === release.name)
    .map((use) => ({
      ...use,
      matched: use.matched.filter((finding) => finding.release === undefined || finding.release === release.name),
    }));
}

/** Nothing where there are none. */
export function renderWaivers(waivers: readonly WaiverUse[], options: WaiversOptions): string {
  if (waivers.length === 0) return '';
  const entries = waivers.map((use) => renderWaiver(use, options));
  return element(options.heading, {}, 'Waivers') + element('ul', { class: 'rp-waivers' }, ...entries);
}

/** So many findings are told one by one. */
const SHOWN = 5;

function renderWaiver(use: WaiverUse, { source }: WaiversOptions): string {
  const { waiver, matched } = use;
  const { file, range } = waiver.place;
  const silenced = matched
    .slice(0, SHOWN)
    .map(({ message, place }) =>
      element('li', {}, withCode(message), escapeText(` (${fileName(place.file)}:${place.range.start.line + 1})`)),
    );
  if (matched.length > SHOWN) silenced.push(element('li', {}, `and ${matched.length - SHOWN} more`));
  const subjects = waiver.for.map(pointWords).join(', ');
  return element(
    'li',
    {
      class: 'rp-waiver',
      ...(source === 'lines' && { 'data-file': file, 'data-line': range.start.line, tabindex: -1 }),
    },
    element('code', {}, escapeText(waiver.code.name)),
    escapeText(
      [
        subjects && ` for ${subjects}`,
        waiver.by && ` by ${whoWords(waiver.by)}`,
        use.end && ` until ${use.end}`,
        waiver.because && `: ${waiver.because}`,
      ]
        .filter(Boolean)
        .join(''),
    ),
    ' ',
    stateOf(use),
    ' ',
    element('span', { class: 'rp-extra' }, escapeText(`${fileName(file)}:${range.start.line + 1}`)),
    silenced.length > 0 ? element('ul', {}, ...silenced) : '',
  );
}

function stateOf({ waiver, expired, matched }: WaiverUse): string {
  const bad = (text: string) => element('span', { class: 'rp-bad' }, text);
  if (!waiver.because || !waiver.until) {
    const missing = [!waiver.until && 'an end', !waiver.because && 'a reason'].filter(Boolean).join(' and ');
    return bad(`– it lacks ${missing}, so it silences nothing`);
  }
  if (expired) return bad('– it has ended, so it silences nothing any more');
  if (matched.length === 0) return '– it silences nothing';
  return `– it silences ${matched.length} ${matched.length === 1 ? 'finding' : 'findings'}`;
}
