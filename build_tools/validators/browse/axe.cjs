// Run axe on a page at three widths, in light and in dark mode, and return its findings.
//
// Besides level AA, axe's contrast rule of level AAA is enabled: this project requires 7 : 1.
// What axe cannot decide at one width (a cell scrolled out of view) it may decide at another; what it
// cannot decide at any width is reported.
'use strict'

const fs = require('node:fs')
const path = require('node:path')

const views = require('./views.cjs')

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
  const findings = await views.collectFindings(tab, views.ALL, () => tab.evaluate(runAxe, RULES))
  return findings.filter(finding => !finding.undecided || isUndecided(finding)).map(toMessage)
}

function source (modules) {
  if (!sources.has(modules)) {
    sources.set(modules, fs.readFileSync(path.join(modules, 'axe-core', 'axe.min.js'), 'utf8'))
  }
  return sources.get(modules)
}

// Runs in the page.
/* global axe, document, getComputedStyle */
async function runAxe (rules) {
  // A sign alone has the colour of its formula or its line, which axe decides by their letters.
  const isSign = (element, checks) => element.closest('math') ||
    (checks.some(({ data }) => data && data.messageKey === 'nonBmp') &&
      getComputedStyle(element).color === getComputedStyle(element.parentElement).color)
  // What a box has scrolled away looks like what it shows of the same kind.
  const isScrolledAway = element => {
    const box = element.closest('.scroll')
    if (!box) return false
    const [own, shown] = [element.getBoundingClientRect(), box.getBoundingClientRect()]
    return own.right > shown.right || own.left < shown.left
  }
  const { violations, incomplete } = await axe.run(document, rules)
  const all = [...violations, ...incomplete.map(finding => ({ ...finding, undecided: true }))]
  return all.flatMap(({ id, help, tags, nodes, undecided }) => nodes.flatMap(node => {
    const target = node.target.flat().join(' ')
    const element = document.querySelector(node.target.flat().at(-1))
    if (undecided && element && (isSign(element, node.any) || isScrolledAway(element))) return []
    const why = [...node.any, ...node.all, ...node.none].map(check => check.message)
    const text = element ? element.textContent.replace(/\s+/g, ' ').trim().slice(0, 40) : ''
    return { id, help, tags, target, text, undecided, why: why[0] || help }
  }))
}

// Return whether axe could not decide at any width, in light or in dark mode.
function isUndecided (finding) {
  return ['light', 'dark'].some(scheme => views.ALL.every(view => view.scheme !== scheme || finding.views.has(views.name(view))))
}

function toMessage (finding) {
  const { id, help, tags, why, undecided } = finding
  const criterion = tags.map(tag => /^wcag(\d)(\d)(\d+)$/.exec(tag)).find(Boolean)
  return {
    rule: id,
    severity: 'error',
    message: `${undecided ? 'axe cannot decide: ' : ''}${help}: ${why}`,
    where: views.describePlace(finding, views.ALL),
    clause: criterion ? `WCAG 2.2, ${criterion.slice(1).join('.')}` : ''
  }
}
