// The worker's page: works without a network, and with a session that ran out; only signing out makes it forget who is here.
import { html, render, useEffect, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { isSignedIn, mayBeSignedIn, onSession, renew, signIn, signOut } from '/desk/session.js';
import { feedState, listen, onEvent } from '/desk/feed.js';
import { language, learn, speak, t } from '/desk/words.js';
import { useRoute } from '/desk/route.js';
import { forgetKept, keep, kept, records } from '/worker/store.js';
import { send } from '/worker/outbox.js';
import { download, renewInbox, renewTasks } from '/worker/kept.js';
import { useRecords } from '/worker/forms.js';
import { Report } from '/worker/report.js';
import { Step, Task, Tasks } from '/worker/tasks.js';
import { Places, Visit } from '/worker/inspect.js';
import { Inbox, unread, useReceipts } from '/worker/inbox.js';
import { Queue } from '/worker/queue.js';
import { Said } from '/worker/say.js';
import { usePushDevice } from '/worker/ring.js';

const LOOK_AFTER_MS = 1_000;
const RENEW_EVERY_MS = 15_000;
const IN_THE_FIELD = ['GRID_WORKER', 'HANDLER'];

const other = () => (language() === 'en' ? 'zh-CN' : 'en');
const Languages = () => html`
  <button type="button" class="plain" lang=${other()} onClick=${() => begin(other()).then(draw)}>${other() === 'en' ? 'English' : '中文'}</button>`;

function Password({ username, onIn, children }) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    const form = new FormData(event.target);
    const refused = await signIn(form.get('username'), form.get('password')).catch(() => ({ detail: t('network') }));
    setProblem(refused);
    setBusy(false);
    if (!refused) onIn?.();
  };
  return html`
    <form class="password" onSubmit=${submit}>
      ${children}
      <label>${t('username')}<input name="username" autocomplete="username" required maxlength="64" value=${username} readonly=${!!username} /></label>
      <label>${t('password')}<input name="password" type="password" autocomplete="current-password" required maxlength="200" /></label>
      ${problem && html`<p class="problem" role="alert">${problem.detail ?? problem.title}</p>`}
      <button class="main big" disabled=${busy}>${t('sign-in')}</button>
    </form>`;
}

function SignIn() {
  const waiting = (useRecords() ?? []).filter((one) => !one.about.quiet && ['WAITING', 'REFUSED'].includes(one.state)).length;
  return html`
    <main class="sign-in">
      <img src="/worker/icon.svg" alt="" width="72" height="72" />
      <${Password}>
        <h1>${t('worker-title')}</h1>
        ${waiting > 0 && html`<p class="note">${t('waiting-here', { n: waiting })}</p>`}
      <//>
      <${Languages} />
    </main>`;
}

/** Whether anything can be sent now: without a network, or without a session, all of it stays here. */
function useConnection() {
  const look = () => (!navigator.onLine ? 'away' : !isSignedIn() && !mayBeSignedIn() ? 'out' : feedState());
  const [state, setState] = useState(look);
  useEffect(() => {
    const hear = () => setState(look());
    const stops = [onEvent(({ event }) => event === 'state' && hear()), onSession(hear)];
    addEventListener('online', hear);
    addEventListener('offline', hear);
    const timer = setInterval(hear, 2_000);
    return () => (stops.forEach((stop) => stop()), removeEventListener('online', hear), removeEventListener('offline', hear), clearInterval(timer));
  }, []);
  return state;
}

/** What is on the phone follows the feed; a session that could not be renewed without a network is renewed once there is one. */
function useDownloads(me) {
  useEffect(() => {
    let timer = 0;
    let changed = new Set();
    const look = () => {
      renewTasks(changed);
      renewInbox();
      changed = new Set();
      timer = 0;
    };
    const begin = () => (listen(), download(me));
    const stops = [
      onSession((inside) => inside && begin()),
      onEvent(({ event, data }) => {
        if (event === 'resync') begin();
        if (event !== 'message') return;
        changed.add(data.id);
        timer ||= setTimeout(look, LOOK_AFTER_MS);
      }),
    ];
    send();
    if (isSignedIn()) begin();
    const back = () => !isSignedIn() && mayBeSignedIn() && renew().catch(() => {});
    const again = setInterval(back, RENEW_EVERY_MS);
    addEventListener('online', back);
    return () => (stops.forEach((stop) => stop()), clearTimeout(timer), clearInterval(again), removeEventListener('online', back));
  }, [me.id]);
}

