// What happens on the page.

const picture = document.getElementById('picture');
const panel = document.getElementById('details');
let shown = null;
let pinned = null;

function show(step) {
  if (shown === step) {
    return;
  }
  const before = shown && buttonOf(shown);
  if (before) {
    before.tabIndex = -1;
  }
  shown = step;
  buttonOf(step).tabIndex = 0;
  markOrder(step);
  document.getElementById('details-title').textContent =
    `Step ${step.number} of ${lastNumber}: ${nameOf(step.thread)}`;
  document.getElementById('details-body').replaceChildren(...describe(step));
}

function pin(step) {
  const before = pinned;
  if (before) {
    rows.get(before.number)[0].classList.remove('pinned');
    buttonOf(before).setAttribute('aria-pressed', 'false');
  }
  pinned = before === step ? null : step;
  panel.classList.toggle('pinned', pinned !== null);
  if (pinned) {
    show(pinned);
    rows.get(pinned.number)[0].classList.add('pinned');
    buttonOf(pinned).setAttribute('aria-pressed', 'true');
    const button = element('button', { type: 'button' }, 'Unpin');
    button.addEventListener('click', () => {
      const step = pinned;
      pin(step);
      buttonOf(step).focus();
    });
    document.getElementById('details-body').prepend(element('p', {}, 'Pinned. ', button));
  } else {
    const step = shown;
    shown = null;
    show(step);
  }
}

function buttonOf(step) {
  return rows.get(step.number)[0].querySelector('button');
}

function stepAt(target) {
  const row = target.closest('tr[data-step]');
  return row && byNumber.get(Number(row.dataset.step));
}

function goTo(number) {
  const step = byNumber.get(number);
  if (!step) {
    return;
  }
  if (rows.get(number)[0].hidden) {
    document.querySelectorAll('#threads input').forEach(box => { box.checked = true; });
    document.getElementById('lock').value = '';
    filter();
  }
  if (pinned) {
    pin(pinned);
  }
  show(step);
  buttonOf(step).focus({ preventScroll: true });
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
  const steps = [...roles.keys()].filter(number => byNumber.has(number));
  return steps.length > 0 ? Math.max(...steps) : lastNumber;
}

function onKey(event) {
  const visible = trace.steps.filter(step => !rows.get(step.number)[0].hidden);
  const at = visible.indexOf(stepAt(event.target) || shown);
  const goes = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: visible.length - 1 }[event.key];
  if (goes !== undefined && visible.length > 0) {
    event.preventDefault();
    const step = visible[Math.min(Math.max(goes, 0), visible.length - 1)];
    buttonOf(step).focus({ preventScroll: true });
    reveal(step.number, false);
  } else if (event.key === 'Escape' && pinned) {
    pin(pinned);
  } else if ((event.key === 'v' || event.key === 'V') && !event.ctrlKey && !event.metaKey && !event.altKey) {
    goTo(violationStep());
  }
}

function filter() {
  const on = new Set([...document.querySelectorAll('#threads input:checked')].map(box => box.value));
  const count = filterRows(thread => on.has(thread), document.getElementById('lock').value);
  document.getElementById('shown').textContent = count === trace.steps.length ? '' : `${count} of ${trace.steps.length} steps shown`;
}

// Sentences with each 'step N' as a way to that step.
function withSteps(sentence) {
  return sentence.split(/(\bstep \d+)/).map(part => {
    const number = /^step (\d+)$/.exec(part);
    if (!number || !byNumber.has(Number(number[1]))) {
      return part;
    }
    const link = element('button', { type: 'button', class: 'link' }, part);
    link.addEventListener('click', () => goTo(Number(number[1])));
    return link;
  });
}

function writeHead() {
  const violation = trace.violation;
  document.getElementById('where').textContent = `Scenario ${trace.program.name} on the design ${trace.design}`;
  document.getElementById('summary').textContent = trace.program.summary;
  const title = document.getElementById('rule');
  title.textContent = violation ? `Broken rule: ${violation.rule}` : 'No rule is broken';
  title.classList.toggle('passes', !violation);
  const lines = document.getElementById('lines');
  const line = (name, ...content) => lines.append(element('dt', {}, name), element('dd', {}, ...content));
  if (violation) {
    if (violation.statement !== '') {
      line('What must hold', violation.statement);
    }
    line('What happened', violation.message);
    const why = violation.why.filter(sentence => sentence !== violation.message);
    if (why.length > 0) {
      line('Why', element('ol', {}, ...why.map(sentence => element('li', {}, ...withSteps(sentence)))));
    }
    if (trace.nearest) {
      line('Nearest schedule that passes', ...withSteps(trace.nearest.says));
    }
  }
  line('Replay', element('div', { class: 'command' }, element('code', { id: 'command' }, data.command), copyButton(), element('span', {}, outcome())));
}

function outcome() {
  const replay = trace.replay;
  return replay.outcome === 'reproduced' ? 'reproduced: the same steps, the same rule'
    : replay.outcome === 'diverged' ? `DIVERGED: ${replay.divergence}`
    : replay.outcome === 'undecided' ? 'inconclusive: the same steps, but a bound was reached'
    : 'followed to its end without the internal error';
}

function copyButton() {
  const button = element('button', { type: 'button', id: 'copy' }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(data.command);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(document.getElementById('command'));
      button.textContent = 'Selected';
    }
  });
  return button;
}

function writeSetUp() {
  const calls = trace.program.setUp.map(call => `${call.operation} = ${call.answer === null ? '(here it ends)' : call.answer}`);
  const text = calls.length === 0 ? 'There is no set-up: the threads start at once.'
    : `Set-up, before the threads start: ${calls.join('; ')}.`;
  document.getElementById('setup').textContent = trace.steps.length > 0 ? text
    : `${text} No thread took a step: the rule is broken in the set-up itself.`;
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

function writeMore() {
  const more = document.getElementById('more');
  const fold = (title, text) => more.append(element('details', {}, element('summary', {}, title),
    element('pre', { tabindex: '0', role: 'region', 'aria-label': title }, text)));
  if (trace.violation && trace.violation.history !== '') {
    fold('The calls on a time axis, and why no order explains their answers', trace.violation.history);
    more.lastChild.open = true;
  }
  if (trace.nearest && trace.nearest.steps.length > 0) {
    fold(`The nearest schedule that passes, from step ${trace.nearest.parts} on`,
      trace.nearest.steps.map(step => `${String(step.number).padStart(4)} ${step.thread} ${step.words}\n`).join(''));
  }
  fold('The whole program', trace.program.text);
  more.append(element('p', { class: 'note' },
    `Found in mode ${trace.found.mode}, strategy ${trace.found.strategy}, seed ${trace.found.seed}, schedule ${trace.found.schedule}.`));
}

writeHead();
writeSetUp();
writeTools();
writeMore();
if (trace.steps.length > 0) {
  drawPicture(document.getElementById('steps'));
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
  show(byNumber.get(violationStep()));
  reveal(violationStep(), true);
} else {
  document.getElementById('columns').hidden = true;
  document.getElementById('tools').hidden = true;
  document.getElementById('help').hidden = true;
}
