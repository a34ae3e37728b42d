// One form on the page: its questions, which of them are asked now, and what stands against an answer.
import { said, type Form, type Judged, type Question, type Wording } from "./evaluator";
import { el } from "./drawing";
import { language, say } from "./words";

const words = (wording: Wording): string => said(wording, language);
const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1));
const ERA = 543;

/** A day as three fields, whose year is the Buddhist era's in Thai; what is no day yet is kept as it was typed. */
export function dayField(id: string, label: string, value: string, changed: (value: string) => void, hint = ""): HTMLFieldSetElement {
  const [year = "", month = "", day = ""] = /^\d{4}-\d\d-\d\d$/.test(value) ? value.split("-") : value.split("/").reverse();
  const shown = language === "th" && /^\d{4}-/.test(value) ? String(Number(year) + ERA) : year;
  const number = (name: string, text: string, held: string, size: string) => {
    const input = el("input", { class: `input ${size} num-input`, id: name, inputmode: "numeric", autocomplete: "off", value: held });
    return [el("div", {}, el("label", { for: name }, text), input), input] as const;
  };
  const [dayBox, dayInput] = number(id, say("layout-day"), day.replace(/^0/, ""), "input-2");
  const [yearBox, yearInput] = number(`${id}-year`, say("layout-year"), shown, "input-4");
  const months = el("select", { class: "select", id: `${id}-month` }, el("option", { value: "" }, say("layout-choose")));
  for (const one of MONTHS) months.append(el("option", { value: one, selected: Number(month) === Number(one) }, say(`layout-month-${one}`)));
  const told = () => changed(dayOf(dayInput.value, months.value, yearInput.value));
  const set = el("fieldset", { class: "field" }, el("legend", {}, label), hint !== "" && el("p", { class: "hint" }, hint));
  set.append(el("div", { class: "date" }, dayBox, el("div", { class: "date-month" }, el("label", { for: `${id}-month` }, say("layout-month")), months), yearBox));
  for (const input of [dayInput, months, yearInput]) input.addEventListener("input", told);
  return set;
}

function dayOf(day: string, month: string, year: string): string {
  const ascii = (text: string) => text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const [d, y] = [ascii(day), ascii(year)];
  if (d === "" && month === "" && y === "") return "";
  if (!/^\d{1,2}$/.test(d) || month === "" || !/^\d{4}$/.test(y)) return `${d}/${month}/${y}`;
  const common = Number(y) > 2400 ? Number(y) - ERA : Number(y);
  return `${common}-${month.padStart(2, "0")}-${d.padStart(2, "0")}`;
}

/** A question on the page. */
type Drawn = { question: Question; box: HTMLElement; error: HTMLElement; optional: HTMLElement };

/** The whole form on the page. */
export class Sheet {
  readonly element = el("div");
  private readonly drawn: Drawn[] = [];
  private readonly groups: [name: string, heading: HTMLElement][] = [];

  constructor(
    form: Form,
    private readonly given: Record<string, string[]>,
    private readonly changed: () => void,
  ) {
    for (const item of form.items) {
      if (item.k === "g" && item.l.length) {
        const heading = el("h2", { class: "mt-6 mb-2" }, words(item.l));
        this.groups.push([item.n, heading]);
        this.element.append(heading);
      } else if (item.k === "q" && item.t !== "calculated") this.draw(item);
    }
  }

  /** Shows what is asked now and takes away what is not; errors stay until an answer changes. */
  show(judged: Judged): void {
    const asked = new Set(judged.asked);
    for (const [name, heading] of this.groups) heading.hidden = !asked.has(name);
    for (const { question, box, optional } of this.drawn) {
      box.hidden = !asked.has(question.n);
      optional.hidden = judged.required.includes(question.n) || question.t === "note";
      const offered = judged.offered[question.n];
      if (offered) for (const choice of box.querySelectorAll<HTMLInputElement>("input")) choice.closest("label")!.hidden = !offered.includes(choice.value) && !choice.checked;
    }
  }

