// The events of a markwhen file that carry a tag and begin in 2018 or 2019, a line each: node markwhen.mjs FILE TAG
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

if (process.argv[2] === "--version") {
  const home = createRequire(import.meta.url).resolve("@markwhen/parser").replace(/cjs.*/, "package.json");
  console.log(JSON.parse(readFileSync(home, "utf8")).version);
  process.exit(0);
}
const { parse, toArray } = await import("@markwhen/parser");
const { events } = parse(readFileSync(process.argv[2], "utf8"));
const lines = [];
for (const { eventy } of toArray(events)) {
  const from = eventy.dateRangeIso?.fromDateTimeIso ?? "";
  if (from >= "2018" && from < "2020" && eventy.tags.includes(process.argv[3])) {
    lines.push(`${from.slice(0, 10)} ${eventy.firstLine.restTrimmed}\n`);
  }
}
process.stdout.write(lines.join(""));
