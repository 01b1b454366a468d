/** The commands and their options; each command is loaded when it is called. */
import { Command, InvalidArgumentError, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { type ExitCode, Misuse } from './misuse.ts';
import { parseMoment, rightNow } from './moment.ts';
import { processStreams } from './streams.ts';

const streams = processStreams();
const program = new Command('release-plan')
  .description('Plan a release to production as text: check it, schedule it, see it.')
  .version(manifest.version)
  .showHelpAfterError('(release-plan --help shows what it can do)')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

const FILES = 'files, folders, patterns, or - for standard input; none: all plans below this folder';

program
  .command('check')
  .summary('find what is wrong with plans')
  .description('Finds what is wrong with plans. Exits 1 when there are errors, 2 when something cannot be read.')
  .argument('[files...]', FILES)
  .addOption(choice('--format <format>', 'for people or for programs', ['text', 'json']))
  .option('--max-warnings <count>', 'exit 1 with more warnings than this', wholeNumber)
  .addOption(at())
  .addHelpText(
    'after',
    examples([
      'check plans/hotfix.release',
      "check 'plans/**/*.release' --max-warnings 0",
      'check - --format json < night.release',
    ]),
  )
  .action((files, options) =>
    run(async () => {
      const { check } = await import('./commands/check.ts');
      return check(files, { ...options, now: options.at ?? rightNow() }, streams);
    }),
  );

program
  .command('schedule')
  .summary('show when every step starts and ends')
  .description('Shows when every step starts and ends, its float, and the last moment to turn back.')
  .argument('[files...]', FILES)
  .addOption(choice('--format <format>', 'for people or for programs', ['table', 'json']))
  .addOption(at())
  .addHelpText('after', examples(['schedule plans/night.release', 'schedule plans/night.release --format json']))
  .action((files, options) =>
    run(async () => {
      const { schedule } = await import('./commands/schedule.ts');
      return schedule(files, { ...options, now: options.at ?? rightNow() }, streams);
    }),
  );

program
  .command('render')
  .summary('draw the schedule')
  .description('Draws the schedule of a release as a picture, or as a page that stands alone.')
  .argument('<file>', 'a plan, or - for standard input')
  .addOption(choice('--format <format>', 'a picture or a page', ['svg', 'html']))
  .option('-o, --output <path>', 'where to write it; default: standard output')
  .option('--release <name>', 'which release of the file; default: the first one')
  .addOption(choice('--group <grouping>', 'what the rows are', ['block', 'person', 'system']))
  .option('--width <pixels>', 'width of the picture', wholeNumber, 1100)
  .addOption(at())
  .addHelpText(
    'after',
    examples(['render plans/night.release -o night.svg', 'render plans/night.release --format html -o night.html']),
  )
  .action((file, options) =>
    run(async () => (await import('./commands/render.ts')).render(file, { ...options, now: options.at }, streams)),
  );

program
  .command('format')
  .summary('lay plans out as everybody does')
  .description('Prints a plan in its canonical layout, or rewrites files.')
  .argument('[files...]', FILES)
  .option('--check', 'name the files that are not formatted, and exit 1 if there are any')
  .option('--write', 'rewrite the files, and name those that changed')
  .addHelpText(
    'after',
    examples(['format plans/night.release', 'format --write plans', 'format --check', 'format - < night.release']),
  )
  .action((files, options) => run(async () => (await import('./commands/format.ts')).format(files, options, streams)));

program
  .command('preview')
  .summary('show a plan in the browser, reloading on save')
  .description('Serves the picture of a plan on this machine alone, and reloads it whenever a file is saved.')
  .argument('<file>', 'a plan')
  .option('--port <number>', 'where to listen; default: a free one', wholeNumber, 0)
  .option('--open', 'open the browser')
  .option('--no-open', 'only print the address (default)')
  .addHelpText('after', examples(['preview plans/night.release', 'preview plans/night.release --port 4000 --open']))
  .action((file, options, command) => {
    const open = command.getOptionValueSource('open') === 'cli' && options.open === true;
    return run(async () =>
      (await import('./commands/preview.ts')).preview(file, { port: options.port, open }, streams),
    );
  });

program
  .command('explain')
  .summary('say what a check finds and why it matters')
  .argument('[code]', 'the code of a check; none: lists them all')
  .addHelpText('after', examples(['explain', 'explain backup-missing']))
  .action((code) => run(async () => (await import('./commands/explain.ts')).explain(code, streams)));

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

program.parseAsync().catch(fail);

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
  const trace = error instanceof Error ? error.stack : String(error);
  streams.note(`release-plan: ${trace}\nThis is a fault of Release Plan, not of the plan: please report it.\n`);
}

function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices).default(choices[0]);
}

function at(): Option {
  return new Option('--at <time>', 'the moment plans are judged at; default: SOURCE_DATE_EPOCH, else now').argParser(
    (text) => {
      try {
        return parseMoment(text);
      } catch (error) {
        throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
      }
    },
  );
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  release-plan ${line}`).join('\n')}`;
}
