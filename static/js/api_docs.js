// Shows the description of the API. Swagger UI comes with the program; nothing is fetched elsewhere.
const place = document.getElementById("api");
const dark = window.matchMedia("(prefers-color-scheme: dark)");

// Swagger UI has colours for the dark, under a class of its own.
function follow() {
  document.documentElement.classList.toggle("dark-mode", dark.matches);
}
follow();
dark.addEventListener("change", follow);

window.SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  supportedSubmitMethods: ["get", "head", "post", "patch"],
  validatorUrl: null,
});
