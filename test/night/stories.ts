/** Three courses of one night: it ends, it is taken back, it does not begin. */

/** What happens at a minute of the night besides the work. */
export interface Happening {
  /** `23:31`, in Berlin. */
  readonly at: string;
  readonly what: string;
}

export interface Story {
  readonly name: 'done' | 'rolled back' | 'postponed';
  /** In minutes, where it is not what the plan says. */
  readonly lasts: Readonly<Record<string, number>>;
  readonly happenings: readonly Happening[];
  /** At the latest. */
  readonly until: string;
}

const GATE: readonly Happening[] = [
  { at: '22:00', what: 'open' },
  { at: '22:03', what: 'measure 0.06 %' },
  { at: '22:05', what: 'vote' },
  { at: '22:10', what: 'decide go' },
];

export const STORIES: readonly Story[] = [
  {
    name: 'done',
    lasts: { 'refund-tables': 31 },
    happenings: [
      ...GATE,
      // Both phones lose the network, and go on working.
      { at: '22:16', what: 'offline sam' },
      { at: '22:40', what: 'offline priya' },
      { at: '22:46', what: 'online sam' },
      { at: '23:10', what: 'online priya' },
      { at: '23:20', what: 'look' },
      { at: '23:52', what: 'kill' },
    ],
    until: '02:30',
  },
  {
    name: 'rolled back',
    lasts: {},
    happenings: [...GATE, { at: '23:50', what: 'call' }, { at: '23:55', what: 'look' }],
    until: '02:30',
  },
  {
    name: 'postponed',
    lasts: {},
    happenings: [
      { at: '22:00', what: 'open' },
      { at: '22:03', what: 'measure 0.4 %' },
      { at: '22:05', what: 'vote no-go' },
      { at: '22:12', what: 'decide no-go' },
      { at: '22:14', what: 'look' },
    ],
    until: '22:40',
  },
];
