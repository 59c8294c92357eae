// Selecting words of a captured text, by mouse or by sentence, and the panel that records them.
// Browsers count UTF-16 units; the record counts code points. Each piece of the text says in
// `data-at` at which code point it begins.

const reading = () => document.getElementById("reading");
const panel = () => document.getElementById("panel");
const said = () => document.getElementById("said");
const pieces = () => [...reading().querySelectorAll("[data-at]")];
const codePoints = (text) => [...text].length;

let at = -1; // the code point at which the sentence begins that was chosen last

// Offsets

// The code point of a place in a piece, which holds one text.
function codePoint(piece, units) {
  return Number(piece.dataset.at) + codePoints(piece.textContent.slice(0, units));
}

// UTF-16 units into the text of a piece at which a range begins or ends there.
function units(piece, container, offset, otherwise) {
  if (container === piece.firstChild) return offset;
  if (container === piece) return offset ? piece.textContent.length : 0;
  return otherwise;
}

// The code points between which a range stands, or null if it holds no words of the text.
function span(range) {
  const held = pieces().filter((piece) => range.intersectsNode(piece));
  if (!held.length) return null;
  const first = held[0];
  const last = held[held.length - 1];
  const start = codePoint(first, units(first, range.startContainer, range.startOffset, 0));
  const end = codePoint(last, units(last, range.endContainer, range.endOffset, last.textContent.length));
  return start < end ? { start, end } : null;
}

// The part of a range that lies in the text; null if it holds words from elsewhere too.
function inside(range) {
  const clipped = range.cloneRange();
  const text = reading();
  if (!text.contains(range.startContainer)) clipped.setStart(text, 0);
  if (!text.contains(range.endContainer)) clipped.setEnd(text, text.childNodes.length);
  return clipped.toString().trim() === range.toString().trim() ? clipped : null;
}

// The range between two code points.
function rangeOf({ start, end }) {
  const range = document.createRange();
  for (const piece of pieces()) {
    const begins = Number(piece.dataset.at);
    const letters = [...piece.textContent];
    const place = (point) => letters.slice(0, point - begins).join("").length;
    if (begins <= start && start < begins + letters.length) range.setStart(piece.firstChild, place(start));
    if (begins < end && end <= begins + letters.length) range.setEnd(piece.firstChild, place(end));
  }
  return range;
}

// Sentences

