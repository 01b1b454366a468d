/** Where features hear that the server has a new analysis: the connection itself has room for one listener. */
import { type Event, EventEmitter, type ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ServerNotifications } from '../../server/protocol.ts';

/** Fires with the file that has changed. */
export type News = Event<Uri>;

export function activateNews(context: ExtensionContext, client: BaseLanguageClient): News {
  const emitter = new EventEmitter<Uri>();
  context.subscriptions.push(
    emitter,
    client.onNotification('release/changed', ({ uri }: ServerNotifications['release/changed']) =>
      emitter.fire(Uri.parse(uri)),
    ),
  );
  return emitter.event;
}
