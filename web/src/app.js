// What makes pages quicker or safer to use; every page works without it.
import htmx from "htmx.org/dist/htmx.esm.min.js";

/** Moves the reader to what went wrong, on load and after htmx has shown a form again. */
function focusSummary(root) {
  root.querySelector("[data-error-summary]")?.focus();
}

/** Copies the last of repeated rows, empty and renumbered: `lines.2.amount` follows `lines.1.amount`. */
function addRow(button) {
  const rows = document.getElementById(button.dataset.addRow);
  const last = rows?.querySelector("[data-row]:last-of-type");
  if (!last) return false;
  const row = last.cloneNode(true);
  const next = (text) => text.replace(/\.(\d+)(\.|$)/, (_, number, end) => `.${Number(number) + 1}${end}`);
  for (const element of row.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "aria-describedby", "data-warning", "data-note"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, next(element.getAttribute(name)));
    }
    element.removeAttribute("aria-invalid");
    // A new row is none of those that are saved.
    if (element.matches("input, textarea, select") && (element.type !== "hidden" || element.name.endsWith(".id"))) element.value = "";
    if (element.matches(".field-error")) element.remove();
    if (element.matches(".live")) element.replaceChildren();
  }
  last.after(row);
  row.querySelector("input, textarea, select")?.focus();
  return true;
}

/** Takes a repeated row away, unless it is the only one. */
function removeRow(button) {
  const row = button.closest("[data-row]");
  const rows = row?.parentElement.querySelectorAll(":scope > [data-row]");
  if (!rows || rows.length < 2) return false;
  (row.previousElementSibling ?? row.nextElementSibling)?.querySelector("input, select, textarea")?.focus();
  row.remove();
  return true;
}

/** Presses the button that fills the lists below a chosen place, and puts the answer in place. */
async function choosePlace(select) {
  const set = select.closest("[data-place]");
  const form = select.form;
  const typed = new FormData(form);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  typed.set("step", "places");
  const post = form.method === "post";
  const body = form.enctype === "multipart/form-data" ? typed : new URLSearchParams(typed);
  try {
    const answer = await fetch(post ? form.action : `${form.action.split("?")[0]}?${new URLSearchParams(typed)}`, {
      method: form.method,
      headers: { "HX-Request": "true" },
      ...(post && { body }),
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(set.id);
    if (!fresh) throw new Error("no place in the answer");
    set.replaceWith(fresh);
    fresh.querySelector(`[name="${select.name}"]`)?.focus();
  } catch {
    form.requestSubmit(set.querySelector("[data-place-next]"));
  }
}

const draftKey = (form) => `draft:${form.dataset.draft}`;
// Never in the browser's store, for it may be a shared phone: secrets, files, and who somebody is.
const secret = ["password", "file", "hidden", "submit", "tel", "email"];
const keeps = (field) => field.name && !secret.includes(field.type) && field.autocomplete !== "name" && field.dataset.private === undefined;

/** A form that was accepted leads on and says so: nothing typed into it waits any more. */
function accepted() {
  const sent = sessionStorage.getItem("draft-sent");
  sessionStorage.removeItem("draft-sent");
  const led = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  if (sent && led && document.querySelector(".flash")) localStorage.removeItem(sent);
}

const ticked = (field) => field.type === "checkbox" || field.type === "radio";

/** Keeps what is being typed until the form has been accepted; the reader decides to use it. */
function draft(form) {
  const fields = () => [...form.elements].filter(keeps);
  const values = () => fields().filter((field) => !ticked(field) || field.checked).map((field) => [field.name, field.value]);
  const of = (pairs, field) => pairs?.filter(([name]) => name === field.name).map(([, value]) => value).join("\n");
  const stands = (field, typed) => (ticked(field) ? field.checked === typed.split("\n").includes(field.value) : field.value === typed);
  const over = values();
  const found = JSON.parse(localStorage.getItem(draftKey(form)) ?? "null");
  const kept = Array.isArray(found) ? { over: [], typed: found } : found;
  // What its writer left as it stood may have been changed by others since: only what they typed is theirs.
  const missing = fields().filter((field) => {
    const typed = of(kept?.typed, field);
    return typed !== undefined && typed !== of(kept.over, field) && !stands(field, typed);
  });
  const offer = form.querySelector("[data-draft-offer]");
  // Where the house offers what it keeps itself, one offer is enough.
  const offered = document.querySelector(`form[action="/drafts/${form.dataset.draft}/forget"]`);
  if (offer && !offered && missing.length > 0) {
    offer.hidden = false;
    offer.querySelector("[data-draft-use]").onclick = () => {
      for (const field of missing) {
        const typed = of(kept.typed, field);
        if (ticked(field)) field.checked = typed.split("\n").includes(field.value);
        else field.value = typed;
      }
      offer.hidden = true;
    };
    offer.querySelector("[data-draft-drop]").onclick = () => {
      localStorage.removeItem(draftKey(form));
      offer.hidden = true;
    };
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => localStorage.setItem(draftKey(form), JSON.stringify({ over, typed: values() })), 400);
  });
  form.addEventListener("submit", () => sessionStorage.setItem("draft-sent", draftKey(form)));
}

const fieldOf = (form, name) => form.querySelector(`#f-${CSS.escape(name)}`);
const said = (words, kind) => Object.assign(document.createElement("p"), { textContent: words, className: kind });

