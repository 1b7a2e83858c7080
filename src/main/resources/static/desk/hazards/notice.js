// The rectification notice: seen in the page as it was issued, printed, or kept as a PDF.
import { html, useRef, useState } from '/desk/view.js';
import { request, save } from '/desk/api.js';
import { t, time } from '/desk/words.js';

export function Notice({ id, notice }) {
  const [page, setPage] = useState(null);
  const [problem, setProblem] = useState(null);
  const frame = useRef(null);
  const path = `/hazards/${id}/notice`;
  const show = async (event) => {
    if (!event.target.open || page) return;
    try {
      setPage(await (await request(path, { headers: { Accept: 'text/html' } })).text());
    } catch (failure) {
      setProblem(failure);
    }
  };
  const keep = () => save(path, notice.number + '.pdf', { Accept: 'application/pdf' }).then(() => setProblem(null), setProblem);
  return html`
    <details class="more notice" onToggle=${show}>
      <summary>${t('notice', { number: notice.number })} <small>${time(notice.at)} · ${notice.by.name}${notice.hazardIds.length > 1 ? ` · ${t('notice-holds', { n: notice.hazardIds.length })}` : ''}</small></summary>
      ${problem && html`<p class="problem" role="alert">${problem.message}</p>`}
      ${page && html`
        <div class="buttons">
          <button type="button" onClick=${() => frame.current.contentWindow.print()}>${t('print')}</button>
          <button type="button" onClick=${keep}>${t('as-pdf')}</button>
        </div>
        <iframe ref=${frame} sandbox="allow-same-origin allow-modals" title=${t('notice', { number: notice.number })} srcdoc=${page}></iframe>`}
    </details>`;
}
