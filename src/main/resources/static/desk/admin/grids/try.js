// A file is chosen and tried; when nothing is wrong with it, or what is wrong is meant, and what moves was seen, it is published.
import { html, useMemo, useState } from '/desk/view.js';
import { t, together } from '/desk/words.js';

const SWITCHES = ['allowGaps', 'allowShrink', 'dropUnits'];
const DATUMS = ['GCJ02', 'BD09'];
const OFFSET = ':00+08:00';

const withDatum = ({ datum, ...rest }, chosen) => (chosen ? { ...rest, datum: chosen } : rest);

const said = (problem) => html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}${(problem.body?.errors ?? []).map((one) => html`<br />${one.detail}`)}</p>`;

const isNothing = (report) => report.added.length + report.removed.length + report.reshaped.length + report.changed.length === 0;

const Difference = ({ report }) => html`
  ${!report.publishable && html`<p class="note">${t('not-publishable', { n: report.faultCount })}</p>`}
  ${report.publishable && isNothing(report) && html`<p class="good">${t('nothing-differs')}</p>`}
  <dl class="figures">${[['added', report.added.length], ['removed', report.removed.length], ['reshaped', report.reshaped.length], ['changed', report.changed.length], ['unchanged', report.unchanged]]
    .map(([name, n]) => html`<div key=${name}><dt>${t('difference.' + name)}</dt><dd>${n}</dd></div>`)}</dl>
  ${report.datumErrorMetres > 0 && html`<p class="quiet">${t('datum-error', { n: report.datumErrorMetres.toFixed(1) })}</p>`}
  ${['added', 'removed'].map((name) => report[name].length > 0 && html`<details class="more" key=${name}><summary>${t('difference.' + name)}: ${report[name].length}</summary><p>${together(report[name])}</p></details>`)}
  ${report.reshaped.length > 0 && html`<details class="more"><summary>${t('difference.reshaped')}: ${report.reshaped.length}</summary>
    <ul class="plainly">${report.reshaped.map((one) => html`<li key=${one.code}>${one.code} <small>${t('reshaped-by', { n: Math.round(one.differenceSquareMetres) })}</small></li>`)}</ul></details>`}`;

export function Publish({ report, newKey, onPublish }) {
  const [later, setLater] = useState(false);
  const [at, setAt] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const key = useMemo(newKey, [later, at]);
  const nothing = isNothing(report);
  if (!report.publishable || nothing) return null;
  const send = async (event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await onPublish(later ? at + OFFSET : null, key);
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };
  return html`
    <form class="act" onSubmit=${send}>
      <h3>${t('publish-them')}</h3>
      <fieldset class="yes-no"><legend>${t('publish-when')}</legend>
        ${[false, true].map((one) => html`<label key=${one}><input type="radio" name="later" checked=${later === one} onChange=${() => setLater(one)} /> ${t(one ? 'publish-later' : 'publish-now')}</label>`)}</fieldset>
      ${later && html`<label><span>${t('publish-from')}</span><input type="datetime-local" required value=${at} onInput=${(event) => setAt(event.target.value)} /></label>`}
      ${problem && said(problem)}
      <div class="buttons"><button class="main" disabled=${busy}>${t(later ? 'schedule-them' : 'publish-them')}</button></div>
    </form>`;
}

export function Try({ tried, onTry, onChanged }) {
  const [file, setFile] = useState(null);
  const [options, setOptions] = useState({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const change = (next) => (setOptions(next), setProblem(null), onChanged());
  const send = async (event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await onTry(file, options);
    } catch (failure) {
      onChanged();
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  };
  return html`
    <form class="try" onSubmit=${send}>
      <h2>${t('admin.grids')}</h2>
      <label><span>${t('grid-file')}</span><small>${t('grid-file-kinds')}</small>
        <input type="file" required accept=".geojson,.json,.csv,.xlsx,application/geo+json" onChange=${(event) => (setFile(event.target.files[0] ?? null), setProblem(null), onChanged())} /></label>
      <details class="options"><summary>${t('grid-options')}</summary>
        <label><span>${t('grid-datum')}</span><select value=${options.datum ?? ''} onChange=${({ target }) => change(withDatum(options, target.value))}><option value="">WGS84</option>${DATUMS.map((one) => html`<option key=${one} value=${one}>${one}</option>`)}</select></label>
        ${SWITCHES.map((name) => html`<label key=${name} class="switch"><input type="checkbox" checked=${Boolean(options[name])} onChange=${({ target }) => change({ ...options, [name]: target.checked })} /> ${t('grid-option.' + name)}</label>`)}
      </details>
      <div class="buttons"><button class=${tried ? '' : 'main'} disabled=${busy || !file}>${t(busy ? 'trying' : 'try-it')}</button><small class="quiet">${t('try-hint')}</small></div>
      ${problem && said(problem)}
    </form>
    ${tried && html`<${Difference} report=${tried.report} />`}`;
}
