window.addEventListener('load', () => {
  const page = SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#contract',
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
  });
  const form = document.getElementById('sign-in');
  const told = document.getElementById('signed-in');
  let renewal;

  const post = async (path, body) => {
    const answer = await fetch('/api/v1/auth/' + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const content = await answer.json();
    if (!answer.ok) {
      throw new Error(content.detail);
    }
    return content;
  };

  // The token stays in the page and ends with it; before it runs out another one takes its place.
  const use = (pair) => {
    page.preauthorizeApiKey('bearer', pair.accessToken);
    clearTimeout(renewal);
    renewal = setTimeout(
      () => post('token/refresh', { refreshToken: pair.refreshToken }).then(use, forget),
      Math.max(10, pair.expiresIn - 60) * 1000);
  };

  const forget = (reason) => {
    page.authActions.logout(['bearer']);
    told.textContent = '未登录 Not signed in: ' + reason.message;
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const username = form.elements.username.value.trim();
    try {
      use(await post('token', { username, password: form.elements.password.value }));
      told.textContent = '已登录 Signed in: ' + username;
    } catch (reason) {
      forget(reason);
    }
    form.elements.password.value = '';
  });
});
