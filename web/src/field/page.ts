// The page for the field: what can be answered, what was, and where each answer is: only on this telephone, received, or
// checked by a person.
import { begin, open, type Answering } from "./answering";
import { isRight } from "./clock";
import { button, el, mark } from "./drawing";
import { Ended, fetchDay, forget, listen, refresh, sendNow, stuckFile, tell } from "./sending";
import { answers, change, drop, find, list, save, type Answer, type Area } from "./store";
import { language, say } from "./words";

const main = document.querySelector<HTMLElement>("#field")!;
const MESSENGER = /\bLine\/|FBAN|FBAV|FB_IAB|Instagram/;
const SHOWN = 50;
let message = "";
let release: (() => void) | undefined;
let answered: Answering | undefined;
let drawn = 0;

/** A messenger's own browser forgets what is kept in it: the way out of it, and nothing else. */
function leadOut(): void {
  const way = `${location.pathname}?lang=${language}&openExternalBrowser=1${location.hash}`;
  main.replaceChildren(
    el("div", { class: "card" }, el("h1", {}, say("fieldwork-messenger-title")), el("p", {}, say("fieldwork-messenger")), el("div", { class: "actions" }, el("a", { class: "btn btn-primary", href: way, target: "_blank", rel: "noopener" }, say("fieldwork-messenger-open")))),
  );
}

/** A key that came with the address, which forgets it at once. */
async function takeKey(typed: string): Promise<void> {
  const key = /tcf_[A-Za-z0-9_-]+/.exec(typed)?.[0];
  if (!key) {
    message = say("fieldwork-key-none");
    return;
  }
  try {
    const area = await fetchDay(key);
    await drop("facts", "pending");
    message = say("fieldwork-key-taken", { name: area.name });
  } catch (error) {
    if (error instanceof Ended) await drop("facts", "pending");
    else await save("facts", { name: "pending", value: key });
    message = say(error instanceof Ended ? "fieldwork-key-ended" : "fieldwork-key-waits");
  }
}

async function route(): Promise<void> {
  const hash = location.hash;
  // A way to a field on the page that stands leads nowhere else.
  if (hash.startsWith("#f-")) return;
  await answered?.close();
  answered = undefined;
  release?.();
  release = undefined;
  if (hash.startsWith("#key=")) {
    history.replaceState(null, "", location.pathname + location.search);
    await takeKey(decodeURIComponent(hash.slice(5)));
  }
  if (hash.startsWith("#answer=")) await answering(decodeURIComponent(hash.slice(8)));
  else await home();
}

const goHome = (words = ""): void => {
  message = words;
  if (location.hash === "") void route();
  else location.hash = "";
};

/** One tab answers one answer: another would write over it. */
async function answering(instance: string): Promise<void> {
  const held = await new Promise<boolean>((told) => {
    void navigator.locks.request(`field-answer-${instance}`, { ifAvailable: true }, (lock) => {
      told(lock !== null);
      return lock ? new Promise<void>((done) => (release = done)) : undefined;
    });
  });
  if (!held) return goHome(say("fieldwork-open-elsewhere"));
  const page = await open(instance, () => goHome(say("fieldwork-left")));
  if (!page) return goHome(say("fieldwork-not-open"));
  drawn += 1;
  message = "";
  answered = page;
  main.replaceChildren(page.element);
  page.element.querySelector<HTMLElement>("h1")?.focus();
}

async function home(): Promise<void> {
  drawn += 1;
  const mine = drawn;
  const [areas, all, right] = [await list("areas"), await answers(), await isRight()];
  const pending = await find("facts", "pending");
  // Somebody went on meanwhile.
  if (mine !== drawn || location.hash.startsWith("#answer=")) return;
  const parts: (HTMLElement | undefined)[] = [
    el("div", { class: "head" }, el("div", {}, el("h1", {}, say("fieldwork-title")), el("p", { class: "lead" }, say("fieldwork-lead")))),
    message === "" ? undefined : el("div", { class: "flash", role: "status" }, message),
    right ? undefined : notice(say("fieldwork-clock-wrong")),
    pending ? notice(say("fieldwork-key-waits")) : undefined,
    ...areas.map(areaCard),
    waitingCard(all),
    all.length ? listCard(all) : undefined,
    keyCard(areas.length === 0),
  ];
  main.replaceChildren(...parts.filter((part) => part !== undefined));
}

