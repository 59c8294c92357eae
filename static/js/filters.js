// Keeps addresses short: a filter that says nothing is not sent.
document.addEventListener("htmx:configRequest", (event) => {
  const { formData } = event.detail;
  for (const [name, value] of [...formData.entries()]) {
    if (value === "") formData.delete(name);
  }
});
