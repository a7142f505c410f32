import { api } from '../api/client.js';
import { build, field } from '../element/build.js';
import { openForm } from '../element/form-dialog.js';
import { pictureChoice } from '../element/picture-choice.js';
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
  const pictures = room.shelf.flatMap((product) => product.pictures.slice(0, 1).map(({ url }) => ({ url, alt: product.title })));
  const count = index + 1;
  return build('div', null,
    field(index < 2 ? t('vote.answer', { count }) : `${t('vote.answer', { count })} (${t('common.optional')})`,
      build('input', { name: `answer-${index}`, maxlength: '60', required: index < 2, dir: 'auto', data: { field: 'answers' } })),
    pictureChoice({ name: `picture-${index}`, legend: t('vote.picture', { count }), none: t('vote.noPicture'), pictures }));
}

/**
 * Asks for a question and two to four answers.
 *
 * @param {import('../room/room.js').Room} room
 */
export function openVoteDialog(room) {
  openForm({
    title: t('vote.ask'),
    action: t('vote.start'),
    body: [
      field(t('vote.question'), build('input', { name: 'question', maxlength: '140', required: true, dir: 'auto' })),
      build('fieldset', { class: 'stack', 'aria-label': t('vote.title') },
        ...Array.from({ length: MOST }, (_, index) => answerFields(room, index))),
    ],
    submit: async (data) => {
      const answers = Array.from({ length: MOST }, (_, index) => ({
        text: String(data.get(`answer-${index}`) ?? '').trim(),
        picture: String(data.get(`picture-${index}`) ?? '') || undefined,
      })).filter((answer) => answer.text);
      await api.post(`/shows/${room.id}/votes`, { question: String(data.get('question')).trim(), answers });
      toast(t('vote.started'), 'good');
    },
  });
}
