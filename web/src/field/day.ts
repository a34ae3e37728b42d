// Days written by a form's own pattern, as the engine writes them.
import { Broken, trimmed } from "./trouble";

type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number; thousandth: number };

const whole = (text: string | undefined): number | undefined => (text !== undefined && /^\+?\d+$/.test(text) ? Number(text) : undefined);

function cut(text: string, signs: RegExp): [string, string | undefined] {
  const at = text.search(signs);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function clock(rest: string): [number, number, number, number] {
  const first = cut(rest, /[+Zz]/)[0];
  const dash = first.lastIndexOf("-");
  const parts = (dash < 0 ? first : first.slice(0, dash)).split(":");
  const [seconds, fraction] = parts[2] === undefined ? ["", undefined] : cut(parts[2], /\./);
  const thousandth = fraction === undefined ? 0 : (whole(Array.from(fraction).slice(0, 3).join("").padEnd(3, "0")) ?? 0);
  return [whole(parts[0]) ?? 0, whole(parts[1]) ?? 0, whole(seconds) ?? 0, thousandth];
}

function read(text: string): Parts | undefined {
  const [date, rest] = cut(trimmed(text), /[T ]/);
  const [first, second, third] = date.split("-");
  const [year, month, day] = [whole(first), whole(second), whole(third)];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const [hour, minute, seconds, thousandth] = rest === undefined ? [0, 0, 0, 0] : clock(rest);
  return { year, month, day, hour, minute, second: seconds, thousandth };
}

const two = (number: number): string => String(number).padStart(2, "0");

const CODES: Record<string, (parts: Parts) => string> = {
  Y: ({ year }) => String(year).padStart(4, "0"),
  y: ({ year }) => two(year % 100),
  m: ({ month }) => two(month),
  n: ({ month }) => String(month),
  d: ({ day }) => two(day),
  e: ({ day }) => String(day),
  H: ({ hour }) => two(hour),
  h: ({ hour }) => String(hour),
  M: ({ minute }) => two(minute),
  S: ({ second }) => two(second),
  3: ({ thousandth }) => String(thousandth).padStart(3, "0"),
  "%": () => "%",
};

/** A day or a moment by a pattern of ODK. */
export function formatted(text: string, pattern: () => string): string {
  if (trimmed(text) === "") return "";
  const parts = read(text);
  if (!parts) throw new Broken("not a day");
  const signs = Array.from(pattern());
  let out = "";
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at]!;
    if (sign !== "%") {
      out += sign;
      continue;
    }
    at += 1;
    const code = CODES[signs[at] ?? ""];
    if (!code) throw new Broken("an unknown sign of a day");
    out += code(parts);
  }
  return out;
}
