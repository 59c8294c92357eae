// A draft by keyboard, and what the record knows beside it. Without this script every mark leads to its
// place in the list below the draft. Nothing here stores or sends anything of the draft by itself.

const form = document.getElementById("draft");
const panel = () => document.getElementById("panel");
const said = () => document.getElementById("said");
const marks = () => [...document.querySelectorAll(".whole .label")];

for (const hint of document.querySelectorAll(".scripted, #print")) hint.hidden = false;

const tell = (words) => {
  if (said()) said().textContent = words;
};

// The mark whose claim is open, or the one that has the focus, or the one that was left last.
let left = null;
// What the list says of the sentence whose claim is open.
let row = null;

function step(by) {
  const all = marks();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement?.closest(".label") || left);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  left = next;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

// On a small screen what is known stands over the lower half of the draft.
const covered = () => getComputedStyle(panel().parentElement).position === "fixed";

function open(mark) {
  left = mark;
  for (const other of marks()) other.removeAttribute("aria-current");
  mark.setAttribute("aria-current", "true");
}

function close() {
  panel().replaceChildren();
  for (const mark of marks()) mark.removeAttribute("aria-current");
  tell("");
  left?.focus({ preventScroll: true });
}

const typing = (at) => at.matches("textarea, select, input:not([type=checkbox], [type=radio])");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && panel()?.children.length) close();
  else if (typing(event.target)) return;
  else if (event.key === "n" || event.key === "p") {
    event.preventDefault();
    step(event.key === "n" ? 1 : -1);
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) close();
  if (event.target.closest("#print")) print();
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a[hx-get], a[hx-post]");
  if (!link) return;
  event.preventDefault(); // the address is the way there without a script
  if (link.matches(".label")) open(link);
  row = link.closest("li") || document.querySelector(link.getAttribute("href"));
});

// The panel comes from the record, which is told nothing of the draft: the words of both stand in the list.
function sayBoth() {
  for (const how of panel().querySelectorAll("[data-how]")) {
    const both = row?.querySelector(`[data-both="${how.dataset.how}"]`);
    if (both) how.textContent = `${both.textContent}.`;
  }
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== panel()) return;
  tell("");
  sayBoth();
  if (covered()) left?.scrollIntoView({ block: "start" });
  panel().querySelector("[role=alert]")
    ? panel().querySelector("textarea")?.focus()
    : panel().querySelector("h2")?.focus({ preventScroll: true });
});

document.addEventListener("htmx:responseError", (event) => {
  tell(event.detail.xhr.status === 401 ? said().dataset.signedOut : said().dataset.failed);
});
document.addEventListener("htmx:sendError", () => tell(said().dataset.failed));

// A file that is dropped on the form.

form?.addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  form.classList.add("over");
});
form?.addEventListener("dragleave", () => form.classList.remove("over"));
form?.addEventListener("drop", (event) => {
  form.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  form.elements.file.files = event.dataTransfer.files;
  const line = document.getElementById("dropped");
  line.textContent = `${line.dataset.chosen} ${event.dataTransfer.files[0].name}`;
});
