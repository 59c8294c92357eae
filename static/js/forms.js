// What every form has: a token that fits, and the first problem in sight.

// Whoever signs in gets a new token. A page that was opened before, in another tab, takes it as it sends a form.
document.addEventListener("submit", ({ target }) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  const field = target.querySelector("[name=csrfmiddlewaretoken]");
  if (token && field) field.value = token[1];
}, true);

// A form that came back refused: to its first field with a problem, or to what is told of the whole of it.
const problem = document.querySelector("form [aria-invalid=true]:not([type=hidden]), form .problem[role=alert]");
if (problem && !problem.closest("[hidden]")) {
  if (!problem.matches("input, select, textarea")) problem.tabIndex = -1;
  problem.focus();
}