  /** Says what stands against the answers; answers a line for each, with where it stands. */
  blame(judged: Judged): [id: string, words: string][] {
    const lines: [string, string][] = [];
    for (const { question, box, error } of this.drawn) {
      const problem = judged.problems.find((one) => one.name === question.n);
      const own = problem?.kind === "constraint" ? words(question.m) : "";
      const told = problem ? own || say(`fieldwork-error-${problem.kind}`, { limit: problem.limit ?? 0 }) : "";
      this.mark(box, error, told);
      if (problem) lines.push([`f-${question.n}`, `${words(question.l)}: ${told}`]);
    }
    return lines;
  }

  private mark(box: HTMLElement, error: HTMLElement, told: string): void {
    box.classList.toggle("field-bad", told !== "");
    error.textContent = told;
    error.hidden = told === "";
    for (const input of box.querySelectorAll("input, select, textarea")) {
      if (told === "") input.removeAttribute("aria-invalid");
      else input.setAttribute("aria-invalid", "true");
    }
  }

  private draw(question: Question): void {
    if (question.t === "note") {
      const box = el("p", { class: "note" }, words(question.l));
      this.drawn.push({ question, box, error: el("p"), optional: el("span") });
      this.element.append(box);
      return;
    }
    const optional = el("span", { class: "optional" }, ` ${say("layout-optional")}`);
    const error = el("p", { class: "field-error", id: `e-${question.n}`, hidden: true });
    const box = this.field(question, optional, error);
    box.addEventListener("input", () => this.mark(box, error, ""));
    this.drawn.push({ question, box, error, optional });
    this.element.append(box);
  }

  private field(question: Question, optional: HTMLElement, error: HTMLElement): HTMLElement {
    const id = `f-${question.n}`;
    const held = (this.given[question.n] ??= question.d === undefined ? [] : [question.d]);
    const keep = (values: string[]) => {
      this.given[question.n] = values;
      this.changed();
    };
    const hint = words(question.h);
    const about = hint !== "" && el("p", { class: "hint", id: `h-${question.n}` }, hint);
    const described = `${hint === "" ? "" : `h-${question.n} `}e-${question.n}`;
    if (question.t === "date") {
      const set = dayField(id, words(question.l), held[0] ?? "", (value) => keep([value]), hint);
      set.setAttribute("aria-describedby", `e-${question.n}`);
      set.querySelector("legend")!.append(optional);
      set.querySelector(".date")!.before(error);
      return set;
    }
    if (question.t === "select_one" || question.t === "select_multiple") {
      const choices = el("div", { class: "choices" });
      const kind = question.t === "select_one" ? "radio" : "checkbox";
      question.c.forEach(([value, label], at) => {
        const input = el("input", { class: kind, type: kind, name: question.n, value, checked: held.includes(value), ...(at === 0 && { id }) });
        choices.append(el("label", {}, input, el("span", {}, words(label))));
      });
      choices.addEventListener("change", () => keep([...choices.querySelectorAll<HTMLInputElement>("input:checked")].map((one) => one.value)));
      return el("fieldset", { class: "field", "aria-describedby": described }, el("legend", {}, words(question.l), optional), about, error, choices);
    }
    const number = question.t === "integer" || question.t === "decimal";
    const marks = { id, name: question.n, "aria-describedby": described, autocomplete: "off" };
    const input =
      question.t === "text" && question.a.includes("multiline")
        ? el("textarea", { class: "textarea", rows: "4", ...marks })
        : el("input", { class: number ? "input input-short num-input" : "input", type: "text", ...(number && { inputmode: question.t === "integer" ? "numeric" : "decimal" }), ...marks });
    input.value = held[0] ?? "";
    input.addEventListener("input", () => keep([input.value]));
    return el("div", { class: "field" }, el("label", { for: id }, words(question.l), optional), about, error, input);
  }
}
