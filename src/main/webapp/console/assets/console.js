// What the pages do in the browser. No page needs it to be read; forms work without it.
(() => {
  'use strict';
  const base = document.currentScript
    ? new URL('..', document.currentScript.src).pathname
    : '/';

  const remember = (name, value) => {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `${name}=${value}; Path=${base}; Max-Age=31536000; SameSite=Strict${secure}`;
  };

  // The server writes times for this zone from the next page on.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  remember('postern-zone', zone.replaceAll('/', '.'));

  const toggles = {
    theme: () => {
      const root = document.documentElement;
      const dark =
        root.dataset.theme === 'dark' ||
        (root.dataset.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
      root.dataset.theme = dark ? 'light' : 'dark';
      remember('postern-theme', root.dataset.theme);
    },
    language: (button) => {
      remember('postern-language', button.lang);
      location.reload();
    },
  };

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    const before = button.textContent;
    button.textContent = button.dataset.done || '✓';
    setTimeout(() => { button.textContent = before; }, 2000);
  };

  const download = (button) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([button.dataset.content], { type: 'text/plain' }));
    link.download = button.dataset.download;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.toggle) toggles[button.dataset.toggle](button);
    if (button.dataset.copy) copy(button);
    if (button.dataset.download) download(button);
    // <dialog> holds a question; its form asks the server.
    if (button.dataset.open) document.getElementById(button.dataset.open).showModal();
    if (button.dataset.close !== undefined) button.closest('dialog').close();
  });

  // A dialog whose form came back with something wrong is open again.
  const reopen = () => {
    for (const dialog of document.querySelectorAll('dialog[data-again="true"]')) {
      if (!dialog.open) dialog.showModal();
    }
  };

  // A filter applies when another choice is made.
  document.addEventListener('change', (event) => {
    if (event.target.matches('form.filters select')) event.target.form.requestSubmit();
  });

  // Who changed something and leaves without saving is asked first.
  let unsaved = false;
  const guarded = (element) => element.closest && element.closest('form[data-guard="true"], .guard form');
  document.addEventListener('input', (event) => { if (guarded(event.target)) unsaved = true; });
  document.addEventListener('submit', () => { unsaved = false; });
  window.addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });

  // How far imports are, while this page waits for one or shows one.
  const watch = (running) => {
    let waiting = false;
    const look = async () => {
      try {
        const answer = await fetch(running.dataset.source, { redirect: 'error', cache: 'no-store' });
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          running.replaceChildren(...page.querySelectorAll('.notice'));
        }
      } catch {
        waiting = false;
      }
      again();
    };
    const again = () => {
      if (waiting || running.childElementCount > 0) setTimeout(look, 1000);
    };
    document.addEventListener('submit', (event) => {
      if (event.target.id === 'import') {
        waiting = true;
        again();
      }
    });
    again();
  };

  const start = () => {
    reopen();
    const running = document.getElementById('running');
    if (running) watch(running);
    // A form that came back with something wrong holds what is not saved yet.
    unsaved = document.querySelector('form[data-unsaved="true"]') !== null;
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
