// Grids: a file is tried before it is published. What is wrong with it, and what it would move, is a list beside a map.
import { html, useEffect, useState } from '/desk/view.js';
import { geo, get, request } from '/desk/api.js';
import { t } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';
import { GridChart, boxAround } from '/desk/admin/grids/chart.js';
import { Findings, Moves } from '/desk/admin/grids/findings.js';
import { Publish, Try } from '/desk/admin/grids/try.js';
import { Publications } from '/desk/admin/grids/publications.js';

const TOLD = 50;

/** Each thing to go to gets a key; the list and the map know it by that. */
const keyed = (findings, tone) => findings.map((one, at) => ({ ...one, tone: tone(one), key: tone(one) + at, box: one.geometry && boxAround([one.geometry]) }));
const toneOf = ({ code }) => (code.endsWith('overlap') ? 'overlap' : code.endsWith('gap') ? 'gap' : code.endsWith('shrink') ? 'lost' : 'wrong');
const KINDS = { GAP: 'gap', OVERLAP: 'overlap', NO_RESPONSIBLE_WORKER: 'unheld' };

const sent = (file, query, headers = {}) => {
  const body = new FormData();
  body.append('file', file);
  return request('/grids/imports?' + new URLSearchParams(query), { method: 'POST', body, headers }).then((answer) => answer.json());
};

/** Borders of the file for the map; a table has none that the page can read, and those of another datum lie elsewhere. */
async function bordersOf(file, datum) {
  if (datum || !/json$/i.test(file.name)) return [];
  try {
    const features = JSON.parse(await file.text()).features ?? [];
    return features.filter((one) => one.geometry && one.properties?.code).map(({ geometry, properties }) => ({ type: 'Feature', geometry, properties: { code: String(properties.code) } }));
  } catch {
    return [];
  }
}

export function Chapter({ me }) {
  const [now, setNow] = useState([]);
  const [tried, setTried] = useState(null);
  const [shown, setShown] = useState(null);
  const [goal, setGoal] = useState(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    geo('/grids.geojson?zoom=15').then((answer) => setNow(answer.features), () => {});
  }, [turn]);

  const tryIt = async (file, options) => {
    const report = await sent(file, { ...options, dryRun: true });
    const findings = [...keyed(report.faults, toneOf), ...keyed(report.warnings, toneOf).map((one) => ({ ...one, key: 'w' + one.key, warning: true }))];
    const borders = await bordersOf(file, options.datum);
    setTried({ file, options, report });
    setShown({ findings, more: report.faultCount + report.warningCount - findings.length, moves: report.moves ?? [], report, borders });
    setGoal(null);
  };
  const publish = async (effectiveFrom, key) => {
    const { file, options, report } = tried;
    await sent(file, { ...options, ...(effectiveFrom ? { effectiveFrom } : {}) }, { 'Idempotency-Key': key, 'If-Match': `"${report.baseRevision}"` });
    setTried(null);
    setShown(null);
    setTurn((n) => n + 1);
  };
  const proof = async () => {
    const found = await get('/grids/topology');
    const findings = keyed(found.faults.map((one) => ({ ...one, detail: t('topology.' + one.kind, { codes: one.codes.join('、') }) })), (one) => KINDS[one.kind] ?? 'wrong');
    setShown({ findings, more: found.faultsCut ? Object.values(found.totals).reduce((a, b) => a + b) - findings.length : 0, moves: [], totals: found, borders: [] });
    setGoal(null);
  };
  const preview = async (revision) => setShown({ findings: [], more: 0, moves: (await get(`/grids/imports/${revision}/preview`)).moves, borders: [], revision });

  return html`
    <div class="imports">
      <section class="steps" aria-label=${t('admin.grids')}>
        <${Try} tried=${tried} onTry=${tryIt} onChanged=${() => (setTried(null), setShown(null))} />
        ${shown && html`
          ${shown.revision && html`<h3>${t('preview-of', { n: shown.revision })}</h3>`}
          ${shown.totals && html`<p class=${shown.totals.covered ? 'good' : 'note'}>${t(shown.totals.covered ? 'covered' : 'not-covered', { n: shown.totals.grids })}</p>`}
          ${!shown.revision && html`<${Findings} findings=${shown.findings} more=${shown.more} told=${TOLD} goal=${goal} onGo=${setGoal} />`}
          <${Moves} moves=${shown.moves} goal=${goal} onGo=${setGoal} />`}
        ${tried && shown?.report && html`<${Publish} report=${tried.report} newKey=${uuid} onPublish=${publish} />`}
        <${Publications} key=${turn} onProof=${proof} onPreview=${preview} />
      </section>
      <${GridChart} me=${me} now=${now} shown=${shown} goal=${goal} onGo=${setGoal} />
    </div>`;
}
