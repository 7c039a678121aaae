'use strict';
// The data of the page: docs/trace.schema.json describes it. Nothing here touches the page.

const data = JSON.parse(document.getElementById('data').textContent);

// The runs: the one of the trace, and the nearest schedule that passes, if there is one. Both begin alike, up to the step `parts`.
const trace = asRun(data.trace, 'run', data.trace.steps);
const parts = trace.nearest && trace.nearest.run ? trace.nearest.parts : null;
const near = parts === null ? null : asRun(trace.nearest.run, 'near',
  [...trace.steps.filter(step => step.number < parts).map(step => ({ ...step })), ...trace.nearest.run.steps]);
const runs = near ? [trace, near] : [trace];

// A run knows its steps by number, and each step its run.
function asRun(run, column, steps) {
  run.column = column;
  run.steps = steps;
  run.byNumber = new Map(steps.map(step => [step.number, step]));
  run.last = Math.max(0, ...run.byNumber.keys());
  steps.forEach(step => { step.run = run; });
  return run;
}

const roles = new Map();
for (const related of trace.violation ? trace.violation.related : []) {
  roles.set(related.step, [...(roles.get(related.step) || []), related.role]);
}

function rolesOf(step) {
  return (step.run === trace && roles.get(step.number)) || [];
}

// The lanes: every thread of the program, also one that takes no step, and the one between two epochs if it takes any.
const threads = [];
for (let i = 0; i < Math.max(...trace.program.operations.map(phase => phase.length)); i++) {
  threads.push(String.fromCharCode(65 + i));
}
if (trace.steps.some(step => step.thread === '-')) {
  threads.unshift('-');
}

function colourOf(thread) {
  return thread === '-' ? 't4' : `t${thread.charCodeAt(0) - 65}`;
}

function nameOf(thread) {
  return thread === '-' ? 'the boot of the next kernel' : thread;
}

function covers(span, number) {
  return span.from <= number && (span.to === null || number <= span.to);
}

// The call that a thread is in at a step.
function callAt(run, thread, number) {
  return run.calls.find(call => call.thread === thread && call.first <= number && number <= call.last);
}

// 'before', 'after', 'either' or 'same': how another step stands to one in happens-before.
function orderOf(other, step) {
  return other.number === step.number ? 'same'
    : other.number <= (step.after[other.thread] || 0) ? 'before'
    : step.number <= (other.after[step.thread] || 0) ? 'after'
    : 'either';
}

// The last state that is known with at most this many steps done.
function stateAfter(run, number) {
  let found = null;
  for (const state of run.states) {
    if (state.after > number) {
      break;
    }
    found = state;
  }
  return found;
}

// The parts that differ: [name, before, after].
function changes(before, after) {
  if (!before || !after) {
    return [];
  }
  const was = new Map(before.parts.map(part => [part.name, part.value]));
  return after.parts.filter(part => was.has(part.name) && was.get(part.name) !== part.value)
    .map(part => [part.name, was.get(part.name), part.value]);
}

function changesAt(step) {
  return changes(stateAfter(step.run, step.number - 1), stateAfter(step.run, step.number));
}

// What a step does, in a sentence without its subject.
function meaning(step) {
  const value = step.value === '' ? '' : ` ${step.value}`;
  switch (step.kind) {
    case 'call': return `calls ${step.target}`;
    case 'return': return `returns${value}`;
    case 'acquire-read': return `takes the lock ${step.target} for shared use (others may share it)`;
    case 'acquire-write': return `takes the lock ${step.target} for exclusive use`;
    case 'release-read':
    case 'release-write': return `gives the lock ${step.target} back`;
    case 'read': return `reads ${step.target}${step.value === '' ? '' : ` and sees${value}`}`;
    case 'write': return `writes${value}${value === '' ? '' : ' to'} ${step.target}`;
    case 'free': return `frees ${step.target}`;
    case 'fault': return `asks the environment:${value}`;
    case 'jump': return step.value === '' ? 'leaves the kernel: nothing in it runs after this' : `does not leave the kernel:${value}`;
    default: return step.words;
  }
}

function excerptOf(place) {
  return place && data.sources.find(each => each.file === place.file
    && each.first <= place.line && place.line < each.first + each.lines.length);
}
