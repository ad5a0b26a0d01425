// @clack/prompts, asking one single choice after another.
import { select } from "@clack/prompts";

const [count, ...options] = process.argv.slice(2);
for (let number = 1; number <= Number(count); number += 1) {
  await select({
    message: `Vraag ${number}: hoe kijkt u hier tegenaan?`,
    options: options.map((label) => ({ value: label, label })),
  });
}
