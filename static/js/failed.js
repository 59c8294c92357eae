// Says so when a part of the page was asked for in vain; what is there stays as it is.
const told = document.getElementById("failed");
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const { failed, signedOut } = told.dataset;
    told.textContent = event.detail.xhr?.status === 401 ? signedOut : failed;
    told.hidden = false;
  });
}
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.successful) told.hidden = true;
});
