// Keeps the shell of the worker's page, so that it opens without a network. What the API says never passes through here:
// the page itself keeps what it needs, and sends what it recorded.

const KEPT = 'wangge-worker-shell-2';
const PATIENCE_MS = 4_000;
const SHELL = [
  '/worker/',
  '/worker/manifest.json',
  '/worker/icon.svg',
  '/worker/icon-192.png',
  '/worker/worker.css',
  '/worker/words/en.json',
  '/worker/words/zh-CN.json',
  '/worker/app.js',
  '/worker/forms.js',
  '/worker/inbox.js',
  '/worker/inspect.js',
  '/worker/kept.js',
  '/worker/outbox.js',
  '/worker/photos.js',
  '/worker/position.js',
  '/worker/queue.js',
  '/worker/report.js',
  '/worker/requests.js',
  '/worker/ring.js',
  '/worker/say.js',
  '/worker/store.js',
  '/worker/tasks.js',
  '/worker/webpush.js',
  '/desk/api.js',
  '/desk/feed.js',
  '/desk/route.js',
  '/desk/session.js',
  '/desk/uuid.js',
  '/desk/view.js',
  '/desk/words.js',
  '/desk/words/en.json',
  '/desk/words/zh-CN.json',
  '/_static/htm/3.1.1/preact/standalone.module.js',
];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
    await self.clients.claim();
  })());
});

/** The server's own when it answers soon, so that all modules are of one build; else what was kept. */
async function answer(path, request) {
  const cache = await caches.open(KEPT);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) await cache.put(path, response.clone());
    if (response.status < 500) return response;
  } catch {
    // Away.
  }
  return (await cache.match(path, { ignoreVary: true })) ?? Response.error();
}

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (SHELL.includes(pathname)) event.respondWith(answer(pathname, event.request));
});

/** What came says no more than a title and a text; the rest is behind the sign-in. A later one of the same matter takes its place. */
self.addEventListener('push', (event) => {
  const { notification = {}, data = {} } = event.data?.json() ?? {};
  event.waitUntil(self.registration.showNotification(notification.title ?? 'Wangge 网格', {
    body: notification.body ?? '',
    icon: '/worker/icon-192.png',
    tag: data.caseId ?? data.hazardId ?? data.announcementId ?? data.kind ?? 'wangge',
    renotify: true,
    data,
  }));
});

/** A page that is open comes to the front; else one is opened. */
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const open = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).find((one) => new URL(one.url).pathname.startsWith('/worker/'));
    if (!open) return self.clients.openWindow('/worker/#/inbox');
    await open.navigate('/worker/#/inbox').catch(() => {});
    return open.focus();
  })());
});
