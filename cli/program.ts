/** The commands and their options; each command is loaded when it is called. */
import { realpath, stat } from 'node:fs/promises';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { planFormatNames } from '../exchange/plan-formats.ts';
import { RUN_REPORT_FORMATS } from '../exchange/reports/run-report.ts';
import manifest from '../package.json' with { type: 'json' };
import { LOG_VERBS } from '../plan/log/events.ts';
import { PACKS } from '../plan/policies/pack.ts';
import { SHAPES } from '../plan/risk/model.ts';
import { NEW_KIND_IDS } from '../service/new/kinds.ts';
import { VIEWS } from '../view/views.ts';
import { formatNames } from './formats.ts';
import { isHelper } from './helpers/thread.ts';
import { type ExitCode, Misuse } from './misuse.ts';
import { parseMoment, rightNow } from './moment.ts';
import { named } from './terminal/printable.ts';
import { reason } from './terminal/reason.ts';
import { processStreams } from './terminal/streams.ts';

const HINT = '(release-plan --help shows what it can do)';

const streams = processStreams();
process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});
const program = new Command('release-plan')
  .description('Plan a release to production as text: check it, schedule it, see it.')
  .version(manifest.version)
  // An option behind the name of a command is of that one: `run log` has some that `run` has, too.
  .enablePositionalOptions()
  .configureOutput({
    writeOut: (text) => streams.write(text),
    writeErr: (text) => streams.note(text),
    outputError: (text, write) =>
      write(
        `release-plan: ${text
          .trim()
          .replace(/^error: /, '')
          .replace(/\s*\n\s*/g, ' ')} ${HINT}\n`,
      ),
  })
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

const FILES = 'files, folders, patterns, or - for standard input; none: all plans below this folder';

program
  .command('new')
  .summary('begin with a plan of your kind, dates and people')
  .description(
    'Writes a plan to begin with: with real dates, with your people, each construct once, and nothing in it that a check ' +
      'finds. On a terminal it asks for what no option says. It never writes over a file.',
  )
  .addArgument(new Argument('[kind]', 'what is planned, as behind --kind').choices(NEW_KIND_IDS))
  .addOption(new Option('--kind <kind>', 'what is planned').choices(NEW_KIND_IDS))
  .option('--date <date>', 'the day it begins, such as 2026-12-05; default: the next one that fits')
  .option('--zone <zone>', 'its time zone, such as Europe/Berlin; default: that of this machine')
  .option('--people <names>', 'who does it, with commas between them; the first one answers for it')
  .option('-o, --out <path>', 'a file or folder, or - for standard output; default: KIND-DATE.release')
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'new',
      'new hotfix --people "Mara Lind, Jonas Weber"',
      'new --kind database-upgrade --date 2027-01-16 --zone Europe/Berlin --people "Mara, Jonas, Priya" --out plans/',
    ]),
  )
  .action((kind, options) =>
    run(async () => {
      const { newRelease } = await import('./commands/new.ts');
      const isInteractive = process.stdin.isTTY === true && process.stderr.isTTY === true;
      if (kind && options.kind && kind !== options.kind)
        throw new Misuse(`Is it a ${kind} or a ${options.kind}? Say it once.`);
      return newRelease(
        { ...options, kind: kind ?? options.kind, now: options.at ?? rightNow(), isInteractive },
        streams,
      );
    }),
  );

program
  .command('next')
  .summary('write the next plan of a train')
  .description(
    'Writes the next plan of a train from its template: with the date of its cadence, its version and number, whoever is on duty, and ' +
      'what the last release left open. The train names it from then on. Where the next departure has a plan, nothing changes.',
  )
  .argument('[train]', 'the name of the train; default: the one there is')
  .argument('[folder]', 'where its plans are', '.')
  .option('-o, --out <folder>', 'the folder for the plan; default: where the last one lies, else the train')
  .option('--dry-run', 'print the plan, and write nothing')
  .option('--take-over', 'estimate what took longer in the night before as its log says')
  .option('--no-ignore', 'take in what .releaseignore leaves out')
  .addOption(at())
  .addHelpText(
    'after',
    examples(['next', 'next weekly', 'next weekly plans --out plans/2026', 'next weekly --dry-run']),
  )
  .action((train, folder, options) =>
    run(async () =>
      (await import('./commands/across/next.ts')).next(
        train,
        folder,
        { ...options, now: options.at ?? rightNow() },
        streams,
      ),
    ),
  );

