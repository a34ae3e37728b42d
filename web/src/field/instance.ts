// An answered form as it is sent: the same XML that ODK Collect sends, to the same address.
import { judge, type Form } from "./evaluator";
import type { Answer } from "./store";

// What XML cannot hold is left out.
const plain = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
const escaped = (text: string): string =>
  plain(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const tag = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

/** Today in Thailand, as the telephone has it. */
export function today(): string {
  return now().slice(0, 10);
}

/** This moment of Thai time. */
export function now(): string {
  return new Date(Date.now() + 7 * 3600_000).toISOString().replace("Z", "+07:00");
}

/** Judges an answer as of the day it is answered. */
export const judged = (form: Form, answer: Answer) => judge(form, answer.given, answer.day || today(), `${answer.day || today()}${now().slice(10)}`);

/** The instance. What is not asked is not sent. */
export function instance(form: Form, answer: Answer): string {
  const answers = judged(form, answer).answers;
  const slip = answer.slip === "" ? "" : tag("slip", answer.slip);
  const leaves = form.items.filter((item) => item.k === "q" && answers[item.n] !== undefined) as { n: string }[];
  const body = leaves.map(({ n }) => tag(n, answers[n]!)).join("");
  const pictures = answer.pictures.map(({ name }) => tag("picture", name)).join("");
  const sheet = `<sheet>${slip}${tag("answered_on", answer.day)}</sheet>`;
  const meta = `<meta>${tag("instanceID", answer.instance)}${pictures}</meta>`;
  return `<?xml version="1.0" encoding="UTF-8"?><data id="${escaped(form.id)}" version="${escaped(form.version)}">${sheet}${body}${meta}</data>`;
}
