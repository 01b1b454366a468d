/** When a person or an exclusive system is taken: sorted, and disjoint but for what is fixed in time by the plan. */
import type { Instant } from '../../time/model.ts';
import type { Pace } from '../network/pace.ts';

export interface Booking {
  readonly start: Instant;
  readonly end: Instant;
  /** Whatever it is taken for: an index of the network. */
  readonly activity: number;
}

export class Busy {
  readonly bookings: Booking[] = [];
  /** By pace: limits between `from` and `to` from which a search goes on at `to` at once. */
  private readonly forward = new Map<Pace, { from: Instant; to: Instant }>();
  private readonly backward = new Map<Pace, { from: Instant; to: Instant }>();

  /**
   * Where a search for room for a pace goes on that has come to `limit`. What was too small once stays too small until a
   * booking is removed, so that many steps of one person do not look through all the days before them again and again.
   */
  skip(pace: Pace, limit: Instant, direction: 'forward' | 'backward'): Instant {
    const known = this[direction].get(pace);
    if (!known) return limit;
    const isWithin =
      direction === 'forward' ? limit >= known.from && limit < known.to : limit <= known.from && limit > known.to;
    return isWithin ? known.to : limit;
  }

  /** Remembers that there is no room for a pace from limit `from` up to limit `to`. */
  remember(pace: Pace, from: Instant, to: Instant, direction: 'forward' | 'backward'): void {
    const known = this[direction].get(pace);
    if (known && known.to === from) known.to = to;
    else this[direction].set(pace, { from, to });
  }

  /** The first booking that overlaps `[start, end)`. */
  conflict(start: Instant, end: Instant): Booking | undefined {
    const { bookings } = this;
    let low = 0;
    let high = bookings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bookings[middle]!.end > start) high = middle;
      else low = middle + 1;
    }
    const found = bookings[low];
    return found && found.start < end ? found : undefined;
  }

  /** The last booking that overlaps `[start, end)`. */
  lastConflict(start: Instant, end: Instant): Booking | undefined {
    const { bookings } = this;
    let low = 0;
    let high = bookings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bookings[middle]!.start >= end) high = middle;
      else low = middle + 1;
    }
    const found = bookings[low - 1];
    return found && found.end > start ? found : undefined;
  }

  add(booking: Booking): void {
    this.bookings.splice(this.indexFor(booking.start), 0, booking);
  }

  remove(booking: Booking): void {
    const { bookings } = this;
    for (let i = this.indexFor(booking.start) - 1; i >= 0 && bookings[i]!.start === booking.start; i--) {
      if (bookings[i] === booking) {
        bookings.splice(i, 1);
        this.forward.clear();
        this.backward.clear();
        return;
      }
    }
  }

  /** Behind everything that starts at or before `start`. */
  private indexFor(start: Instant): number {
    const { bookings } = this;
    let low = 0;
    let high = bookings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bookings[middle]!.start > start) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