program
  .command('check')
  .summary('find what is wrong with plans')
  .description('Finds what is wrong with plans. Exits 1 when there are errors, 2 when something cannot be read.')
  .argument('[files...]', FILES)
  .addOption(choice('--format <format>', 'for people or for programs', formatNames('findings')))
  .option('--report <format=file>', 'another report, into a file (repeatable)', collect)
  .option('--max-warnings <count>', 'exit 1 with more warnings than this', wholeNumber)
  .option('--baseline <file>', 'only what this file does not know')
  .option('--write-baseline <file>', 'write all findings there are to this file, and report none')
  .option('--fix', 'repair what has one way out and does no harm')
  .option('--dry-run', 'with --fix: show what would change, as a unified diff, and change nothing')
  .option('--stdin-path <path>', 'where standard input would lie, were it a file')
  .option('--no-ignore', 'take in what .releaseignore leaves out')
  .option(
    '--cache <folder>',
    'keep there what was found out; default: .release-plan/cache, for many plans and outside of CI',
  )
  .option('--no-cache', 'work everything out anew, and keep nothing')
  .option('--no-history', 'do not ask git what plans said when they were frozen, approved or rehearsed')
  .option('--merge-base <revision>', 'only what a merge of HEAD with this revision has, and neither of them alone')
  .option(
    '--store <where>',
    'a store of what plans of other repositories take, as publish fills it: a folder, or postgres://…',
  )
  .option('--repository <name>', 'by what name this repository is in the store; default: where it was cloned from')
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'check plans/hotfix.release',
      "check 'plans/**/*.release' --max-warnings 0",
      'check --format github --report sarif=release-plan.sarif',
      'check --baseline release-baseline.json',
      'check plans --fix --dry-run',
      'check --merge-base origin/main',
      'check - --stdin-path plans/night.release < night.release',
    ]),
  )
  .action((files, options) =>
    run(async () => {
      const { check } = await import('./commands/check.ts');
      return check(files, { ...options, now: options.at ?? rightNow(), version: manifest.version }, streams);
    }),
  );

program
  .command('schedule')
  .summary('show when every step starts and ends')
  .description(
    'Shows when every step starts and ends, its float, and the last moment to turn back; or what would be different if ' +
      'something changed. The file stays as it is.',
  )
  .argument('[files...]', FILES)
  .addOption(choice('--format <format>', 'for people or for programs', formatNames('schedule')))
  .option('--set <STEP.FIELD=VALUE>', 'what if the plan said this (repeatable)', collect)
  .option('--without <name>', 'what if this person, role, team or party cannot (repeatable)', collect)
  .option('--start <time>', 'what if the run starts later (+30m) or then (22:30); its window stays')
  .option('--refine [schedules]', 'look for an order that ends the run earlier; default: 5000 tries', wholeNumber)
  .option('--runs <count>', 'how often to simulate the run; default: 10000', wholeNumber)
  .option('--seed <number>', 'the luck of the simulation; the same seed gives the same answer', wholeNumber)
  .addOption(new Option('--distribution <shape>', 'how estimates are spread; default: pert').choices(SHAPES))
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'schedule plans/night.release',
      'schedule plans/night.release --format json',
      'schedule plans/night.release --set migrate-orders.duration=50m',
      "schedule plans/night.release --set 'deploy web.by=jonas' --set window.end=+1h",
      'schedule plans/night.release --without priya --start +30m',
      'schedule plans/night.release --refine 20000',
    ]),
  )
  .action((files, options) =>
    run(async () => {
      const { schedule } = await import('./commands/schedule.ts');
      return schedule(files, { ...options, now: options.at ?? rightNow() }, streams);
    }),
  );

program
  .command('today')
  .summary('show what is overdue, goes on, is due today and is decided next')
  .description(
    'Shows over all plans what is overdue, what goes on, what begins or is due today, what is decided in the next days and what else they ' +
      'bring: for everybody, or for one.',
  )
  .argument('[files...]', FILES)
  .option(
    '--for <name>',
    'only what has to do with this person, team, system, environment or release (repeatable)',
    collect,
  )
  .option('--days <number>', 'how many days behind today; default: 7', wholeNumber)
  .option('--zone <zone>', 'whose day it is, and whose times are told; default: the zone of this machine')
  .addOption(choice('--group <group>', 'by time, or by person', ['time', 'person']))
  .addOption(choice('--format <format>', 'for people or for programs', ['text', 'json']))
  .option('--no-ignore', 'take in what .releaseignore leaves out')
  .addOption(at())
  .addHelpText(
    'after',
    examples(['today', 'today plans --for priya', 'today --group person --days 14', 'today --format json']),
  )
  .action((files, options) =>
    run(async () =>
      (await import('./commands/across/today.ts')).today(files, { ...options, now: options.at ?? rightNow() }, streams),
    ),
  );

