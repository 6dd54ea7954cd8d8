// Sends a token request as the client would. What is typed in goes from the browser to the token
// endpoint and nowhere else.
(() => {
  'use strict';
  const form = document.getElementById('try');
  if (!form) return;
  const MASK = '••••••••';
  const SHOWN = ['content-type', 'cache-control', 'www-authenticate', 'retry-after', 'postern-reference'];
  const element = (id) => document.getElementById(id);
  const result = element('try-result');
  const isPublic = form.dataset.public === 'true';

  // application/x-www-form-urlencoded, RFC 6749 appendix B.
  const encode = (text) => new URLSearchParams([['', text]]).toString().slice(1);

  const choose = () => {
    for (const field of form.querySelectorAll('[data-grant]')) {
      field.hidden = field.dataset.grant !== element('try-grant').value;
    }
  };

  const parameters = () => {
    const list = [{ name: 'grant_type', value: element('try-grant').value }];
    for (const input of form.querySelectorAll('[data-parameter]')) {
      if (!input.closest('[hidden]') && input.value) {
        list.push({
          name: input.dataset.parameter,
          value: input.value,
          shown: input.dataset.masked ? MASK : undefined,
        });
      }
    }
    if (isPublic) list.push({ name: 'client_id', value: form.dataset.client });
    return list;
  };

  const body = (list, masked) =>
    list
      .map(({ name, value, shown }) => `${name}=${masked && shown ? shown : encode(value)}`)
      .join('&');

  const pretty = (text) => {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  };

  const show = (answer, text, millis) => {
    const status = element('try-status');
    status.textContent = `${answer.status} ${answer.statusText}`.trim();
    status.className = `badge ${answer.ok ? 'good' : 'bad'}`;
    element('try-time').textContent =
      `${millis.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 0 })} ms`;
    const headers = SHOWN.filter((name) => answer.headers.has(name)).map(
      (name) => `${name}: ${answer.headers.get(name)}`,
    );
    element('try-received').textContent =
      [`HTTP ${answer.status} ${answer.statusText}`.trim(), ...headers, '', pretty(text)].join('\n');
    const reference = answer.headers.get('postern-reference');
    const explain = element('try-explain');
    explain.hidden = !reference;
    if (reference) {
      const address = new URL(explain.href);
      address.searchParams.set('reference', reference);
      address.hash = 'explain';
      explain.href = address.href;
    }
  };

  const offer = (answer, text) => {
    const look = element('try-look');
    look.hidden = !answer.ok;
    if (!answer.ok) return;
    const tokens = JSON.parse(text);
    look.onclick = () => {
      element('look:value').value = tokens.access_token;
      element('look:submit').focus();
    };
    const refresh = element('try-refresh_token');
    if (tokens.refresh_token && refresh) refresh.value = tokens.refresh_token;
  };

  const send = async () => {
    const list = parameters();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
    const lines = [
      `POST ${form.dataset.endpoint} HTTP/1.1`,
      `Host: ${location.host}`,
      `Content-Type: ${headers['Content-Type']}`,
      `Accept: ${headers.Accept}`,
    ];
    if (!isPublic) {
      const pair = `${encode(form.dataset.client)}:${encode(element('try-secret').value)}`;
      headers.Authorization = `Basic ${btoa(pair)}`;
      lines.push(`Authorization: Basic ${MASK}`);
    }
    element('try-sent').textContent = [...lines, '', body(list, true)].join('\n');
    const start = performance.now();
    try {
      // Without credentials of the browser's own: no cookie, and no question for a password on 401.
      const answer = await fetch(form.dataset.endpoint, {
        method: 'POST',
        headers,
        body: body(list, false),
        credentials: 'omit',
        cache: 'no-store',
      });
      const text = await answer.text();
      show(answer, text, performance.now() - start);
      offer(answer, text);
    } catch {
      element('try-status').textContent = result.dataset.failed;
      element('try-status').className = 'badge bad';
      element('try-received').textContent = '';
    }
    result.hidden = false;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  element('try-grant').addEventListener('change', choose);
  choose();
})();
