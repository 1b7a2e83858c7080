window.addEventListener('load', () => {
  SwaggerUIBundle({ url: '/openapi.json', dom_id: '#contract', deepLinking: true, defaultModelsExpandDepth: 0, validatorUrl: null });
});
