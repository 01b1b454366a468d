/** `release-plan preview`: the preview of the editor in a browser, and all of a plan on one page; both follow the file as it is saved. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { ShownRisks } from '../../plan/risk/shown.ts';
import { namesOf } from '../../plan/what-if/find.ts';
import { calendarOf } from '../../service/calendar/calendar.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { tryOut } from '../../service/versions/what-if.ts';
import { createWholes } from '../../service/versions/wholes.ts';
import { renderCalendar } from '../../view/calendar/page.ts';
import { PAGE_FORM_STYLE, type PageForm, renderPageForm } from '../../view/diff/page-form.ts';
import { diffReport, diffSummary } from '../../view/diff/report.ts';
import { renderPage } from '../../view/page/page.ts';
import { analyseInputs, readWorkspace } from '../analyses.ts';
import { readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { rightNow } from '../moment.ts';
import { answerTo } from '../preview/answers.ts';
import { pageFiles } from '../preview/files.ts';
import { Subscriptions } from '../subscriptions.ts';
import { named } from '../terminal/printable.ts';
import type { Streams } from '../terminal/streams.ts';

export interface PreviewOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly open: boolean;
  /** Where calendars that people have subscribed to are kept. */
  readonly calendars?: string;
  /** The moment the plan is judged at; default: whenever it is read. */
  readonly now?: number;
}

/** Resolves when the process is asked to stop. */
export async function preview(file: string, options: PreviewOptions, streams: Streams): Promise<ExitCode> {
  if (options.port > 65_535) throw new Misuse(`There is no port ${options.port}: the last one is 65535.`);
  if (file === '-') throw new Misuse('A preview needs a file to watch; standard input has none.');
  const server = await servePreview(file, options, streams);
  streams.write(`${server.address}\n`);
  streams.note(
    `Follows the file as it is saved. Ctrl+C ends it.
${server.address}${ALL.slice(1)} is all of it on one page, to print.
${server.address}${CALENDAR.slice(1)} is its calendar, to subscribe to; ?for=NAME that of one person.
${server.address}${CHANGES.slice(1)} is the calendar of changes of its folder; ?for=NAME and ?months=N choose.
`,
  );
  if (options.open) openBrowser(server.address);
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await server.close();
  return 0;
}

