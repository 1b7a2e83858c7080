// Whether this phone rings when something comes: asked for by a button, never by itself.
import { html, useEffect, useState } from '/desk/view.js';
import { isSignedIn, onSession } from '/desk/session.js';
import { t } from '/desk/words.js';
import { pushState, registerPush, turnPushOff, turnPushOn } from '/worker/webpush.js';

/** A device belongs to a session, so each new one says again where it is. */
export function usePushDevice() {
  useEffect(() => {
    const again = () => pushState().then(({ state, firebase }) => state === 'on' && registerPush(firebase)).catch(() => {});
    if (isSignedIn()) again();
    return onSession((inside) => inside && again());
  }, []);
}

export function Ring() {
  const [push, setPush] = useState({ state: 'none' });
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const look = () => pushState().then(setPush, () => {});
  useEffect(() => {
    look();
    return onSession((inside) => inside && look());
  }, []);
  if (push.state === 'none') return null;
  const change = async () => {
    setBusy(true);
    setFailed(false);
    try {
      await (push.state === 'on' ? turnPushOff() : turnPushOn(push.firebase));
    } catch {
      setFailed(true);
    }
    await look();
    setBusy(false);
  };
  return html`
    <div class="card ring">
      <span>${t('ring.' + push.state)}</span>
      ${failed && html`<span class="problem" role="alert">${t('ring-failed')}</span>`}
      ${push.state !== 'blocked' && html`<button type="button" aria-pressed=${push.state === 'on'} disabled=${busy} onClick=${change}>${t(push.state === 'on' ? 'ring-stop' : 'ring-start')}</button>`}
    </div>`;
}
