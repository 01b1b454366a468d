/** Plans for agents: tools, documents and prompts of the Model Context Protocol. Nothing of it writes a file or runs a plan. */
import { fromJsonSchema, type jsonSchemaValidator, McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { misunderstood } from './asked.ts';
import { PROMPTS } from './prompts.ts';
import { CHECK_PAGES, checkCodes, pageOf, RESOURCES } from './resources.ts';
import type { Schema } from './schema.ts';
import { TOOLS } from './tools/tools.ts';

export interface McpOptions {
  /** Plans are read from here and below, and from nowhere else. */
  readonly folder: string;
  /** Of Release Plan. */
  readonly version: string;
}

export function planServer({ folder, version }: McpOptions): McpServer {
  const server = new McpServer(
    { name: 'release-plan', title: 'Release Plan', version },
    { instructions: INSTRUCTIONS },
  );
  for (const { name, title, description, takes, gives, answer } of TOOLS) {
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: fromJsonSchema(takes, IN_SENTENCES),
        outputSchema: fromJsonSchema(gives),
        annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      async (ask) => {
        const given = await answer(ask as never, folder);
        if ('trouble' in given) return { content: [plain(String(given.trouble))], isError: true };
        return { content: [plain(JSON.stringify(given))], structuredContent: { ...given } };
      },
    );
  }
  for (const { name, uri, title, read } of RESOURCES) {
    server.registerResource(name, uri, { title, mimeType: MARKDOWN }, () => ({
      contents: [{ uri, mimeType: MARKDOWN, text: read() }],
    }));
  }
  server.registerResource(
    'check',
    new ResourceTemplate(CHECK_PAGES, { list: undefined, complete: { code: checkCodes } }),
    { title: 'What a check finds and why it matters', mimeType: MARKDOWN },
    (uri, { code }) => {
      const page = pageOf(String(code));
      if (typeof page !== 'string') throw new RangeError(page.trouble);
      return { contents: [{ uri: uri.href, mimeType: MARKDOWN, text: page }] };
    },
  );
  for (const { name, title, description, takes, ask } of PROMPTS) {
    server.registerPrompt(name, { title, description, argsSchema: fromJsonSchema(takes, IN_SENTENCES) }, (given) => ({
      messages: [{ role: 'user', content: plain(ask(given as Readonly<Record<string, string>>)) }],
    }));
  }
  return server;
}

const IN_SENTENCES: jsonSchemaValidator = {
  getValidator: (schema) => (given) => {
    const errorMessage = misunderstood(schema as Schema, given);
    return errorMessage === undefined
      ? { valid: true, data: given as never, errorMessage }
      : { valid: false, data: undefined, errorMessage };
  },
};

const MARKDOWN = 'text/markdown';

const INSTRUCTIONS =
  'Release plans (.release) say in text who does what, when and in which order in a release to production, and how it is ' +
  'taken back. Write them, `check` them, and repair until nothing is found. Lines count from 1.';

function plain(text: string): { readonly type: 'text'; readonly text: string } {
  return { type: 'text', text };
}
