/** What the preview and the script that changes the plan know of each other: they are bundled apart. */

import type { Choices } from '../choices.ts';
import type { FromPreview, ToPreview } from '../messages.ts';
import type { RowsView } from '../rows/rows-view.ts';
import type { ScheduleView } from '../rows/schedule-view.ts';

export type Shown = Extract<ToPreview, { type: 'show' }>;

/** The preview, as far as it can be changed in it. */
export interface Preview {
  readonly schedule: ScheduleView;
  readonly schedulePane: HTMLElement;
  readonly panes: readonly HTMLElement[];
  /** Of the view that is looked at. */
  rows(): RowsView;
  readonly choices: Choices;
  say(message: FromPreview): void;
  /** There is more or less room for the pictures. */
  resized(): void;
}

export interface Hands {
  /** Other pictures are there: whatever was about the ones before is over. */
  shown(message: Shown): void;
  receive(message: ToPreview): void;
  toggleDrawer(): void;
}

export type HandsOf = (preview: Preview) => Hands;
