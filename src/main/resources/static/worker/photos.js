// Photos of a record, and a signature: small enough for a poor network, kept in the record until the server has them.
import { html, useEffect, useRef, useState } from '/desk/view.js';
import { t } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';
import { change } from '/worker/store.js';

const LONGEST_SIDE = 2048;

/** As a JPEG the right way up. What the browser cannot read goes as it is: the server says what it thinks of it. */
async function shrunk(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await jpeg(canvas);
  } catch {
    return file;
  }
}

const jpeg = (canvas) => new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/jpeg', 0.85));

const added = (id, photo) => change(id, (record) => ({ ...record, photos: [...record.photos, { id: uuid(), key: uuid(), ...photo }] }));
const without = (id, gone) => change(id, (record) => ({ ...record, photos: record.photos.filter((one) => one.id !== gone) }));

function Thumb({ photo, number, refused, onRemove }) {
  const [url, setUrl] = useState(null);
  useEffect(() => {
    const made = URL.createObjectURL(photo.blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo.id]);
  return html`
    <li class=${refused ? 'refused' : ''}>
      ${url && html`<img src=${url} alt=${t('photo-n', { n: number })} />`}
      <button type="button" onClick=${onRemove} aria-label=${t('remove-photo', { n: number })}>×</button>
    </li>`;
}

export function Photos({ record, field = 'photos', item, label = t('photos') }) {
  const mine = record.photos.filter((photo) => photo.field === field && photo.item === item);
  const [busy, setBusy] = useState(false);
  const chosen = async (event) => {
    const { files } = event.target;
    setBusy(true);
    for (const file of files) await added(record.id, { blob: await shrunk(file), field, item });
    event.target.value = '';
    setBusy(false);
  };
  const refused = record.mended?.photo;
  return html`
    <div class="photos-of">
      <label class="button camera"><span aria-hidden="true">+</span> ${label}
        <input type="file" accept="image/*" multiple disabled=${busy} onChange=${chosen} /></label>
      ${mine.length > 0 && html`<ul class="thumbs">
        ${mine.map((photo, index) => html`<${Thumb} key=${photo.id} photo=${photo} number=${index + 1} refused=${photo.id === refused} onRemove=${() => without(record.id, photo.id)} />`)}
      </ul>`}
    </div>`;
}

/** Drawn with a finger. Who cannot draw says in words why there is no signature. */
export function Signature({ record }) {
  const pad = useRef(null);
  const drawing = useRef(false);
  const there = record.photos.find((photo) => photo.field === 'signature');
  const point = (event) => {
    const box = pad.current.getBoundingClientRect();
    return [((event.clientX - box.left) * pad.current.width) / box.width, ((event.clientY - box.top) * pad.current.height) / box.height];
  };
  const begin = (event) => {
    const ink = pad.current.getContext('2d');
    if (!drawing.current) {
      ink.fillStyle = '#fff';
      if (!pad.current.dataset.used) ink.fillRect(0, 0, pad.current.width, pad.current.height);
      pad.current.dataset.used = 'yes';
    }
    drawing.current = true;
    pad.current.setPointerCapture(event.pointerId);
    Object.assign(ink, { lineWidth: 4, lineCap: 'round', strokeStyle: '#111' });
    ink.beginPath();
    ink.moveTo(...point(event));
  };
  const go = (event) => {
    if (!drawing.current) return;
    const ink = pad.current.getContext('2d');
    ink.lineTo(...point(event));
    ink.stroke();
  };
  const end = async () => {
    if (!drawing.current) return;
    drawing.current = false;
    const blob = await jpeg(pad.current);
    await change(record.id, (known) => ({ ...known, photos: [...known.photos.filter((one) => one.field !== 'signature'), { id: uuid(), key: uuid(), blob, field: 'signature' }] }));
  };
  if (there) return html`<ul class="thumbs wide"><${Thumb} photo=${there} number=${1} onRemove=${() => without(record.id, there.id)} /></ul>`;
  return html`<canvas class="pad" width="640" height="240" ref=${pad} role="img" aria-label=${t('sign-here')}
    onPointerDown=${begin} onPointerMove=${go} onPointerUp=${end} onPointerCancel=${end}></canvas>`;
}
