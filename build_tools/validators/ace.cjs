// Judges e-books with Ace by DAISY. Takes names of files as JSON, gives what is wrong as JSON.
//
// In:  {"look": "ace", "pages": ["00000.epub", …], "chromium": "/usr/bin/chromium",
//       "arguments": ["--no-sandbox"], "modules": "/…/node_modules"}
// Out: {"said": {"00000.epub": [{"rule", "severity", "message", "where", "clause"}, …], …}}
//
// Ace is called as its own command calls it, but one browser serves all the books.
'use strict'

const fs = require('node:fs')
const path = require('node:path')

const asked = JSON.parse(fs.readFileSync(0, 'utf8'))
const module_ = name => require(path.join(asked.modules, name))
const puppeteer = module_('puppeteer')
const own = module_('@daisy/ace-axe-runner-puppeteer')
const ace = module_('@daisy/ace-core')

const SEVERITIES = { critical: 'error', serious: 'error', moderate: 'warning', minor: 'warning' }
const ALONE = [
  '--host-resolver-rules=MAP * ~NOTFOUND', '--disable-background-networking',
  '--disable-component-update', '--disable-dev-shm-usage', '--disable-extensions',
  '--disable-gpu', '--disable-sync', '--no-first-run', '--mute-audio'
]

const launch = puppeteer.launch.bind(puppeteer)
let browser
// Ace starts its browser without a sandbox, whoever starts it; ours has one wherever it can.
puppeteer.launch = async options => {
  browser = await launch({
    ...options,
    executablePath: asked.chromium,
    args: [...ALONE, ...(asked.arguments || [])],
    pipe: true,
    timeout: 60000
  })
  const newPage = browser.newPage.bind(browser)
  browser.newPage = async () => idle.pop() || kept(await newPage())
  return browser
}
// Ace opens a tab for each document; a tab that it has closed is the next one that it opens.
const idle = []
function kept (tab) {
  tab.close = async () => {
    tab.removeAllListeners('request')
    idle.push(tab)
  }
  return tab
}
const runner = { ...own, concurrency: 2, launch: async () => browser || own.launch(), close: async () => {} }

async function judged (name) {
  const options = { cwd: process.cwd(), outdir: `${name}.ace`, tmpdir: `${name}.tmp`, silent: true, initLogger: true, doNotReportMedia: true }
  try {
    const [, report] = await ace(name, options, runner)
    return report.assertions.flatMap(findings)
  } catch (error) {
    // What is wrong with the book is told; what is wrong with the browser ends the run.
    if (browser && !browser.connected) throw error
    return [{ rule: 'unreadable', severity: 'error', message: `cannot be judged: ${error.message || error}` }]
  }
}

// Ace groups what it found by the page.
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

// wcag143 is success criterion 1.4.3, wcag2411 is 2.4.11.
function clause (tags) {
  const found = tags.map(tag => /^wcag(\d)(\d)(\d+)$/.exec(tag)).find(Boolean)
  return found ? `WCAG 2.2, ${found.slice(1).join('.')}` : ''
}

async function main () {
  const said = {}
  for (const name of asked.pages) said[name] = await judged(name)
  if (browser) await browser.close()
  return { said }
}

main().then(
  given => fs.writeFileSync('said.json', JSON.stringify(given.said)),
  error => {
    process.stderr.write(`${String(error && error.message).split('\n')[0]}\n`)
    process.exitCode = 1
  }
).finally(() => process.exit())
