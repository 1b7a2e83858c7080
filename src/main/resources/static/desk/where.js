// Where a thing is. The map comes after the panel, so that words never wait for it.
import { html, useEffect, useState } from '/desk/view.js';
import { dress } from '/desk/pages.js';
import { learn } from '/desk/words.js';

export function Where(props) {
  const [made, setMade] = useState(null);
  useEffect(() => {
    Promise.all([import('/desk/map/small.js'), import('/desk/map/layers.js'), learn('/desk/map'), dress('/desk/map')])
      .then(([{ SmallMap }, { LAYERS }]) => setMade({ SmallMap, layer: LAYERS.find((one) => one.id === props.layer) }), () => {});
  }, []);
  return made ? html`<${made.SmallMap} ...${props} layer=${made.layer} />` : html`<div class="small-map"></div>`;
}
