/** What the client of ours asks beside the protocol: one member per request of `ClientRequests`. */
import type { Release } from '../../plan/model.ts';
import { tick } from '../../service/editing/tick.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { pageOf } from '../../service/findings/explain.ts';
import { findingsListed } from '../../service/findings/findings.ts';
import { releaseAt } from '../../service/lookup.ts';
import { newChoices } from '../../service/new/choices.ts';
import { newPlan, troubleWith } from '../../service/new/new-plan.ts';
import { calendarShown } from '../../service/pictures/calendar.ts';
import { inlineOf } from '../../service/pictures/inline.ts';
import { previewOf, trialPreviewOf, whatIfChoices } from '../../service/pictures/preview.ts';
import { releaseLines } from '../../service/releases.ts';
import { editStep } from '../../service/step-edit/step-edit.ts';
import { todayOf } from '../../service/today.ts';
import { todayShown } from '../../service/today-list.ts';
import { trainLines } from '../../service/trains/ahead.ts';
import type { Trouble } from '../../service/trouble.ts';
import { differenceOf } from '../../service/versions/difference.ts';
import { locate } from '../features/navigate/locate.ts';
import { nightShown, notedNights, statusNow, tickedInNight } from '../features/show/night.ts';
import { NOWHERE } from '../nights.ts';
import type { ClientRequests, Status } from '../protocol.ts';
import type { Serving } from './serving.ts';

