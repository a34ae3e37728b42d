// Builds web/dist: one style sheet, one script, the page for the field, the four Sarabun files, the icon and the notices.
// Needs nothing but what package-lock.json names.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const dist = "dist";
rmSync(dist, { recursive: true, force: true });
mkdirSync(`${dist}/fonts`, { recursive: true });

execFileSync(
  process.execPath,
  ["node_modules/@tailwindcss/cli/dist/index.mjs", "-i", "src/app.css", "-o", `${dist}/app.css`, "--minify"],
  { stdio: ["ignore", "inherit", "pipe"] },
);

await build({
  entryPoints: ["src/app.js"],
  outfile: `${dist}/app.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});

// The page for the field and its worker. The evaluator stands by itself, so that it is tested as telephones load it.
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."], { stdio: ["ignore", "inherit", "inherit"] });
await build({
  entryPoints: ["src/field/evaluator.ts", "src/field/page.ts"],
  outdir: `${dist}/field`,
  bundle: true,
  splitting: true,
  chunkNames: "shared-[hash]",
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});
await build({
  entryPoints: ["src/field/worker.ts"],
  outfile: `${dist}/field/worker.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});

for (const subset of ["thai", "latin"]) {
  for (const weight of [400, 700]) {
    const file = `sarabun-${subset}-${weight}-normal.woff2`;
    cpSync(`node_modules/@fontsource/sarabun/files/${file}`, `${dist}/fonts/${file}`);
  }
}
cpSync("src/public", dist, { recursive: true });
cpSync("NOTICE", `${dist}/NOTICE.txt`);

for (const file of ["app.css", "app.js", ...readdirSync(`${dist}/field`).map((name) => `field/${name}`)]) {
  const path = `${dist}/${file}`;
  console.log(`${path}: ${statSync(path).size} bytes, ${gzipSync(readFileSync(path), { level: 9 }).length} gzipped`);
}
