// Takes a page in a tab, walks it with the Tab key alone, gives where a reader would be lost.
'use strict'

const { install } = require('./walk.cjs')

const NARROW = 320
// Narrow by day and wide by night: what focus looks like depends on the colours, not on the width.
const VIEWS = [
  { width: NARROW, scheme: 'light' },
  { width: 1280, scheme: 'dark' }
]
const TAB = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }
const ENTER = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }

module.exports = async function keyboard ({ tab, session, page }) {
  const seen = new Map()
  for (const { width, scheme } of VIEWS) {
    await tab.setViewport({ width, height: 900 })
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    for (const one of await walked(tab, session, page, width)) {
      const key = [one.rule, one.clause, one.where].join('\n')
      if (!seen.has(key)) seen.set(key, { ...one, views: new Set() })
      seen.get(key).views.add(`${width} px`)
    }
  }
  return [...seen.values()].map(told)
}

async function walked (tab, session, page, width) {
  await opened(tab, page)
  const count = await tab.evaluate(() => window.walk.count())
  const said = await tab.evaluate(width => window.walk.still(width), width === NARROW ? width : 0)
  // Two more than there are: what is left over shows whether the walk ends.
  await pressed(session, TAB, count + 2)
  said.push(...await tab.evaluate(() => window.walk.told()))
  if (!await tab.evaluate(() => window.walk.leads())) return said
  await opened(tab, page)
  await pressed(session, TAB, 1)
  await pressed(session, ENTER, 1)
  await pressed(session, TAB, 1)
  said.push(...await tab.evaluate(() => window.walk.skipped()))
  return said
}

async function opened (tab, page) {
  await tab.goto('about:blank')
  await tab.goto(page, { waitUntil: 'load' })
  await tab.evaluate(install)
}

// Keys go out at once, in order; the page notes each as it arrives.
async function pressed (session, key, times) {
  const sent = []
  for (let each = 0; each < times; each++) {
    const type = key.text ? 'keyDown' : 'rawKeyDown'
    sent.push(session.send('Input.dispatchKeyEvent', { type, ...key }))
    sent.push(session.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp', text: undefined }))
  }
  await Promise.all(sent)
}

function told ({ rule, message, where, clause, views }) {
  const place = views.size === VIEWS.length ? where : `${where} (${[...views].join(', ')})`
  return { rule, severity: 'error', message, where: place, clause: `WCAG 2.2, ${clause}` }
}
