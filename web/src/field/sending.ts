// Brings forms to the telephone and answers away from it. One tab sends at a time; what is not acknowledged stays, and is
// tried again ever more slowly. Sent twice it is the same answer, for it has a name of its own.
import { compare } from "./clock";
import type { Form } from "./evaluator";
import { instance } from "./instance";
import { answers, change, drop, edition, find, list, save, tidy, type Answer, type Area, type Offered } from "./store";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 10 * 60_000;
const ASK_EVERY = 100;

/** The key does not open anything any more. */
export class Ended extends Error {}
/** There is no signal, or something that is not our server answers. */
export class Silent extends Error {}
/** The server says what is wrong. */
export class Refused extends Error {}

const news = new BroadcastChannel("field");

/** Calls whenever anything that is kept has changed, in this tab or another. */
export function listen(told: () => void): void {
  news.addEventListener("message", told);
  document.addEventListener("field-news", told);
}

export function tell(): void {
  news.postMessage("news");
  document.dispatchEvent(new Event("field-news"));
}

async function reach(path: string, key: string, body?: FormData): Promise<Response> {
  const headers = { "x-field-key": key, "x-openrosa-version": "1.0", "accept-language": document.documentElement.lang };
  const limit = AbortSignal.timeout(body ? 120_000 : 30_000);
  try {
    return await fetch(path, { headers, signal: limit, cache: "no-store", credentials: "omit", redirect: "error", ...(body && { method: "POST", body }) });
  } catch {
    throw new Silent();
  }
}

type Day = Omit<Area, "key" | "forms" | "ended"> & { now: string; forms: (Offered & { form?: Form })[] };

/** What a key opens, fetched anew. */
export async function fetchDay(key: string): Promise<Area> {
  const response = await reach("/field/day", key);
  if (response.status === 404 || response.status === 401) throw new Ended();
  if (!response.ok || !response.headers.get("content-type")?.includes("json")) throw new Silent();
  const { forms, now, ...told } = (await response.json()) as Day;
  await compare(now);
  const area: Area = { ...told, key, forms: forms.map(({ form: _, ...offered }) => offered) };
  for (const { kind, version, form } of forms) if (form) await save("forms", { edition: edition(kind, version), form });
  await save("areas", area);
  await tidy();
  tell();
  return area;
}

/** Sends what waits and asks what became of the rest; answers whether anything still waits. */
export async function exchange(): Promise<boolean> {
  const held = await navigator.locks.request("field-send", { ifAvailable: true }, async (lock) => {
    if (!lock) return true;
    for (const area of await list("areas")) await exchangeArea(area);
    return false;
  });
  return held || (await answers()).some((one) => one.state === "queued");
}

async function exchangeArea(area: Area): Promise<void> {
  try {
    if (area.ended) return;
    for (const answer of (await answers()).reverse()) {
      if (answer.area === area.id && answer.state === "queued") await send(area, answer);
    }
    await askStanding(area);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    await save("areas", { ...area, ended: true });
    tell();
  }
}

async function send(area: Area, answer: Answer): Promise<void> {
  const form = (await find("forms", answer.form))?.form;
  if (!form) throw new Silent();
  const body = new FormData();
  body.append("xml_submission_file", new Blob([instance(form, answer)], { type: "text/xml" }), "submission.xml");
  for (const { name, content } of answer.pictures) body.append(name, content, name);
  const response = await reach("/openrosa/submission", area.key, body);
  const receipt = response.headers.get("x-techclinic-receipt");
  // 201 with our own receipt: a hotel's sign-in page says 200 to everything.
  if (response.status === 201 && receipt) return received(answer, receipt, response.headers.get("x-techclinic-standing") ?? "received");
  if (response.headers.get("x-openrosa-version") === null || response.status >= 500 || response.status === 429) throw new Silent();
  const words = new DOMParser().parseFromString(await response.text(), "text/xml").documentElement.textContent ?? "";
  // An unknown key and an unknown form are both not found: the key itself is asked.
  if (response.status === 404 || response.status === 401) await fetchDay(area.key);
  await change(answer.instance, ["queued"], (one) => ({ ...one, state: "stuck", why: words.trim() }));
  tell();
}

/** It is on the server for good: what it says need not stay on a telephone that can be lost. */
async function received(answer: Answer, receipt: string, standing: string): Promise<void> {
  await change(answer.instance, ["queued", "stuck"], (one) => ({ ...one, given: {}, pictures: [], state: "received", receipt, standing }));
  tell();
}

const SETTLED = ["approved", "edited", "rejected", "replaced"];

async function askStanding(area: Area): Promise<void> {
  const open = (await answers()).filter((one) => one.area === area.id && one.state === "received" && !SETTLED.includes(one.standing ?? ""));
  for (let at = 0; at < open.length; at += ASK_EVERY) {
    const some = open.slice(at, at + ASK_EVERY);
    const response = await reach(`/field/standing?receipts=${some.map((one) => one.receipt).join(",")}`, area.key);
    if (response.status === 404 || response.status === 401) throw new Ended();
    if (!response.ok) throw new Silent();
    const standings = (await response.json()) as Record<string, string>;
    for (const one of some) {
      const standing = standings[one.receipt ?? ""];
      if (standing && standing !== one.standing) await change(one.instance, ["received"], (kept) => ({ ...kept, standing }));
    }
  }
  if (open.length) tell();
}

let timer: number | undefined;
let wait = FIRST_WAIT;
let going = false;
let again = false;

/** Tries now, and again later while anything waits. Times are lengths, never hours of a clock that may be turned. */
export async function sendNow(): Promise<void> {
  clearTimeout(timer);
  if (going) {
    again = true;
    return;
  }
  going = true;
  let waits = true;
  try {
    waits = await exchange();
    wait = FIRST_WAIT;
  } catch {
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  going = false;
  if (again) {
    again = false;
    wait = FIRST_WAIT;
  }
  if (waits) timer = window.setTimeout(() => void sendNow(), wait * (0.75 + Math.random() / 2));
}

/** Fetches each key's forms anew, where there is signal. */
export async function refresh(): Promise<void> {
  for (const area of await list("areas")) {
    try {
      await fetchDay(area.key);
    } catch (error) {
      if (error instanceof Ended) await save("areas", { ...area, ended: true });
    }
  }
  tell();
}

/** Everything that is only here, as one file that a clinic can take in. */
export async function stuckFile(): Promise<Blob | undefined> {
  const waiting = (await answers()).filter((one) => one.state === "queued" || one.state === "stuck");
  const told = [];
  for (const answer of waiting) {
    const form = (await find("forms", answer.form))?.form;
    if (!form) continue;
    const files = [];
    for (const { name, content } of answer.pictures) files.push({ name, content: await inLetters(content) });
    told.push({ area: answer.area, xml: instance(form, answer), files });
  }
  return told.length ? new Blob([JSON.stringify({ kind: "techclinic-field", answers: told })], { type: "application/json" }) : undefined;
}

function inLetters(content: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => failed(reader.error ?? new Error("unread"));
    reader.readAsDataURL(content);
  });
}

export const forget = async (instance: string): Promise<void> => {
  await drop("answers", instance);
  tell();
};
