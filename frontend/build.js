/** Builds the editor: one module, its loader, its style sheet, and the licences of what is inside; and fetches the letters of printed pages. */
import { build } from "esbuild"
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, "../src/passerelle/ui/static/ui/vendor/editor")

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: [
    { in: "src/editor.js", out: "editor" },
    { in: "src/loader.js", out: "editor-loader" },
    { in: "src/styles/editor.css", out: "editor" },
  ],
  outdir: target,
  bundle: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "none",
  metafile: true,
})
await writeFile(join(target, "editor.LICENSES.txt"), await licences(metafile))
for (const name of ["editor.js", "editor-loader.js", "editor.css"]) {
  const file = await readFile(join(target, name))
  console.log(`${name}: ${file.length} bytes, ${gzipSync(file, { level: 9 }).length} gzipped`)
}

/** The letters of printed pages, as they were published. */
const dejavu = join(here, "node_modules/dejavu-fonts-ttf")
const fonts = join(here, "../src/passerelle/lib/pdf/fonts")
for (const face of ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]) await copyFile(join(dejavu, "ttf", face), join(fonts, face))
await copyFile(join(dejavu, "LICENSE"), join(fonts, "LICENSE-dejavu.txt"))

/** Collects name, version and licence text of every package that put something into the bundle. */
async function licences({ inputs }) {
  const folders = Object.keys(inputs).map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
  const sections = [...new Set(folders.filter(Boolean))].sort().map(describe)
  return `The editor contains these packages.\n\n${(await Promise.all(sections)).join("\n")}`
}

async function describe(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(here, folder, "package.json"), "utf8"))
  const file = (await readdir(join(here, folder))).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file ? (await readFile(join(here, folder, file), "utf8")).trim() : "The package holds no licence text."
  return `${"=".repeat(72)}\n${name} ${version} (${license})\n${"=".repeat(72)}\n${text}\n`
}
