// What happens on the page.

const picture = document.getElementById('picture');
const panel = document.getElementById('details');
let shown = null;
let pinned = null;

function show(step) {
  if (shown === step) {
    return;
  }
  if (shown) {
    shown.button.tabIndex = -1;
  }
  shown = step;
  step.button.tabIndex = 0;
  markOrder(step);
  document.getElementById('details-title').textContent = `Step ${step.number} of ${step.run.last}${
    step.run === near ? ' of the schedule that passes' : ''}: ${nameOf(step.thread)}`;
  document.getElementById('details-body').replaceChildren(...describe(step));
}

function pin(step) {
  const before = pinned;
  if (before) {
    before.button.setAttribute('aria-pressed', 'false');
  }
  pinned = before === step ? null : step;
  panel.classList.toggle('pinned', pinned !== null);
  if (pinned) {
    show(pinned);
    pinned.button.setAttribute('aria-pressed', 'true');
    const button = element('button', { type: 'button' }, 'Unpin');
    button.addEventListener('click', () => {
      const step = pinned;
      pin(step);
      step.button.focus();
    });
    document.getElementById('details-body').prepend(element('p', {}, 'Pinned. ', button));
  } else {
    const step = shown;
    shown = null;
    show(step);
  }
}

function stepAt(target) {
  const row = target.closest('tr[data-step]');
  return row && (target.closest('td.near') ? near : trace).byNumber.get(Number(row.dataset.step));
}

function goTo(number) {
  const step = trace.byNumber.get(number);
  if (!step) {
    return;
  }
  if (viewed() === 'near') {
    view('run');
  }
  if (step.isHidden) {
    document.querySelectorAll('#threads input').forEach(box => { box.checked = true; });
    document.getElementById('lock').value = '';
    filter();
  }
  if (pinned) {
    pin(pinned);
  }
  show(step);
  step.button.focus({ preventScroll: true });
  reveal(number, true);
}

// Brings a row into view: within the picture, and on request the picture within the window.
function reveal(number, withPage) {
  const drawn = rows.get(number);
  const last = drawn[drawn.length - 1];
  const bottom = last.offsetTop + last.offsetHeight;
  const head = picture.querySelector('thead').offsetHeight;
  if (drawn[0].offsetTop - head < picture.scrollTop) {
    picture.scrollTop = drawn[0].offsetTop - head;
  } else if (bottom > picture.scrollTop + picture.clientHeight) {
    picture.scrollTop = bottom - picture.clientHeight + 8;
  }
  if (withPage) {
    last.scrollIntoView({ block: 'nearest' });
  }
}

function violationStep() {
  const steps = [...roles.keys()].filter(number => trace.byNumber.has(number));
  return steps.length > 0 ? Math.max(...steps) : trace.last;
}

function onKey(event) {
  const from = stepAt(event.target) || shown;
  const visible = from.run.steps.filter(step => !step.isHidden);
  const at = visible.indexOf(from);
  const beside = { ArrowLeft: trace, ArrowRight: near }[event.key];
  const goes = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: visible.length - 1 }[event.key];
  if (goes !== undefined && visible.length > 0) {
    event.preventDefault();
    const step = visible[Math.min(Math.max(goes, 0), visible.length - 1)];
    step.button.focus({ preventScroll: true });
    reveal(step.number, false);
  } else if (beside && beside !== from.run && beside.steps.some(step => !step.isHidden)) {
    event.preventDefault();
    const step = beside.steps.filter(each => !each.isHidden).reduce((best, each) => each.number <= from.number ? each : best);
    step.button.focus({ preventScroll: true });
    step.button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  } else if (event.key === 'Escape' && pinned) {
    pin(pinned);
  } else if ((event.key === 'v' || event.key === 'V') && !event.ctrlKey && !event.metaKey && !event.altKey) {
    goTo(violationStep());
  }
}

function filter() {
  const on = new Set([...document.querySelectorAll('#threads input:checked')].map(box => box.value));
  filterRows(run => viewed() === 'both' || viewed() === run.column, thread => on.has(thread), document.getElementById('lock').value);
  const run = viewed() === 'near' ? near : trace;
  const count = run.steps.filter(step => !step.isHidden).length;
  document.getElementById('shown').textContent = count === run.steps.length ? '' : `${count} of ${run.steps.length} steps shown`;
}

// Which runs are to be seen: 'run', 'near' or 'both'.
function viewed() {
  return near ? document.querySelector('#view input:checked').value : 'run';
}

function view(which) {
  document.querySelector(`#view input[value=${which}]`).checked = true;
  document.getElementById('steps').dataset.view = which;
  filter();
  if (shown && which !== 'both' && shown.run.column !== which) {
    const run = which === 'near' ? near : trace;
    const step = run.byNumber.get(Math.min(shown.number, run.last)) || run.steps[0];
    if (pinned) {
      pin(pinned);
    }
    show(step);
  }
}

// Side by side if there is room for both, until the reader has chosen.
function writeView() {
  const box = document.getElementById('view');
  box.hidden = near === null;
  if (!near) {
    document.getElementById('steps').dataset.view = 'run';
    return;
  }
  const wide = matchMedia('(min-width: 90rem)');
  const fit = () => view(wide.matches ? 'both' : 'run');
  box.addEventListener('change', event => {
    wide.removeEventListener('change', fit);
    view(event.target.value);
  });
  wide.addEventListener('change', fit);
  fit();
}

function writeTools() {
  for (const thread of threads) {
    const box = element('input', { type: 'checkbox', value: thread, checked: '' });
    box.addEventListener('change', filter);
    document.getElementById('threads').append(element('label', {}, box, thread === '-' ? ' boot' : ` ${thread}`));
  }
  const select = document.getElementById('lock');
  new Set(trace.locks.map(lock => lock.name)).forEach(name => select.append(element('option', { value: name }, name)));
  select.addEventListener('change', filter);
  document.getElementById('to-violation').addEventListener('click', () => goTo(violationStep()));
}

writeHead();
writeSetUp();
writeTools();
writeMore();
if (trace.steps.length > 0) {
  drawPicture(document.getElementById('steps'));
  writeView();
  const table = document.getElementById('steps');
  const showUnlessPinned = event => {
    const step = stepAt(event.target);
    if (step && !pinned) {
      show(step);
    }
  };
  table.addEventListener('mouseover', showUnlessPinned);
  table.addEventListener('focusin', showUnlessPinned);
  table.addEventListener('click', event => {
    const step = stepAt(event.target);
    if (step) {
      pin(step);
    }
  });
  picture.addEventListener('keydown', onKey);
  show(trace.byNumber.get(violationStep()));
  reveal(violationStep(), true);

  // With another size of the window the step that is shown stays in view.
  new ResizeObserver(() => reveal(shown.number, false)).observe(picture);
} else {
  document.getElementById('columns').hidden = true;
  document.getElementById('tools').hidden = true;
  document.getElementById('help').hidden = true;
}
