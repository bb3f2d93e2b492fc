// Open each page of a list in one browser and test it. Reads JSON, writes findings as JSON.
//
// In:  {"test": "axe" | "keyboard", "pages": ["file:///…", …], "at_once": 2,
//       "chromium": "/usr/bin/chromium", "arguments": ["--no-sandbox"],
//       "modules": "/…/node_modules"}
// Out: {"browser": "Chrome/141…", "messages": {"file:///…": [{"rule", "severity", "message", "where",
//       "clause"}, …], …}}
//
// A page that cannot be opened ends the run: a validator must test every file that it was given.
'use strict'

const path = require('node:path')

const TESTS = { axe: './browse/axe.cjs', ibm: './browse/ibm.cjs', keyboard: './browse/keyboard.cjs' }
// The browser has no network: it can open only local files.
const OFFLINE = [
  '--host-resolver-rules=MAP * ~NOTFOUND', '--disable-background-networking',
  '--disable-component-update', '--disable-dev-shm-usage', '--disable-extensions',
  '--disable-gpu', '--disable-sync', '--hide-scrollbars', '--no-first-run', '--mute-audio'
]

async function main () {
  const input = JSON.parse(await read(process.stdin))
  const test = require(TESTS[input.test])
  const browser = await launch(input)
  process.once('SIGTERM', () => browser.close().finally(() => process.exit(143)))
  process.once('SIGINT', () => browser.close().finally(() => process.exit(130)))
  try {
    const messages = {}
    const queue = [...input.pages]
    await Promise.all(Array.from({ length: input.at_once || 2 }, () => work(browser, test, input, queue, messages)))
    return { browser: await browser.version(), messages }
  } finally {
    await browser.close()
  }
}

function launch (input) {
  const puppeteer = require(path.join(input.modules, 'puppeteer'))
  return puppeteer.launch({
    executablePath: input.chromium,
    args: [...OFFLINE, ...(input.arguments || [])],
    handleSIGINT: false,
    handleSIGTERM: false,
    pipe: true
  })
}

async function work (browser, test, input, queue, messages) {
  const tab = await browser.newPage()
  const session = await tab.createCDPSession()
  // Two pages are tested at the same time: focus emulation gives each the keyboard focus.
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
    try {
      messages[page] = await test({ tab, session, page, modules: input.modules })
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
  result => process.stdout.write(JSON.stringify(result)),
  error => {
    process.stderr.write(`${String(error && error.message).split('\n')[0]}\n`)
    process.exitCode = 1
  }
)
