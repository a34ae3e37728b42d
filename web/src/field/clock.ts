// Whether the telephone's clock can be believed. The day of answering decides in which window an answer counts, so that
// a day nobody is sure of is asked and not filled in.
import { find, save } from "./store";

const APART = 12 * 3600_000;

/** Notes how far the clock is from the server's. */
export async function compare(server: string): Promise<void> {
  await save("facts", { name: "offset", value: Date.parse(server) - Date.now() });
  await save("facts", { name: "seen", value: Date.now() });
}

/** Is it right, as far as can be told without signal? */
export async function isRight(): Promise<boolean> {
  const offset = Number((await find("facts", "offset"))?.value ?? 0);
  const seen = Number((await find("facts", "seen"))?.value ?? 0);
  const right = Math.abs(offset) < APART && Date.now() > seen - APART;
  if (right) await save("facts", { name: "seen", value: Math.max(seen, Date.now()) });
  return right;
}
