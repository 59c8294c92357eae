// The queue by keyboard, and the claim that is open beside the list. Without this script every link
// leads to a page and every form is sent; with it the pages stand beside the list.

const queue = () => document.getElementById("queue");
const panel = () => document.getElementById("panel");
const said = () => document.getElementById("said");
const keys = () => document.getElementById("keys");
const rows = () => [...document.querySelectorAll(".queue .row")];
const beside = () => queue() !== null;
const openCase = () => panel()?.querySelector(".case");

for (const hint of document.querySelectorAll(".scripted")) hint.hidden = false;

function tell(words) {
  said().textContent = words;
}

// Where one is

// The row of the claim that is open, or the one that has the focus, or the one that was left last.
let left = "";

function current() {
  const open = openCase()?.dataset.claim;
  const focused = document.activeElement?.closest(".row");
  return (open && document.getElementById(`row-${open}`)) || focused || document.getElementById(left);
}

function mark() {
  const open = openCase()?.dataset.claim;
  for (const row of rows()) {
    if (open && row.id === `row-${open}`) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  const row = open && document.getElementById(`row-${open}`);
  if (!row) return;
  left = row.id;
  // The panel is newer than the list: who has the claim now stands in both.
  const whose = panel().querySelector("[data-whose]");
  if (whose) row.querySelector(".whose span").textContent = whose.textContent;
}

function focus(row) {
  left = row.id;
  row.querySelector("a.open").focus();
  row.scrollIntoView({ block: "nearest" });
}

// What was typed and not sent

// By claim: the fields with what was typed into them, as long as this page is open.
const typed = new Map();
let sending = false;

// Whether somebody typed into it or, in a form that came back refused, had typed into it.
function holdsTyped(field) {
  if (field.matches("[type=hidden], [type=submit], button")) return false;
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked && !field.defaultChecked;
  if (field.matches("select")) return ![...field.options].every((one) => one.selected === one.defaultSelected);
  const refused = field.form.querySelector("[role=alert]") !== null;
  return field.value.trim() !== "" && (refused || field.value !== field.defaultValue);
}

function typedFields(except) {
  return [...(panel()?.querySelectorAll("form") || [])]
    .filter((form) => form !== except)
    .flatMap((form) => [...form.elements])
    .filter((field) => field.id && holdsTyped(field));
}

// Keep what was typed before the panel shows something else; what was just sent is not kept.
function keep(except) {
  const claim = openCase()?.dataset.claim;
  if (!claim) return;
  const fields = typedFields(except).map((field) => [field.id, field.value]);
  if (fields.length) typed.set(claim, fields);
  else typed.delete(claim);
}

function bringBack() {
  const claim = openCase()?.dataset.claim;
  const fields = typed.get(claim);
  if (!fields) return;
  typed.delete(claim);
  for (const [id, value] of fields) {
    const field = document.getElementById(id);
    if (!field || !panel().contains(field)) continue;
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = true;
    else field.value = value;
    field.closest("details")?.setAttribute("open", "");
  }
  tell(said().dataset.kept);
}

addEventListener("beforeunload", (event) => {
  if (!sending && (typed.size || typedFields().some((field) => field.matches("textarea")))) event.preventDefault();
});
document.addEventListener("submit", () => { sending = true; });

// The claim that is open

// What was fetched ahead: the page of the claim that comes next, as long as nothing was sent, and not
// for long: somebody else may take the claim, or decide it.
const FRESH = 30_000; // milliseconds
const ahead = new Map();

async function fetched(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

function fetchAhead() {
  const next = panel().querySelector("a[rel=next]")?.href;
  if (!next || ahead.has(next)) return;
  ahead.clear();
  ahead.set(next, { until: Date.now() + FRESH, html: fetched(next).catch(() => null) });
}

// What was fetched ahead of this address; nothing if that was too long ago.
async function fetchedAhead(address) {
  const found = ahead.get(address);
  return found && Date.now() < found.until ? found.html : null;
}

async function open(address) {
  const html = (await fetchedAhead(address)) || (await fetched(address).catch(() => null));
  ahead.clear();
  if (html === null) {
    location.assign(address); // signed out, or the server has something to say
    return;
  }
  keep();
  htmx.swap(panel(), html, { swapStyle: "innerHTML" });
  opened();
}

// A claim is shown: it has the focus, so that keys work and a screen reader begins there.
function opened() {
  mark();
  panel().scrollTop = 0;
  const heading = panel().querySelector("#case");
  if (heading) heading.focus({ preventScroll: beside() && innerWidth > 960 });
  else rows()[0] && focus(rows()[0]);
  bringBack();
  fetchAhead();
}

function close() {
  const row = current();
  keep();
  if (typed.has(openCase()?.dataset.claim)) tell(said().dataset.keeping);
  panel().replaceChildren();
  mark();
  if (row) focus(row);
}

// What keys do

function step(by) {
  if (!beside()) {
    const link = panel()?.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]");
    if (link) location.assign(link.href);
    return;
  }
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current());
  const row = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (openCase()) {
    if (all.indexOf(row) !== at) open(row.querySelector("a.open").href);
  } else {
    focus(row);
  }
}

