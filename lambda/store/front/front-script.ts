/**
 * What a script adds to the front page, which is whole without it: search and filters.
 *
 * Runs in the browser. A constant, so that its hash stands in the page's Content-Security-Policy.
 */
export const frontScript = `
(() => {
  'use strict';
  const form = document.getElementById('filters');
  const [search, language, state] = ['search', 'language', 'state'].map((id) => document.getElementById(id));
  const days = [...document.querySelectorAll('.day')].map((day) => ({ day, items: [...day.querySelectorAll('.item')] }));
  const found = document.getElementById('found');
  const folded = (text) => text.normalize('NFKC').toLowerCase();
  let texts;
  const filter = () => {
    texts ??= new Map(days.flatMap(({ items }) => items.map((item) => [item, folded(item.textContent)])));
    const words = folded(search.value).split(/\\s+/).filter(Boolean);
    let count = 0;
    for (const { day, items } of days) {
      let countOfDay = 0;
      for (const item of items) {
        const { l = '', s = '' } = item.dataset;
        const isShown = (language.value === '' || l === language.value) &&
          (state.value === '' || s.split(' ').includes(state.value)) &&
          words.every((word) => texts.get(item).includes(word));
        item.hidden = !isShown;
        if (isShown) countOfDay++;
      }
      day.hidden = countOfDay === 0;
      count += countOfDay;
    }
    found.textContent = String(count);
  };
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', filter);
  if (search.value !== '' || language.value !== '' || state.value !== '') filter();

  const tabs = [...document.querySelectorAll('.tabs a')];
  const options = [...form.querySelectorAll('option[data-en]')];
  const markTab = () => {
    const spoken = location.hash.slice(1);
    for (const option of options) option.textContent = option.dataset[spoken] ?? option.dataset.en;
    const current = tabs.find((tab) => tab.hash === location.hash) ?? tabs[0];
    for (const tab of tabs) {
      if (tab === current) tab.setAttribute('aria-current', 'true');
      else tab.removeAttribute('aria-current');
    }
  };
  addEventListener('hashchange', markTab);
  markTab();
})();
`;
