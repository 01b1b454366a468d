/** What the library for agents takes from its surroundings, in the program that is bundled: Node, and the smaller of its two validators. */

export { default as process } from 'node:process';
export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator } from '@modelcontextprotocol/server/validators/cf-worker';
