// A chain of questions in SurveyJS, each visible only where the one before it was answered with 1.
// Reads a line, does one thing, and writes what it took in milliseconds with the number of questions on the route:
//   close  the first question is answered with 2: everything after it leaves the route
//   stay   the last question is answered anew: nothing else changes
import { createInterface } from "node:readline";
import { Model } from "survey-core";

const questions = Number(process.argv[2]);
const elements = Array.from({ length: questions }, (_, at) => ({
  type: "radiogroup",
  name: `q${at + 1}`,
  choices: [1, 2, 3, 4],
  ...(at ? { visibleIf: `{q${at}} = 1` } : {}),
}));

const answers = Object.fromEntries(elements.map(({ name }) => [name, 1]));

function survey() {
  const model = new Model({ elements, clearInvisibleValues: "onHidden" });
  model.data = answers;
  return model;
}

let open = survey();
let last = 1;

function measured(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const asked = (model) => model.getAllQuestions().filter((one) => one.isVisible).length;

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "close") {
    const took = measured(() => open.setValue("q1", 2));
    console.log(JSON.stringify({ took, asked: asked(open) }));
    open = survey();
  } else {
    last = 3 - last;
    const took = measured(() => open.setValue(`q${questions}`, last));
    console.log(JSON.stringify({ took, asked: asked(open) }));
  }
}
