// Buttons that copy what stands in a field. Without this script the field is there to be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = document.getElementById(button.getAttribute("aria-describedby"));
  button.addEventListener("click", async () => {
    field.select();
    const done = await copied(field.value);
    // Emptied first, so that it is read out again the second time.
    said.textContent = "";
    setTimeout(() => { said.textContent = done ? said.dataset.done : said.dataset.failed; }, 50);
    if (done) button.focus();
  });
}

// Browsers give the clipboard to pages over https alone; the older way works everywhere else.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
