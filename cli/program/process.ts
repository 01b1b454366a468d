/** The program as a process of its own: its streams, its exit code, and the threads that help it. */
import { isHelper } from '../helpers/thread.ts';
import { processStreams } from '../terminal/streams.ts';
import { runProgram, tellFailure } from './program.ts';

if (isHelper()) void import('../helpers/help.ts').then(({ help }) => help());
else {
  const streams = processStreams();
  process.on('uncaughtException', (error) => process.exit(tellFailure(error, streams)));
  void runProgram(process.argv.slice(2), streams).then((code) => {
    process.exitCode = code;
  });
}
