import { build } from '../element/build.js';
import { Sheet } from '../element/sheet.js';
import { choices } from '../shop/choice.js';
import { t } from '../text/language.js';
import { keepQuality } from './kept-quality.js';

/** Heights a viewer may choose, highest first. */
const HEIGHTS = [1080, 720, 480, 360];

/**
 * Lets the viewer choose how large a picture is sent; it is changed at once, behind the sheet, and kept on this device.
 *
 * @param {import('../media/picture-need.js').PictureNeed} need
 */
export function openQualitySheet(need) {
  const values = [
    { value: '', label: t('quality.auto') },
    ...HEIGHTS.map((lines) => ({ value: String(lines), label: `${lines}p` })),
    { value: '0', label: t('quality.sound') },
  ];
  const sheet = new Sheet({ title: t('quality.title') });
  sheet.show({
    title: t('quality.title'),
    body: [
      choices({
        name: 'quality', legend: t('quality.legend'), values, chosen: String(need.choice ?? ''), wide: true,
        onchange: (value) => {
          need.choice = value === '' ? null : Number(value);
          keepQuality(need.choice);
        },
      }),
      build('p', { class: 'hint' }, t('quality.autoHint', { most: `${need.most}p` })),
    ],
  });
  sheet.open();
}
