// Texts and numbers as the engine on the server has them. The two languages differ in small things (what is a space,
// which way a half is rounded, how a large number is written), and each of them would be an answer judged otherwise.

const SPACE = "\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "gu");
const SPACES = new RegExp(`[${SPACE}]+`, "u");
const ALL_SPACES = new RegExp(`[${SPACE}]`, "gu");
const NUMBER = /^[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|inf|infinity|nan)$/i;

export const trimmed = (text: string): string => text.replace(ENDS, "");
export const words = (text: string): string[] => text.split(SPACES).filter((word) => word !== "");
export const withoutSpaces = (text: string): string => text.replace(ALL_SPACES, "");
export const letters = (text: string): string[] => Array.from(text);

/** Reads a number; what is none is NaN. */
export function toNumber(text: string): number {
  const plain = trimmed(text).toLowerCase();
  if (!NUMBER.test(plain)) return NaN;
  const bare = plain.replace(/^[+-]/, "");
  const size = bare === "nan" ? NaN : bare.startsWith("inf") ? Infinity : Number(bare);
  return plain.startsWith("-") ? -size : size;
}

/** A number without an exponent, whatever its size. */
function written(number: number): string {
  const text = String(Math.abs(number));
  const sign = number < 0 || Object.is(number, -0) ? "-" : "";
  const [mantissa, exponent] = text.split("e") as [string, string | undefined];
  if (exponent === undefined) return sign + text;
  const [whole, part = ""] = mantissa.split(".") as [string, string | undefined];
  const digits = whole + part;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const LARGEST = 2 ** 63;

/** A number as an expression writes it. */
export function numberText(number: number): string {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "Infinity" : "-Infinity";
  if (number === Math.trunc(number) && Math.abs(number) < 1e21) {
    if (number >= LARGEST) return "9223372036854775807";
    if (number < -LARGEST) return "-9223372036854775808";
    return BigInt(number).toString();
  }
  return written(number);
}

/** A number as an answer keeps it. */
export const answerText = written;

/** To the nearest whole number, a half away from nothing. */
export function rounded(number: number): number {
  const whole = Math.trunc(number);
  return Math.abs(number - whole) >= 0.5 ? whole + Math.sign(number) : whole;
}

/** Thai digits as the ones that are kept. */
export const ascii = (text: string): string =>
  text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
