// The page on which one answer is given. Whatever is typed is kept at once; the page says when it is, and when it is not.
import { button, el } from "./drawing";
import { isRight } from "./clock";
import { judge, type Form, type Judged } from "./evaluator";
import { now, today } from "./instance";
import { picture, PICTURES_MOST } from "./picture";
import { sendNow, tell } from "./sending";
import { dayField, Sheet } from "./sheet";
import { code, known } from "./slip";
import { change, edition, find, Full, next, save, saveLeaving, type Answer, type Area, type Offered } from "./store";
import { say } from "./words";

const QUIET = 250;

/** Begins an answer and keeps it, before anything is typed. */
export async function begin(area: Area, offered: Offered): Promise<string> {
  const instance = `uuid:${crypto.randomUUID()}`;
  const answer: Answer = {
    instance,
    order: await next(),
    area: area.id,
    form: edition(offered.kind, offered.version),
    kind: offered.kind,
    slip: "",
    day: (await isRight()) ? today() : "",
    given: {},
    pictures: [],
    state: "draft",
    tries: 0,
  };
  await save("answers", answer);
  tell();
  return instance;
}

/** Somebody answers: the page for it, until they leave. */
export class Answering {
  readonly element = el("div");
  private readonly status = el("p", { class: "note", role: "status" });
  private readonly alarm = el("div", { role: "alert" });
  private readonly summary = el("div", { class: "summary", role: "alert", tabindex: "-1", hidden: true });
  private readonly slipNote = el("p", { class: "hint", role: "status", id: "n-slip" });
  private readonly pictures = el("ul");
  private sheet: Sheet;
  private readonly ended = new AbortController();
  private timer: number | undefined;
  private keeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly answer: Answer,
    private readonly form: Form,
    private readonly area: Area | undefined,
    private readonly left: () => void,
  ) {
    this.sheet = new Sheet(form, answer.given, () => this.touched());
    this.lay();
    this.sheet.show(this.judged());
    this.listPictures();
  }

  private judged(): Judged {
    const day = /^\d{4}-\d\d-\d\d$/.test(this.answer.day) ? this.answer.day : today();
    return judge(this.form, this.answer.given, day, `${day}${now().slice(10)}`);
  }

  private lay(): void {
    const form = el("form", { class: "form", novalidate: true, autocomplete: "off" });
    form.append(...this.around(), this.sheet.element, this.photographs());
    form.append(el("div", { class: "actions" }, el("button", { class: "btn btn-primary" }, say("fieldwork-finish")), button(say("fieldwork-later"), "plain", () => void this.leave())));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.finish();
    });
    const title = el("div", { class: "head" }, el("div", {}, el("h1", { tabindex: "-1" }, say(`questionnaires-kind-${this.answer.kind}`))));
    this.element.append(title, this.alarm, this.summary, el("div", { class: "card" }, form), this.status);
    const { signal } = this.ended;
    document.addEventListener("visibilitychange", () => void this.keep(), { signal });
    // No other tab answers this, and a page that goes away gets no answer to a question any more.
    window.addEventListener("pagehide", () => void saveLeaving(this.answer), { signal });
  }

  /** Whoever goes back leaves too: what they typed is kept, and this page writes no more. */
  async close(): Promise<void> {
    if (this.ended.signal.aborted) return;
    this.ended.abort();
    await this.keep();
  }

  /** What stands around a form: whose slip, and the day. */
  private around(): HTMLElement[] {
    const day = dayField("f-answered_on", say("fieldwork-answered-on"), this.answer.day, (value) => {
      this.answer.day = value;
      this.touched();
    });
    day.querySelector(".date")!.before(el("p", { class: "field-error", id: "e-answered_on", hidden: true }));
    if (this.answer.kind === "application") return [day];
    const input = el("input", { class: "input input-short", id: "f-slip", name: "slip", autocapitalize: "characters", autocomplete: "off", spellcheck: "false", "aria-describedby": "h-slip e-slip n-slip" });
    input.value = this.answer.slip;
    input.addEventListener("input", () => {
      this.answer.slip = input.value.trim() === "" ? "" : code(input.value);
      void this.checkSlip();
      this.touched();
    });
    const error = el("p", { class: "field-error", id: "e-slip", hidden: true });
    const box = el("div", { class: "field" }, el("label", { for: "f-slip" }, say("fieldwork-slip")), el("p", { class: "hint", id: "h-slip" }, say("fieldwork-slip-hint")), error, input, this.slipNote);
    return [box, day];
  }

  private async checkSlip(): Promise<void> {
    const typed = this.answer.slip;
    const strange = this.area && typed.length >= 11 && !(await known(this.area, typed));
    if (typed === this.answer.slip) this.slipNote.textContent = strange ? say("fieldwork-slip-unknown") : "";
  }

  private photographs(): HTMLElement {
    const input = el("input", { class: "file-input", type: "file", accept: "image/*", multiple: true, id: "f-pictures", "aria-describedby": "h-pictures" });
    input.addEventListener("change", () => void this.add(Array.from(input.files ?? [])).then(() => (input.value = "")));
    return el("div", { class: "field mt-6" }, el("label", { for: "f-pictures" }, say("fieldwork-pictures"), el("span", { class: "optional" }, ` ${say("layout-optional")}`)), el("p", { class: "hint", id: "h-pictures" }, say("fieldwork-pictures-hint", { most: PICTURES_MOST })), input, this.pictures);
  }

  private async add(files: File[]): Promise<void> {
    for (const file of files.slice(0, PICTURES_MOST - this.answer.pictures.length)) {
      const number = 1 + Math.max(0, ...this.answer.pictures.map(({ name }) => Number(/\d+/.exec(name)?.[0] ?? 0)));
      const taken = await picture(file, number);
      if (taken) this.answer.pictures.push(taken);
      else this.alert(say("fieldwork-picture-unread", { name: file.name }));
    }
    this.listPictures();
    await this.keep();
  }

  private listPictures(): void {
    const line = ({ name, content }: Answer["pictures"][number]) => {
      const remove = button(say("fieldwork-picture-remove", { name }), "plain btn-small", () => {
        this.answer.pictures = this.answer.pictures.filter((one) => one.name !== name);
        this.listPictures();
        void this.keep();
      });
      return el("li", { class: "actions mt-2" }, `${name} (${Math.ceil(content.size / 1024)} KB)`, remove);
    };
    this.pictures.replaceChildren(...this.answer.pictures.map(line));
  }

  private touched(): void {
    this.sheet.show(this.judged());
    this.status.textContent = "";
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.keep(), QUIET);
  }

  private alert(words: string, ...more: HTMLElement[]): void {
    this.alarm.replaceChildren(el("p", { class: "field-error" }, words), ...more);
  }

  /** Keeps what is typed; says so only when the device has it. */
  keep(): Promise<boolean> {
    clearTimeout(this.timer);
    const { given, slip, day, pictures } = this.answer;
    const copy = structuredClone({ given, slip, day, pictures });
    const done = this.keeping.then(() => this.write((one) => ({ ...one, ...copy })));
    this.keeping = done.then(() => undefined);
    return done;
  }

  private async write(to: (answer: Answer) => Answer): Promise<boolean> {
    try {
      const kept = await change(this.answer.instance, ["draft", "stuck"], to);
      this.status.textContent = kept ? say("fieldwork-kept") : "";
      if (kept) this.alarm.replaceChildren();
      return kept;
    } catch (error) {
      this.status.textContent = "";
      const words = error instanceof Full ? "fieldwork-full" : "fieldwork-not-kept";
      this.alert(say(words), button(say("fieldwork-try-again"), "plain", () => void this.keep()));
      return false;
    }
  }

  /** It is answered, unless something stands against it: then it stays as it is, and says so. */
  private async finish(): Promise<void> {
    const judged = this.judged();
    this.sheet.show(judged);
    const lines = [...this.blameAround(), ...this.sheet.blame(judged)];
    this.summary.hidden = lines.length === 0;
    if (lines.length) {
      await this.keep();
      const list = lines.map(([id, words]) => el("li", {}, leading(id, words)));
      this.summary.replaceChildren(el("h2", {}, say("layout-errors")), el("ul", {}, ...list));
      this.summary.focus();
      return;
    }
    if (!(await this.keep())) return;
    if (!(await this.write((one) => ({ ...one, state: "queued", why: "" })))) return;
    this.ended.abort();
    tell();
    this.left();
    void sendNow();
  }

  private blameAround(): [string, string][] {
    const lines: [string, string][] = [];
    const blame = (name: string, told: string) => {
      const error = document.getElementById(`e-${name}`);
      if (!error) return;
      error.textContent = told;
      error.hidden = told === "";
      error.closest(".field")?.classList.toggle("field-bad", told !== "");
      if (told !== "") lines.push([`f-${name}`, told]);
    };
    blame("slip", this.answer.kind !== "application" && this.answer.slip === "" ? say("fieldwork-slip-missing") : "");
    const date = new Date(`${this.answer.day}T00:00:00Z`);
    const stands = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(this.answer.day);
    blame("answered_on", this.answer.day !== "" && stands ? "" : say("fieldwork-day-missing"));
    return lines;
  }

  private async leave(): Promise<void> {
    if (!(await this.keep())) return;
    this.ended.abort();
    this.left();
  }
}

/** The answer and all it stands on, or nothing when it is not to be answered any more. */
export async function open(instance: string, left: () => void): Promise<Answering | undefined> {
  const answer = await find("answers", instance);
  if (!answer || (answer.state !== "draft" && answer.state !== "stuck")) return undefined;
  const form = (await find("forms", answer.form))?.form;
  return form && new Answering(answer, form, await find("areas", answer.area), left);
}

/** A way to a field. The address of the page stays that of its answer. */
function leading(id: string, words: string): HTMLAnchorElement {
  const way = el("a", { href: `#${id}` }, words);
  way.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  });
  return way;
}
