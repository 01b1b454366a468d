/** The commands and their options; each command is loaded when it is called. */
import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { type ExitCode, Misuse } from '../misuse.ts';
import { reason } from '../terminal/reason.ts';
import type { Streams } from '../terminal/streams.ts';
import { addCommandsAcross } from './across.ts';
import { addNightCommands } from './night.ts';
import { addPictureCommands } from './pictures.ts';
import { addPlanCommands } from './plan.ts';
import { addProgramCommands } from './programs.ts';
import { addRuleCommands } from './rules.ts';

const HINT = '(release-plan --help shows what it can do)';

/**
 * Runs what somebody typed behind the name of the program.
 *
 * @returns how the process ends: 0, 1 for what a command looks for, 2 for what cannot be done
 */
export async function runProgram(args: readonly string[], streams: Streams): Promise<ExitCode> {
  let ended: ExitCode = 0;
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
    .exitOverride();
  const caller = {
    args,
    streams,
    async run(command: () => Promise<ExitCode>) {
      try {
        ended = await command();
      } catch (error) {
        ended = tellFailure(error, streams);
      }
    },
  };
  addPlanCommands(program, caller);
  addPictureCommands(program, caller);
  addCommandsAcross(program, caller);
  addNightCommands(program, caller);
  addRuleCommands(program, caller);
  addProgramCommands(program, caller);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) return tellFailure(error, streams);
    return error.exitCode === 0 ? 0 : 2;
  }
  return ended;
}

/** Says what went wrong, and what to do about it. */
export function tellFailure(error: unknown, streams: Streams): ExitCode {
  if (error instanceof Misuse) {
    streams.note(`release-plan: ${error.message}\n`);
    return 2;
  }
  const { code, message, stack } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  if (code !== undefined && 'syscall' in (error as object)) {
    streams.note(`release-plan: ${reason(error)}.\n`);
    return 2;
  }
  // A stack of minified text helps nobody at two in the morning; whoever reports the fault is told how to get it.
  const trace = process.env.RELEASE_PLAN_TRACE ? stack : `${message} (RELEASE_PLAN_TRACE=1 shows where)`;
  streams.note(`release-plan: ${trace}: this is a fault of Release Plan, not of the plan; please report it.\n`);
  return 2;
}
