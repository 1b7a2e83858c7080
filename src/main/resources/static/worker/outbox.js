// The field protocol. What a worker does becomes a record with a key of its own and the time by the phone. It is sent until the server
// answers: with the same key and the same body, so that a repeat after a lost answer changes nothing. A refusal is final for that body:
// the record stays with the reason, can be mended, and goes out again under a new key.
//
// DRAFT (being written) -> WAITING (to be sent) -> SENT | REFUSED -> DRAFT ...
import { Problem, request } from '/desk/api.js';
import { onSession, whoIsIn } from '/desk/session.js';
import { uuid } from '/desk/uuid.js';
import { change, put, recordOf, records, remove } from '/worker/store.js';
import { late, requestOf } from '/worker/requests.js';

const ANSWER_WITHIN_MS = 60_000;
const REST_MS = { first: 3_000, longest: 120_000 };
/** The server throws a photo away that belongs to nothing for a day. */
const PHOTO_KEPT_MS = 20 * 3_600_000;
const SENT_SHOWN_MS = 7 * 24 * 3_600_000;

export const now = () => new Date().toISOString();

/** @param about what a list shows of it: `subject` (an id) keeps the records of one thing in their order */
export async function draft(owner, kind, about, form = {}) {
  const record = { id: uuid(), key: uuid(), owner, kind, about, form, photos: [], state: 'DRAFT', madeAt: now(), tries: 0 };
  await put(record);
  return record;
}

/** From here on it goes by itself: nobody waits for that. When it was done is what the phone's clock says now, however late it arrives. */
export async function queue(id) {
  await change(id, (record) => ({ ...record, state: 'WAITING', recordedAt: record.recordedAt ?? now(), refusal: null, restUntil: 0 }), 'strict');
  send();
}

/** Only what the server refused, or never saw, may be changed: of all else it may have the first version already. */
export const mayMend = (record) => record.state === 'REFUSED' || (record.state === 'WAITING' && !record.request);

export const mend = (id) => change(id, (record) => (mayMend(record)
  ? { ...record, state: 'DRAFT', key: uuid(), request: null, mended: record.refusal ?? record.mended, refusal: null }
  : record));

export const sendAgain = (id) => change(id, (record) => ({ ...record, restUntil: 0 })).then(send);

const waits = (failure) => !(failure instanceof Problem) || [0, 401, 408, 429].includes(failure.status) || failure.status >= 500;

/** Somebody else may have signed in since the round began. */
function sameAccount(record) {
  if (whoIsIn() !== record.owner) throw new Error('another account');
}

/** Photos go first, each once: what has arrived is noted at once and not sent again. */
async function photosOf(record) {
  for (const photo of record.photos) {
    if (photo.later || (photo.mediaId && Date.now() - photo.sentAt < PHOTO_KEPT_MS)) continue;
    sameAccount(record);
    const key = photo.mediaId ? uuid() : photo.key;
    const form = new FormData();
    form.append('file', photo.blob, 'photo.jpg');
    let media;
    try {
      media = await (await request('/media', { method: 'POST', body: form, headers: { 'Idempotency-Key': key }, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).json();
    } catch (failure) {
      failure.photo = photo.id;
      throw failure;
    }
    record = await change(record.id, (known) => ({
      ...known, photos: known.photos.map((one) => (one.id === photo.id ? { ...one, key, mediaId: media.id, sentAt: Date.now() } : one)),
    }));
  }
  return record;
}

async function deliver(record) {
  record = record.request ? record : await photosOf(record);
  // What was once on its way stays as it is: the same key must never carry two bodies.
  record = await change(record.id, (known) => (known.state === 'WAITING'
    ? { ...known, request: known.request ?? requestOf(known), next: known.next ?? { id: uuid(), key: uuid() }, tries: known.tries + 1 }
    : known));
  if (record?.state !== 'WAITING') return;
  const { path, body } = record.request;
  sameAccount(record);
  const response = await request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': record.key, ...(record.kind === 'REPORT' ? {} : { 'X-Device-Time': record.recordedAt }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const answer = response.status === 204 ? {} : await response.json();
  if (record.about.quiet) {
    await remove(record.id);
    return;
  }
  const rest = late(record, answer);
  if (rest) await put({ ...rest, ...record.next, owner: record.owner, state: 'WAITING', madeAt: record.madeAt, recordedAt: record.recordedAt, tries: 0 });
  await change(record.id, (known) => ({
    ...known, state: 'SENT', sentAt: now(), photos: [], trouble: null,
    answer: { id: answer.id, number: answer.number, state: answer.state, doubts: (answer.doubts ?? []).map((one) => one.text), items: answer.answers?.map((one) => one.itemId) },
  }));
}

/** False when the server cannot be reached, so that the others need not be tried either. */
async function attempt(record) {
  try {
    await deliver(record);
    return true;
  } catch (failure) {
    const trouble = { status: failure.status ?? 0, text: failure.body?.detail ?? failure.body?.title ?? '', photo: failure.photo, errors: failure.body?.errors ?? [] };
    if (waits(failure)) {
      const rest = Math.min(REST_MS.longest, REST_MS.first * 2 ** Math.min(record.troubles ?? 0, 6));
      await change(record.id, (known) => ({ ...known, trouble, troubles: (known.troubles ?? 0) + 1, restUntil: Date.now() + rest }));
      return failure.status >= 500;
    }
    if (record.about.quiet) await remove(record.id);
    else await change(record.id, (known) => ({ ...known, state: 'REFUSED', refusal: trouble, trouble: null }));
    return true;
  }
}

let timer = 0;
let running = false;
let again = false;

/** As they were recorded; receipts for notices after all else, and never before something that came meanwhile. */
const inOrder = (a, b) => Number(!!a.about.quiet) - Number(!!b.about.quiet) || (a.recordedAt < b.recordedAt ? -1 : 1);

async function round() {
  const waiting = (await records()).filter((one) => one.owner === whoIsIn() && one.state === 'WAITING').sort(inOrder);
  const held = new Set();
  for (const one of waiting) {
    const record = await recordOf(one.id);
    if (record?.state !== 'WAITING') continue;
    if (again && record.about.quiet) return;
    const subject = record.about.subject ?? record.id;
    if (!(record.restUntil > Date.now()) && !held.has(subject) && !(await attempt(record))) return;
    if ((await recordOf(one.id))?.state === 'WAITING') held.add(subject);
  }
}

/**
 * Sends what waits of who is signed in; what others recorded on the same phone waits until they are. One tab sends at a time; where the
 * browser cannot lock, the keys keep what two of them send from being taken twice.
 */
export async function send() {
  again = running;
  if (!whoIsIn() || running) return;
  running = true;
  clearTimeout(timer);
  try {
    await (navigator.locks ? navigator.locks.request('wangge-outbox', { ifAvailable: true }, (lock) => lock && round()) : round());
  } finally {
    running = false;
    if (again) send();
    else if ((await records()).some((one) => one.state === 'WAITING')) timer = setTimeout(send, REST_MS.first);
  }
}

async function sendAtOnce() {
  for (const one of await records()) if (one.state === 'WAITING' && one.restUntil) await change(one.id, (known) => ({ ...known, restUntil: 0, troubles: 0 }));
  send();
}

async function tidy() {
  for (const one of await records()) if (one.state === 'SENT' && Date.now() - Date.parse(one.sentAt) > SENT_SHOWN_MS) await remove(one.id);
}

onSession((inside) => inside && sendAtOnce());
addEventListener('online', sendAtOnce);
document.addEventListener('visibilitychange', () => !document.hidden && send());
tidy();
