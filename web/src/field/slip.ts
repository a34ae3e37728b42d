// The code on a participant's slip. The telephone knows whose slips belong to its area by their digests alone: it can
// tell a code that was mistyped, and nobody can read a list of people out of it.
import type { Area } from "./store";

/** A code as the server keeps it, out of what was typed or scanned. */
export function code(typed: string): string {
  const last = typed.trim().replace(/\/+$/, "").split("/").pop() ?? "";
  const letters = last
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[^0-9a-z]/gi, "")
    .toUpperCase()
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0");
  return letters.replace(/(.{5})(?=.)/g, "$1-");
}

/** Is it a slip of this area, as far as the telephone knows? */
export async function known(area: Area, typed: string): Promise<boolean> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${area.key}:${code(typed)}`));
  const hex = Array.from(new Uint8Array(digest).slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return area.slips.includes(hex);
}
