// Takes a list of pages as JSON, opens each in one browser, gives what is wrong as JSON.
//
// In:  {"look": "axe" | "keyboard", "pages": ["file:///…", …], "at_once": 2,
//       "chromium": "/usr/bin/chromium", "arguments": ["--no-sandbox"],
//       "modules": "/…/node_modules"}
// Out: {"browser": "Chrome/141…", "said": {"file:///…": [{"rule", "severity", "message", "where",
//       "clause"}, …], …}}
//
// A page that cannot be opened ends the run: a judge that saw less than it was given has not judged.
'use strict'

const path = require('node:path')

const LOOKS = { axe: './browse/axe.cjs', keyboard: './browse/keyboard.cjs' }
// No address is asked for that is not on this disk, and nothing is sent home.
const ALONE = [
  '--host-resolver-rules=MAP * ~NOTFOUND', '--disable-background-networking',
  '--disable-component-update', '--disable-dev-shm-usage', '--disable-extensions',
  '--disable-gpu', '--disable-sync', '--hide-scrollbars', '--no-first-run', '--mute-audio'
]

async function main () {
  const asked = JSON.parse(await read(process.stdin))
  const look = require(LOOKS[asked.look])
  const browser = await launched(asked)
  process.once('SIGTERM', () => browser.close().finally(() => process.exit(143)))
  process.once('SIGINT', () => browser.close().finally(() => process.exit(130)))
  try {
    const said = {}
    const waiting = [...asked.pages]
    await Promise.all(Array.from({ length: asked.at_once || 2 }, () => work(browser, look, asked, waiting, said)))
    return { browser: await browser.version(), said }
  } finally {
    await browser.close()
  }
}

function launched (asked) {
  const puppeteer = require(path.join(asked.modules, 'puppeteer'))
  return puppeteer.launch({
    executablePath: asked.chromium,
    args: [...ALONE, ...(asked.arguments || [])],
    handleSIGINT: false,
    handleSIGTERM: false,
    pipe: true
  })
}

async function work (browser, look, asked, waiting, said) {
  const tab = await browser.newPage()
  const session = await tab.createCDPSession()
  // Two pages are looked at side by side: each is to think that it has the keyboard.
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
    try {
      said[page] = await look({ tab, session, page, modules: asked.modules })
    } catch (error) {
      throw new Error(`${page}: ${error.message}`)
    }
  }
  await tab.close()
}

async function read (stream) {
  const parts = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

main().then(
  given => process.stdout.write(JSON.stringify(given)),
  error => {
    process.stderr.write(`${String(error && error.message).split('\n')[0]}\n`)
    process.exitCode = 1
  }
)
