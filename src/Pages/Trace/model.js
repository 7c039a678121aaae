'use strict';
// The data of the page: docs/trace.schema.json describes it. Nothing here touches the page.

const data = JSON.parse(document.getElementById('data').textContent);
const trace = data.trace;
const byNumber = new Map(trace.steps.map(step => [step.number, step]));
const lastNumber = trace.steps.length === 0 ? 0 : trace.steps[trace.steps.length - 1].number;
const roles = new Map();
for (const related of trace.violation ? trace.violation.related : []) {
  roles.set(related.step, [...(roles.get(related.step) || []), related.role]);
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
function callAt(thread, number) {
  return trace.calls.find(call => call.thread === thread && call.first <= number && number <= call.last);
}

// 'before', 'after', 'either' or 'same': how another step stands to one in happens-before.
function orderOf(other, step) {
  return other.number === step.number ? 'same'
    : other.number <= (step.after[other.thread] || 0) ? 'before'
    : step.number <= (other.after[step.thread] || 0) ? 'after'
    : 'either';
}

// The last state that is known with at most this many steps done.
function stateAfter(number) {
  let found = null;
  for (const state of trace.states) {
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

function changesAt(number) {
  return changes(stateAfter(number - 1), stateAfter(number));
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
