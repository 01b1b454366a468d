/**
 * Abbreviations people write behind a time. Each stands for an offset, not for a place, and several for two of them; so a
 * plan that uses one is read with it, and told which zone to write instead. Source: IANA tz database, current rules.
 */
import type { Minutes, Zone } from './model.ts';

export interface Abbreviation {
  /** Minutes to add to UTC. */
  readonly offset: Minutes;
  /** Zones that show this abbreviation at some time of the year, the most likely one first. */
  readonly zones: readonly Zone[];
}

export const ABBREVIATIONS: ReadonlyMap<string, Abbreviation> = new Map(
  Object.entries({
    EST: { offset: -300, zones: ['America/New_York'] },
    EDT: { offset: -240, zones: ['America/New_York'] },
    CST: { offset: -360, zones: ['America/Chicago', 'Asia/Shanghai'] },
    CDT: { offset: -300, zones: ['America/Chicago'] },
    MST: { offset: -420, zones: ['America/Denver', 'America/Phoenix'] },
    MDT: { offset: -360, zones: ['America/Denver'] },
    PST: { offset: -480, zones: ['America/Los_Angeles', 'Asia/Manila'] },
    PDT: { offset: -420, zones: ['America/Los_Angeles'] },
    AKST: { offset: -540, zones: ['America/Anchorage'] },
    AKDT: { offset: -480, zones: ['America/Anchorage'] },
    HST: { offset: -600, zones: ['Pacific/Honolulu'] },
    WET: { offset: 0, zones: ['Europe/Lisbon'] },
    WEST: { offset: 60, zones: ['Europe/Lisbon'] },
    CET: { offset: 60, zones: ['Europe/Berlin', 'Europe/Paris'] },
    CEST: { offset: 120, zones: ['Europe/Berlin', 'Europe/Paris'] },
    EET: { offset: 120, zones: ['Europe/Helsinki', 'Europe/Athens'] },
    EEST: { offset: 180, zones: ['Europe/Helsinki', 'Europe/Athens'] },
    BST: { offset: 60, zones: ['Europe/London'] },
    MSK: { offset: 180, zones: ['Europe/Moscow'] },
    IST: { offset: 330, zones: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'] },
    JST: { offset: 540, zones: ['Asia/Tokyo'] },
    KST: { offset: 540, zones: ['Asia/Seoul'] },
    HKT: { offset: 480, zones: ['Asia/Hong_Kong'] },
    SGT: { offset: 480, zones: ['Asia/Singapore'] },
    AWST: { offset: 480, zones: ['Australia/Perth'] },
    ACST: { offset: 570, zones: ['Australia/Adelaide', 'Australia/Darwin'] },
    AEST: { offset: 600, zones: ['Australia/Sydney', 'Australia/Brisbane'] },
    AEDT: { offset: 660, zones: ['Australia/Sydney'] },
    NZST: { offset: 720, zones: ['Pacific/Auckland'] },
    NZDT: { offset: 780, zones: ['Pacific/Auckland'] },
  }),
);
