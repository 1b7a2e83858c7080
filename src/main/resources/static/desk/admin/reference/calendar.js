// The calendar of a year: what differs from what the weekday says, month by month. A day is chosen to say what it is.
import { html, useEffect, useState } from '/desk/view.js';
import { get, put } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { day, language, t } from '/desk/words.js';

const MONTHS = [...Array(12).keys()];
const two = (n) => String(n).padStart(2, '0');
const thisYear = () => Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(new Date()));

/** Days of a month in weeks that begin on Monday, with empty places before and after. */
function weeksOf(year, month) {
  const before = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const cells = [...Array(before).fill(null), ...Array.from({ length }, (_, at) => `${year}-${two(month + 1)}-${two(at + 1)}`)];
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

const named = (style, format, date) => new Intl.DateTimeFormat(language(), { timeZone: 'UTC', [style]: format }).format(date);
const monthName = (month) => named('month', 'long', new Date(Date.UTC(2024, month, 1)));
const weekdays = () => MONTHS.slice(0, 7).map((at) => [named('weekday', 'narrow', new Date(Date.UTC(2024, 0, 1 + at))), named('weekday', 'long', new Date(Date.UTC(2024, 0, 1 + at)))]);

function Month({ year, month, days, chosen, onChoose }) {
  return html`
    <table class="month"><caption>${monthName(month)}</caption>
      <thead><tr>${weekdays().map(([short, long]) => html`<th key=${long} scope="col" aria-label=${long}>${short}</th>`)}</tr></thead>
      <tbody>${weeksOf(year, month).map((week, n) => html`<tr key=${n}>${week.map((date, at) => {
        if (!date) return html`<td key=${at}></td>`;
        const known = days.get(date);
        const look = known ? known.kind.toLowerCase() : at > 4 ? 'weekend' : '';
        const says = `${day(date)}${known ? `, ${t('calendar.' + known.kind)}, ${known.name}` : ''}`;
        return html`<td key=${at} class=${look}>${onChoose ? html`<button type="button" class="plain" aria-pressed=${chosen === date} aria-label=${says} title=${says} onClick=${() => onChoose(date)}>${Number(date.slice(8))}</button>` : html`<span title=${says}>${Number(date.slice(8))}</span>`}</td>`;
      })}</tr>`)}</tbody></table>`;
}

function DayForm({ date, known, onKeep, onCancel }) {
  const [kind, setKind] = useState(known?.kind ?? '');
  const [zh, setZh] = useState(known?.names.zh ?? '');
  const [en, setEn] = useState(known?.names.en ?? '');
  return html`
    <form class="act day" onSubmit=${(event) => (event.preventDefault(), onKeep(kind ? { date, name: zh, names: { zh, en }, kind } : null))}>
      <h3>${day(date)}</h3>
      <label><span>${t('calendar.is')}</span><select value=${kind} onChange=${(event) => setKind(event.target.value)}><option value="">${t('calendar.usual')}</option>
        ${['HOLIDAY', 'WORKDAY'].map((one) => html`<option key=${one} value=${one}>${t('calendar.' + one)}</option>`)}</select></label>
      ${kind && html`<label><span>${t('calendar.name-zh')}</span><input required maxlength="40" lang="zh-CN" value=${zh} onInput=${(event) => setZh(event.target.value)} /></label>
        <label><span>${t('calendar.name-en')} <small>${t('optional')}</small></span><input maxlength="80" lang="en" value=${en} onInput=${(event) => setEn(event.target.value)} /></label>`}
      <div class="buttons"><button class="main">${t('calendar.keep')}</button><button type="button" onClick=${onCancel}>${t('cancel')}</button></div>
    </form>`;
}

export function Chapter({ me, route }) {
  const year = Number(route.query.get('year')) || thisYear();
  const [file, setFile] = useState(null);
  const [problem, setProblem] = useState(null);
  const [chosen, setChosen] = useState(null);
  useEffect(() => {
    setFile(null);
    setChosen(null);
    setProblem(null);
    get('/calendars/' + year).then(setFile, (failure) => (failure.status === 404 ? setFile({ year, days: [], version: 0, missing: true }) : setProblem(failure)));
  }, [year]);
  const days = new Map((file?.days ?? []).map((one) => [one.date, one]));
  const edits = me.permissions.includes('REFERENCE_EDIT');
  const keep = async (next) => {
    const body = { days: [...file.days.filter((one) => one.date !== chosen), ...(next ? [next] : [])].sort((a, b) => a.date.localeCompare(b.date)).map(({ date, name, names, kind }) => ({ date, name, names, kind })) };
    await put('/calendars/' + year, body, file.missing ? undefined : file.version).then((kept) => (setFile(kept), setChosen(null), setProblem(null)), setProblem);
  };
  return html`
    <section class="sheet" aria-label=${t('admin.calendar')}>
      <header><h2>${t('admin.calendar')}</h2><span class="gap"></span>
        <button type="button" aria-label=${t('calendar.year', { n: year - 1 })} onClick=${() => go(address(route, { year: year - 1 }))}>←</button><b aria-live="polite">${year}</b>
        <button type="button" aria-label=${t('calendar.year', { n: year + 1 })} onClick=${() => go(address(route, { year: year + 1 }))}>→</button></header>
      ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}${(problem.body?.errors ?? []).map((one) => html`<br />${one.detail}`)}</p>`}
      ${!file && !problem && html`<p class="wait">${t('loading')}</p>`}
      ${file?.missing && html`<p class="note">${t('calendar.missing')}</p>`}
      ${file && html`
        <ul class="legend"><li><i class="key holiday"></i>${t('calendar.HOLIDAY')}</li><li><i class="key workday"></i>${t('calendar.WORKDAY')}</li><li><i class="key weekend"></i>${t('calendar.weekend')}</li></ul>
        ${chosen && html`<${DayForm} key=${chosen} date=${chosen} known=${days.get(chosen)} onKeep=${keep} onCancel=${() => setChosen(null)} />`}
        <div class="months">${MONTHS.map((month) => html`<${Month} key=${month} year=${year} month=${month} days=${days} chosen=${chosen} onChoose=${edits ? setChosen : null} />`)}</div>
        ${file.days.length > 0 && html`<details class="more"><summary>${t('calendar.as-list', { n: file.days.length })}</summary><ul class="plainly">${file.days.map((one) => html`<li key=${one.date}>${day(one.date)} <b>${t('calendar.' + one.kind)}</b> ${one.name}</li>`)}</ul></details>`}`}
    </section>`;
}
