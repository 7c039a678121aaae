// The picture: a table with a row for each step, a column for each thread and each lock.

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const rows = new Map();   // The row of a step by its number, and the one below it that says what part it has.

function drawPicture(table) {
  const head = element('tr', {}, element('th', { scope: 'col' }, 'step'));
  for (const thread of threads) {
    const name = element('span', { class: `name ${colourOf(thread)}` }, thread === '-' ? 'boot' : thread);
    const takesNone = trace.steps.every(step => step.thread !== thread);
    head.append(element('th', { scope: 'col' }, name, takesNone ? element('small', {}, 'takes no step') : ''));
  }
  for (const lock of trace.locks) {
    head.append(element('th', { scope: 'col', class: 'lock' }, element('small', {}, 'lock'), ...breakable(lock.name)));
  }
  head.append(element('th', { scope: 'col' }, 'the state becomes'));
  table.classList.toggle('few', threads.length <= 2);
  const body = element('tbody');
  for (const step of trace.steps) {
    if (data.omitted && step.number === data.omitted.to + 1) {
      body.append(element('tr', { class: 'gap' }, element('td', { colspan: head.children.length },
        `Steps ${data.omitted.from} to ${data.omitted.to} are left out: the page would be too large. The trace has them.`)));
    }
    body.append(...drawStep(step, head.children.length));
  }
  table.append(element('thead', {}, head), body);
}

// A long name may be broken after a dot.
function breakable(text) {
  return text.split(/(?<=\w\.)/).flatMap((part, i) => i === 0 ? [part] : [element('wbr'), part]);
}

function drawStep(step, columns) {
  const role = roles.get(step.number);
  const row = element('tr', { 'data-step': step.number });
  row.classList.toggle('part', role !== undefined);
  row.classList.toggle('broke', step.ending !== 'done');
  row.append(element('th', { scope: 'row' }, String(step.number)));
  for (const thread of threads) {
    row.append(drawThreadCell(step, thread));
  }
  for (const lock of trace.locks) {
    row.append(drawLockCell(step, lock));
  }
  const state = changesAt(step.number).map(([name, , after]) => `${name} ${after}`).join('; ');
  row.append(element('td', { class: 'state', title: state }, state));
  const drawn = [row];
  if (role) {
    drawn.push(element('tr', { class: 'role' }, element('td'),
      element('td', { colspan: columns - 1 }, `\u25b2 ${step.thread === '-' ? '' : `${step.thread}: `}${role.join('; ')}`)));
  }
  rows.set(step.number, drawn);
  return drawn;
}

function drawThreadCell(step, thread) {
  const cell = element('td', { class: colourOf(thread) });
  cell.classList.toggle('in-call', callAt(thread, step.number) !== undefined);
  if (step.thread === thread) {
    const text = step.kind === 'call' ? step.target : step.kind === 'return' ? `= ${step.value}` : step.words;
    const button = element('button', { type: 'button', tabindex: '-1', 'aria-pressed': 'false' }, ...breakable(text));
    button.classList.toggle('inside', step.kind !== 'call' && step.kind !== 'return');
    button.prepend(element('span', { class: 'unseen' }, `Step ${step.number}, ${nameOf(thread)}: `));
    if (step.ending !== 'done') {
      button.append(element('span', { class: 'unseen' }, step.ending === 'waits' ? ' waits for ever' : ' breaks the rule'));
    }
    cell.append(button);
  }
  return cell;
}

function drawLockCell(step, lock) {
  const cell = element('td', { class: 'lane' });
  for (const span of lock.held.filter(each => covers(each, step.number))) {
    const starts = Math.max(span.from, 1) === step.number;
    const bar = element('span', { class: colourOf(span.thread), title: `${nameOf(span.thread)} holds ${lock.name}` },
      starts ? (span.thread === '-' ? '\u00b7' : span.thread) : '');
    if (starts) {
      bar.append(element('span', { class: 'unseen' }, ` holds it from here, ${span.exclusive ? 'exclusive' : 'shared'}`));
    } else if (span.to === step.number) {
      bar.append(element('span', { class: 'unseen' }, `${span.thread} gives it back`));
    }
    cell.append(bar);
  }
  for (const span of lock.waits.filter(each => covers(each, step.number) && callAt(each.thread, step.number))) {
    const starts = span.from === step.number || !callAt(span.thread, step.number - 1);
    const bar = element('span', { class: `waits ${colourOf(span.thread)}`, title: `${nameOf(span.thread)} waits for ${lock.name}` },
      starts ? `${span.thread}?` : '');
    if (starts) {
      bar.append(element('span', { class: 'unseen' }, ' waits for it from here'));
    }
    cell.append(bar);
  }
  return cell;
}

const marks = { before: '\u25b2', after: '\u25bc', either: '\u25c7', same: '' };

// Marks how each step stands to the one that is shown.
function markOrder(shown) {
  for (const step of trace.steps) {
    const [row] = rows.get(step.number);
    const order = orderOf(step, shown);
    row.classList.toggle('shown', order === 'same');
    row.firstChild.dataset.order = marks[order];
  }
}

// Shows the steps of some threads, and of one lock if one is named; says how many.
function filterRows(isThread, lockName) {
  let count = 0;
  for (const step of trace.steps) {
    const isLock = lockName === '' || (step.target === lockName && /^(acquire|release)/.test(step.kind));
    const isShown = isThread(step.thread) && isLock;
    count += isShown ? 1 : 0;
    rows.get(step.number).forEach(row => { row.hidden = !isShown; });
  }
  return count;
}
