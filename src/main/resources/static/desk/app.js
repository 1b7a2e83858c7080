// The desk: signing in, the frame around every page, and which page is shown.
import { html, render, useEffect, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { isSignedIn, onSession, renew, signIn, signOut } from '/desk/session.js';
import { feedState, listen, onEvent } from '/desk/feed.js';
import { language, speak, t } from '/desk/words.js';
import { useRoute } from '/desk/route.js';
import { Page, Pages, pagesOf } from '/desk/pages.js';
import { AlertChoices, useAlerts } from '/desk/alerts.js';

function SignIn() {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    const form = new FormData(event.target);
    const refused = await signIn(form.get('username'), form.get('password')).catch(() => ({ detail: t('network') }));
    setProblem(refused);
    setBusy(false);
  };
  return html`
    <main class="sign-in">
      <form onSubmit=${submit}>
        <h1>${t('title')}</h1>
        <p class="quiet">${t('subtitle')}</p>
        <label>${t('username')}<input name="username" autocomplete="username" required maxlength="64" autofocus /></label>
        <label>${t('password')}<input name="password" type="password" autocomplete="current-password" required maxlength="200" /></label>
        ${problem && html`<p class="problem" role="alert">${problem.detail ?? problem.title}</p>`}
        <button class="main" disabled=${busy}>${t('sign-in')}</button>
        <${Languages} />
      </form>
    </main>`;
}

const Languages = () => html`
  <button type="button" class="plain language" lang=${other()} onClick=${() => speak(other()).then(draw)}>
    ${other() === 'en' ? 'English' : '中文'}
  </button>`;
const other = () => (language() === 'en' ? 'zh-CN' : 'en');

function Live() {
  const [state, setState] = useState(feedState());
  useEffect(() => {
    setState(feedState());
    return onEvent(({ event, data }) => event === 'state' && setState(data));
  }, []);
  return html`<span class=${'live ' + state} role="status">${t('live-' + state)}</span>`;
}

function Frame({ me }) {
  const route = useRoute();
  useAlerts();
  const pages = pagesOf(me);
  const page = pages.find(({ id }) => id === route.page) ?? pages[0];
  const shown = page && page.id !== route.page ? { ...route, path: page.id, page: page.id, parts: [] } : route;
  return html`
    <header class="bar">
      <a class="skip" href="#/desk" onClick=${(event) => { event.preventDefault(); document.getElementById('content').focus(); }}>${t('skip')}</a>
      <strong>${t('title')}</strong>
      <${Pages} pages=${pages} current=${page?.id} />
      <span class="where">${me.officeName ?? t('district')}</span>
      <span class="gap"></span>
      <${Live} />
      <${Languages} />
      <details class="menu">
        <summary>${me.name}</summary>
        <div>
          <p class="quiet">${me.username}<br />${me.roles.map((role) => t('role.' + role)).join(' · ')}</p>
          <${AlertChoices} />
          <button type="button" onClick=${() => signOut(false)}>${t('sign-out')}</button>
          <button type="button" onClick=${() => signOut(true)}>${t('sign-out-everywhere')}</button>
        </div>
      </details>
    </header>
    <main id="content" tabindex="-1">
      ${page && html`<h1 class="hidden">${t('page.' + page.id)}</h1>`}
      ${page
        ? html`<${Page} page=${page} me=${me} route=${shown} />`
        : html`<p class="wait">${t('no-desk')} <a href="/docs">/docs</a></p>`}
    </main>`;
}

function App() {
  const [inside, setInside] = useState(isSignedIn());
  const [me, setMe] = useState(null);
  useEffect(() => onSession(setInside), []);
  useEffect(() => {
    setMe(null);
    if (inside) known().then(setMe, () => signOut(false));
  }, [inside]);
  if (!inside) return html`<${SignIn} />`;
  return me ? html`<${Frame} me=${me} />` : html`<p class="wait">${t('loading')}</p>`;
}

/** Who I am, and the desk at which I work: an office's, or the district's. */
async function known() {
  const me = await get('/me');
  listen();
  if (!me.officeCode) return { ...me, desk: me.scopes[0]?.split('/')[0] };
  const office = await get('/offices/' + me.officeCode).catch(() => null);
  return { ...me, desk: me.officeCode, officeName: office?.name };
}

function draw() {
  render(html`<${App} key=${language()} />`, document.getElementById('app'));
}

await speak();
await renew().catch(() => false);
draw();
