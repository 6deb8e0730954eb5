// What the pages do better with a script than without: sorting and filtering tables, search, and any two products side by side.
// Everything is built from text nodes; nothing from a policy is ever markup.
'use strict';
(() => {
  /** @param {string} name @param {Record<string, string>} attributes @param {...(Node | string)} children */
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // Tables: a click on a heading sorts by its column, a second one the other way round.
  const valueOf = (row, column) => {
    const text = (row.cells[column]?.textContent ?? '').trim();
    const number = Number.parseFloat(text.replace(/[^\d.].*$/u, ''));
    return /^\d/u.test(text) && !Number.isNaN(number) ? number : text.toLowerCase();
  };
  const compare = (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
    return typeof a === 'number' ? -1 : 1;
  };
  for (const table of document.querySelectorAll('table[data-sort]')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (head.querySelector('.scale') !== null || head.textContent.trim() === '') return;
      const button = make('button', { type: 'button' }, ...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const order = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', order);
        const body = table.tBodies[0];
        const sorted = [...body.rows].map((row) => [valueOf(row, column), row]).toSorted(([a], [b]) => compare(a, b));
        if (order === 'descending') sorted.reverse();
        body.append(...sorted.map(([, row]) => row));
      });
    });
  }
  for (const input of document.querySelectorAll('input[data-filter]')) {
    const rows = document.getElementById(input.dataset.filter)?.tBodies[0]?.rows ?? [];
    input.addEventListener('input', () => {
      const wanted = input.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
  }

  // A link to a passage that is folded away opens what hides it; on paper everything is open.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target?.closest('details'); at; at = at.parentElement?.closest('details')) at.open = true;
    if (target?.closest('details')) target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  if (location.hash.length > 1) reveal();
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

  // Search and comparison. Scripts and not JSON: a page opened from a folder may not read other files.
  const [practices, products] = globalThis.earshotAnswers ?? [[], []];
  const root = document
    .querySelector('link[rel=stylesheet]')
    .getAttribute('href')
    .replace(/assets\/style\.css$/u, '');
  const loading = new Map();
  const quotesOf = (kind) => {
    if (!/^[a-z]+$/u.test(kind)) return Promise.resolve([]);
    if (!loading.has(kind)) {
      loading.set(
        kind,
        new Promise((resolve) => {
          const script = make('script', { src: `${root}assets/quotes-${kind}.js` });
          script.addEventListener('load', () => resolve(globalThis[`earshotQuotes_${kind}`] ?? []));
          script.addEventListener('error', () => resolve([]));
          document.head.append(script);
        }),
      );
    }
    return loading.get(kind);
  };
  const pageOf = (id) => `${root}product/${id}.html`;
  const saysOf = (does, title) => (does === 1 ? `It ${title}` : `It denies: ${title}`);

  const search = document.querySelector('form[data-search]');
  if (search !== null) {
    const results = document.getElementById('results');
    const shown = 100;
    let latest = 0;
    const run = async () => {
      const number = (latest += 1);
      const words = search.elements.q.value
        .toLowerCase()
        .split(/\s+/u)
        .filter((word) => word !== '');
      if (words.join('').length < 2) {
        results.replaceChildren();
        return;
      }
      const kinds = search.elements.kind.value === '' ? search.dataset.kinds.split(' ') : [search.elements.kind.value];
      const matches = (text) => words.every((word) => text.toLowerCase().includes(word));
      const named = products.filter(([, title, kind]) => kinds.includes(kind) && matches(title));
      const quotes = (await Promise.all(kinds.map(quotesOf))).flat().filter((row) => matches(`${row[4]} ${products[row[0]]?.[1] ?? ''}`));
      if (number !== latest) return;
      results.replaceChildren(
        make('h2', {}, `${named.length} ${named.length === 1 ? 'product' : 'products'}`),
        make('ul', { class: 'columns' }, ...named.map(([id, title]) => make('li', {}, make('a', { href: pageOf(id) }, title)))),
        make(
          'h2',
          {},
          `${quotes.length} ${quotes.length === 1 ? 'passage' : 'passages'}${quotes.length > shown ? `, the first ${shown}` : ''}`,
        ),
        ...quotes.slice(0, shown).map(([product, practice, does, anchor, quote]) => {
          const [id, title] = products[product];
          return make(
            'figure',
            { class: 'clause' },
            make('blockquote', {}, make('p', {}, quote)),
            make('figcaption', {}, make('a', { href: `${pageOf(id)}#${anchor}` }, title), ` · ${saysOf(does, practices[practice][2])}`),
          );
        }),
      );
    };
    const given = new URLSearchParams(location.search);
    search.elements.q.value = given.get('q') ?? '';
    if (given.has('kind')) search.elements.kind.value = given.get('kind');
    search.addEventListener('submit', (event) => {
      event.preventDefault();
      void run();
    });
    let waiting = 0;
    search.elements.q.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(run, 200);
    });
    search.elements.kind.addEventListener('change', run);
    void run();
  }

  const pair = document.querySelector('form[data-pair]');
  if (pair !== null) {
    const answers = { y: 'Yes', n: 'No', b: 'Says both', p: 'Perhaps', s: 'Silent', '-': 'Not read' };
    const moods = (answer, isControl) =>
      ({ b: 'both', p: 'perhaps', s: 'silent', '-': 'not-assessed' })[answer] ?? ((answer === 'n') !== (isControl === 1) ? 'ok' : 'bad');
    const cell = (product, practice, quotes) => {
      const [id, , , , , letters] = product;
      const [, , , isControl] = practices[practice];
      const answer = letters[practice];
      const found = quotes.find(
        ([at, of, does]) => products[at] === product && of === practice && (answer === 'p' || does === (answer === 'n' ? 0 : 1)),
      );
      const says = answers[answer] ?? '';
      return make(
        'td',
        { class: `an ${moods(answer, isControl)}` },
        found === undefined || answer === 's' || answer === '-' ? says : make('a', { href: `${pageOf(id)}#${found[3]}` }, says),
        ...(found === undefined ? [] : [make('span', { class: 'sub' }, `“${found[4]}”`)]),
      );
    };
    const run = async () => {
      const chosen = ['one', 'other'].map((name) => products.find(([id]) => id === pair.elements[name].value));
      if (chosen.includes(undefined)) return;
      const quotes = (await Promise.all([...new Set(chosen.map(([, , kind]) => kind))].map(quotesOf))).flat();
      const concerns = [...new Set(practices.map(([, concern]) => concern))];
      const head = make(
        'thead',
        {},
        make(
          'tr',
          {},
          make('th', { scope: 'col' }, 'It …'),
          ...chosen.map(([id, title, , score, grade]) =>
            make(
              'th',
              { scope: 'col' },
              make('a', { href: pageOf(id) }, title),
              make('span', { class: 'sub' }, score === null ? 'no score' : `${grade ?? ''} ${score} of 100`),
            ),
          ),
        ),
      );
      const bodies = concerns.map((concern) =>
        make(
          'tbody',
          {},
          make('tr', { class: 'band' }, make('th', { scope: 'rowgroup', colspan: '3' }, concern)),
          ...practices.flatMap(([, of, title], practice) =>
            of === concern && chosen.some(([, , , , , letters]) => letters[practice] !== 's')
              ? [make('tr', {}, make('th', { scope: 'row' }, title), ...chosen.map((product) => cell(product, practice, quotes)))]
              : [],
          ),
        ),
      );
      const region = make(
        'div',
        { class: 'scroll', role: 'region', 'aria-label': 'Two products side by side', tabindex: '0' },
        make('table', {}, head, ...bodies),
      );
      document.getElementById('pair').replaceChildren(region);
      history.replaceState(null, '', `?${new URLSearchParams({ one: chosen[0][0], other: chosen[1][0] })}`);
    };
    const given = new URLSearchParams(location.search);
    for (const name of ['one', 'other']) if (given.has(name)) pair.elements[name].value = given.get(name);
    pair.addEventListener('submit', (event) => {
      event.preventDefault();
      void run();
    });
    if (given.has('one')) void run();
  }
})();
