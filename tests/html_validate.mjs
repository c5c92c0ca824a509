// Validates HTML for tests/validation.py: one document per line of JSON in, one list of messages per line of JSON out.
// It keeps running, because starting Node costs more than validating a page.
import { createInterface } from "node:readline";
import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    "no-inline-style": "error", // the Content-Security-Policy would drop it
    "no-dup-id": "error",
    "heading-level": "error",
    "no-redundant-role": "off", // Safari forgets that a list without bullets is a list, unless its role says so
  },
});

for await (const line of createInterface({ input: process.stdin })) {
  const report = await validator.validateString(JSON.parse(line));
  const messages = report.results.flatMap((result) =>
    result.messages.map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`),
  );
  console.log(JSON.stringify(messages));
}
