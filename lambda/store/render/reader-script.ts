/**
 * What a script adds to the reader page, which is whole without it: sentences light up with their counterparts, a summary
 * sentence leads to its place, texts are copied.
 *
 * Runs in the browser. A constant, so that its hash stands in the page's Content-Security-Policy.
 */
export const readerScript = `
(() => {
  'use strict';
  const all = (selector) => [...document.querySelectorAll(selector)];
  let held;
  const light = (id) => {
    for (const lit of all('.on')) lit.classList.remove('on');
    if (id !== undefined) for (const sentence of all('[data-s="' + id + '"]')) sentence.classList.add('on');
  };
  const sentenceOf = (target) => target instanceof Element ? target.closest('[data-s]')?.dataset.s : undefined;
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'mouse') light(sentenceOf(event.target) ?? held);
  });
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.classList.contains('go')) {
      const { go, note } = button.dataset;
      held = go;
      light(held);
      const column = button.closest('.c').dataset.c;
      const place = note === undefined
        ? document.querySelector('.text .c[data-c="' + column + '"] [data-s="' + held + '"]')
        : document.getElementById('note-' + note);
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      place?.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' });
    } else if (button?.dataset.copy !== undefined) {
      copy(button);
    } else if (String(getSelection()) === '') {
      const id = sentenceOf(event.target);
      held = id === held ? undefined : id;
      light(held);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    held = undefined;
    light();
  });

  const plain = (element) => {
    const bare = element.cloneNode(true);
    for (const extra of bare.querySelectorAll('.ref, button')) extra.remove();
    return bare.textContent.trim();
  };
  const textsOf = (column, part) => all('.c[data-c="' + column + '"] [data-part~="' + part + '"]').map(plain);
  const textFor = ({ copy: column, kind }) => {
    if (kind === 'article') return textsOf(column, 'article').join('\\n\\n') + '\\n';
    return [...textsOf(column, 'headline'), textsOf(column, 'summary').join('\\n')].join('\\n\\n') + '\\n';
  };
  async function copy(button) {
    const text = textFor(button.dataset);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement('textarea');
      field.value = text;
      field.className = 'vh';
      document.body.append(field);
      field.select();
      const isCopied = document.execCommand('copy');
      field.remove();
      if (!isCopied) return;
    }
    button.classList.add('done');
    const status = document.getElementById('status');
    status.lang = button.lang;
    status.textContent = button.dataset.done;
    setTimeout(() => {
      button.classList.remove('done');
      status.textContent = '';
    }, 2500);
  }
  for (const button of all('button')) {
    button.hidden = false;
    button.disabled = false;
  }

  const markTab = () => {
    const chosen = location.hash.slice(1);
    const tabs = all('.tabs a');
    const current = tabs.find((tab) => tab.hash === '#' + chosen) ?? tabs[0];
    for (const tab of tabs) {
      if (tab === current) tab.setAttribute('aria-current', 'true');
      else tab.removeAttribute('aria-current');
    }
  };
  addEventListener('hashchange', markTab);
  markTab();
})();
`;