program
  .command('calendar')
  .summary('show what all plans have in the next months, and what clashes')
  .description(
    'Shows the releases, trains, rehearsals, tests, freezes, maintenance and events of all plans in order of time, and what of them clashes; ' +
      'or what would be if there were another freeze, or somebody were away.',
  )
  .argument('[files...]', FILES)
  .option('--months <number>', 'how many; default: 3', wholeNumber)
  .addOption(moment('--from <time>', 'its first day; default: that of --at'))
  .option(
    '--for <name>',
    'only what has to do with this person, team, system, environment, release or train (repeatable)',
    collect,
  )
  .option('--zone <zone>', 'whose days its first and last are; default: the zone of this machine')
  .option('--what-if <line>', 'what if a shared file said this (repeatable)', collect)
  .option(
    '--without <absence>',
    'what if somebody were away: "priya from 2026-12-20 until 2027-01-03" (repeatable)',
    collect,
  )
  .addOption(choice('--format <format>', 'for people or for programs', ['text', 'html', 'ics', 'json']))
  .option('-o, --output <path>', 'where to write it; default: standard output')
  .option('--no-ignore', 'take in what .releaseignore leaves out')
  .option(
    '--store <where>',
    'a store of what plans of other repositories take, as publish fills it: a folder, or postgres://…',
  )
  .option('--repository <name>', 'by what name this repository is in the store; default: where it was cloned from')
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'calendar',
      'calendar plans --months 6 --format html -o calendar.html',
      'calendar --for priya --for orders-db',
      'calendar plans --format ics -o changes.ics',
      "calendar --what-if 'freeze summer of production from 2027-07-01 until 2027-08-15' --months 12",
      "calendar --without 'priya from 2026-12-20 until 2027-01-03'",
    ]),
  )
  .action((files, options) =>
    run(async () =>
      (await import('./commands/across/calendar.ts')).calendar(
        files,
        { ...options, now: options.at ?? rightNow() },
        streams,
      ),
    ),
  );

program
  .command('publish')
  .summary('tell plans of other repositories what these take')
  .description(
    'Puts into a store whom and what the plans take when, what they freeze and by which change records they go, with the repository and its ' +
      'revision: without titles and texts. What is gone from the folder is withdrawn. `check`, `calendar` and `slot` ask a store with --store.',
  )
  .argument('[files...]', FILES)
  .requiredOption(
    '--store <where>',
    'a folder, such as a git checkout that all share, or a database: postgres://…; an empty one becomes a store',
  )
  .option('--repository <name>', 'by what name this repository is in the store; default: where it was cloned from')
  .option('--revision <name>', 'default: HEAD')
  .option('--titles', 'also what steps and meetings are called')
  .option('--no-ignore', 'take in what .releaseignore leaves out')
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'publish --store ../release-calendar',
      'publish plans --store postgres://db.example.org/plans --repository acme/shop',
    ]),
  )
  .action((files, options) =>
    run(async () =>
      (await import('./commands/across/publish.ts')).publish(
        files,
        { ...options, now: options.at ?? rightNow() },
        streams,
      ),
    ),
  );

program
  .command('slot')
  .summary('find the next window in which nothing is in the way')
  .description(
    'Looks for the next windows of a release in which nobody and nothing that it takes is booked by other plans, frozen or away, and says ' +
      'for each what moves with it. The file stays as it is. Exits 1 when there is none within a year.',
  )
  .argument('<file>', 'a plan')
  .option('--count <number>', 'how many; default: 3', wholeNumber)
  .addOption(moment('--from <time>', 'not before that; default: the window it has'))
  .option('--release <name>', 'which release of the file; default: the only one')
  .option('--beside <folder>', 'where the other plans are; default: the folder of the file')
  .addOption(choice('--format <format>', 'for people or for programs', ['text', 'json']))
  .option(
    '--store <where>',
    'a store of what plans of other repositories take, as publish fills it: a folder, or postgres://…',
  )
  .option('--repository <name>', 'by what name this repository is in the store; default: where it was cloned from')
  .addOption(at())
  .addHelpText('after', examples(['slot plans/night.release', 'slot plans/night.release --count 5 --format json']))
  .action((file, options) =>
    run(async () =>
      (await import('./commands/across/slot.ts')).slot(file, { ...options, now: options.at ?? rightNow() }, streams),
    ),
  );

