// Calls of the API. A refusal becomes a Problem with the server's own words.
import { bearer, present, renew } from '/desk/session.js';
import { uuid } from '/desk/uuid.js';

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || String(status));
    this.status = status;
    this.body = body;
    this.code = body.code || 'network';
  }
}

const away = () => new Problem(0, { code: 'network' });

export async function request(path, { method = 'GET', headers = {}, body, signal } = {}) {
  const send = () => fetch('/api/v1' + path, {
    method,
    body,
    signal,
    headers: { 'Accept-Language': document.documentElement.lang, ...bearer(), ...headers },
  });
  let response;
  try {
    const used = present();
    response = await send();
    if (response.status === 401 && (await renew(used))) response = await send();
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : away();
  }
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})));
  return response;
}

export const get = async (path, options) => (await request(path, options)).json();

/** A list as a map. */
export const geo = (path) => get(path, { headers: { Accept: 'application/geo+json' } });

/** A key makes the repeat of a lost answer safe; a version refuses what was decided on an old view. */
export async function post(path, body, { key = uuid(), version } = {}) {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  const response = await request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.status === 204 ? null : response.json();
}

/** Replaces what was seen in this version. */
export async function put(path, body, version) {
  const headers = { 'Content-Type': 'application/json', ...(version === undefined ? {} : { 'If-Match': `"${version}"` }) };
  return (await request(path, { method: 'PUT', headers, body: JSON.stringify(body) })).json();
}

export async function upload(file) {
  const form = new FormData();
  form.append('file', file);
  return (await request('/media', { method: 'POST', body: form, headers: { 'Idempotency-Key': uuid() } })).json();
}

/** Photos need the token, so an <img> cannot ask for them itself. */
export const picture = async (path, headers) => URL.createObjectURL(await (await request(path, { headers })).blob());

/** A file for the disk, under the name given. */
export async function save(path, name, headers) {
  const url = await picture(path, headers);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** All of a list that is short enough to choose from. */
export async function all(path) {
  const items = [];
  let cursor = '';
  do {
    const page = await get(`${path}${path.includes('?') ? '&' : '?'}limit=200${cursor && '&cursor=' + encodeURIComponent(cursor)}`);
    items.push(...page.items);
    cursor = page.nextCursor ?? '';
  } while (cursor);
  return items;
}

let contract;

/** The contract, read once and only when a form is drawn; what could not be read is asked for again the next time. */
export async function theContract() {
  contract ??= await fetch('/openapi.json').then((answer) => (answer.ok ? answer.json() : Promise.reject(away())), () => Promise.reject(away()));
  return contract;
}
