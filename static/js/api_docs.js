// Shows the description of the API. Swagger UI comes with the program; nothing is fetched elsewhere.
const place = document.getElementById("api");

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
