// The picture: a table with a row for each step, a column for each thread and each lock.

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const rows = new Map();   // The row of a number, and the one below it that says what part its step has.

function drawPicture(table) {
  const head = element('tr', {}, element('th', { scope: 'col' }, 'step'));
  for (const thread of threads) {
    const takesNone = trace.steps.every(step => step.thread !== thread);
    head.append(element('th', { scope: 'col', class: 'run' }, nameTag(thread), takesNone ? element('small', {}, 'takes no step') : ''));
  }
  for (const lock of trace.locks) {
    head.append(element('th', { scope: 'col', class: 'run lock' }, element('small', {}, 'lock'), ...breakable(lock.name)));
  }
  head.append(element('th', { scope: 'col', class: 'run state' }, 'the state becomes'));
  const columns = head.children.length;
  if (near) {
    head.append(element('th', { scope: 'col', class: 'near' }, 'the nearest schedule that passes'));
  }
  table.classList.toggle('few', threads.length <= 2);
  const body = element('tbody');
  const note = (name, run, passing) => body.append(
    element('tr', { class: name }, element('td'), element('td', { class: 'run', colspan: columns - 1 }, run), ...drawNear(passing)));
  const numbers = [...new Set(runs.flatMap(run => [...run.byNumber.keys()]))].sort((one, other) => one - other);
  let gap = data.omitted;
  for (const number of numbers) {
    if (gap && number >= gap.from) {
      note('gap', `Steps ${gap.from} to ${gap.to} are left out: the page would be too large. The trace has them.`);
      gap = null;
    }
    if (number === parts) {
      note('parts', '~ here the nearest schedule that passes goes another way', '~ from here on another way');
    }
    body.append(...drawRow(number, columns));
  }
  if (data.omittedOfNearest) {
    note('gap', '', `Steps ${data.omittedOfNearest.from} to ${data.omittedOfNearest.to} are left out: the page would be too large.`);
  }
  table.append(element('thead', {}, head), body);
}

function nameTag(thread) {
  return element('span', { class: `name ${colourOf(thread)}` }, thread === '-' ? 'boot' : thread);
}

// The cell of the nearest schedule that passes, if there is one.
function drawNear(...content) {
  return near ? [element('td', { class: 'near' }, ...content.filter(part => part !== undefined))] : [];
}

// A long name may be broken after a dot.
function breakable(text) {
  return text.split(/(?<=[\w)]\.)/).flatMap((part, i) => i === 0 ? [part] : [element('wbr'), part]);
}

function drawRow(number, columns) {
  const step = trace.byNumber.get(number);
  const row = element('tr', { 'data-step': number }, element('th', { scope: 'row' }, String(number)));
  const drawn = [row];
  if (step) {
    drawStep(step, row);
  } else {
    row.append(element('td', { class: 'run', colspan: columns - 1 }));
  }
  const passing = near && near.byNumber.get(number);
  row.append(...drawNear(...(passing ? drawPassing(passing) : [])));
  const role = step ? rolesOf(step) : [];
  if (role.length > 0) {
    row.classList.add('part');
    drawn.push(element('tr', { class: 'role' }, element('td'), element('td', { class: 'run', colspan: columns - 1 },
      `\u25b2 ${step.thread === '-' ? '' : `${step.thread}: `}${role.join('; ')}`), ...drawNear()));
  }
  rows.set(number, drawn);
  return drawn;
}

function drawStep(step, row) {
  row.classList.toggle('broke', step.ending !== 'done');
  for (const thread of threads) {
    const cell = element('td', { class: `run ${colourOf(thread)}` });
    cell.classList.toggle('in-call', callAt(trace, thread, step.number) !== undefined);
    if (step.thread === thread) {
      cell.append(drawButton(step));
    }
    row.append(cell);
  }
  for (const lock of trace.locks) {
    row.append(drawLockCell(step, lock));
  }
  const state = changesText(step);
  row.append(element('td', { class: 'run state', title: state }, state));
}

// A step of the schedule that passes: one lane for all threads, each a little further in.
function drawPassing(step) {
  const state = changesText(step);
  const lane = element('div', { class: `step ${colourOf(step.thread)} in${threads.indexOf(step.thread)}` }, drawButton(step));
  lane.classList.toggle('same', step.number < parts);
  return state === '' ? [lane] : [lane, element('div', { class: 'state' }, `becomes: ${state}`)];
}

function changesText(step) {
  return changesAt(step).map(([name, , after]) => `${name} ${after}`).join('; ');
}

function drawButton(step) {
  const text = step.kind === 'call' ? step.target : step.kind === 'return' ? `= ${step.value}` : step.words;
  const button = element('button', { type: 'button', tabindex: '-1', 'aria-pressed': 'false' }, ...breakable(text));
  const isNear = step.run === near;
  button.classList.toggle('inside', step.kind !== 'call' && step.kind !== 'return');
  button.prepend(element('span', { class: 'unseen' }, `${isNear ? 'Passing schedule, step' : 'Step'} ${step.number}, ${
    isNear ? '' : `${nameOf(step.thread)}: `}`), isNear ? element('b', {}, step.thread === '-' ? 'boot ' : `${step.thread} `) : '');
  if (step.ending !== 'done') {
    button.append(element('span', { class: 'unseen' }, step.ending === 'waits' ? ' waits for ever' : ' breaks the rule'));
  }
  step.button = button;
  return button;
}

function drawLockCell(step, lock) {
  const cell = element('td', { class: 'run lane' });
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
  for (const span of lock.waits.filter(each => covers(each, step.number) && callAt(trace, each.thread, step.number))) {
    const starts = span.from === step.number || !callAt(trace, span.thread, step.number - 1);
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

// Marks how each step of a run stands to the one that is shown.
function markOrder(shown) {
  for (const [number, [row]] of rows) {
    const step = shown.run.byNumber.get(number);
    const order = step ? orderOf(step, shown) : 'same';
    row.firstChild.dataset.order = marks[order];
    if (step === shown) {
      row.dataset.shown = shown.run.column;
    } else {
      delete row.dataset.shown;
    }
  }
}

// Shows the steps of some runs and threads, and of one lock if one is named.
function filterRows(isRun, isThread, lockName) {
  for (const [number, [row, role]] of rows) {
    const steps = runs.map(run => run.byNumber.get(number)).filter(step => step);
    for (const step of steps) {
      const isLock = lockName === '' || (step.target === lockName && /^(acquire|release)/.test(step.kind));
      step.isHidden = !(isRun(step.run) && isThread(step.thread) && isLock);
      step.button.hidden = step.isHidden;
    }
    row.hidden = steps.every(step => step.isHidden);
    if (role) {
      role.hidden = steps[0].isHidden;
    }
  }
}
