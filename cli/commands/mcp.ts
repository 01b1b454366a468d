/** `release-plan mcp`: plans for agents, over standard input and output. */
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { MAX_BYTES } from '../../server/files.ts';
import { type McpOptions, planServer } from '../mcp/serve.ts';
import type { ExitCode } from '../misuse.ts';
import type { Streams } from '../terminal/streams.ts';

/** Two plans of the largest size, each of whose characters may be escaped: what is longer ends the conversation. */
const LONGEST_MESSAGE = 8 * MAX_BYTES;

/** Goes on until the other end has gone. */
export async function mcp(options: McpOptions, streams: Streams): Promise<ExitCode> {
  serveStdio(() => planServer(options), {
    transport: new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: LONGEST_MESSAGE }),
    onerror: ({ message }) => streams.note(`release-plan: ${message}\n`),
  });
  return 0;
}