/** Says beside each field what would stand against it if it were saved now; of what is still empty nothing. */
async function check(form, fields) {
  fields.set("step", "check");
  const answer = await fetch(form.action, { method: "POST", body: fields }).catch(() => null);
  if (!answer?.ok || !answer.headers.get("content-type")?.includes("json")) return;
  const { errors, warnings, notes, mark } = await answer.json();
  for (const old of form.querySelectorAll("[data-live-error]")) {
    old.closest(".field")?.classList.remove("field-bad");
    old.remove();
  }
  for (const field of form.querySelectorAll("[data-live-bad]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("data-live-bad");
  }
  for (const [name, words] of Object.entries(errors)) {
    const field = fieldOf(form, name);
    const box = field?.closest(".field");
    if (!box || !field.value || box.querySelector(".field-error")) continue;
    const error = said(words, "field-error");
    error.dataset.liveError = field.dataset.liveBad = "";
    error.role = "status";
    box.classList.add("field-bad");
    field.setAttribute("aria-invalid", "true");
    (field.closest(".with-unit, .choices, .date") ?? field).before(error);
  }
  // Where something cannot be read the whole cannot be looked at: what was said of it stays.
  if (!Object.keys(errors).length) {
    for (const place of form.querySelectorAll("[data-warning]")) {
      const words = warnings[place.dataset.warning];
      if ((place.querySelector("span:last-child")?.textContent ?? "") === (words ?? "")) continue;
      const offer = said("", "offer");
      offer.append(Object.assign(document.createElement("span"), { className: "mark mark-warn", textContent: mark }));
      offer.append(Object.assign(document.createElement("span"), { textContent: words }));
      place.replaceChildren(...(words ? [offer] : []));
    }
  }
  for (const place of form.querySelectorAll("[data-note]")) {
    const words = notes[place.dataset.note] ?? "";
    if (place.textContent.trim() !== words) place.textContent = words;
  }
}

/** Sends what is being typed to the house, where it waits for its writer on any device. */
function sendDraft(form) {
  const address = `/drafts/${form.dataset.draft}`;
  let timer, changed = false, going = false, left = false;
  const say = (state) => {
    for (const one of form.querySelectorAll("[data-draft-state]")) one.hidden = one.dataset.draftState !== state;
  };
  const typed = () => {
    const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "once");
    return new URLSearchParams(fields);
  };
  const send = async () => {
    clearTimeout(timer);
    if (!changed || going || left) return;
    [changed, going] = [false, true];
    try {
      const answer = await fetch(address, { method: "POST", body: typed() });
      if (!answer.ok) throw new Error(answer.status);
      // Now the house has it: this browser need not keep it too.
      if (!changed) localStorage.removeItem(draftKey(form));
      say("kept");
      if (!changed && !left) check(form, typed());
    } catch {
      changed = true;
      say("here");
    }
    going = false;
    if (changed) timer = setTimeout(send, 5000);
  };
  const later = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(send, 1000);
  };
  form.addEventListener("input", later);
  form.addEventListener("click", (event) => event.target.closest("[data-add-row], [data-remove-row]") && later());
  form.addEventListener("submit", () => (left = true));
  addEventListener("online", send);
  addEventListener("pageshow", () => (left = false));
  addEventListener("pagehide", () => changed && !left && navigator.sendBeacon(address, typed()));
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-add-row], [data-remove-row]");
  if (opener && (opener.dataset.addRow !== undefined ? addRow(opener) : removeRow(opener))) event.preventDefault();
  const cancel = event.target.closest("[data-cancel]");
  if (cancel) {
    const details = cancel.closest("details");
    details.open = false;
    details.querySelector("summary").focus();
  }
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("change", (event) => {
  const select = event.target.closest?.("[data-place] select");
  if (select && select.name !== "subdistrict") choosePlace(select);
});

document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.activeElement?.closest("details.confirm[open], details[data-menu][open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// A second press on a slow line must not send twice.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.target.dataset.many !== undefined) return;
  if (event.target.dataset.sent) event.preventDefault();
  else {
    event.target.dataset.sent = "1";
    setTimeout(() => delete event.target.dataset.sent, 8000);
  }
});

/** The line of a section's pages is pushed aside on a telephone: the open page is to be in sight. */
function showRoom(root) {
  const here = root.querySelector(".rooms [aria-current]");
  const line = here?.closest("ul");
  if (line) line.scrollLeft = here.offsetLeft - line.offsetLeft - (line.clientWidth - here.offsetWidth) / 2;
}

function ready(root) {
  // The page for the field is the only one that is a program of its own.
  const field = root.querySelector("[data-program]");
  if (field) import(field.dataset.program);
  showRoom(root);
  for (const form of root.querySelectorAll("form[data-draft]")) draft(form);
  for (const form of root.querySelectorAll("form[data-draft-sent]")) sendDraft(form);
  // The page that follows an accepted form says which draft is done.
  for (const done of root.querySelectorAll("[data-draft-done]")) localStorage.removeItem(`draft:${done.dataset.draftDone}`);
  focusSummary(root);
}

document.addEventListener("htmx:after:swap", (event) => focusSummary(event.target.ownerDocument ?? document));
globalThis.htmx = htmx;
// The page for the field is the only one that is a program; it is fetched where it is meant to run.
document.documentElement.classList.add("has-script");
const begin = () => (accepted(), ready(document));
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