program
  .command('render')
  .summary('draw the schedule')
  .description('Draws the schedule of a release as a picture, or as a page that stands alone.')
  .argument('<file>', 'a plan, or - for standard input')
  .addOption(
    new Option('--format <format>', 'a picture or a page; default: what --output ends with, else svg').choices(
      formatNames('plan'),
    ),
  )
  .option('-o, --output <path>', 'where to write it; default: standard output')
  .option('--release <name>', 'which release of the file; default: the first one')
  .addOption(choice('--group <grouping>', 'what the rows are', ['block', 'person', 'system']))
  .option('--width <pixels>', 'width of the picture', wholeNumber, 1100)
  .addOption(
    new Option('--view <view>', 'one view alone; default: all on a page, the schedule as a picture').choices(
      VIEWS.map(({ id }) => id),
    ),
  )
  .option('--for <name>', 'the night of one person: their steps by their own clock, contacts, what to do if it fails')
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'render plans/night.release -o night.svg',
      'render plans/night.release -o night.html',
      'render plans/night.release -o night.png',
      'render plans/night.release --view run-sheet --format md',
      'render plans/night.release --for priya -o priya.html',
    ]),
  )
  .action((file, options) =>
    run(async () => (await import('./commands/render.ts')).render(file, { ...options, now: options.at }, streams)),
  );

program
  .command('export')
  .summary('write a release for another program')
  .description(
    'Writes a release in the format of another program: a run sheet, a calendar, a project. What that format cannot say is ' +
      'told, by name.',
  )
  .argument('<file>', 'a plan, or - for standard input')
  .addOption(new Option('--format <format>', 'default: what --out ends with').choices(planFormatNames('write')))
  .option('-o, --out <path>', 'where to write it; default: standard output')
  .option('--release <name>', 'which release of the file; default: the first one')
  .option('--for <name>', 'only what concerns this person, team, role, party or audience')
  .option('--profile <profile>', 'as which program wants it')
  .option('--since <file>', 'what was written before, or a revision of git; default: the file that is replaced')
  .addOption(at())
  .addHelpText(
    'after',
    examples(['export plans/night.release --format json', 'export plans/night.release -o night.json']),
  )
  .action((file, options) =>
    run(async () =>
      (await import('./commands/export.ts')).exportPlan(file, { ...options, now: options.at ?? rightNow() }, streams),
    ),
  );

program
  .command('import')
  .summary('make a plan of what another program wrote')
  .description(
    'Writes what another program wrote as the text of a plan, or takes it over into a plan that is there, shown as a diff. ' +
      'Tells row by row what was taken, what was changed and what was not, and what is found in the plan. Exits 0 when all was ' +
      'taken, 1 when something was changed or left out, 2 when nothing can be read.',
  )
  .argument('<file>', 'what is read, or - for standard input')
  .argument('[others...]', 'files that it includes; no other one is opened')
  .addOption(
    new Option('--format <format>', 'default: what the name of the file ends with').choices(planFormatNames('read')),
  )
  .option('--into <plan>', 'a plan that takes over what is different, shown as a diff; --out writes it')
  .option('--map <HEAD=FIELD>', 'which field a column is (repeatable)', collect)
  .option('--remember', 'keeps what --map says beside the file, for all tables of the folder')
  .option('--zone <zone>', 'of times that name none, such as Europe/Berlin')
  .option('--profile <profile>', 'which program wrote it')
  .option('-o, --out <path>', 'where to write the plan; default: standard output')
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'import outline.json -o night.release',
      'import sheet.json --into night.release --out night.release',
      'import plan.tjp people.tji -o plan.release',
    ]),
  )
  .action((file, others, options) =>
    run(async () =>
      (await import('./commands/import.ts')).importPlan(
        file,
        { ...options, others, now: options.at ?? rightNow() },
        streams,
      ),
    ),
  );

program
  .command('format')
  .summary('lay plans out as everybody does')
  .description('Prints a plan in its canonical layout, or rewrites files.')
  .argument('[files...]', FILES)
  .option('--check', 'name the files that are not formatted, and exit 1 if there are any')
  .option('--write', 'rewrite the files, and name those that changed')
  .option('--stdin-path <path>', 'where standard input would lie, were it a file')
  .option('--no-ignore', 'take in what .releaseignore leaves out')
  .addHelpText(
    'after',
    examples(['format plans/night.release', 'format --write plans', 'format --check', 'format - < night.release']),
  )
  .action((files, options) => run(async () => (await import('./commands/format.ts')).format(files, options, streams)));

