/** Prints the closing line of a test run and gives its exit code. No test at all is a failure, not a success. */
export function verdict(results: { error?: string }[], complaints: string[] = []): number {
  for (const complaint of complaints) console.log(complaint);
  const failed = results.filter((result) => result.error !== undefined).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed > 0 || results.length === 0 || complaints.length > 0 ? 1 : 0;
}
