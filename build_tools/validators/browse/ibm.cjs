// Run IBM's engine on a page, narrow in light mode and wide in dark mode, and return what fails its rules.
//
// What it can only ask a person to confirm is not returned: it asks the same of every page that has words.
'use strict'

const fs = require('node:fs')
const path = require('node:path')

const { collectFindings, describePlace } = require('./views.cjs')

const VIEWS = [{ width: 320, scheme: 'light' }, { width: 1280, scheme: 'dark' }]
const RULE_SET = 'IBM_Accessibility'
// Where a rule is wrong: the elements, with the reason.
const EXCEPTIONS = {
  // It means `http-equiv` and the `start` of a list, which the living standard defines: Nu judges HTML.
  element_attribute_deprecated: '*',
  // What scrolls has to be reached with the keyboard, as axe demands (scrollable-region-focusable).
  element_tabbable_role_valid: '[role="region"][tabindex="0"]'
}

module.exports = async function ibm ({ tab, page, modules }) {
  await tab.goto(page, { waitUntil: 'load' })
  await tab.evaluate(fs.readFileSync(path.join(modules, 'accessibility-checker-engine', 'ace.js'), 'utf8'))
  const findings = await collectFindings(tab, VIEWS, () => tab.evaluate(runEngine, RULE_SET, EXCEPTIONS))
  return findings.map(toMessage)
}

// Runs in the page.
/* global ace, document */
async function runEngine (ruleSet, exceptions) {
  const { results } = await new ace.Checker().check(document, [ruleSet])
  return results.flatMap(({ ruleId, message, node, path, value }) => {
    const element = node && node.closest ? node : null
    if (value[1] !== 'FAIL' || (element && ruleId in exceptions && element.matches(exceptions[ruleId]))) return []
    const text = element ? element.textContent.replace(/\s+/g, ' ').trim().slice(0, 40) : ''
    return [{ id: ruleId, message, target: path.dom, text }]
  })
}

function toMessage (finding) {
  const { id, message } = finding
  return { rule: id, severity: 'error', message, where: describePlace(finding, VIEWS), clause: '' }
}
