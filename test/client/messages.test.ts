/** What passes between the preview and the extension is what the schemas say, and nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FromCalendar, messageFromCalendar, messageToCalendar } from '../../client/webview/calendar/messages.ts';
import { isMessageToPreview, messageFromPreview, type SaidByPreview } from '../../client/webview/message-schemas.ts';
import type { FromPreview } from '../../client/webview/messages.ts';
import { picturesOf } from '../../view/pictures.ts';
import { payments } from '../view/payments.ts';

const wishes = {
  width: 700,
  zoom: 1,
  grouping: 'block',
  view: 'schedule',
  rows: { from: 0, to: 80 },
  folded: { all: false, but: [] },
} as const;

/** One of each kind; does not compile without every kind of the protocol. */
const MESSAGES: { readonly [T in FromPreview['type']]: Extract<FromPreview, { type: T }> } = {
  ready: { type: 'ready', wishes },
  wish: {
    type: 'wish',
    wishes: {
      ...wishes,
      ...{ release: 'payments', arranged: { sort: { column: 'Takes', isDescending: true }, words: 'who:mara' } },
    },
  },
  try: { type: 'try', changes: { set: ['p/#1.duration=50m'], without: ['priya'], start: 'p/+30m' } },
  reveal: { type: 'reveal', file: 'file:///a.release', line: 3 },
  reorder: { type: 'reorder' },
  tick: { type: 'tick', file: 'file:///a.release', line: 0, of: 'p/deploy web' },
  'try-step': { type: 'try-step', asked: 1, version: 3, edit: { release: 'p', step: 'p/deploy web', start: -30 } },
  'edit-step': { type: 'edit-step', asked: 2, version: 3, edit: { release: 'p', step: 'p/x', title: 'New', by: '' } },
  choices: { type: 'choices' },
  findings: { type: 'findings' },
  repairs: { type: 'repairs', finding: 0 },
  repair: { type: 'repair', finding: 2, title: 'Add `undo tbd`' },
};

describe('of the calendar', () => {
  const wish = { months: 3, for: ['payments'], width: 600 };

  test.each<[string, FromCalendar]>([
    ['a wish', { type: 'wish', wish }],
    ['a wish of another time', { type: 'wish', wish: { ...wish, from: 29_000_000 } }],
    ['a line', { type: 'reveal', file: 'file:///a.release', line: 0 }],
  ])('%s is read as it was said', (_, message) => {
    expect(messageFromCalendar(structuredClone(message))).toEqual(message);
  });

  test.each<[string, unknown]>([
    ['years without end', { type: 'wish', wish: { ...wish, months: 1e6 } }],
    ['half a moment', { type: 'wish', wish: { ...wish, from: 0.5 } }],
    ['a zone of its own', { type: 'wish', wish: { ...wish, zone: 'UTC' } }],
    ['a line that is none', { type: 'reveal', file: 'a', line: -1 }],
  ])('%s is no message', (_, data) => {
    expect(messageFromCalendar(data)).toBeUndefined();
  });

  test('what it is shown is a message, and what only looks like it is none', () => {
    const show = { type: 'show', markup: '<p></p>', names: ['a'], earlier: 1, later: 2 };
    expect(messageToCalendar(show)).toEqual(show);
    expect(messageToCalendar({ ...show, names: [{}] })).toBeUndefined();
  });
});

describe('from the preview', () => {
  test.each(Object.entries(MESSAGES))('%s is read as it was said', (_, message) => {
    const read: SaidByPreview | undefined = messageFromPreview(structuredClone(message));
    expect(read).toEqual(message);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'ready'],
    ['another type', { type: 'eval', code: '1' }],
    ['a line that is none', { type: 'reveal', file: 'a', line: -1 }],
    ['half a line', { type: 'tick', file: 'a', line: 1.5 }],
    ['a file that is none', { type: 'reveal', file: { scheme: 'command' }, line: 1 }],
    ['more than there is', { type: 'reorder', command: 'workbench.action.closeWindow' }],
    ['a width without end', { type: 'wish', wishes: { ...wishes, width: Number.POSITIVE_INFINITY } }],
    ['another grouping', { type: 'wish', wishes: { ...wishes, grouping: '__proto__' } }],
    [
      'a moment that is none',
      { type: 'edit-step', asked: 1, version: 1, edit: { release: 'p', step: 's', start: 0.5 } },
    ],
    ['another wish', { type: 'edit-step', asked: 1, version: 1, edit: { release: 'p', step: 's', edits: [] } }],
    ['texts without end', { type: 'try', changes: { set: Array.from({ length: 101 }, () => 'x') } }],
  ])('%s is no message', (_, data) => {
    expect(messageFromPreview(data)).toBeUndefined();
  });

  test('whatever else arrives is no message, and throws nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        expect(messageFromPreview(data)).toBeUndefined();
        expect(isMessageToPreview(data)).toBe(false);
        expect(messageFromCalendar(data)).toBeUndefined();
        expect(messageToCalendar(data)).toBeUndefined();
      }),
    );
  });
});

test('the pictures of a plan are a message to the preview, and anything that only looks like it is none', () => {
  const { analysis, schedule } = payments();
  const pictures = picturesOf(analysis, schedule);
  const show = { type: 'show', uri: 'file:///a', releases: ['payments-4.2'], pictures };
  expect(isMessageToPreview(structuredClone(show))).toBe(true);
  expect(isMessageToPreview({ ...show, pictures: '<img src=x onerror=alert(1)>' })).toBe(false);
  expect(isMessageToPreview({ ...show, releases: [{}] })).toBe(false);
});
