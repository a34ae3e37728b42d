// Judges answers on the telephone as the server will: which questions are asked, which answers stand, and what is wrong
// with the rest. A twin of `crates/xlsform/src/judging.rs`, to which ten thousand cases are put side by side.
import { Run, Sheet } from "./expression";
import type { Form, Given, Question } from "./form";
import { read, type Read, type Trouble } from "./value";

export { said } from "./form";
export type { Form, Given, Group, Item, Question, Wording } from "./form";
export type { Trouble } from "./value";

/** The outcome of judging one set of answers. */
export type Judged = {
  answers: Record<string, string>;
  problems: ({ name: string } & Trouble)[];
  asked: string[];
  required: string[];
  offered: Record<string, string[]>;
};

const questions = (form: Form): Question[] => form.items.filter((item) => item.k === "q");

function asked(form: Form, run: Run): Set<string> {
  const names = new Set<string>();
  for (const item of form.items) {
    if (item.k === "e") continue;
    const group = item.w.at(-1);
    if (group !== undefined && !names.has(group)) continue;
    // A rule that cannot be run must not hide the question and lose its answer.
    if (item.relevant === undefined || attempt(() => run.holds(item.relevant!, item.at), true)) names.add(item.n);
  }
  return names;
}

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** Judges answers at a moment, given as an ISO day and an ISO moment of Thai time. */
export function judge(form: Form, given: Given, today: string, now: string): Judged {
  const sheet = new Sheet(form.cells);
  const run = new Run(sheet, today, now);
  const all = questions(form);
  const answers = all.map((question) => read(question, given[question.n] ?? []));
  const texts = answers.map((answer) => (answer && "parts" in answer ? answer.parts.join(" ") : ""));
  all.forEach((question, at) => (sheet.texts[question.at] = texts[at]!));
  let names = asked(form, run);
  for (let round = 0; round <= form.items.length && apply(all, texts, names, sheet, run); round += 1) {
    names = asked(form, run);
  }
  const judged: Judged = { answers: {}, problems: [], asked: [...names].sort(), required: [], offered: {} };
  all.forEach((question, at) => {
    if (names.has(question.n)) weigh(judged, question, answers[at], sheet, run);
  });
  judged.required.sort();
  return judged;
}

/** Empties what is not asked, restores what is, works out; says whether anything changed. */
function apply(all: Question[], texts: string[], names: Set<string>, sheet: Sheet, run: Run): boolean {
  let changed = false;
  all.forEach((question, at) => {
    const rule = question.calculate;
    const worked = rule === undefined ? texts[at]! : attempt(() => run.says(rule, question.at), "");
    const due = names.has(question.n) ? worked : "";
    if (sheet.texts[question.at] !== due) {
      sheet.texts[question.at] = due;
      changed = true;
    }
  });
  return changed;
}

function weigh(judged: Judged, question: Question, answer: Read, sheet: Sheet, run: Run): void {
  const rule = question.required;
  const required = rule === undefined ? false : attempt<boolean | undefined>(() => run.holds(rule, question.at), undefined);
  if (required) judged.required.push(question.n);
  const offered = offers(question, sheet, run);
  const trouble = troubleOf(question, answer, required, offered, run);
  if (trouble) judged.problems.push({ name: question.n, ...trouble });
  if (offered) judged.offered[question.n] = offered;
  const worked = question.calculate === undefined ? "" : (sheet.texts[question.at] ?? "");
  if (answer && "parts" in answer) judged.answers[question.n] = answer.parts.join(" ");
  else if (worked !== "") judged.answers[question.n] = worked;
}

function troubleOf(question: Question, answer: Read, required: boolean | undefined, offered: string[] | undefined, run: Run): Trouble | undefined {
  if (answer && "trouble" in answer) return answer.trouble;
  if (!answer) {
    if (question.calculate !== undefined || required === false) return undefined;
    return { kind: required === undefined ? "unjudged" : "required" };
  }
  if (offered && answer.parts.some((part) => !offered.includes(part))) return { kind: "not_a_choice" };
  const rule = question.constraint;
  if (rule === undefined) return undefined;
  const holds = attempt<boolean | undefined>(() => run.holds(rule, question.at), undefined);
  return holds ? undefined : { kind: holds === undefined ? "unjudged" : "constraint" };
}

/** The values offered now, where that depends on other answers. */
function offers(question: Question, sheet: Sheet, run: Run): string[] | undefined {
  if (!question.filter) return undefined;
  const [rows, value] = question.filter;
  return attempt(() => run.nodes(rows), [])
    .flatMap((row) => sheet.below(row))
    .filter((cell) => sheet.name(cell) === value)
    .map((cell) => sheet.text(cell));
}