const notice = (words: string): HTMLElement => el("div", { class: "card" }, el("p", {}, mark("warn", words)));

function areaCard(area: Area): HTMLElement {
  const offered = area.forms.map((form) =>
    form.beyond ? el("p", { class: "note" }, say("fieldwork-beyond", { name: say(`questionnaires-kind-${form.kind}`) })) : beginButton(area, form.kind),
  );
  return el(
    "section",
    { class: "card" },
    el("h2", {}, area.name),
    el("p", { class: "note" }, area.ended ? mark("bad", say("fieldwork-key-ended")) : say("fieldwork-key-until", { day: thaiDay(area.expires) })),
    el("div", { class: "actions mt-4" }, ...offered),
  );
}

function beginButton(area: Area, kind: string): HTMLElement {
  return button(say("fieldwork-begin", { name: say(`questionnaires-kind-${kind}`) }), "primary", () => {
    const offered = area.forms.find((form) => form.kind === kind);
    if (!offered) return;
    begin(area, offered).then(
      (instance) => (location.hash = `answer=${encodeURIComponent(instance)}`),
      () => goHome(say("fieldwork-full")),
    );
  });
}

function waitingCard(all: Answer[]): HTMLElement {
  const waiting = all.filter((one) => one.state === "queued" || one.state === "stuck").length;
  const words = waiting === 0 ? say("fieldwork-nothing-waits") : say("fieldwork-waiting", { count: waiting });
  const signal = navigator.onLine ? mark("good", say("fieldwork-signal")) : mark("warn", say("fieldwork-no-signal"));
  const actions = el("div", { class: "actions mt-4" });
  if (waiting > 0) {
    actions.append(button(say("fieldwork-send-now"), "plain", () => void sendAgain()), button(say("fieldwork-to-file"), "plain", () => void toFile()));
  }
  return el("section", { class: "card", "data-waiting": String(waiting) }, el("h2", {}, say("fieldwork-sending")), el("p", { role: "status" }, signal, " ", words), actions);
}

/** What was refused is tried again too: a clinic may have put right what stood against it. */
async function sendAgain(): Promise<void> {
  for (const answer of await answers()) {
    if (answer.state === "stuck") await change(answer.instance, ["stuck"], (one) => ({ ...one, state: "queued" }));
  }
  await refresh();
  await sendNow();
}

