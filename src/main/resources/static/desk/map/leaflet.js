// The one place that names the library of the maps, and how a spot is drawn: a round thing with its number in it, on one canvas for
// all. Elements of the page for each of a thousand spots would not move smoothly.
import '/webjars/leaflet/1.9.4/dist/leaflet.js';

const L = globalThis.L;

export const Spot = L.CircleMarker.extend({
  _updatePath() {
    this._renderer._updateSpot(this);
  },
});

L.Canvas.include({
  _updateSpot(layer) {
    if (!this._drawing || layer._empty()) return;
    this._updateCircle(layer);
    const { count, ink } = layer.options;
    if (!(count > 1)) return;
    const context = this._ctx;
    context.fillStyle = ink;
    context.font = '600 11px system-ui, sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(count > 9999 ? `${Math.round(count / 1000)}k` : count, layer._point.x, layer._point.y);
  },
});

export default L;
