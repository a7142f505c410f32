import { api } from '../api/client.js';
import { build, field, fill } from '../element/build.js';
import { busy } from '../element/busy.js';
import { Sheet } from '../element/sheet.js';
import { toast } from '../element/toast.js';
import { t } from '../text/language.js';

/** How many answers a vote may have. */
const MOST = 4;

/**
 * One answer: words, and a picture of the shelf if wanted.
 *
 * @param {import('../room/room.js').Room} room
 * @param {number} index
 */
function answerFields(room, index) {
  const pictures = room.shelf.flatMap((product) => product.pictures.slice(0, 1).map((picture) => ({ ...picture, alt: product.title })));
  const radio = (/** @type {string} */ value, /** @type {Node} */ content) => build('label', { class: 'choice' },
    build('input', { type: 'radio', name: `picture-${index}`, value, checked: value === '' }), content);
  return build('div', null,
    field(index < 2 ? t('vote.answer', { count: index + 1 }) : `${t('vote.answer', { count: index + 1 })} (${t('common.optional')})`,
      build('input', { name: `answer-${index}`, maxlength: '60', required: index < 2, dir: 'auto' })),
    build('div', { class: 'picture-choice', role: 'group', 'aria-label': t('vote.picture', { count: index + 1 }) },
      radio('', build('span', null, t('vote.noPicture'))),
      ...pictures.map((picture) => radio(picture.url, build('img', { src: picture.url, alt: picture.alt })))));
}

/**
 * Asks for a question and two to four answers.
 *
 * @param {import('../room/room.js').Room} room
 */
export function openVoteDialog(room) {
  const sheet = new Sheet({ title: t('vote.ask'), kind: 'dialog' });
  const start = build('button', { type: 'submit', class: 'primary', form: 'vote-form' }, t('vote.start'));
  const form = build('form', {
    id: 'vote-form',
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      const data = new FormData(form);
      const answers = Array.from({ length: MOST }, (_, index) => ({
        text: String(data.get(`answer-${index}`) ?? '').trim(),
        picture: String(data.get(`picture-${index}`) ?? '') || undefined,
      })).filter((answer) => answer.text);
      void busy(start, async () => {
        await api.post(`/shows/${room.id}/votes`, { question: String(data.get('question')).trim(), answers });
        sheet.close();
        toast(t('vote.started'), 'good');
      });
    },
  },
  field(t('vote.question'), build('input', { name: 'question', maxlength: '140', required: true, dir: 'auto' })),
  build('div', { class: 'stack' }, ...Array.from({ length: MOST }, (_, index) => answerFields(room, index))));
  fill(sheet.body, form);
  fill(sheet.foot, start);
  sheet.open();
}
