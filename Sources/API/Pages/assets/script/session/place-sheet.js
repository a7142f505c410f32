/** @typedef {import('../types.js').Market} Market */
import { session, updateSession } from '../api/client.js';
import { build, button, field } from '../element/build.js';
import { busy } from '../element/busy.js';
import { Sheet } from '../element/sheet.js';
import { LANGUAGES, language, t, useLanguage } from '../text/language.js';
import { allMarkets } from './place.js';

/**
 * A market's name in the page's language; `zh-Hans` serves `zh-CN`.
 *
 * @param {Market} market
 */
function nameOf({ name }) {
  const base = language().split('-')[0];
  const near = Object.keys(name).find((tag) => tag.split('-')[0] === base);
  return name[language()] ?? (near ? name[near] : name.en);
}

/** Lets the reader choose name, country and language; the page then starts anew in them. */
export async function openPlaceSheet() {
  const [mine, markets] = await Promise.all([session(), allMarkets()]);
  const sheet = new Sheet({ title: t('place.title') });
  const name = build('input', { name: 'name', value: mine.name, maxlength: '40', autocomplete: 'nickname', dir: 'auto' });
  const market = build('select', { name: 'market' }, ...markets.map((each) =>
    build('option', { value: each.id, selected: each.id === mine.market }, `${nameOf(each)} · ${each.currency}`)));
  const words = build('select', { name: 'language' }, ...Object.entries(LANGUAGES).map(([code, own]) =>
    build('option', { value: code, selected: code === language(), lang: code }, own)));
  const save = button(t('common.save'), 'primary wide', () => busy(save, async () => {
    await updateSession({ name: name.value.trim() || mine.name, market: market.value, language: words.value });
    await useLanguage(words.value, { remember: true });
    const here = new URL(location.href);
    here.searchParams.delete('language');
    location.replace(here);
  }));
  sheet.show({
    title: t('place.title'),
    body: [
      field(t('place.language'), words),
      field(t('place.market'), market, t('place.marketHint')),
      field(t('place.name'), name, t('place.nameHint')),
    ],
    foot: [save],
  });
  sheet.open();
}
