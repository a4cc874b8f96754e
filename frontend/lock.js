/** Makes the lock file: versions and hashes, no addresses, so that any registry can serve the packages. */
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"

execFileSync("npm", ["install", "--package-lock-only", "--omit-lockfile-registry-resolved"], { stdio: "inherit" })
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"))
for (const description of Object.values(lock.packages)) delete description.funding
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`)
