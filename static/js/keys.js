// A passkey or a security key was not used: allauth's script says so to the console alone. The page
// has the sentence for it, hidden until it is true.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("key-problem").hidden = false;
});
