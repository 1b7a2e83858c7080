// What the phone keeps: `records` are what its worker did and the server has not answered for yet; `kept` is what was downloaded.
// A record is written before anything is sent, and taken away only after the server has said that it has it.

const db = new Promise((done, failed) => {
  const ask = indexedDB.open('wangge-worker', 1);
  ask.onupgradeneeded = () => {
    ask.result.createObjectStore('records', { keyPath: 'id' });
    ask.result.createObjectStore('kept');
  };
  ask.onsuccess = () => done(ask.result);
  ask.onerror = () => failed(ask.error);
});

/** Runs `work` on one store, and resolves to the result of the request it returns. `strict` waits until it is on the disk itself. */
async function within(store, mode, work, durability = 'relaxed') {
  const transaction = (await db).transaction(store, mode, { durability });
  return new Promise((done, failed) => {
    let request = null;
    transaction.oncomplete = () => done(request?.result);
    transaction.onabort = transaction.onerror = () => failed(transaction.error);
    request = work(transaction.objectStore(store));
  });
}

const channel = new BroadcastChannel('wangge-records');
const listeners = new Set();
/** Hears that records changed, in this tab or in another. */
export const onRecords = (listener) => (listeners.add(listener), () => listeners.delete(listener));
const hear = () => listeners.forEach((listener) => listener());
channel.onmessage = hear;
const tell = () => (hear(), channel.postMessage('changed'));

export const records = () => within('records', 'readonly', (store) => store.getAll());
export const recordOf = (id) => within('records', 'readonly', (store) => store.get(id));
export const put = (record) => within('records', 'readwrite', (store) => store.put(record)).then(tell);
export const remove = (id) => within('records', 'readwrite', (store) => store.delete(id)).then(tell);

/** Reads, changes and writes in one step, so that a form and the sender never undo each other. */
export async function change(id, work, durability) {
  await within('records', 'readwrite', (store) => {
    const found = store.get(id);
    found.onsuccess = () => found.result && store.put(work(found.result));
    return found;
  }, durability);
  tell();
  return recordOf(id);
}

export const keep = (name, value) => within('kept', 'readwrite', (store) => store.put(value, name));
export const kept = (name) => within('kept', 'readonly', (store) => store.get(name));
export const forgetKept = () => within('kept', 'readwrite', (store) => store.clear());
