// What the telephone keeps: keys with what they open, editions of forms, and answers. Nothing is said to be kept before
// the browser has said so itself, and an answer leaves only after the server has acknowledged it.
import type { Form, Given } from "./evaluator";

/** A form that can be answered today, and where it stands. */
export type Offered = { kind: string; version: string; asksSlip: boolean; beyond?: string };

/** An area, by its key, as it was when the telephone last had signal. */
export type Area = {
  id: string;
  key: string;
  name: string;
  project: string;
  number: number;
  expires: string;
  forms: Offered[];
  slips: string[];
  ended?: boolean;
};

export type State = "draft" | "queued" | "stuck" | "received";

export type Picture = { name: string; content: Blob };

/** One answered form. Its edition never changes, whatever is published meanwhile. */
export type Answer = {
  instance: string;
  order: number;
  area: string;
  form: string;
  kind: string;
  slip: string;
  day: string;
  given: Given;
  pictures: Picture[];
  state: State;
  tries: number;
  receipt?: string;
  standing?: string;
  why?: string;
};

/** The device has no room: what is on the page is not kept. */
export class Full extends Error {}

const STORES = { areas: "id", forms: "edition", answers: "instance", facts: "name" } as const;
type Store = keyof typeof STORES;
type Edition = { edition: string; form: Form };
type Fact = { name: string; value: number | string };
type Rows = { areas: Area; forms: Edition; answers: Answer; facts: Fact };

const opened: Promise<IDBDatabase> = new Promise((done, failed) => {
  const request = indexedDB.open("field", 1);
  request.onupgradeneeded = () => {
    for (const [store, keyPath] of Object.entries(STORES)) request.result.createObjectStore(store, { keyPath });
  };
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error ?? new Error("no store"));
});

async function ask<T>(store: Store, work: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const rows = (await opened).transaction(store).objectStore(store);
  return new Promise((done, failed) => {
    const request = work(rows);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error(store));
  });
}

/** Writes in one step, and waits until the device has it for good. */
async function write(store: Store, work: (rows: IDBObjectStore) => void): Promise<void> {
  const step = (await opened).transaction(store, "readwrite", { durability: "strict" });
  const ended = new Promise<void>((done, failed) => {
    step.oncomplete = () => done();
    const fail = () => failed(step.error?.name === "QuotaExceededError" ? new Full() : (step.error ?? new Error(store)));
    step.onabort = fail;
    step.onerror = fail;
  });
  work(step.objectStore(store));
  return ended;
}

export const find = <S extends Store>(store: S, key: string): Promise<Rows[S] | undefined> => ask(store, (rows) => rows.get(key));
export const list = <S extends Store>(store: S): Promise<Rows[S][]> => ask(store, (rows) => rows.getAll());
export const save = <S extends Store>(store: S, row: Rows[S]): Promise<void> => write(store, (rows) => rows.put(row));
export const drop = (store: Store, key: string): Promise<void> => write(store, (rows) => rows.delete(key));

/** Writes a row while the page is being left: nobody waits for it, and it asks nothing first, since nothing would answer. */
export async function saveLeaving(answer: Answer): Promise<void> {
  const step = (await opened).transaction("answers", "readwrite");
  step.objectStore("answers").put(answer);
  step.commit();
}

/** Changes an answer as it stands now, in one step, unless it is gone or has left the state that is expected. */
export async function change(instance: string, from: State[], to: (answer: Answer) => Answer): Promise<boolean> {
  let changed = false;
  await write("answers", (rows) => {
    const found = rows.get(instance);
    found.onsuccess = () => {
      const answer = found.result as Answer | undefined;
      if (!answer || !from.includes(answer.state)) return;
      changed = true;
      rows.put(to(answer));
    };
  });
  return changed;
}

/** All answers, the newest first. */
export const answers = async (): Promise<Answer[]> => (await list("answers")).sort((one, other) => other.order - one.order);

/** The next number in the order of answers; the clock may be turned back, numbers are not. */
export async function next(): Promise<number> {
  let number = 1;
  await write("facts", (rows) => {
    const found = rows.get("order");
    found.onsuccess = () => {
      number = Number((found.result as Fact | undefined)?.value ?? 0) + 1;
      rows.put({ name: "order", value: number });
    };
  });
  return number;
}

/** Forgets editions that nobody is asked any more and no answer stands on. */
export async function tidy(): Promise<void> {
  const used = new Set((await list("answers")).filter((one) => one.state !== "received").map((one) => one.form));
  for (const area of await list("areas")) for (const form of area.forms) used.add(edition(form.kind, form.version));
  for (const { edition: name } of await list("forms")) if (!used.has(name)) await drop("forms", name);
}

export const edition = (kind: string, version: string): string => `${kind}@${version}`;