const PAGES = { report: Report, tasks: Tasks, task: Task, step: Step, places: Places, visit: Visit, inbox: Inbox, queue: Queue };
const TABS = [['report', ['report']], ['tasks', ['tasks', 'task', 'step']], ['places', ['places', 'visit']], ['inbox', ['inbox']], ['queue', ['queue']]];

function Frame({ me, onLeave }) {
  const route = useRoute();
  const connection = useConnection();
  const all = useRecords() ?? [];
  useDownloads(me);
  usePushDevice();
  const inbox = useReceipts(me);
  const page = PAGES[route.page] ? route.page : me.roles.includes('GRID_WORKER') ? 'report' : 'tasks';
  const mine = all.filter((one) => one.owner === me.id && !one.about.quiet);
  const refused = mine.filter((one) => one.state === 'REFUSED').length;
  const counts = { inbox: unread(inbox), queue: refused + mine.filter((one) => one.state === 'WAITING').length };
  const tabs = TABS.filter(([id]) => id !== 'places' || me.permissions.includes('INSPECT')).filter(([id]) => id !== 'report' || me.permissions.includes('CASE_REPORT'));
  const Page = PAGES[page];
  return html`
    <header class="top">
      <a class="skip" href="#content" onClick=${(event) => (event.preventDefault(), document.getElementById('content').focus())}>${t('skip')}</a>
      <strong>${t('worker-title')}</strong>
      <span class=${'connection ' + connection} role="status">${t('connection.' + connection)}</span>
      <span class="gap"></span>
      <${Languages} />
      <details class="menu"><summary>${me.name}</summary>
        <div><p class="quiet">${me.username}</p><button type="button" onClick=${onLeave}>${t('sign-out')}</button></div></details>
    </header>
    <main id="content" tabindex="-1">
      ${connection === 'out' && html`<${Password} username=${me.username}><p class="note">${t('session-over')}</p><//>`}
      <${Page} key=${page + (route.query.get('record') ?? '') + (route.query.get('id') ?? '')} me=${me} id=${route.query.get('record')} query=${route.query} inbox=${inbox} onRead=${renewInbox} />
    </main>
    <${Said} />
    <nav class="tabs" aria-label=${t('pages')}>
      ${tabs.map(([id, pages]) => html`
        <a key=${id} href=${'#/' + id} aria-current=${pages.includes(page) ? 'page' : undefined}>
          <span>${t('tab.' + id)}</span>
          ${counts[id] > 0 && html`<b class=${id === 'queue' && refused > 0 ? 'hot' : ''}>${counts[id]}<span class="hidden"> ${t('tab.count.' + id)}</span></b>`}
        </a>`)}
    </nav>`;
}

function App() {
  const [me, setMe] = useState(undefined);
  const [elsewhere, setElsewhere] = useState(false);
  const known = async () => {
    const before = await kept('me');
    if (!isSignedIn()) return setMe(before ?? null);
    const now = await get('/me').catch(() => before ?? null);
    if (before && now && before.id !== now.id) await forgetKept();
    if (now) await keep('me', now);
    setElsewhere(!!now && !now.roles.some((role) => IN_THE_FIELD.includes(role)));
    return setMe(now);
  };
  useEffect(() => {
    known();
    return onSession((inside) => inside && known());
  }, []);
  /** What was downloaded goes; what was recorded stays. */
  const leave = async () => {
    setMe(undefined);
    await signOut(false);
    await forgetKept();
    setMe(null);
  };
  if (me === undefined) return html`<p class="wait">${t('loading')}</p>`;
  if (me === null) return html`<${SignIn} />`;
  if (elsewhere) return html`<main class="sign-in"><p>${t('not-in-the-field')} <a href="/">${t('to-the-desk')}</a></p><button type="button" onClick=${leave}>${t('sign-out')}</button></main>`;
  return html`<${Frame} key=${me.id} me=${me} onLeave=${leave} />`;
}

/** The page has the desk's words and its own. */
async function begin(next) {
  await speak(next);
  await learn('/worker');
  document.title = t('worker-title');
}

function draw() {
  render(html`<${App} key=${language()} />`, document.getElementById('app'));
}

await begin();
draw();
renew().catch(() => {});
navigator.serviceWorker?.register('/worker/sw.js').catch(() => {});
// What waits here must not be thrown away when the phone runs short of room.
if ((await records()).length > 0) navigator.storage?.persist?.();
