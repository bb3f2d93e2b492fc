// Validate EPUBs with Ace by DAISY. Reads file names as JSON, writes findings as JSON.
//
// In:  {"test": "ace", "pages": ["00000.epub", …], "chromium": "/usr/bin/chromium",
//       "arguments": ["--no-sandbox"], "modules": "/…/node_modules"}
// Out, in messages.json: {"00000.epub": [{"rule", "severity", "message", "where", "clause"}, …], …}
//
// Ace is called as its own command calls it, but with one browser for all books.
'use strict'

const fs = require('node:fs')
const path = require('node:path')

const input = JSON.parse(fs.readFileSync(0, 'utf8'))
const module_ = name => require(path.join(input.modules, name))
const puppeteer = module_('puppeteer')
const own = module_('@daisy/ace-axe-runner-puppeteer')
const ace = module_('@daisy/ace-core')

const SEVERITIES = { critical: 'error', serious: 'error', moderate: 'warning', minor: 'warning' }
const OFFLINE = [
  '--host-resolver-rules=MAP * ~NOTFOUND', '--disable-background-networking',
  '--disable-component-update', '--disable-dev-shm-usage', '--disable-extensions',
  '--disable-gpu', '--disable-sync', '--no-first-run', '--mute-audio'
]

const launch = puppeteer.launch.bind(puppeteer)
let browser
// Ace starts its browser without a sandbox for every user; ours has one if the system allows it.
puppeteer.launch = async options => {
  browser = await launch({
    ...options,
    executablePath: input.chromium,
    args: [...OFFLINE, ...(input.arguments || [])],
    pipe: true,
    timeout: 60000
  })
  const newPage = browser.newPage.bind(browser)
  browser.newPage = async () => idleTabs.pop() || makeReusable(await newPage())
  return browser
}
// Ace opens a tab for each document; a tab that it closes is used again for the next document.
const idleTabs = []
function makeReusable (tab) {
  tab.close = async () => {
    tab.removeAllListeners('request')
    idleTabs.push(tab)
  }
  return tab
}
const runner = { ...own, concurrency: 2, launch: async () => browser || own.launch(), close: async () => {} }

async function validate (name) {
  const options = { cwd: process.cwd(), outdir: `${name}.ace`, tmpdir: `${name}.tmp`, silent: true, initLogger: true, doNotReportMedia: true }
  try {
    const [, report] = await ace(name, options, runner)
    return report.assertions.flatMap(findings)
  } catch (error) {
    // An error in the book is a finding; an error of the browser ends the run.
    if (browser && !browser.connected) throw error
    return [{ rule: 'unreadable', severity: 'error', message: `cannot be validated: ${error.message || error}` }]
  }
}

// Ace groups its assertions by page.
function findings (page) {
  const member = page['earl:testSubject'].url
  return page.assertions
    .filter(one => one['earl:result']['earl:outcome'] === 'fail')
    .map(one => finding(member, one['earl:test'], one['earl:result']))
}

function finding (member, test, result) {
  const pointer = result['earl:pointer']
  const at = pointer && pointer.css ? pointer.css.flat().join(' ') : ''
  return {
    rule: test['dct:title'],
    severity: SEVERITIES[test['earl:impact']] || 'warning',
    message: String(result['dct:description'] || test['dct:description']).replace(/\s+/g, ' ').trim(),
    where: [member, at].filter(Boolean).join(' '),
    clause: clause(test.rulesetTags || [])
  }
}

// The tag wcag143 is success criterion 1.4.3, wcag2411 is 2.4.11.
function clause (tags) {
  const found = tags.map(tag => /^wcag(\d)(\d)(\d+)$/.exec(tag)).find(Boolean)
  return found ? `WCAG 2.2, ${found.slice(1).join('.')}` : ''
}

async function main () {
  const messages = {}
  for (const name of input.pages) messages[name] = await validate(name)
  if (browser) await browser.close()
  return messages
}

main().then(
  messages => fs.writeFileSync('messages.json', JSON.stringify(messages)),
  error => {
    process.stderr.write(`${String(error && error.message).split('\n')[0]}\n`)
    process.exitCode = 1
  }
).finally(() => process.exit())
