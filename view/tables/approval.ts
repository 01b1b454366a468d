/** The release on one screen for whoever approves it: what, when, at what risk and cost, for what benefit, and who has said yes. */
import { type Place, releaseTitle } from '../../plan/model.ts';
import { saidOfDeclaration } from '../../plan/said/declarations.ts';
import { saidOfBudget, saidOfChange, saidOfConfirmation, saidOfCost, saidOfPromise } from '../../plan/said/release.ts';
import type { Said } from '../../plan/said/telling.ts';
import { money, whoText } from '../../plan/said/words.ts';
import { summaryOf } from '../page/summary.ts';
import { waiversOf } from '../page/waivers.ts';
import { sourceOf } from '../schedule/panels/panel-frame.ts';
import type { TableShown } from './shown.ts';
import { cell, type Table, type TableRow, type TableSection } from './table.ts';

export function approval(shown: TableShown): Table {
  const { analysis, release, schedule, doubt } = shown;
  const row = (lead: string, text: string, place?: Place, note = ''): TableRow => ({
    source: place && place.file === release.place.file ? sourceOf(place) : undefined,
    cells: [cell(lead), cell(text, { note })],
  });
  const declared = (things: readonly { readonly name: string; readonly title?: string; readonly head: Place }[]) =>
    things.map((one) => row(one.name, one.title ?? '', one.head, sentence(saidOfDeclaration(one as never), one.title)));
  const facts = summaryOf(analysis, schedule).map(
    ({ label, value, number }): TableRow => ({
      cells: [cell(label), cell(value, { doubt: number && doubt?.has(number) ? 'without' : undefined })],
    }),
  );
  const sections: TableSection[] = [
    { title: 'Night', detail: '', rows: facts },
    {
      title: 'Who has said yes',
      detail: '',
      rows: [
        ...(release.sponsor ? [row('sponsor', whoText(release.sponsor), release.place)] : []),
        ...release.changes.map((change) =>
          row(`change ${change.number?.name ?? ''}`.trimEnd(), sentence(saidOfChange(change)), change.place),
        ),
        ...release.confirmations.map((one) =>
          row(
            one.by ? whoText(one.by) : 'confirmation',
            one.on ? 'confirmed' : 'not yet',
            one.place,
            sentence(saidOfConfirmation(one)),
          ),
        ),
        ...declared(release.uats),
      ],
    },
    { title: 'Scope', detail: scopeWords(shown), rows: declared(release.scope?.items ?? []) },
    { title: 'Risks', detail: '', rows: declared(release.risks) },
    { title: 'Issues', detail: '', rows: declared(release.issues) },
    {
      title: 'Money',
      detail: '',
      rows: [
        ...release.budgets.map((one) =>
          row('budget', one.money ? money(one.money) : 'tbd', one.place, sentence(saidOfBudget(one))),
        ),
        ...release.costs.map((one) =>
          row(one.kind, one.money ? money(one.money) : 'tbd', one.place, sentence(saidOfCost(one))),
        ),
      ],
    },
    { title: 'Benefits', detail: '', rows: declared(release.benefits) },
    {
      title: 'Promises',
      detail: '',
      rows: release.promises.map((one) => row(one.text, sentence(saidOfPromise(one)), one.place)),
    },
    { title: 'Rehearsals', detail: '', rows: declared(release.rehearsals) },
    {
      title: 'Waivers',
      detail: '',
      rows: waiversOf(analysis, release).map(({ waiver }) =>
        row(waiver.code.name, waiver.because ?? '', waiver.place, waiver.by ? `by ${whoText(waiver.by)}` : ''),
      ),
    },
    {
      title: 'Findings',
      detail: '',
      rows: analysis.findings
        .filter(({ waived, release: own }) => !waived && (own === undefined || own === release.name))
        .map(
          ({ code, severity, message, place }): TableRow => ({
            source: { file: place.file, line: place.range.start.line },
            finding: { severity, text: message },
            cells: [cell(code), cell(message)],
          }),
        ),
    },
  ];
  return {
    caption: `What there is to approve of ${releaseTitle(release)}.`,
    columns: [{ title: 'What' }, { title: 'Says', share: 1 }],
    sections: sections.filter(({ rows }) => rows.length > 0),
  };
}

/** `likelihood medium, impact high, mitigation night-backup`. */
function sentence(said: Said | undefined, title?: string): string {
  return (said ?? [])
    .filter(({ what, text }) => what !== 'title' && what !== 'money' && text !== title)
    .map(({ what, text }) => (text === 'yes' ? what : `${what} ${text}`))
    .join(', ');
}

function scopeWords({ release }: TableShown): string {
  const items = release.scope?.items ?? [];
  const done = items.filter((item) => item.done).length;
  return items.length === 0 ? '' : `${done} of ${items.length} done`;
}
