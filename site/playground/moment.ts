/** The moment plans are judged at, as the field of a browser writes it: `2026-11-02T09:00`, in UTC. */

export function momentText(minutes: number): string {
  return new Date(minutes * 60_000).toISOString().slice(0, 16);
}

export function momentOf(text: string): number | undefined {
  const milliseconds = Date.parse(`${text}Z`);
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 60_000);
}
