// What lies in a box, or on one spot, as a list: the way to all of it without a pointer.
import { html, useEffect, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { t } from '/desk/words.js';
import { Panel } from '/desk/panel.js';

const AT_MOST = 50;

export function Here({ box, layers, onOpen, onClose }) {
  const [groups, setGroups] = useState(null);
  const [problem, setProblem] = useState(null);
  const names = layers.map((layer) => layer.id).join();
  useEffect(() => {
    Promise.all(layers.map((layer) => get(`${layer.path}?${new URLSearchParams({ ...layer.wanted, bbox: box, limit: AT_MOST, count: true })}`)
      .then(({ items, total, totalIsMore }) => ({ layer, items, total: totalIsMore ? total + '+' : total })))).then((next) => setGroups(next.filter((group) => group.items.length > 0)), setProblem);
  }, [box.join(), names]);
  if (!groups) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  return html`
    <${Panel} title=${t('here')} onClose=${onClose}>
      ${groups.length === 0 && html`<p class="quiet">${t('nothing')}</p>`}
      ${groups.map(({ layer, items, total }) => html`
        <section key=${layer.id} aria-label=${t('layer.' + layer.id)}>
          <h3>${t('layer.' + layer.id)} <small>${total}</small> ${items.length > 1 && html`<a href=${layer.list({ ...layer.wanted, bbox: box })}>${t('as-list')}</a>`}</h3>
          <ul class="here">
            ${items.map(layer.show).map((one) => html`
              <li key=${one.id}><button type="button" onClick=${() => onOpen(layer, one.id)}>
                <span class="first"><b>${one.title}</b><span class="gap"></span><i class=${one.stateClass.startsWith('risk') ? one.stateClass : 'state ' + one.stateClass}>${one.state}</i></span>
                <small>${one.text.filter(Boolean).join(' · ')}</small></button></li>`)}
          </ul>
        </section>`)}
    <//>`;
}
