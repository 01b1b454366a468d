/** What a plan looks like, and what other programs make of it. */
import { type Command, Option } from 'commander';
import { planFormatNames } from '../../exchange/plan-formats.ts';
import { VIEWS } from '../../view/views.ts';
import { formatNames } from '../formats.ts';
import { rightNow } from '../moment.ts';
import type { Caller } from './caller.ts';
import { at, choice, collect, examples, wholeNumber } from './options.ts';

export function addPictureCommands(program: Command, { streams, run }: Caller): void {
  program.commandsGroup('Pictures and other programs:');
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
      run(async () => (await import('../commands/render.ts')).render(file, { ...options, now: options.at }, streams)),
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
        (await import('../commands/preview.ts')).preview(
          file,
          { port: options.port, open, now: options.at, calendars: options.calendars },
          streams,
        ),
      );
    });

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
        (await import('../commands/export.ts')).exportPlan(
          file,
          { ...options, now: options.at ?? rightNow() },
          streams,
        ),
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
        (await import('../commands/import.ts')).importPlan(
          file,
          { ...options, others, now: options.at ?? rightNow() },
          streams,
        ),
      ),
    );
}
