// Who else has a case open and who writes about it: asked every two seconds while this window is looked at, said again every ten.
import { html, useEffect, useState } from '/desk/view.js';
import { request } from '/desk/api.js';
import { t, together } from '/desk/words.js';

const ASKED_EVERY = 2_000;
const SAID_EVERY = 10_000;

/** Things about which something was typed here that is not sent yet. */
const written = new Set();
const changed = new EventTarget();

export function useWriting(id, writing) {
  useEffect(() => {
    if (!writing) return undefined;
    written.add(id);
    changed.dispatchEvent(new Event(id));
    return () => {
      written.delete(id);
      changed.dispatchEvent(new Event(id));
    };
  }, [id, writing]);
}

function useOthers(id) {
  const [others, setOthers] = useState([]);
  useEffect(() => {
    const path = `/cases/${id}/presence`;
    let saidAt = 0;
    const tell = async (anew) => {
      if (document.hidden) return;
      const say = anew || Date.now() - saidAt >= SAID_EVERY;
      if (say) saidAt = Date.now();
      const options = say
        ? { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ writing: written.has(id) }) }
        : {};
      await request(path, options).then((answer) => answer.json()).then((known) => setOthers(known.others), () => {});
    };
    const atOnce = () => tell(true);
    tell(true);
    const timer = setInterval(() => tell(false), ASKED_EVERY);
    changed.addEventListener(id, atOnce);
    return () => {
      clearInterval(timer);
      changed.removeEventListener(id, atOnce);
      request(path, { method: 'DELETE' }).catch(() => {});
    };
  }, [id]);
  return others;
}

export function Presence({ id }) {
  const others = useOthers(id);
  const names = (writing) => together(others.filter((one) => one.writing === writing).map((one) => one.person.name));
  return html`
    <div class="others" role="status">
      ${names(true) && html`<p class="writes">${t('also-writes', { who: names(true) })}</p>`}
      ${names(false) && html`<p>${t('also-looks', { who: names(false) })}</p>`}
    </div>`;
}
