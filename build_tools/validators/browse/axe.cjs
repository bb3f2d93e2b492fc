// Takes a page in a tab, gives what axe holds against it at three widths, in light and in dark.
//
// Besides level AA, axe's rule of level AAA for contrast is asked: 7 : 1 is the house's measure.
// What axe cannot decide at one width (a cell that is scrolled out of sight) another shows; what it
// can decide at none is told, and not passed.
'use strict'

const fs = require('node:fs')
const path = require('node:path')

const WIDTHS = [1280, 768, 320]
const SCHEMES = ['light', 'dark']
const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  rules: { 'color-contrast-enhanced': { enabled: true } },
  resultTypes: ['violations', 'incomplete'],
  preload: false,
  elementRef: false
}
const sources = new Map()

module.exports = async function axe ({ tab, page, modules }) {
  await tab.goto(page, { waitUntil: 'load' })
  await tab.evaluate(source(modules))
  const seen = new Map()
  for (const width of WIDTHS) {
    await tab.setViewport({ width, height: 900 })
    for (const scheme of SCHEMES) {
      await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
      for (const one of await tab.evaluate(judged, RULES)) note(seen, one, `${width} px ${scheme}`)
    }
  }
  return [...seen.values()].filter(one => !one.undecided || nowhere(one)).map(told)
}

function source (modules) {
  if (!sources.has(modules)) {
    sources.set(modules, fs.readFileSync(path.join(modules, 'axe-core', 'axe.min.js'), 'utf8'))
  }
  return sources.get(modules)
}

// Runs in the page.
/* global axe, document */
async function judged (rules) {
  const { violations, incomplete } = await axe.run(document, rules)
  const all = [...violations, ...incomplete.map(one => ({ ...one, undecided: true }))]
  return all.flatMap(({ id, help, tags, nodes, undecided }) => nodes.map(node => {
    const target = node.target.flat().join(' ')
    const element = document.querySelector(node.target.flat().at(-1))
    const why = [...node.any, ...node.all, ...node.none].map(check => check.message)
    const words = element ? element.textContent.replace(/\s+/g, ' ').trim().slice(0, 40) : ''
    return { id, help, tags, target, words, undecided, why: why[0] || help }
  }))
}

// One thing at several widths is one thing, seen in several views.
function note (seen, one, view) {
  const key = `${one.id}\n${one.target}\n${one.undecided}`
  if (!seen.has(key)) seen.set(key, { ...one, views: new Set() })
  seen.get(key).views.add(view)
}

// Whether axe could not decide at any width, by day or by night.
function nowhere ({ views }) {
  return SCHEMES.some(scheme => WIDTHS.every(width => views.has(`${width} px ${scheme}`)))
}

function told ({ id, help, tags, target, words, why, views, undecided }) {
  const every = views.size === WIDTHS.length * SCHEMES.length
  const where = `${target}${words && ` “${words}”`}${every ? '' : ` (${[...views].join(', ')})`}`
  const criterion = tags.map(tag => /^wcag(\d)(\d)(\d+)$/.exec(tag)).find(Boolean)
  const clause = criterion ? `WCAG 2.2, ${criterion.slice(1).join('.')}` : ''
  return { rule: id, severity: 'error', message: `${undecided ? 'axe cannot decide: ' : ''}${help}: ${why}`, where, clause }
}
