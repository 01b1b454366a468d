/** An event to a board that another process serves. */
import { Misuse } from '../misuse.ts';

/** @param board its address, with the key of a link behind `#k=` */
export async function sendToBoard(board: string, event: object): Promise<void> {
  const { address, key } = addressOf(board);
  let response: Response;
  try {
    response = await fetch(new URL('/events', address), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(key !== undefined && { Authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ events: [event] }),
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Misuse(
      `The board at ${address.host} does not answer (${cause}). The event was not noted: send it again, or write it down.`,
    );
  }
  if (response.ok) return;
  throw new Misuse(`The board at ${address.host} did not note it: ${(await response.text()).trim().slice(0, 300)}`);
}

function addressOf(board: string): { readonly address: URL; readonly key: string | undefined } {
  if (!URL.canParse(board)) throw new Misuse(`${board} is no address of a board, such as http://127.0.0.1:4242/#k=…`);
  const address = new URL(board);
  const key = new URLSearchParams(address.hash.slice(1)).get('k') ?? process.env.RELEASE_PLAN_KEY;
  address.hash = '';
  return { address, key };
}
