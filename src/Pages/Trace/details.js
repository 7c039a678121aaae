// The panel beside the picture: all that is known of one step.

function describe(step) {
  const parts = [];
  const call = step.call === null ? null : step.run.calls[step.call];
  const who = step.thread === '-' ? 'The boot of the next kernel' : step.thread;
  const ends = step.ending === 'broke' ? ' This breaks the rule, and does not come to its end.'
    : step.ending === 'waits' ? ' It waits for that for ever.' : '';
  parts.push(element('p', {}, `${who}${call && step.kind !== 'call' ? `, in ${call.operation},` : ''} ${
    step.ending === 'waits' ? meaning(step).replace('takes', 'wants') : meaning(step)}.${ends}`));
  for (const role of rolesOf(step)) {
    parts.push(element('p', { class: 'bad' }, `Its part: ${role}.`));
  }
  parts.push(...describeState(step), ...describeChoice(step), ...describeOrder(step), ...describePlace(step.place));
  return parts;
}

function describeState(step) {
  const before = stateAfter(step.run, step.number - 1);
  const after = stateAfter(step.run, step.number);
  if (!before || !after || after.parts.length === 0) {
    return [];
  }
  const was = new Map(before.parts.map(part => [part.name, part.value]));
  const body = element('tbody');
  for (const part of after.parts) {
    const old = was.has(part.name) ? was.get(part.name) : '';
    const row = element('tr', {}, element('th', { scope: 'row' }, part.name), element('td', {}, old), element('td', {}, part.value));
    if (old !== part.value) {
      row.classList.add('changed');
      row.lastChild.append(element('strong', {}, ' (changed)'));
    }
    body.append(row);
  }
  const head = element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'part'),
    element('th', { scope: 'col' }, 'before'), element('th', { scope: 'col' }, 'after')));
  return [element('h4', {}, 'State'), element('table', {}, head, body)];
}

function describeChoice(step) {
  const parts = [element('h4', {}, 'Who could go on here')];
  if (step.ending === 'waits') {
    parts.push(element('p', {}, 'Nobody: all that have not ended wait.'));
  } else if (step.ready.length > 0) {
    const others = step.ready.filter(thread => thread !== step.thread).map(nameOf);
    parts.push(element('p', {}, others.length === 0 ? `Only ${nameOf(step.thread)}.`
      : `${nameOf(step.thread)}, which did, or ${others.join(' or ')}.`));
  }
  for (const lock of step.run.locks) {
    const held = lock.held.filter(span => covers(span, step.number));
    for (const span of held) {
      parts.push(element('p', {}, `${nameOf(span.thread)} holds ${lock.name} (${span.exclusive ? 'exclusive' : 'shared'}${
        span.from === 0 ? ', since the set-up' : ''}).`));
    }
    for (const span of lock.waits.filter(each => covers(each, step.number))) {
      parts.push(element('p', {}, callAt(step.run, span.thread, step.number) ? `${span.thread} waits for ${lock.name}.`
        : `${span.thread} would wait for ${lock.name} in its next call.`));
    }
  }
  return parts;
}

function describeOrder(step) {
  const counts = { before: 0, after: 0, either: 0, same: 0 };
  for (const other of step.run.steps) {
    counts[orderOf(other, step)]++;
  }
  return [element('h4', {}, 'Order'), element('p', {},
    `\u25b2 ${counts.before} steps come before it, \u25bc ${counts.after} after it, \u25c7 ${counts.either} could come on either side.`)];
}

function describePlace(place) {
  if (!place) {
    return [];
  }
  const where = place.line > 0 ? `${place.file}:${place.line}` : place.method;
  const parts = [element('h4', {}, 'Code'), element('p', { class: 'mono' }, where)];
  const excerpt = excerptOf(place);
  if (excerpt) {
    const from = Math.max(excerpt.first, place.line - 4);
    const to = Math.min(excerpt.first + excerpt.lines.length - 1, place.line + 4);
    const code = element('pre', { tabindex: '0', role: 'region', 'aria-label': `Source, ${where}` });
    for (let line = from; line <= to; line++) {
      const text = `${String(line).padStart(4)}  ${excerpt.lines[line - excerpt.first]}\n`;
      code.append(line === place.line ? element('mark', {}, text) : text);
    }
    parts.push(code);
    if (!excerpt.asBuilt) {
      parts.push(element('p', { class: 'note' }, 'The file at hand is not known to be the one that the code was built from.'));
    }
  }
  return parts;
}
