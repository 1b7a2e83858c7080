// Something urgent is heard and seen also when this window is not looked at. Off until one switches it on, on this browser.
import { html, useEffect, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { onEvent } from '/desk/feed.js';
import { go, to } from '/desk/route.js';
import { t } from '/desk/words.js';

const KINDS = ['sound', 'notice'];
const TOLD = 'wangge-alerted';
const REMEMBERED = 20;
const key = (kind) => 'wangge-alert:' + kind;
const isOn = (kind) => localStorage.getItem(key(kind)) === 'on';

let audio;

/** Two short tones, without a file. A browser lets a page sound only after somebody touched it. */
function ring() {
  audio ??= new AudioContext();
  [880, 660].forEach((frequency, at) => {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    const begin = audio.currentTime + at * 0.22;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.25, begin);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + 0.2);
  });
}

function show(notice) {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification(notice.title, { body: notice.body, tag: notice.caseId ?? notice.id });
  shown.onclick = () => {
    focus();
    if (notice.caseId) go(to('desk', { case: notice.caseId }));
    shown.close();
  };
}

/** Urgent notices of one's own, each once however many windows are open. */
export function useAlerts() {
  useEffect(() => onEvent(async ({ event, data }) => {
    if (event !== 'message' || data.subject !== 'NOTICE' || !KINDS.some(isOn)) return;
    const page = await get('/me/notices?limit=20').catch(() => null);
    const notice = page?.items.find((one) => one.id === data.id);
    if (!notice?.urgent || notice.readAt) return;
    const once = () => {
      const told = JSON.parse(localStorage.getItem(TOLD) ?? '[]');
      if (told.includes(notice.id)) return;
      localStorage.setItem(TOLD, JSON.stringify([...told, notice.id].slice(-REMEMBERED)));
      if (isOn('sound')) ring();
      if (isOn('notice')) show(notice);
    };
    // Without HTTPS a browser has no locks; then two windows may ring at once.
    await (navigator.locks ? navigator.locks.request('wangge-alert', once) : once());
  }), []);
}

export function AlertChoices() {
  const [, changed] = useState(0);
  const choose = async (kind, on) => {
    const allowed = kind !== 'notice' || !on || (await Notification.requestPermission()) === 'granted';
    localStorage.setItem(key(kind), on && allowed ? 'on' : 'off');
    if (kind === 'sound' && on) ring();
    changed((n) => n + 1);
  };
  return html`
    <fieldset class="alerts"><legend>${t('alerts')}</legend>
      ${KINDS.map((kind) => html`<label key=${kind}>
        <input type="checkbox" checked=${isOn(kind)} disabled=${kind === 'notice' && !('Notification' in window)} onChange=${(event) => choose(kind, event.target.checked)} /> ${t('alert.' + kind)}</label>`)}
    </fieldset>`;
}
