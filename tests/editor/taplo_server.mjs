// The language server of taplo (npm: @taplo/lsp), as the extension Even Better TOML runs it, over stdin and stdout.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const { TaploLsp } = createRequire(path.join(process.env.TAPLO_LSP, "package.json"))("@taplo/lsp");
const refuse = () => Promise.reject(new Error("no network"));
const environment = {
  now: () => new Date(),
  envVar: (name) => process.env[name],
  envVars: () => Object.entries(process.env),
  stdErrAtty: () => false,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  glob: () => [],
  readFile: (file) => fs.promises.readFile(file),
  writeFile: (file, bytes) => fs.promises.writeFile(file, bytes),
  urlToFilePath: (url) => fileURLToPath(url),
  isAbsolute: (file) => path.isAbsolute(file),
  cwd: () => process.cwd(),
  findConfigFile: (folder) => [".taplo.toml"].map((name) => path.join(folder, name)).find((file) => fs.existsSync(file)),
  fetch: { fetch: refuse, Headers, Request, Response },
};
const send = (message) => {
  const body = Buffer.from(JSON.stringify(message));
  process.stdout.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
};
const server = await TaploLsp.initialize(environment, { onMessage: send });
let kept = Buffer.alloc(0);
process.stdin.on("data", (chunk) => {
  kept = Buffer.concat([kept, chunk]);
  for (let end = kept.indexOf("\r\n\r\n"); end >= 0; end = kept.indexOf("\r\n\r\n")) {
    const length = Number(/content-length: *(\d+)/i.exec(kept.subarray(0, end).toString())[1]);
    if (kept.length < end + 4 + length) return;
    const message = kept.subarray(end + 4, end + 4 + length).toString();
    kept = kept.subarray(end + 4 + length);
    server.send(JSON.parse(message));
  }
});
