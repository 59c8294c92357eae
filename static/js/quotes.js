// A link to a quote that is not among those shown: the server is asked for the page on which it stands.

function follow() {
  const key = /^#appearance-(\d+)$/.exec(location.hash)?.[1];
  const asked = new URLSearchParams(location.search).get("quote");
  if (key && key !== asked && !document.getElementById(`appearance-${key}`)) {
    location.replace(`?quote=${key}${location.hash}`);
  }
}

addEventListener("hashchange", follow);
follow();
