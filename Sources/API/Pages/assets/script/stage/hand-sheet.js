import { build, button, fill, icon } from '../element/build.js';
import { busy } from '../element/busy.js';
import { Sheet } from '../element/sheet.js';
import { choices } from '../shop/choice.js';
import { t } from '../text/language.js';
import { DeviceTrouble } from './own-media.js';

/**
 * Asks with what somebody wants to go onto the stage, and lets them see themselves first.
 *
 * @param {{own: import('./own-media.js').OwnMedia, title: string, text: string, action: string, hasPicture: boolean,
 *          go: () => Promise<void>, onrefuse?: () => void}} options `go` once the devices are open and were agreed to
 */
export function openHandSheet({ own, title, text, action, hasPicture, go, onrefuse }) {
  let isGoing = false;
  const view = build('video', { playsinline: true, autoplay: true, class: 'self', 'aria-label': t('stage.preview') });
  view.muted = true;
  const trouble = build('p', { class: 'note bad', role: 'alert', hidden: true });
  const words = build('div', { class: 'self-words' });
  const send = button(action, 'primary grow', () => busy(send, async () => {
    await go();
    isGoing = true;
    sheet.close();
  }), { disabled: true });
  const look = async (/** @type {boolean} */ camera) => {
    trouble.hidden = true;
    send.disabled = true;
    try {
      const stream = await own.open({ camera });
      // Who has closed the sheet meanwhile wants no camera any more.
      if (!sheet.isOpen && !isGoing) return void own.stop();
      view.srcObject = camera ? stream : null;
      fill(words, !camera && [icon('microphone'), build('p', null, t('stage.soundReady'))]);
      send.disabled = false;
    } catch (failure) {
      if (!(failure instanceof DeviceTrouble)) throw failure;
      view.srcObject = null;
      fill(words, icon('no-camera'));
      trouble.hidden = false;
      fill(trouble, icon('alert'), failure.message);
    }
  };
  const sheet = new Sheet({
    title,
    onclose: () => {
      if (isGoing) return;
      void own.stop();
      onrefuse?.();
    },
  });
  const refuse = onrefuse ? button(t('stage.refuse'), 'quiet', () => sheet.close()) : null;
  sheet.show({
    title,
    body: [
      build('p', null, text),
      build('div', { class: 'self-view' }, view, words),
      trouble,
      hasPicture && choices({
        name: 'with', legend: t('stage.with'), chosen: 'camera',
        values: [{ value: 'camera', label: t('stage.withCamera') }, { value: 'sound', label: t('stage.withSound') }],
        onchange: (value) => void look(value === 'camera'),
      }),
    ],
    foot: [refuse, send],
  });
  sheet.open();
  void look(hasPicture);
  return sheet;
}