program
  .command('migrate')
  .summary('write what is spelled otherwise as the language has it now')
  .description(
    'Shows, as a unified diff, what plans spell otherwise than the language has it now, and what is read all the same: words that have ' +
      'another spelling since, lengths such as "20 minutes", characters that only look alike. With --write it is written. What a plan ' +
      'says stays the same: a line that would be read otherwise is left as it is, and told.',
  )
  .argument('[files...]', 'files, folders or patterns; none: all plans below this folder')
  .option('--write', 'rewrite the files, and say of each what was done')
  .option('--check', 'change nothing, and exit 1 if there is anything to write otherwise')
  .option('--diff', 'with one of these: show the changes as well')
  .option('--no-ignore', 'take in what .releaseignore leaves out')
  .addHelpText('after', examples(['migrate', 'migrate plans --write', 'migrate --check --diff']))
  .action((files, options) =>
    run(async () => (await import('./commands/migrate.ts')).migrate(files, { ...options, now: rightNow() }, streams)),
  );

program
  .command('preview')
  .summary('show a plan in the browser, reloading on save')
  .description(
    'Serves the picture of a plan on this machine alone, and reloads it whenever a file is saved. At /calendar.ics it has the calendar of the ' +
      'plan for whoever subscribes: what moved gets a higher number, what is off is cancelled.',
  )
  .argument('<file>', 'a plan')
  .option('--port <number>', 'where to listen; default: a free one', wholeNumber, 0)
  .option('--open', 'open the browser')
  .option('--no-open', 'only print the address (default)')
  .option(
    '--calendars <folder>',
    'where calendars are kept as they were served, so that subscribers see what changed since; default: until it ends',
  )
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'preview plans/night.release',
      'preview plans/night.release --port 4000 --open',
      'preview plans/night.release --port 4000 --calendars served',
    ]),
  )
  .action((file, options, command) => {
    const open = command.getOptionValueSource('open') === 'cli' && options.open === true;
    return run(async () =>
      (await import('./commands/preview.ts')).preview(
        file,
        { port: options.port, open, now: options.at, calendars: options.calendars },
        streams,
      ),
    );
  });

program
  .command('diff')
  .summary('say what a change of plans means for the night')
  .description(
    'Says what is different between two versions of plans, in the terms of a release: files, or revisions of a git ' +
      'repository. One revision is compared with the working tree; none: HEAD with the working tree.',
  )
  .argument(
    '[versions...]',
    'two files, or BASE and HEAD (or BASE..HEAD, or BASE...HEAD), and behind them files that matter',
  )
  .addOption(choice('--format <format>', 'for people or for programs', formatNames('difference')))
  .option('-o, --output <path>', 'where to write it; default: standard output')
  .option('--exit-code', 'exit 1 when there are errors that were not there before')
  .option('--template', 'what is special about one plan of a train: compared with what its template gives')
  .option('--no-history', 'do not ask git what plans said when they were frozen, approved or rehearsed')
  .option('--no-ignore', 'take in what .releaseignore leaves out')
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'diff',
      'diff main',
      'diff origin/main...HEAD --format markdown',
      'diff v4.1 v4.2 -- plans/night.release',
      'diff old.release new.release --format svg -o diff.svg',
      'diff HEAD~1:plans/night.release plans/night.release',
      'diff --template examples/year/plans/money-2027-01-21.release',
    ]),
  )
  .action((versions, options) =>
    run(async () => {
      const { diff } = await import('./commands/diff.ts');
      return diff(...apart(versions), { ...options, now: options.at ?? rightNow() }, streams);
    }),
  );

program
  .command('explain')
  .summary('say what a check finds and why it matters')
  .description('Says what a check finds, why it matters, how severe it is, and shows a plan with it and without.')
  .argument('[code]', 'the code of a check; none: lists them all')
  .option('--list', 'list all checks')
  .addOption(choice('--format <format>', 'for people or for programs', ['text', 'json', 'markdown']))
  .addHelpText(
    'after',
    examples([
      'explain backup-missing',
      'explain --list',
      'explain --list --format json',
      'explain cycle --format markdown',
    ]),
  )
  .action((code, options) => run(async () => (await import('./commands/explain.ts')).explain(code, options, streams)));

program
  .command('policy')
  .summary('say which checks hold for a release, and who says so')
  .description(
    'Prints every check with its severity and parameters as they hold for a release, and where each of them comes from: ' +
      'the check itself, the kind of the release, a pack, or the line of a policy.',
  )
  .argument('<file>', 'a plan, or - for standard input')
  .option('--release <name>', 'which release of the file; default: all')
  .option('--kind <kind>', 'what would hold for any release of this kind')
  .addOption(choice('--format <format>', 'for people or for programs', ['table', 'json']))
  .addHelpText('after', `\nPacks to build on, with \`policy from NAME\` in a plan:\n${packs()}`)
  .addHelpText('after', examples(['policy plans/night.release', 'policy shared/acme.release --kind emergency']))
  .action((file, options) => run(async () => (await import('./commands/policy.ts')).policy(file, options, streams)));

