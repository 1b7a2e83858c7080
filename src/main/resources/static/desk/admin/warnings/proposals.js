// What a warning proposes: an overlay, an announcement, the end of overlays, each as it would be done and open to another word; or no step.
import { html, useMemo, useState } from '/desk/view.js';
import { post } from '/desk/api.js';
import { announce } from '/desk/feed.js';
import { t, time } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';

const OFFSET = ':00+08:00';
/** A moment as its field shows it, in the time of the district. */
const local = (iso) => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16);

function Card({ title, word, busy, onSend, children }) {
  return html`
    <form class="act proposal" onSubmit=${(event) => (event.preventDefault(), onSend())}>
      <h3>${title}</h3>${children}
      <div class="buttons"><button class="main" disabled=${busy}>${word}</button></div>
    </form>`;
}

function OverlayCard({ proposed, named, busy, onStep }) {
  const [factor, setFactor] = useState(proposed.clockFactor);
  const [until, setUntil] = useState(local(proposed.until));
  const send = () => onStep('begin-overlay', { clockFactor: Number(factor), ...(until === local(proposed.until) ? {} : { until: until + OFFSET }) });
  return html`
    <${Card} title=${t('warning.propose-overlay')} word=${t('warning.action.begin-overlay')} busy=${busy} onSend=${send}>
      <p><b>${proposed.name}</b> · ${t('field.kind.' + proposed.kind)} · ${named(proposed.areas)}</p>
      <label><span>${t('field.clockFactor')}</span><input type="number" required min="0.01" max="1" step="any" value=${factor} onInput=${(event) => setFactor(event.target.value)} /></label>
      <label><span>${t('field.until')}</span><input type="datetime-local" required value=${until} onInput=${(event) => setUntil(event.target.value)} /></label>
    <//>`;
}

function AnnouncementCard({ proposed, named, busy, onStep }) {
  const [title, setTitle] = useState(proposed.title);
  const [text, setText] = useState(proposed.text);
  const [urgent, setUrgent] = useState(proposed.urgent);
  const send = () => onStep('announce', { title, text, urgent });
  const part = (value, set, language, rows) => html`<textarea rows=${rows} lang=${language === 'zh' ? 'zh-CN' : 'en'} required=${language === 'zh'} value=${value[language] ?? ''} onInput=${(event) => set({ ...value, [language]: event.target.value })}></textarea>`;
  const languages = ['zh', ...(proposed.title.en || proposed.text.en ? ['en'] : [])];
  return html`
    <${Card} title=${t('warning.propose-announcement')} word=${t('warning.action.announce')} busy=${busy} onSend=${send}>
      <p>${t('announcement.kind.' + proposed.kind)} · ${named(proposed.areas)} · ${t('warning.until', { time: time(proposed.expiresAt) })}</p>
      ${languages.map((one) => html`<label key=${'title' + one}><span>${t('field.title')} <small>${t('field.title.' + one)}</small></span>${part(title, setTitle, one, 1)}</label>
        <label key=${'text' + one}><span>${t('field.text')} <small>${t('field.text.' + one)}</small></span>${part(text, setText, one, 3)}</label>`)}
      <label class="switch"><input type="checkbox" checked=${urgent} onChange=${(event) => setUrgent(event.target.checked)} /> ${t('field.urgent')}</label>
    <//>`;
}

function Dismiss({ busy, onStep }) {
  const [reason, setReason] = useState('');
  return html`
    <details class="more"><summary>${t('warning.action.dismiss')}</summary>
      <form class="ask" onSubmit=${(event) => (event.preventDefault(), onStep('dismiss', { reason }))}>
        <label><span>${t('field.reason')}</span><textarea rows="2" required maxlength="500" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea></label>
        <div class="buttons"><button disabled=${busy}>${t('warning.action.dismiss')}</button></div>
      </form></details>`;
}

export function Proposals({ file, named, onDone, onReread }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const key = useMemo(uuid, [file.version, problem]);
  const step = async (action, body) => {
    setBusy(true);
    setProblem(null);
    try {
      const next = await post(`/warnings/${file.id}/actions/${action}`, body, { key, version: file.version });
      announce({ subject: 'WARNING', id: next.id, version: next.version });
      onDone(next);
    } catch (failure) {
      setProblem(failure);
      if ([409, 412].includes(failure.status)) onReread();
    }
    setBusy(false);
  };
  const { overlay, announcement, endOverlays = [] } = file.proposals ?? {};
  const may = (action) => file.openActions.includes(action);
  return html`
    ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}${(problem.body?.errors ?? []).map((one) => html`<br />${one.detail}`)}</p>`}
    <div class="proposals">
      ${overlay && may('begin-overlay') && html`<${OverlayCard} proposed=${overlay} named=${named} busy=${busy} onStep=${step} />`}
      ${announcement && may('announce') && html`<${AnnouncementCard} proposed=${announcement} named=${named} busy=${busy} onStep=${step} />`}
      ${endOverlays.length > 0 && may('end-overlay') && html`<${Card} title=${t('warning.propose-end', { n: endOverlays.length })} word=${t('warning.action.end-overlay')} busy=${busy} onSend=${() => step('end-overlay', {})}>
        <p>${endOverlays.map((id, at) => html`<a key=${id} href=${'#/admin/overlays?open=' + id}>${t('warning.overlay-n', { n: at + 1 })}</a> `)}</p><//>`}
    </div>
    ${may('dismiss') && html`<${Dismiss} busy=${busy} onStep=${step} />`}`;
}