export function answerClient(serving: Serving): void {
  const { connection, documents, refined, now } = serving;
  const own: { [M in keyof ClientRequests]: (ask: ClientRequests[M]['ask']) => Promise<ClientRequests[M]['answer']> } =
    {
      'release/preview': async ({ uri, options: wanted }) => {
        const file = await serving.session.current(uri);
        if (!file) return null;
        const notedOf = await notedNights(serving.nights, file);
        return {
          version: documents.get(uri)?.version ?? 0,
          ...previewOf(file, { ...wanted, now: now(), notedOf }, refined),
        };
      },
      'release/checkPage': async ({ code }) => ({ markdown: pageOf(code) }),
      'release/choices': async ({ uri, release }) => {
        const file = await serving.session.current(uri);
        const choices = file && whatIfChoices(file, release);
        return choices ? { version: documents.get(uri)?.version ?? 0, choices } : null;
      },
      'release/inline': async ({ uri, text: said, width, ids }) =>
        inlineOf(await serving.session.apart(uri, said), { width, ids, now: now() }),
      'release/difference': async ({ base, head, nonce }) => {
        const [was, is] = await Promise.all([base, head].map((one) => serving.session.apart(one.uri, one.text)));
        return { html: differenceOf(was!, is!, { base: base.name, head: head.name, nonce }) };
      },
      'release/releases': async () => {
        const files = await Promise.all(serving.session.everything().map(({ uri }) => serving.session.current(uri)));
        return { releases: files.flatMap((file) => (file ? releaseLines(file.analysis, now()) : [])) };
      },
      'release/today': async ({ zone, by }) => {
        const today = todayOf(await serving.session.portfolio(), { zone }, now());
        return 'trouble' in today ? today : todayShown(today, by);
      },
      'release/trains': async () => ({ trains: trainLines(await serving.session.portfolio(), now()) }),
      'release/calendar': async (ask) =>
        calendarShown(await serving.session.portfolio(), ask, now(), serving.elsewhere.plans),
      'release/status': async ({ uri, position }) => {
        const file = await serving.session.settled(uri);
        const release = file && (releaseAt(file.plan, position) ?? file.plan.releases[0]);
        const said: Status = file && release ? await statusNow(serving.nights, file, release) : { text: '' };
        return serving.elsewhere.trouble === undefined ? said : { ...said, note: serving.elsewhere.trouble };
      },
      'release/locate': async ({ uri, position }) => {
        const file = await serving.session.recent(uri);
        return file ? locate(file, position) : {};
      },
      'release/whatIf': async ({ uri, version, changes, options: wanted }) => {
        const file = await serving.session.current(uri);
        const present = documents.get(uri)?.version ?? 0;
        if (!file) return { trouble: 'This file is not known any more.' };
        if (present !== version) return { trouble: 'The text has changed since; try it again.', isOutdated: true };
        const trial = trialPreviewOf(file, changes, { ...wanted, now: now() });
        return 'trouble' in trial ? trial : { version, ...trial };
      },
      'release/editStep': async ({ uri, version, edit, isTrial }) => {
        const file = await serving.session.current(uri);
        if (!file) return { trouble: 'This file is not known any more.' };
        if ((documents.get(uri)?.version ?? 0) !== version) {
          return { trouble: 'The text has changed since; the picture follows.', isOutdated: true };
        }
        const edited = editStep(file, edit, { isTrial });
        return 'trouble' in edited ? edited : { version, ...edited };
      },
      'release/findings': async ({ uri, release }) => {
        const file = await serving.session.current(uri);
        return file ? { version: documents.get(uri)?.version ?? 0, findings: findingsListed(file, release) } : null;
      },
      'release/newChoices': async ({ zone }) => newChoices(zone, now()),
      'release/newTrouble': async ({ question, wish }) => ({
        trouble: troubleWith(question, wish, now()) ?? null,
      }),
      'release/new': async (wish) => newPlan(wish, now()),
      'release/formats': async ({ uri, release }) => {
        const file = uri === undefined ? undefined : await serving.session.current(uri);
        return (await formats()).formatChoices(file?.analysis, release);
      },
      'release/import': async ({ into, ...wish }) => {
        const file = into === undefined ? undefined : await serving.session.current(into);
        if (into !== undefined && !file) return { trouble: 'This file is not known any more.' };
        const version = into === undefined ? undefined : documents.get(into)?.version;
        const shown = await (await formats()).importShown(
          wish,
          file && { uri: file.uri, text: file.text, analysis: file.analysis },
        );
        return 'trouble' in shown || version === undefined ? shown : { ...shown, version };
      },
      'release/export': async ({ uri, ...wish }) => {
        const file = await serving.session.current(uri);
        if (!file) return { trouble: 'This file is not known any more.' };
        return (await formats()).exportShown(file.analysis, decodeURIComponent(uri.split('/').at(-1)!), wish, now());
      },
      'release/tick': async ({ uri, line }) => {
        const file = await serving.session.current(uri);
        return file ? tick(file, line) : { trouble: 'This file is not known any more.' };
      },
      'release/tickInNight': async ({ uri, of, by }) => {
        const file = await serving.session.current(uri);
        return (file && (await tickedInNight(serving.nights, file, of, by))) ?? null;
      },
      'release/night': ({ uri, release, rehearsal }) =>
        inRelease(
          serving,
          uri,
          release,
          async (file, own) => (await nightShown(serving.nights, file, own, rehearsal)) ?? { trouble: NOWHERE },
        ),
      'release/say': ({ uri, release, said, rehearsal }) =>
        inRelease(serving, uri, release, (file, own) => serving.nights.say(file, own, said, rehearsal)),
    };
  for (const [method, answer] of Object.entries(own)) {
    connection.onRequest(method, answer as (ask: unknown) => Promise<unknown>);
  }
}

async function inRelease<R>(
  { session }: Serving,
  uri: string,
  name: string | undefined,
  answer: (file: SourceFile, release: Release) => Promise<R>,
): Promise<R | Trouble> {
  const file = await session.current(uri);
  if (!file) return { trouble: 'This file is not known any more.' };
  const { releases } = file.plan;
  const release = name === undefined ? releases[0] : releases.find((one) => one.name === name);
  return release ? answer(file, release) : { trouble: 'This file declares no such release: there is no night to run.' };
}

/** In a bundle of its own: nobody waits for it before somebody asks. */
const formats = () => import('../../service/formats/for-editor.ts');