export interface PreviewServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves on the loopback interface alone. */
export async function servePreview(
  file: string,
  { port, now: judgedAt, calendars }: Pick<PreviewOptions, 'port' | 'now' | 'calendars'>,
  streams: Streams,
): Promise<PreviewServer> {
  const cwd = process.cwd();
  const listeners = new Set<ServerResponse>();
  const watchers = new Map<string, FSWatcher>();
  /** The last version that could be read whole. */
  let earlier: Analysis | undefined;
  const risks = new ShownRisks();
  const subscriptions = new Subscriptions(calendars === undefined ? undefined : resolve(cwd, calendars));
  const files = pageFiles();
  const wholes = createWholes();
  let version = 0;
  let shown = await read();
  let page = pageOf(shown, NOTHING);
  const server = createServer((request, response) => {
    // Whoever is gone is gone; the others are served on.
    response.on('error', () => response.destroy());
    try {
      answer(request, response);
    } catch (error) {
      refuse(response, 500, `This cannot be answered: ${error instanceof Error ? error.message : error}`);
    }
  });
  server.maxConnections = MOST_CONNECTIONS;
  // A request that Node cannot read ends its own connection and nothing else.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  });
  await new Promise<void>((done, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      // Whoever watches keeps the process alive.
      for (const watcher of watchers.values()) watcher.close();
      reject(error.code === 'EADDRINUSE' ? new Misuse(`Port ${port} is in use. Choose another one, or none.`) : error);
    });
    server.listen(port, '127.0.0.1', done);
  });

  return {
    address: `http://127.0.0.1:${portOf(server)}/`,
    async close() {
      for (const watcher of watchers.values()) watcher.close();
      for (const listener of listeners) listener.end();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    // Not by `URL`: what a client asks for need not be one.
    const [path, ...search] = (request.url ?? '/').split('?');
    const file = files.get(path ?? '');
    if (!isForUs(request, server)) refuse(response, 403, 'This page is for this machine alone.');
    else if (path === '/ask' && request.method === 'POST') void ask(request, response);
    else if (request.method !== 'GET') refuse(response, 405, 'Only GET is answered here.');
    else if (path === '/events') listen(response);
    else if (path === CALENDAR) void subscribe(new URLSearchParams(search.join('?')), response);
    else if (path === CHANGES) void showChanges(new URLSearchParams(search.join('?')), response);
    else if (file) response.writeHead(200, { ...shellHeaders, 'Content-Type': file.type }).end(file.text);
    else if (path !== ALL)
      refuse(
        response,
        404,
        `There are the preview, /, all on one page, ${ALL}, and the calendars, ${CALENDAR} and ${CHANGES}`,
      );
    else {
      const asked = askedFor(new URLSearchParams(search.join('?')));
      const text = Object.values(asked).some((value) => value !== '') ? pageOf(shown, asked) : page;
      response.writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }).end(text);
    }
  }

  async function ask(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      // Only our own page sends this type: one elsewhere would have to ask first, and is not answered.
      if (request.headers['content-type'] !== 'application/json') return refuse(response, 415, 'Ask in JSON.');
      const text = await bodyOf(request);
      const answer = text === undefined ? undefined : answerTo(JSON.parse(text), { ...shown, file: shown.source });
      if (answer === undefined) return refuse(response, 400, 'This is no question of the page.');
      response.writeHead(200, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      refuse(response, 400, `This cannot be answered: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** Of the last version that could be read whole: a line that is being typed takes nobody's event away. */
  async function subscribe(search: URLSearchParams, response: ServerResponse): Promise<void> {
    const { earlier: whole } = shown;
    if (!whole) {
      refuse(response, 503, 'The plan cannot be read: there is no calendar of it yet.');
      return;
    }
    try {
      const [release, somebody] = ['release', 'for'].map((name) => search.get(name)?.trim() || undefined);
      const wish = { ...(release !== undefined && { release }), ...(somebody !== undefined && { for: somebody }) };
      const found = await subscriptions.calendar(whole, named(file), wish, judgedAt ?? rightNow());
      if ('trouble' in found) refuse(response, 404, found.trouble);
      else response.writeHead(200, { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' }).end(found.text);
    } catch (error) {
      refuse(response, 500, `This cannot be answered: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** All plans of the folder, as they are when somebody looks. */
  async function showChanges(search: URLSearchParams, response: ServerResponse): Promise<void> {
    try {
      const now = judgedAt ?? rightNow();
      const { files } = await readInputs([dirname(resolve(cwd, file))], cwd, streams);
      const { workspace } = await readWorkspace(files, { cwd, now });
      const months = Number(search.get('months') ?? 3);
      const wanted = search.getAll('for').filter((name) => name.trim() !== '');
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const isMonths = Number.isInteger(months) && months >= 1 && months <= MOST_MONTHS;
      const found = isMonths
        ? calendarOf(workspace, { zone, months, for: wanted }, now)
        : { trouble: `A calendar has 1 to ${MOST_MONTHS} months.` };
      if ('trouble' in found) return refuse(response, 404, found.trouble);
      const page = renderCalendar(found, { for: wanted, script: RELOAD });
      response.writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    } catch (error) {
      refuse(response, 500, `This cannot be answered: ${error instanceof Error ? error.message : error}`);
    }
  }

  async function read(): Promise<Shown> {
    const inputs = await readInputs([file], cwd, streams, { ignore: false });
    const [input] = inputs.files;
    if (!input || inputs.files.length > 1) {
      throw new Misuse(inputs.problems[0] ?? `${file} holds ${inputs.files.length} plans; name one of them.`);
    }
    const now = judgedAt ?? rightNow();
    const { analyses, workspace } = await analyseInputs([input], { cwd, now });
    const [analysis] = analyses as [Analysis];
    const isWhole = analysis.schedules.length > 0 && Object.keys(analysis.unread).length === 0;
    if (isWhole) earlier = analysis;
    // Folders are watched, not files: editors save by putting a new file in the place of the old one.
    for (const uri of workspace.files()) observe(dirname(fileURLToPath(uri)));
    const uri = analysis.plan.file;
    wholes.remember(uri, workspace, analysis);
    const whole = wholes.of(uri, workspace, analysis);
    const text = workspace.text(uri) ?? '';
    const source: SourceFile = { uri, text, plan: analysis.plan, analysis, workspace, ...(whole && { whole }) };
    return { analysis, workspace, now, earlier, risks, source, version: ++version };
  }

  function observe(folder: string): void {
    if (watchers.has(folder)) return;
    let timer: NodeJS.Timeout | undefined;
    const watcher = watch(folder, (_, name) => {
      if (name !== null && !name.endsWith('.release')) return;
      clearTimeout(timer);
      timer = setTimeout(() => void update(), 50);
    });
    watcher.on('error', () => {
      watcher.close();
      watchers.delete(folder);
      streams.note(`release-plan: ${named(folder)} is not watched any more: the page stays as it is.\n`);
    });
    watchers.set(folder, watcher);
  }

  /** While a file is being written it may be gone for a moment: the last picture stays. */
  async function update(): Promise<void> {
    try {
      shown = await read();
      page = pageOf(shown, NOTHING);
    } catch (error) {
      streams.note(`release-plan: ${error instanceof Error ? error.message : error}\n`);
      return;
    }
    for (const listener of listeners) listener.write(`data: changed\n\n${planEvent()}`);
  }

  function planEvent(): string {
    return `event: plan\ndata: ${JSON.stringify({ uri: shown.source.uri, version: shown.version })}\n\n`;
  }

  function listen(response: ServerResponse): void {
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' });
    response.write(planEvent());
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
  }
}

/** So much a question has at most. */
const MOST_ASKED = 1_000_000;

/** Undefined: it is too much. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_ASKED) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Where all of a plan is one page. */
const ALL = '/all';
/** Where the calendar is. */
const CALENDAR = '/calendar.ics';

/** Where the calendar of changes is, of all plans of the folder. */
const CHANGES = '/changes';

const MOST_MONTHS = 24;

/** Browsers open a handful; more is no reader. */
const MOST_CONNECTIONS = 100;

interface Shown {
  readonly analysis: Analysis;
  readonly workspace: Workspace;
  readonly now: number;
  readonly earlier: Analysis | undefined;
  readonly risks: ShownRisks;
  readonly source: SourceFile;
  /** How often it was read. */
  readonly version: number;
}

type Asked = PageForm['asked'];

const NOTHING: Asked = { set: '', without: '', start: '' };

function askedFor(search: URLSearchParams): Asked {
  const of = (name: string) => search.get(name)?.trim() ?? '';
  return { set: of('set'), without: of('without'), start: of('start') };
}

/** The plan, or what would be different about it; nothing is written. */
function pageOf({ analysis, workspace, now, earlier, risks }: Shown, asked: Asked): string {
  const people = namesOf(analysis.plan, new Set(['person', 'party']));
  const page = (of: Analysis, outcome: PageForm['outcome'], before?: Analysis) => {
    const top = { markup: renderPageForm({ people, asked, outcome }), style: PAGE_FORM_STYLE };
    const last = of === analysis ? earlier : undefined;
    return renderPage(of, { now, top, before, script: RELOAD, earlier: last, riskOf: risks.of });
  };
  if (asked === NOTHING) return page(analysis, undefined);
  const trial = tryOut(workspace, analysis, {
    set: asked.set ? [asked.set] : [],
    without: asked.without ? [asked.without] : [],
    ...(asked.start && { start: asked.start }),
  });
  if ('trouble' in trial) return page(analysis, trial);
  const { tried, difference, gaps } = trial;
  return page(tried, { summary: diffSummary(difference), sections: diffReport(difference, gaps) }, analysis);
}

/** Keeps the place of the reader while the page is replaced. */
const RELOAD = "new EventSource('/events').onmessage=()=>location.reload()";

const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; script-src 'sha256-${createHash('sha256').update(RELOAD).digest('base64')}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The preview is framed by its own host, which asks this server. */
const shellHeaders = {
  ...headers,
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
};

/** A page elsewhere could reach this server under a name of its own (DNS rebinding): only our own names are answered. */
function isForUs(request: IncomingMessage, server: Server): boolean {
  const port = portOf(server);
  if (request.headersDistinct.host?.length !== 1) return false;
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? '');
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}

function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  const child = spawn(command!, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
