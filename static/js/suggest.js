// The sentences worth checking, beside the text: stepped through, recorded or dismissed by keyboard.
// Without this script each is a link to the recording form, and a form that dismisses it.

const suggested = () => document.getElementById("suggested");
const reading = () => document.getElementById("reading");
const links = () => [...suggested().querySelectorAll("a.open")];
const item = (element) => element.closest("li[data-start]");

// The suggestions are those of the latest capture; an earlier one may be shown.
function here() {
  return suggested().querySelector("ol")?.dataset.snapshot === reading()?.dataset.snapshot;
}

const words = ({ dataset }) => ({ start: Number(dataset.start), end: Number(dataset.end) });
const say = (name, li) => document.dispatchEvent(new CustomEvent(`words:${name}`, { detail: words(li) }));

let left = 0; // which suggestion had the focus last

function focus(index) {
  const all = links();
  if (!all.length) return;
  left = Math.min(Math.max(index, 0), all.length - 1);
  all[left].focus({ preventScroll: true });
  all[left].scrollIntoView({ block: "nearest" });
  // On a small screen the list stands below the text, and looking there would lose the list.
  if (here() && innerWidth > 960) say("point", item(all[left]));
}

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  if (!suggested() || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key === "s" && event.target === reading()) {
    event.preventDefault();
    focus(left);
  }
  if (!suggested().contains(event.target) || !item(event.target)) return;
  const current = links().indexOf(item(event.target).querySelector("a.open"));
  if (event.key in STEPS) {
    event.preventDefault();
    focus(current + STEPS[event.key]);
  } else if (event.key === "x") {
    left = current;
    item(event.target).querySelector("form").requestSubmit();
  } else if (event.key === "Escape") {
    reading()?.focus({ preventScroll: true });
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#suggested a.open");
  if (!link || !here() || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  left = links().indexOf(link);
  say("point", item(link));
  say("choose", item(link));
});

// Dismissing renews the list: who had the focus in it has it again, at the next sentence.
let inside = false;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "suggested") inside = suggested().contains(document.activeElement);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "suggested") return;
  document.getElementById("worth-how").hidden = !links().length;
  const shown = here() ? links().map((link) => words(item(link))) : [];
  document.dispatchEvent(new CustomEvent("words:worth", { detail: shown }));
  if (inside) focus(left);
});
