// Makes explorer.html, the template that the program carries: `npm ci --ignore-scripts && npm run build`.
// With --check it writes nothing and fails where the template is not what the sources give.
//
// Markup, style and script become one file. Its Content-Security-Policy lets run this very script and style, by
// their SHA-256, and nothing else. Two marks are left for whoever fills the template: {{connect}}, what the page
// may connect to, and {{graph}}, the graph as JSON in which every "<" is written \u003c.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const read = (name) => readFileSync(join(here, name), "utf8");

async function bundled(name) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [name],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  return result.outputFiles[0].text.trim();
}

// What comes from elsewhere, with its licence as each package states it.
function licences() {
  return ["sigma", "graphology", "graphology-utils", "events"]
    .map((name) => {
      const { version, license } = JSON.parse(read(`node_modules/${name}/package.json`));
      const text = read(`node_modules/${name}/${name === "events" ? "LICENSE" : "LICENSE.txt"}`);
      return `${name} ${version} (${license})\n\n${text.trim()}`;
    })
    .join("\n\n");
}

const allowed = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const style = await bundled("src/page.css");
const script = (await bundled("src/main.js")).replaceAll("</script", "<\\/script");
const policy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; " +
  `connect-src {{connect}}; script-src ${allowed(script)}; style-src ${allowed(style)}`;
const parts = { licences: licences(), policy, style, script };
const page = read("src/page.html").replace(/\{\{(licences|policy|style|script)\}\}/g, (_, name) => parts[name]);

const place = join(here, "explorer.html");
if (process.argv.includes("--check")) {
  if (readFileSync(place, "utf8") !== page) {
    console.error("export/html/explorer.html is not what export/html/src gives; run `npm run build` there and commit it");
    process.exit(1);
  }
} else {
  writeFileSync(place, page);
}