const night = program
  .command('run')
  .enablePositionalOptions()
  .summary('run a night from its plan')
  .description(
    'Serves the board of a night on this machine: who does what now and next, until when it can be decided to go back, when it ' +
      'ends. What people say is noted in a log beside the plan.',
  )
  .argument('[file]', 'a plan')
  .option('--port <number>', 'where to listen; default: a free one', wholeNumber, 0)
  .option('--listen <host:port>', 'for others than this machine; wants --tls-cert and --tls-key')
  .option('--tls-cert <file>', 'the certificate, as PEM')
  .option('--tls-key <file>', 'its key, as PEM')
  .option('--insecure', 'with --listen: without TLS, a board that can only be read')
  .addOption(
    new Option('--clock <factor>', 'a training: the night goes so many times as fast, such as 60x').argParser(factor),
  )
  .option('--hook <url>', 'post each line there as JSON with a text, so that a chat room follows')
  .addOption(moment('--begin <time>', 'with --clock: when it begins; default: when the run does'))
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addOption(runStoreOption())
  .addOption(runRepositoryOption())
  .addHelpText(
    'after',
    examples([
      'run plans/night.release',
      'run plans/night.release --clock 60x',
      'run plans/night.release --listen board.example.org:8443 --tls-cert board.pem --tls-key board-key.pem',
    ]),
  )
  .action((file, options) =>
    run(async () => {
      if (file === undefined) throw new Misuse('Name the plan of the night: release-plan run plans/night.release');
      return (await import('./commands/run/board.ts')).runBoard(file, options, streams);
    }),
  );

night
  .command('links')
  .summary('make the links of people, machines and readers, and of calendars')
  .description(
    'Makes a link for everybody whom the plan asks and who has none. A secret is shown once; its hash is kept.',
  )
  .argument('<file>', 'a plan')
  .requiredOption('--board <address>', 'where the board is, such as https://board.example.org:8443/')
  .option('--for <name>', 'a new one for them alone (repeatable)', collect)
  .option('--machine <name>', 'one for a pipeline or a monitor, which does not vote (repeatable)', collect)
  .option('--reader <name>', 'one for the page without names (repeatable)', collect)
  .option('--calendar <name>', 'the address of a calendar of what concerns them, to subscribe to (repeatable)', collect)
  .option('--revoke <name>', 'theirs leads nowhere any more (repeatable)', collect)
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addHelpText('after', examples(['run links plans/night.release --board https://board.example.org:8443/']))
  .action((file, options) =>
    run(async () => (await import('./commands/run/links.ts')).runLinks(file, options, streams)),
  );

night
  .command('log')
  .summary('print what happened')
  .description('Prints the log of a run for people, each line with its time, who says it and what.')
  .argument('<file>', 'a plan')
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addOption(runStoreOption())
  .addOption(runRepositoryOption())
  .addOption(trainingOption())
  .addOption(choice('--format <format>', 'for people or for programs', ['table', 'json']))
  .addHelpText('after', examples(['run log plans/night.release', 'run log plans/night.release --rehearsal second']))
  .action((file, options) => run(async () => (await import('./commands/run/log.ts')).showLog(file, options, streams)));

night
  .command('export')
  .summary('write the log of all machines as one file')
  .description('Writes the events of a run, each once and in order, as JSON Lines.')
  .argument('<file>', 'a plan')
  .option('-o, --output <path>', 'where to write it; default: standard output')
  .option('--anonymous', 'roles in the place of the names of people')
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addOption(runStoreOption())
  .addOption(runRepositoryOption())
  .addOption(trainingOption())
  .addHelpText(
    'after',
    examples(['run export plans/night.release -o night.runlog.jsonl', 'run export plans/night.release --anonymous']),
  )
  .action((file, options) =>
    run(async () => (await import('./commands/run/export.ts')).exportRun(file, options, streams)),
  );

night
  .command('verify')
  .summary('say whether the log can be read whole, and what is out of order')
  .description(
    'Reads the log of a run, and names each line that cannot be read and what was said out of order. Exits 1 where a line cannot be read.',
  )
  .argument('<file>', 'a plan')
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addOption(runStoreOption())
  .addOption(runRepositoryOption())
  .addOption(trainingOption())
  .addHelpText('after', examples(['run verify plans/night.release']))
  .action((file, options) =>
    run(async () => (await import('./commands/run/verify.ts')).verifyRun(file, options, streams)),
  );

