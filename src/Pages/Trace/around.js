// What is said around the picture: what went wrong above it, the rest below.

// Sentences with each 'step N' as a way to that step.
function withSteps(sentence) {
  return sentence.split(/(\(?\bstep \d+\)?)/).map(part => {
    const number = /step (\d+)/.exec(part);
    if (!number || !trace.byNumber.has(Number(number[1]))) {
      return part;
    }
    const link = element('button', { type: 'button', class: 'link' }, number[0]);
    link.addEventListener('click', () => goTo(Number(number[1])));
    return element('span', { class: 'together' }, ...part.split(number[0]).flatMap((around, i) => i === 0 ? [around] : [link, around]));
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

function writeMore() {
  const more = document.getElementById('more');
  const fold = (title, text) => more.append(element('details', {}, element('summary', {}, title),
    element('pre', { tabindex: '0', role: 'region', 'aria-label': title }, text)));
  if (trace.violation && trace.violation.history !== '') {
    fold('The calls on a time axis, and why no order explains their answers', trace.violation.history);
    more.lastChild.open = true;
  }
  fold('The whole program', trace.program.text);
  more.append(element('p', { class: 'note' },
    `Found in mode ${trace.found.mode}, strategy ${trace.found.strategy}, seed ${trace.found.seed}, schedule ${trace.found.schedule}.`));
}
