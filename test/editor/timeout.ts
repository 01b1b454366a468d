/** Loses every race that somebody else finishes in time, and keeps no process alive. */
export function timeout(seconds: number): Promise<'timeout'> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('timeout'), seconds * 1000).unref();
  });
}