night
  .command('sheet')
  .summary('take what a filled-in run sheet says of the night into its log')
  .description(
    'Reads a run sheet that came back (CSV, a workbook, a table) and makes lines of the log of its columns “Actual start” and “Actual end”. ' +
      'Shows them, and notes them with --write; what the log says already is not said again.',
  )
  .argument('<file>', 'a plan')
  .argument('<sheet>', 'the run sheet')
  .requiredOption('--by <name>', 'who brings it')
  .option('--write', 'note what was shown')
  .option('--format <format>', 'what the sheet is; default: what its name says')
  .option('--zone <zone>', 'of its times; default: that of the release')
  .option('--map <head=field>', 'which field a column is (repeatable)', collect)
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addOption(runStoreOption())
  .addOption(runRepositoryOption())
  .addOption(trainingOption())
  .addHelpText('after', examples(['run sheet plans/night.release night.xlsx --by mara']))
  .action((file, sheet, options) =>
    run(async () => (await import('./commands/run/sheet.ts')).sheetOfRun(file, sheet, options, streams)),
  );

night
  .command('report')
  .summary('draft the review of a night')
  .description(
    'Planned against actual for each step, what was out of order and why, decisions with their votes, what to take over.',
  )
  .argument('<file>', 'a plan')
  .addOption(choice('--format <format>', 'for people or for programs', RUN_REPORT_FORMATS))
  .option('-o, --output <path>', 'where to write it; default: standard output')
  .addOption(at('the moment of the report; default: when the run was closed, else now'))
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addOption(runStoreOption())
  .addOption(runRepositoryOption())
  .addOption(trainingOption())
  .addHelpText(
    'after',
    examples(['run report plans/night.release', 'run report plans/night.release --format html -o night.html']),
  )
  .action((file, options) =>
    run(async () => (await import('./commands/run/report.ts')).reportRun(file, options, streams)),
  );

night
  .command('results')
  .summary('write what a night has shown into its plan')
  .description(
    'Of a rehearsal how it went and how long its steps took; of the night what was done, and when. Shows what would change in the plan, as a unified ' +
      'diff; says what has no place in it.',
  )
  .argument('<file>', 'a plan')
  .option('--write', 'change the plan')
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addOption(runStoreOption())
  .addOption(runRepositoryOption())
  .addHelpText(
    'after',
    examples(['run results plans/night.release --rehearsal second', 'run results plans/night.release --write']),
  )
  .action((file, options) =>
    run(async () => (await import('./commands/run/results.ts')).resultsOfRun(file, options, streams)),
  );

night
  .command('paper')
  .summary('the sheet of the night as of now, to print')
  .description(
    'Steps with their times, what was noted of them, and room for times and names by hand; gates, ways back, how everybody is reached. What is written ' +
      'on it goes back into the log with `run event`.',
  )
  .argument('<file>', 'a plan')
  .option('-o, --output <path>', 'where to write it, as HTML; default: standard output')
  .addOption(at('as of when; default: now'))
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addOption(runStoreOption())
  .addOption(runRepositoryOption())
  .addOption(trainingOption())
  .addHelpText('after', examples(['run paper plans/night.release -o night.html']))
  .action((file, options) =>
    run(async () => (await import('./commands/run/paper.ts')).paperOfRun(file, options, streams)),
  );

night
  .command('event')
  .summary('add a line to the log from a script or by hand')
  .description(
    `Adds an event to the log of a run, into the files beside the plan or through a board. Verbs: ${LOG_VERBS.join(', ')}.`,
  )
  .argument('<verb>', 'what happened')
  .argument('[about]', 'the step, or whatever the verb is about')
  .option('--plan <file>', 'the plan; default: the only one below this folder', '.')
  .option('--board <address>', 'the address of a board, with the key of a link behind it')
  .option('--by <name>', 'who says it')
  .addOption(at('when it happened; default: now'))
  .option('--because <text>', 'why')
  .option('--note <text>', 'whatever else is to be known')
  .option('--to <name>', 'of hand: to whom')
  .addOption(new Option('--minutes <count>', 'of delay: so many more').argParser(minutes))
  .addOption(new Option('--as <answer>', 'of vote and decide').choices(['go', 'no-go', 'abstain', 'later']))
  .option('--value <text>', 'of measure: what it is')
  .option('--from <name>', 'of measure: where it was read')
  .addOption(moment('--until <time>', 'of decide --as later: until when'))
  .option('--link <address>', 'of evidence: where it is')
  .addOption(releaseOption())
  .addOption(rehearsalOption())
  .addOption(runStoreOption())
  .addOption(runRepositoryOption())
  .addOption(trainingOption())
  .addHelpText(
    'after',
    examples([
      'run event open --by mara --plan plans/night.release',
      'run event done "deploy payments-api" --by sam --note "build 4711"',
      'run event measure "Error rate" --value "0.06 %" --from grafana --board http://127.0.0.1:4242/#k=…',
    ]),
  )
  .action((verb, about, options) =>
    run(async () => (await import('./commands/run/event.ts')).addEvent(verb, about, options, streams)),
  );

