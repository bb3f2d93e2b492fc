// Move through a page with the Tab key only, and return the findings on keyboard navigation.
'use strict'

const { install } = require('./walk.cjs')

const NARROW = 320
// Narrow in light mode and wide in dark mode: the focus ring depends on colours, not on the width.
const VIEWS = [
  { width: NARROW, scheme: 'light' },
  { width: 1280, scheme: 'dark' }
]
const TAB = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }
const ENTER = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }

module.exports = async function keyboard ({ tab, session, page }) {
  const findings = new Map()
  for (const { width, scheme } of VIEWS) {
    await tab.setViewport({ width, height: 900 })
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    for (const finding of await walkPage(tab, session, page, width)) {
      const key = [finding.rule, finding.clause, finding.where].join('\n')
      if (!findings.has(key)) findings.set(key, { ...finding, views: new Set() })
      findings.get(key).views.add(`${width} px`)
    }
  }
  return [...findings.values()].map(toMessage)
}

async function walkPage (tab, session, page, width) {
  await openPage(tab, page)
  const count = await tab.evaluate(() => window.walk.count())
  const messages = await tab.evaluate(width => window.walk.checkStill(width), width === NARROW ? width : 0)
  // Press Tab two times more than there are stops: the extra stops show whether the order repeats.
  await pressKey(session, TAB, count + 2)
  messages.push(...await tab.evaluate(() => window.walk.reportWalk()))
  if (!await tab.evaluate(() => window.walk.hasSkipLink())) return messages
  await openPage(tab, page)
  await pressKey(session, TAB, 1)
  await pressKey(session, ENTER, 1)
  await pressKey(session, TAB, 1)
  messages.push(...await tab.evaluate(() => window.walk.checkSkipLink()))
  return messages
}

async function openPage (tab, page) {
  await tab.goto('about:blank')
  await tab.goto(page, { waitUntil: 'load' })
  await tab.evaluate(install)
}

// Send all keys at once, in order; the page records each when it arrives.
async function pressKey (session, key, times) {
  const sent = []
  for (let i = 0; i < times; i++) {
    const type = key.text ? 'keyDown' : 'rawKeyDown'
    sent.push(session.send('Input.dispatchKeyEvent', { type, ...key }))
    sent.push(session.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp', text: undefined }))
  }
  await Promise.all(sent)
}

function toMessage ({ rule, message, where, clause, views }) {
  const place = views.size === VIEWS.length ? where : `${where} (${[...views].join(', ')})`
  return { rule, severity: 'error', message, where: place, clause: `WCAG 2.2, ${clause}` }
}
