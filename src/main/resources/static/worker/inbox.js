// What the office tells its workers. That the phone has it and that it was read goes back as receipts, with the phone's times.
import { html, useEffect } from '/desk/view.js';
import { t, time } from '/desk/words.js';
import { keep } from '/worker/store.js';
import { draft, queue } from '/worker/outbox.js';
import { Heading } from '/worker/forms.js';
import { useKept } from '/worker/kept.js';
import { Ring } from '/worker/ring.js';

const receipt = async (me, notice, action) => queue((await draft(me.id, 'RECEIPT', { subject: notice.id, action, quiet: true })).id);

const told = new Set();

/** Told once for each notice that came; a repeat would do no harm. */
export function useReceipts(me) {
  const inbox = useKept('inbox');
  useEffect(() => {
    const fresh = (inbox?.items ?? []).filter((one) => !one.receivedAt && !one.readAt && !told.has(one.id));
    if (fresh.length === 0) return;
    const at = new Date().toISOString();
    keep('inbox', { ...inbox, items: inbox.items.map((one) => (fresh.includes(one) ? { ...one, receivedAt: at } : one)) });
    fresh.forEach((one) => (told.add(one.id), receipt(me, one, 'receive')));
  }, [inbox]);
  return inbox;
}

export const unread = (inbox) => (inbox?.items ?? []).filter((one) => !one.readAt).length;

export function Inbox({ me, inbox, onRead }) {
  const read = async (notice) => {
    if (notice.readAt) return;
    await keep('inbox', { ...inbox, items: inbox.items.map((one) => (one.id === notice.id ? { ...one, readAt: new Date().toISOString() } : one)) });
    await receipt(me, notice, 'read');
    onRead();
  };
  return html`
    <section class="page">
      <${Heading}>${t('tab.inbox')}<//>
      <${Ring} />
      ${inbox?.items.length === 0 && html`<p class="empty">${t(inbox.at ? 'no-notices' : 'nothing-yet')}</p>`}
      <ul class="cards">
        ${inbox?.items.map((notice) => html`
          <li key=${notice.id} class=${'card notice' + (notice.readAt ? '' : ' unread')}>
            <span class="row"><b>${notice.title}</b>${notice.urgent && html`<i class="flag urgent">${t('flag.urgent')}</i>`}<span class="gap"></span><time class="quiet" datetime=${notice.createdAt}>${time(notice.createdAt)}</time></span>
            <span>${notice.body}</span>
            ${notice.readAt ? html`<small class="quiet">${t('read-at', { time: time(notice.readAt) })}</small>` : html`<button type="button" onClick=${() => read(notice)}>${t('mark-read')}</button>`}
          </li>`)}
      </ul>
    </section>`;
}