program
  .command('lsp')
  .summary('talk to an editor')
  .description('Runs the language server over standard input and output.')
  .option('--stdio', 'the only way there is; accepted because editors say it')
  .action(() =>
    run(async () => {
      if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
      (await import('../server/node.ts')).serve();
      return 0;
    }),
  );

program
  .command('mcp')
  .summary('talk to an agent')
  .description(
    'Serves plans to agents over standard input and output, by the Model Context Protocol: they check, schedule and repair ' +
      'plans, and read the language. It reads plans below one folder, and writes nothing.',
  )
  .option('--folder <path>', 'where the plans lie; default: the current folder')
  .addHelpText('after', examples(['mcp', 'mcp --folder plans']))
  .action(({ folder = '.' }) =>
    run(async () => {
      const { mcp } = await import('./commands/mcp.ts');
      return mcp({ folder: await folderAt(folder), version: manifest.version }, streams);
    }),
  );

if (isHelper()) void import('./helpers/help.ts').then(({ help }) => help());
else program.parseAsync().catch(fail);

function run(command: () => Promise<ExitCode>): Promise<void> {
  return command().then((code) => {
    process.exitCode = code;
  }, fail);
}

function fail(error: unknown): void {
  process.exitCode = 2;
  if (error instanceof Misuse) {
    streams.note(`release-plan: ${error.message}\n`);
    return;
  }
  const { code, message, stack } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  if (code !== undefined && 'syscall' in (error as object)) {
    streams.note(`release-plan: ${reason(error)}.\n`);
    return;
  }
  // A stack of minified text helps nobody at two in the morning; whoever reports the fault is told how to get it.
  const trace = process.env.RELEASE_PLAN_TRACE ? stack : `${message} (RELEASE_PLAN_TRACE=1 shows where)`;
  streams.note(`release-plan: ${trace}: this is a fault of Release Plan, not of the plan; please report it.\n`);
}

function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices).default(choices[0]);
}

function at(description = 'the moment plans are judged at; default: SOURCE_DATE_EPOCH, else now'): Option {
  return moment('--at <time>', description);
}

function moment(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    try {
      return parseMoment(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  });
}

function releaseOption(): Option {
  return new Option('--release <name>', 'which release of the file, where there are several');
}

function rehearsalOption(): Option {
  return new Option('--rehearsal <name>', 'a rehearsal of it, which has a log of its own');
}

function runStoreOption(): Option {
  return new Option('--store <address>', 'its log lies in a database, postgres://…, and not beside the plan');
}

function runRepositoryOption(): Option {
  return new Option('--repository <name>', 'by what name this repository is there; default: where it was cloned from');
}

function trainingOption(): Option {
  return new Option('--training', 'what was played with `run --clock`, which has a log of its own');
}

/** What stood in front of `--`, and what behind it: commander makes one list of both. */
function apart(args: readonly string[]): readonly [readonly string[], readonly string[]] {
  const dashes = process.argv.indexOf('--');
  const behind = dashes < 0 ? 0 : process.argv.length - dashes - 1;
  return [args.slice(0, args.length - behind), args.slice(args.length - behind)];
}

async function folderAt(path: string): Promise<string> {
  const about = await stat(path).catch(() => undefined);
  if (!about?.isDirectory()) throw new Misuse(`${named(path)} is no folder.`);
  return realpath(path);
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function factor(text: string): number {
  const match = /^(\d{1,4})x?$/.exec(text);
  if (!match || Number(match[1]) === 0) throw new InvalidArgumentError('It must be a whole number, such as 60x.');
  return Number(match[1]);
}

function minutes(text: string): number {
  if (!/^[+-]?\d{1,5}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number of minutes, such as 10 or -5.');
  return Number(text);
}

function packs(): string {
  const width = Math.max(...PACKS.map(({ name }) => name.length));
  return PACKS.map(({ name, forWhom }) => `  ${name.padEnd(width)}  ${forWhom}`).join('\n');
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  release-plan ${line}`).join('\n')}`;
}