function openCurrent() {
  const row = current() || rows()[0];
  return row ? open(row.querySelector("a.open").href) : undefined;
}

async function decide(number) {
  if (!openCase() && beside()) await openCurrent();
  const form = document.getElementById("decide");
  if (!form) return;
  const radios = [...form.querySelectorAll("[name=outcome]")];
  if (number === undefined) {
    (radios.find((radio) => radio.checked) || radios[0]).focus();
    return;
  }
  radios[number - 1].checked = true;
  const caveat = radios[number - 1].value === "caveat";
  form.querySelector(caveat ? "[name=caveat]" : "[name=reason]").focus();
}

function take() {
  const row = current();
  const button = row ? row.querySelector("button[name=take]") : panel()?.querySelector("button[name=take]");
  if (button) button.click();
}

function tick() {
  const box = current()?.querySelector("input[name=shown]");
  if (box) box.checked = !box.checked;
}

function search() {
  const field = document.getElementById("id_q") || document.querySelector("[role=search] input");
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: openCurrent,
  a: take,
  x: tick,
  d: () => decide(),
  c: () => document.getElementById("confirm")?.requestSubmit(),
  "/": search,
  "?": () => keys().showModal(),
};

const typing = (at) => at.matches("textarea, select, input:not([type=checkbox], [type=radio])");

document.addEventListener("keydown", (event) => {
  if (keys().open || event.isComposing) return; // the dialog closes itself on Escape
  const at = event.target;
  if (event.key === "Escape") {
    if (typing(at)) (panel()?.querySelector("#case") || document.getElementById("main")).focus();
    else if (beside() && openCase()) close();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = at.closest("form");
    if (!form || form.id === "queue") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.main, button[type=submit]"));
  } else if (event.ctrlKey || event.metaKey || event.altKey || typing(at)) {
    return;
  } else if (/^[1-5]$/.test(event.key)) {
    event.preventDefault();
    decide(Number(event.key));
  } else if (Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) close();
  if (!beside() || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a.open, #panel a[rel=next]");
  if (!link) return;
  event.preventDefault();
  open(link.href);
});

// What the server says

// A refused form comes with a status of its own and is shown like any other.
document.addEventListener("htmx:beforeSwap", (event) => {
  ahead.clear();
  sending = false;
  if (event.detail.target.id === "panel") keep(event.detail.requestConfig.elt.closest("form"));
  if ([400, 409].includes(event.detail.xhr.status) && event.detail.target.id === "panel") {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.id === "panel") {
    const fault = panel().querySelector("[role=alert]");
    if (!fault) {
      opened();
      return;
    }
    mark();
    bringBack();
    fault.scrollIntoView({ block: "nearest" });
    const form = fault.closest("form");
    const field = [...(form?.querySelectorAll("[aria-invalid]") || [])][0];
    (field || form?.querySelector("textarea"))?.focus();
  } else if (event.detail.elt.id === "queue") {
    const row = document.getElementById(left);
    const whose = panel().querySelector("[data-whose]");
    if (row && whose) whose.textContent = row.querySelector(".whose span").textContent;
    mark();
    // Where the open claim stands in place of the list, what the list says would not be seen.
    const told = queue().querySelector("[role=status]").textContent.trim();
    if (!queue().checkVisibility()) tell(told);
    if (row && !openCase()) focus(row);
    else panel().querySelector("#case")?.focus({ preventScroll: true });
  }
});

document.addEventListener("htmx:responseError", (event) => {
  sending = false;
  tell(event.detail.xhr.status === 401 ? said().dataset.signedOut : said().dataset.failed);
});
document.addEventListener("htmx:sendError", () => {
  sending = false;
  tell(said().dataset.failed);
});

// On a page of its own the claim is shown anew with what was refused: the message has the focus, and
// Ctrl+Enter sends the form in which it stands.
const refused = beside() ? null : panel()?.querySelector("[role=alert]");
if (refused) {
  refused.tabIndex = -1;
  refused.focus();
}
