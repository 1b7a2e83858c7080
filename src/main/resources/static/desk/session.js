// Who is signed in. The access token lives in memory only; the refresh token in a cookie that no script can read.
// Tabs share one session: one of them renews it at a time, and tells the others.
import { uuid } from '/desk/uuid.js';

const channel = new BroadcastChannel('wangge-session');
const listeners = new Set();
const RENEW_BEFORE_MS = 60_000;
/** Says only that there may be a cookie, so that a stranger's browser asks for nothing. */
const HINT = 'wangge-signed-in';

/** Pages of an office's own network may come without HTTPS, where browsers lock nothing; then tabs renew by chance one by one. */
const alone = (work) => (navigator.locks ? navigator.locks.request('wangge-session', work) : work());

let token = null;
let endsAt = 0;
let timer = 0;

channel.onmessage = ({ data }) => {
  if (data.token) keep(data.token, data.endsAt, false);
  else forget(false);
};

export const onSession = (listener) => (listeners.add(listener), () => listeners.delete(listener));
export const isSignedIn = () => token !== null;
/** True also where nobody could be asked yet, as without a network. */
export const mayBeSignedIn = () => localStorage.getItem(HINT) !== null;

const bearerOf = (accessToken) => JSON.parse(atob(accessToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).sub;

/** The id of who is signed in; null when nobody is. */
export const whoIsIn = () => token && bearerOf(token);

/** Tabs share the cookie: who signs in as somebody else in one of them is somebody else in all. */
function keep(next, ends, tell) {
  if (token && bearerOf(token) !== bearerOf(next)) location.reload();
  const wasIn = isSignedIn();
  localStorage.setItem(HINT, 'yes');
  token = next;
  endsAt = ends;
  clearTimeout(timer);
  timer = setTimeout(() => renew().catch(() => {}), Math.max(5_000, ends - Date.now() - RENEW_BEFORE_MS));
  if (tell) channel.postMessage({ token, endsAt });
  if (!wasIn) listeners.forEach((listener) => listener(true));
}

function forget(tell) {
  const wasIn = isSignedIn();
  token = null;
  localStorage.removeItem(HINT);
  clearTimeout(timer);
  if (tell) channel.postMessage({ token: null });
  if (wasIn) listeners.forEach((listener) => listener(false));
}

const post = (path, body, headers = {}) => fetch('/api/v1/auth' + path, {
  method: 'POST',
  credentials: 'same-origin',
  headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang, ...headers },
  body: body === undefined ? undefined : JSON.stringify(body),
});

async function taken(response) {
  const pair = await response.json();
  keep(pair.accessToken, Date.now() + pair.expiresIn * 1000, true);
}

/** Resolves to null, or to the problem that says why not. */
export async function signIn(username, password) {
  const response = await post('/token', { username, password, cookie: true });
  if (!response.ok) return response.json();
  await taken(response);
  return null;
}

/** True when there is a session again. A lost answer is asked for once more with the same key. */
export function renew(refused) {
  return alone(async () => {
    if (token && token !== refused && endsAt - Date.now() > RENEW_BEFORE_MS) return true;
    if (!localStorage.getItem(HINT)) return false;
    const key = uuid();
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const response = await post('/token/refresh', {}, { 'Idempotency-Key': key });
        if (response.ok) return taken(response).then(() => true);
        if (response.status < 429) return forget(true), false;
      } catch {
        // The network is away; the same key makes the repeat harmless.
      }
      await new Promise((wake) => setTimeout(wake, 1000 * 2 ** attempt));
    }
    return isSignedIn();
  });
}

export async function signOut(everywhere) {
  if (token) await post('/sign-out' + (everywhere ? '?everywhere=true' : ''), undefined, bearer()).catch(() => {});
  forget(true);
}

export const present = () => token;
export const bearer = () => (token ? { Authorization: 'Bearer ' + token } : {});
