// A table of places is tried before it is taken in: what would become of each line, and why some cannot be taken.
import { html, useMemo, useState } from '/desk/view.js';
import { request } from '/desk/api.js';
import { announce } from '/desk/feed.js';
import { to } from '/desk/route.js';
import { t, together } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';

const OUTCOMES = ['NEW', 'CHANGED', 'SUSPECTED_DOUBLE', 'REFUSED', 'SAME'];
const WRITTEN = ['NEW', 'CHANGED'];
/** The headings of a table as the server reads them, and one line to see what is meant. */
const PATTERN = '\ufeff类型,名称,地址,经度,纬度,坐标系,负责人,负责人电话,安全联系人,安全联系人电话,证照编号,面积,行业,外部编号\r\n小餐饮,示例餐馆,滨江路3号,104.760000,31.457600,WGS84,王五,19900001234,王五,19900001234,,80,,\r\n';

const sent = (file, query, headers = {}) => {
  const body = new FormData();
  body.append('file', file);
  return request('/places/imports?' + new URLSearchParams(query), { method: 'POST', body, headers }).then((answer) => answer.json());
};

function pattern() {
  const url = URL.createObjectURL(new Blob([PATTERN], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href: url, download: t('import.pattern-file') }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const countOf = (report, outcome) => report.counts.find((one) => one.outcome === outcome)?.lines ?? 0;

const Line = ({ line }) => html`
  <tr><td class="n">${line.line}</td><td><i class=${'state import-' + line.outcome}>${t('import.' + line.outcome)}</i></td>
    <td>${line.placeId ? html`<a href=${to('hazards/places', { place: line.placeId })}>${line.name}</a>` : line.name}</td>
    <td>${line.errors.map((one, at) => html`<p key=${at} class="problem">${one.column && html`<b>${one.column}</b> `}${one.detail}</p>`)}
      ${line.notes.map((one, at) => html`<p key=${at} class="quiet"><b>${one.column}</b> ${one.detail}</p>`)}
      ${line.doubles.map((one, at) => html`<p key=${at}>${t('import.like')} ${one.placeId ? html`<a href=${to('hazards/places', { place: one.placeId })}>${one.name}</a>` : t('import.like-line', { line: one.line, name: one.name })}
        <small>${Math.round(one.distanceMetres)} m · ${together(one.reasons.map((reason) => t('double.' + reason)))}</small></p>`)}</td></tr>`;

function Report({ report }) {
  const [only, setOnly] = useState(null);
  const there = OUTCOMES.filter((one) => countOf(report, one) > 0);
  const lines = report.lines.filter((line) => !only || line.outcome === only);
  const told = report.lines.length < report.counts.reduce((sum, one) => sum + one.lines, 0);
  return html`
    <div class="chips" role="group" aria-label=${t('import.outcomes')}>
      ${there.map((one) => html`<button type="button" key=${one} class="chip" aria-pressed=${only === one} onClick=${() => setOnly(only === one ? null : one)}>${t('import.' + one)} <b>${countOf(report, one)}</b></button>`)}</div>
    ${report.ignoredColumns.length > 0 && html`<p class="note">${t('import.ignored', { columns: together(report.ignoredColumns) })}</p>`}
    ${told && html`<p class="quiet">${t('import.not-all', { n: report.lines.length })}</p>`}
    <div class="wide"><table>
      <thead><tr>${['line', 'outcome', 'name', 'why'].map((one) => html`<th key=${one} scope="col" class=${one === 'line' ? 'n' : ''}>${t('import.column.' + one)}</th>`)}</tr></thead>
      <tbody>${lines.map((line) => html`<${Line} key=${line.line} line=${line} />`)}</tbody>
    </table></div>`;
}

export function PlaceImport() {
  const [file, setFile] = useState(null);
  const [allowDoubles, setAllowDoubles] = useState(false);
  const [report, setReport] = useState(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const key = useMemo(uuid, [file, allowDoubles]);
  const anew = (change) => (change(), setReport(null), setProblem(null));
  const run = async (dryRun) => {
    setBusy(true);
    setProblem(null);
    try {
      setReport(await sent(file, { dryRun, allowDoubles }, dryRun ? {} : { 'Idempotency-Key': key }));
      if (!dryRun) announce({ subject: 'PLACE', id: 'import', version: 0 });
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  };
  const written = report ? WRITTEN.reduce((sum, one) => sum + countOf(report, one), 0) + (allowDoubles ? countOf(report, 'SUSPECTED_DOUBLE') : 0) : 0;
  return html`
    <section class="sheet import" aria-label=${t('hz.import')}>
      <header><h2>${t('hz.import')}</h2><span class="gap"></span><button type="button" onClick=${pattern}>${t('import.pattern')}</button></header>
      <form class="try" onSubmit=${(event) => (event.preventDefault(), run(true))}>
        <label><span>${t('import.file')}</span> <small class="quiet">${t('import.file-kinds')}</small>
          <input type="file" required accept=".xlsx,.csv" onChange=${(event) => anew(() => setFile(event.target.files[0] ?? null))} /></label>
        <label class="switch"><input type="checkbox" checked=${allowDoubles} onChange=${() => anew(() => setAllowDoubles(!allowDoubles))} /> ${t('import.allow-doubles')}</label>
        <div class="buttons"><button class=${report ? '' : 'main'} disabled=${busy || !file}>${t(busy ? 'import.trying' : 'import.try')}</button><small class="quiet">${t('import.hint')}</small></div>
      </form>
      ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}${(problem.body?.errors ?? []).map((one) => html`<br />${one.detail}`)}</p>`}
      ${report && html`
        <div class="verdict" role="status">
          <p><b>${t(report.dryRun ? 'import.would' : 'import.did', { n: written })}</b> ${countOf(report, 'REFUSED') > 0 ? t('import.refused', { n: countOf(report, 'REFUSED') }) : ''}</p>
          ${report.dryRun && written > 0 && html`<button type="button" class="main" disabled=${busy} onClick=${() => run(false)}>${t('import.take', { n: written })}</button>`}
          ${!report.dryRun && html`<a href=${to('hazards/places', { sort: '-updatedAt' })}>${t('import.see')}</a>`}
        </div>
        <${Report} key=${report.dryRun} report=${report} />`}
    </section>`;
}
