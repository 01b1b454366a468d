/**
 * When a client may ask. Before `initialize` and after `shutdown` a request is refused with the code that the protocol has
 * for it and a notification says nothing; whoever answers requests need not look whether there is a session.
 */
import { type Connection, ErrorCodes, type MessageStrategy, ResponseError } from 'vscode-languageserver';

export interface Lifecycle {
  /** For `createConnection`. */
  readonly messageStrategy: MessageStrategy;
  /** Answers what came at the wrong time. */
  answerOn(connection: Connection): void;
}

export function createLifecycle(): Lifecycle {
  let state: 'new' | 'running' | 'over' = 'new';
  return {
    messageStrategy: {
      handleMessage(message, next) {
        const method = 'method' in message && typeof message.method === 'string' ? message.method : undefined;
        // Answers to what we have asked, and what has no content of its own.
        if (method === undefined || method === 'exit' || method === '$/cancelRequest') return next(message);
        const isFirst = method === 'initialize';
        if (state === 'running' && !isFirst) {
          if (method === 'shutdown') state = 'over';
          return next(message);
        }
        if (state === 'new' && isFirst) {
          state = 'running';
          return next(message);
        }
        if ('id' in message) next({ ...message, method: REFUSED, params: { state } } as typeof message);
      },
    },
    answerOn(connection) {
      connection.onRequest(REFUSED, ({ state: was }: { state: typeof state }) =>
        was === 'new'
          ? new ResponseError(ErrorCodes.ServerNotInitialized, 'The server has not been initialized yet.')
          : new ResponseError(
              ErrorCodes.InvalidRequest,
              was === 'over' ? 'The server has been shut down.' : 'The server has been initialized already.',
            ),
      );
    },
  };
}

/** A method that no client calls by this name. */
const REFUSED = 'release/refused';
