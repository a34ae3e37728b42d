// Judges cases that the tests of crates/xlsform wrote, one a line, with the evaluator that telephones load; a form stands
// with the first of its cases. Says each verdict on a line of its own.
import { createInterface } from "node:readline";
import { judge } from "./dist/field/evaluator.js";

let form;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  form = asked.form ?? form;
  process.stdout.write(`${JSON.stringify(judge(form, asked.given, "2026-11-21", "2026-11-21T10:00:00.000+07:00"))}\n`);
}
