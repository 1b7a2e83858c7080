// What happens, as it happens: one stream for each tab, which goes on where it broke off.
import { bearer, isSignedIn, present, renew } from '/desk/session.js';

const listeners = new Set();
let last = null;
let running = null;
let state = 'away';

/** Hears {event, data}: an unnamed event is `message`; `state` says whether the stream is there. */
export const onEvent = (listener) => (listeners.add(listener), () => listeners.delete(listener));
export const feedState = () => state;

const tell = (event, data) => listeners.forEach((listener) => listener({ event, data }));

/** The feed is silent about some kinds of things; who changes one here tells the lists beside it. */
export const announce = (data) => tell('message', { changed: [], ...data });

function become(next) {
  if (state !== next) {
    state = next;
    tell('state', next);
  }
}

export function listen() {
  if (!running) running = loop().finally(() => (running = null, last = null));
}

async function loop() {
  let rest = 1000;
  while (isSignedIn()) {
    try {
      const response = await fetch('/api/v1/events', {
        headers: { Accept: 'text/event-stream', ...bearer(), ...(last ? { 'Last-Event-ID': last } : {}) },
      });
      if (response.status === 401 && !(await renew(present()))) return;
      if (response.ok) {
        rest = 1000;
        rest = await frames(response.body) ?? 1000;
      }
    } catch {
      // Away; it comes again.
    }
    become('away');
    await new Promise((wake) => setTimeout(wake, rest * (0.5 + Math.random())));
    rest = Math.min(rest * 2, 20_000);
  }
}

/** Resolves to how long to wait when the server said so. */
async function frames(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let after;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return after;
    become('live');
    text += value;
    let end;
    while ((end = text.indexOf('\n\n')) >= 0) {
      const frame = parse(text.slice(0, end));
      text = text.slice(end + 2);
      if (frame.id) last = frame.id;
      if (frame.event === 'bye') after = frame.data.retryAfterMs;
      if (frame.event === 'bye' && frame.data.reason === 'token') await renew(present());
      if (frame.data && !['hello', 'heartbeat'].includes(frame.event)) tell(frame.event, frame.data);
    }
  }
}

function parse(text) {
  const frame = { event: 'message' };
  let data = '';
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
    if (name === 'data') data += value;
    else if (name === 'id' || name === 'event') frame[name] = value;
  }
  if (data) frame.data = JSON.parse(data);
  return frame;
}