function segments(text) {
  if (window.Intl && Intl.Segmenter) {
    const language = document.documentElement.lang || undefined;
    return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map((found) => found.segment);
  }
  return text.match(/[^.!?…]+[.!?…]*["'”’)\]]*\s*|[.!?…]+\s*/gu) || [];
}

// The sentences of the text, in code points, without the space around them.
function sentences() {
  const found = [];
  for (const paragraph of reading().querySelectorAll("p")) {
    const parts = [...paragraph.querySelectorAll("[data-at]")];
    if (!parts.length) continue;
    let begins = Number(parts[0].dataset.at);
    for (const sentence of segments(parts.map((part) => part.textContent).join(""))) {
      const words = sentence.trim();
      const start = begins + codePoints(sentence) - codePoints(sentence.trimStart());
      if (words) found.push({ start, end: start + codePoints(words) });
      begins += codePoints(sentence);
    }
  }
  return found;
}

function move(step) {
  const all = sentences();
  if (!all.length) return;
  const current = all.findLastIndex((sentence) => sentence.start <= at);
  const next = all[Math.min(Math.max(current + step, 0), all.length - 1)];
  at = next.start;
  const range = rangeOf(next);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
  tell(range.toString());
}

// The panel

function tell(words) {
  said().textContent = words;
}

function mark(range) {
  if (CSS.highlights) CSS.highlights.set("chosen", new Highlight(range));
}

// What was typed into an open panel, which stays when other words are selected.
function typed() {
  const form = panel().querySelector("form");
  const fields = form ? [...new FormData(form)] : [];
  const ours = ["csrfmiddlewaretoken", "seen", "quote", "place", "snapshot", "start", "end"];
  return fields.filter(([name, value]) => value && !ours.includes(name));
}

async function open(range, focus) {
  const clipped = inside(range);
  if (!clipped) {
    tell(reading().dataset.outside);
    return;
  }
  const chosen = span(clipped);
  if (!chosen) return;
  at = chosen.start;
  const { record, snapshot } = reading().dataset;
  mark(rangeOf(chosen));
  tell("");
  const query = new URLSearchParams([...typed(), ...Object.entries({ snapshot, ...chosen })]);
  await htmx.ajax("GET", `${record}?${query}`, { target: "#panel", swap: "innerHTML" });
  uncover(rangeOf(chosen));
  if (focus) panel().querySelector("[name=statement]")?.focus();
}

// On a small screen the panel stands over the lower half of the text.
const covered = () => getComputedStyle(panel().parentElement).position === "fixed";

// The words stay in sight above the panel.
function uncover(range) {
  if (!covered()) return;
  const words = range.getBoundingClientRect();
  const below = panel().parentElement.getBoundingClientRect().top;
  if (words.top < 0 || words.bottom > below) scrollBy({ top: words.top - 16 });
}

// The words with which the panel opened by itself: those that came along with a capture.
function show() {
  const field = (name) => panel().querySelector(`[name=${name}]`)?.value;
  if (!field("end") || field("snapshot") !== reading().dataset.snapshot) return;
  const range = rangeOf({ start: Number(field("start")), end: Number(field("end")) });
  at = Number(field("start"));
  mark(range);
  if (!covered()) range.startContainer.parentElement?.scrollIntoView({ block: "center" });
  uncover(range);
}

function close() {
  if (CSS.highlights) CSS.highlights.delete("chosen");
  panel().replaceChildren();
  said().replaceChildren();
  reading().focus({ preventScroll: true });
}

function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return range.intersectsNode(reading()) ? range : null;
}

// What people do

let pressed = false; // a selection by mouse that began in the text

document.addEventListener("pointerdown", (event) => {
  pressed = !panel().contains(event.target);
});

document.addEventListener("pointerup", () => {
  if (!pressed) return;
  pressed = false;
  setTimeout(() => {
    const range = chosen();
    if (range && range.toString().trim()) open(range, false);
  });
});

// By touch a selection grows after the finger is lifted.
let later;
document.addEventListener("selectionchange", () => {
  clearTimeout(later);
  if (!matchMedia("(pointer: coarse)").matches) return;
  later = setTimeout(() => {
    const range = chosen();
    if (range && !panel().contains(document.activeElement)) open(range, false);
  }, 700);
});

// Suggestions

// Words that another script points at: the text shows them, and the panel opens if they are chosen.
document.addEventListener("words:point", ({ detail }) => {
  at = detail.start;
  const range = rangeOf(detail);
  mark(range);
  range.startContainer.parentElement?.scrollIntoView({ block: "center" });
});
document.addEventListener("words:worth", ({ detail }) => {
  if (CSS.highlights) CSS.highlights.set("worth", new Highlight(...detail.map(rangeOf)));
});
document.addEventListener("words:choose", ({ detail }) => open(rangeOf(detail), true));

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const inText = event.target === reading();
  const inPanel = panel().contains(event.target);
  if (event.key === "Escape" && (panel().children.length || said().children.length)) {
    close();
  } else if (event.key === "Enter" && inPanel && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.target.form?.requestSubmit(event.target.form.querySelector("button.main"));
  } else if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !inText) {
    return;
  } else if (event.key in STEPS) {
    event.preventDefault();
    move(STEPS[event.key]);
  } else if (event.key === "Enter") {
    const range = chosen();
    if (range) {
      event.preventDefault();
      open(range, true);
    }
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) close();
});

// What the server says

// A refused form comes with a status of its own and is shown like any other.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 400 && event.detail.target.id === "panel") {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "panel") {
    panel().querySelector("[role=alert]")?.closest(".item")?.querySelector("textarea, input, select")?.focus();
    if (event.detail.requestConfig.elt === panel()) show();
  }
});

// The text is a new one, with the new mark: the reader goes on where they were.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.id !== "captured") return;
  if (CSS.highlights) CSS.highlights.delete("chosen");
  getSelection().removeAllRanges();
  reading().focus({ preventScroll: true });
});

// Suggestions that did not come lose nobody's work: the link to their page stays.
const nothingLost = ({ detail }) => detail.target?.id === "suggested" && detail.requestConfig?.verb === "get";

document.addEventListener("htmx:responseError", (event) => {
  if (nothingLost(event)) return;
  tell(event.detail.xhr.status === 401 ? reading().dataset.signedOut : reading().dataset.failed);
});
document.addEventListener("htmx:sendError", (event) => nothingLost(event) || tell(reading().dataset.failed));
