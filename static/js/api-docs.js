// Swagger UI from this machine's files; until it has read the schema, and without it, the table of
// operations stands.
const place = document.getElementById("swagger");
if (place && window.SwaggerUIBundle) {
  window.SwaggerUIBundle({
    url: place.dataset.schema,
    dom_id: "#swagger",
    deepLinking: false,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    syntaxHighlight: false,
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    onComplete() {
      document.getElementById("operations-table").remove();
      place.hidden = false;
    },
  });
}
