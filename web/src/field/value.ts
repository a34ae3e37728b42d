// From what a person typed to a value worth keeping, as `crates/xlsform/src/value.rs` reads it.
import type { Question } from "./form";
import { answerText, ascii, letters, toNumber, trimmed, withoutSpaces, words } from "./text";

const TEXT_MOST = 4_000;
const NUMBER_MOST = 15;
const VALUES_MOST = 200;

export type Trouble = { kind: "required" | "constraint" | "not_a_choice" | "not_a_number" | "not_a_date" | "too_long" | "unjudged"; limit?: number };

/** What was read: the parts of an answer (several of a multiple choice), nothing, or what is wrong with it. */
export type Read = { parts: string[] } | { trouble: Trouble } | undefined;

const wrong = (kind: Trouble["kind"], limit?: number): Read => ({ trouble: limit === undefined ? { kind } : { kind, limit } });
const one = (text: string): Read => ({ parts: [text] });

/** Reads what was given for a question. */
export function read(question: Question, given: string[]): Read {
  const filled = given.slice(0, VALUES_MOST).map(trimmed).filter((text) => text !== "");
  const first = filled[0];
  if (question.t === "note" || question.t === "calculated") return undefined;
  if (question.t === "select_multiple") return choices(question, filled);
  if (first === undefined) return undefined;
  switch (question.t) {
    case "select_one":
      return question.c.some(([value]) => value === first) && filled.every((other) => other === first)
        ? one(first)
        : wrong("not_a_choice");
    case "integer":
      return integer(first);
    case "decimal":
      return decimal(first);
    case "date":
      return day(first);
    default:
      return free(words(question.a).includes("numbers") ? withoutSpaces(ascii(first)).replaceAll("-", "") : first);
  }
}

function choices(question: Question, filled: string[]): Read {
  const taken = filled.flatMap(words).slice(0, VALUES_MOST);
  const values = question.c.map(([value]) => value);
  if (taken.some((value) => !values.includes(value))) return wrong("not_a_choice");
  const kept = values.filter((value) => taken.includes(value));
  return kept.length ? { parts: kept } : undefined;
}

const UNSEEN = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function free(text: string): Read {
  const ends = text.split("\r\n").length - 1;
  if (letters(text).length - ends > TEXT_MOST) return wrong("too_long", TEXT_MOST);
  return one(text.replace(UNSEEN, "").replaceAll("\r\n", "\n").replaceAll("\r", "\n"));
}

/** Digits as they are kept, or nothing when there are more than are exact. */
function compact(text: string): string | undefined {
  const plain = withoutSpaces(ascii(text).replaceAll(",", ""));
  return new TextEncoder().encode(plain).length > NUMBER_MOST ? undefined : plain;
}

function integer(text: string): Read {
  const plain = compact(text);
  return plain !== undefined && /^[+-]?\d+$/.test(plain) ? one(BigInt(plain.replace("+", "")).toString()) : wrong("not_a_number");
}

function decimal(text: string): Read {
  const plain = compact(text);
  const number = plain !== undefined && /^[\d.-]*$/.test(plain) ? toNumber(plain) : NaN;
  return Number.isNaN(number) ? wrong("not_a_number") : one(answerText(number));
}

function day(text: string): Read {
  const [, year, month, of] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(ascii(text)) ?? [];
  const [y, m, d] = [Number(year), Number(month), Number(of)];
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  const stands = year !== undefined && y >= 1800 && y <= 2400 && m >= 1 && m <= 12 && d >= 1 && d <= last;
  return stands ? one(`${year}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`) : wrong("not_a_date");
}
