// Pushes to this browser. Firebase's library is not needed for that: the browser subscribes by itself, and two calls of Firebase's API
// make of the subscription the token by which the server sends. What is kept here is kept for the phone, not for who is signed in.
import { get, put, request } from '/desk/api.js';
import { language } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';

const KEPT = 'wangge-push';
const INSTALLATIONS = 'https://firebaseinstallations.googleapis.com/v1';
const REGISTRATIONS = 'https://fcmregistrations.googleapis.com/v1';
const SDK = 'w:0.6.9';
/** Firebase forgets tokens of which it hears nothing for long. */
const FRESH_MS = 7 * 86_400_000;

const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? '{}');
const keep = (values) => localStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...values }));

const supported = () => ['serviceWorker' in navigator, 'PushManager' in self, 'Notification' in self].every(Boolean);

const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));

/** How it stands with pushes here: `none` (not to be had), `off`, `blocked` (by the browser) or `on`, and what they are set up by. */
export async function pushState() {
  if (!supported()) return { state: 'none' };
  const { firebase } = await get('/web-push');
  if (!firebase) return { state: 'none' };
  if (Notification.permission === 'denied') return { state: 'blocked', firebase };
  return { state: kept().on && Notification.permission === 'granted' ? 'on' : 'off', firebase };
}

async function asked(url, firebase, headers, body) {
  const answer = await fetch(url, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'x-goog-api-key': firebase.apiKey, ...headers }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${new URL(url).hostname}: ${answer.status}`);
  return answer.json();
}

/** Firebase knows a browser by 22 characters, of which the first four bits are 0111. */
function firebaseId() {
  const bytes = crypto.getRandomValues(new Uint8Array(17));
  bytes[0] = 0b01110000 + (bytes[0] % 16);
  return base64url(bytes).slice(0, 22);
}

async function tokenOf(firebase, subscription) {
  const project = '/projects/' + firebase.projectId;
  const installed = await asked(`${INSTALLATIONS}${project}/installations`, firebase, {}, { fid: firebaseId(), authVersion: 'FIS_v2', appId: firebase.appId, sdkVersion: SDK });
  const registered = await asked(`${REGISTRATIONS}${project}/registrations`, firebase, { 'x-goog-firebase-installations-auth': 'FIS ' + installed.authToken.token }, {
    web: {
      endpoint: subscription.endpoint,
      auth: base64url(subscription.getKey('auth')),
      p256dh: base64url(subscription.getKey('p256dh')),
      applicationPubKey: firebase.vapidKey,
    },
  });
  return registered.token;
}

/** One that was made for another key of the server is of no use. */
async function subscriptionFor({ vapidKey }) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const present = await pushManager.getSubscription();
  if (present && kept().vapidKey === vapidKey) return present;
  await present?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(vapidKey) });
}

/** Says where this browser is, to the session that is signed in now; asks Firebase only when that is not known, changed or old. */
export async function registerPush(firebase) {
  const subscription = await subscriptionFor(firebase);
  const { token, tokenAt, endpoint, vapidKey, installation = uuid() } = kept();
  const good = token && Date.now() - tokenAt < FRESH_MS && endpoint === subscription.endpoint && vapidKey === firebase.vapidKey;
  const registrationToken = good ? token : await tokenOf(firebase, subscription);
  await put('/me/devices/' + installation, { registrationToken, platform: 'WEB', locale: language() });
  keep({ on: true, installation, token: registrationToken, tokenAt: good ? tokenAt : Date.now(), endpoint: subscription.endpoint, vapidKey: firebase.vapidKey });
}

/** Asks the person first; false when that was refused. Only to be called because of a click. */
export async function turnPushOn(firebase) {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  await registerPush(firebase);
  return true;
}

export async function turnPushOff() {
  const { installation } = kept();
  if (installation) await request('/me/devices/' + installation, { method: 'DELETE' });
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
  localStorage.removeItem(KEPT);
}