async function toFile(): Promise<void> {
  const file = await stuckFile();
  if (!file) return;
  const address = URL.createObjectURL(file);
  const stamp = new Date().toISOString().slice(0, 16).replace(/[^0-9]/g, "");
  el("a", { href: address, download: `techclinic-field-${stamp}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  goHome(say("fieldwork-filed"));
}

const CHECKED = ["approved", "edited"];

function standing(answer: Answer): HTMLElement {
  const receipt = answer.receipt ?? "";
  switch (answer.state) {
    case "draft":
      return mark("warn", say("fieldwork-state-draft"));
    case "queued":
      return mark("warn", say("fieldwork-state-queued"));
    case "stuck":
      return mark("bad", say("fieldwork-state-stuck"));
    case "received":
      if (CHECKED.includes(answer.standing ?? "")) return mark("good", say("fieldwork-state-checked", { receipt }));
      if (answer.standing === "rejected") return mark("neutral", say("fieldwork-state-rejected", { receipt }));
      return mark("info", say(answer.standing === "has_issues" ? "fieldwork-state-issues" : "fieldwork-state-received", { receipt }));
  }
}

function listCard(all: Answer[]): HTMLElement {
  const rows = all.slice(0, SHOWN).map((answer) => {
    const about = [answer.slip, /^\d{4}-/.test(answer.day) ? thaiDay(answer.day) : ""].filter((one) => one !== "").join(" · ");
    const row = el("li", { "data-state": answer.state }, el("p", {}, el("b", {}, say(`questionnaires-kind-${answer.kind}`)), about === "" ? "" : ` · ${about}`), el("p", {}, standing(answer)));
    if (answer.state === "stuck" && answer.why) row.append(el("p", { class: "note" }, say("fieldwork-why", { why: answer.why })));
    if (answer.state === "draft" || answer.state === "stuck") row.append(openers(answer));
    return row;
  });
  const more = all.length > SHOWN ? el("p", { class: "note" }, say("fieldwork-more", { count: all.length - SHOWN })) : undefined;
  return el("section", { class: "card" }, el("h2", {}, say("fieldwork-answers")), el("ul", {}, ...rows), more);
}

function openers(answer: Answer): HTMLElement {
  const go = el("a", { class: "btn btn-plain btn-small", href: `#answer=${encodeURIComponent(answer.instance)}` }, say("fieldwork-go-on"));
  const sure = el("details", { class: "confirm" }, el("summary", { class: "btn btn-plain btn-small" }, say("fieldwork-drop")), el("p", {}, say("fieldwork-drop-ask")), button(say("fieldwork-drop"), "danger", () => void forget(answer.instance)));
  return el("div", { class: "actions mt-2" }, go, sure);
}

function keyCard(first: boolean): HTMLElement {
  const input = el("input", { class: "input", id: "f-key", autocomplete: "off", spellcheck: "false", "aria-describedby": "h-key" });
  const form = el("form", { class: "form" }, el("div", { class: "field" }, el("label", { for: "f-key" }, say("fieldwork-key")), el("p", { class: "hint", id: "h-key" }, say("fieldwork-key-hint")), input), el("div", { class: "actions" }, el("button", { class: "btn btn-plain" }, say("fieldwork-key-take"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void takeKey(input.value).then(() => home()).then(() => sendNow());
  });
  return el("section", { class: "card" }, el("h2", {}, say(first ? "fieldwork-key-first" : "fieldwork-key-another")), form);
}

function thaiDay(iso: string): string {
  const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
  return `${day} ${say(`layout-month-${month}`)} ${language === "th" ? year + 543 : year}`;
}

async function start(): Promise<void> {
  if (MESSENGER.test(navigator.userAgent)) return leadOut();
  if (!("serviceWorker" in navigator) || !("locks" in navigator)) {
    main.replaceChildren(el("div", { class: "card" }, el("p", {}, say("fieldwork-too-old"))));
    return;
  }
  void navigator.serviceWorker.register("/field/worker.js", { scope: "/field" }).catch(() => undefined);
  void navigator.storage?.persist?.();
  document.head.append(el("link", { rel: "manifest", href: `/field/manifest.webmanifest?lang=${language}` }));
  window.addEventListener("hashchange", () => void route());
  window.addEventListener("online", () => void homeSoon().then(sendNow));
  window.addEventListener("offline", () => void homeSoon());
  document.addEventListener("visibilitychange", () => void (document.visibilityState === "visible" && sendNow()));
  listen(() => void homeSoon());
  await route();
  const pending = await find("facts", "pending");
  if (pending && navigator.onLine) await takeKey(String(pending.value)).then(tell);
  else if ((await list("areas")).length) await refresh();
  await sendNow();
}

let due: number | undefined;

/** Draws the first page anew where it stands, not more often than can be read. */
async function homeSoon(): Promise<void> {
  clearTimeout(due);
  due = window.setTimeout(() => {
    const typing = document.activeElement instanceof HTMLInputElement || document.querySelector("details[open]");
    if (location.hash === "" && !typing) void home();
  }, 150);
}

void start();
