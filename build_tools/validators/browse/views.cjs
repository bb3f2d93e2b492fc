// Show a page at several widths, in light and in dark mode, and collect what a test finds in each view.
'use strict'

const ALL = [1280, 768, 320].flatMap(width => ['light', 'dark'].map(scheme => ({ width, scheme })))

const name = ({ width, scheme }) => `${width} px ${scheme}`

// Return the findings of a test, each once, with the names of the views in which it was made.
async function collectFindings (tab, views, test) {
  const findings = new Map()
  for (const view of views) {
    await tab.setViewport({ width: view.width, height: 900 })
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: view.scheme }])
    for (const finding of await test()) {
      const key = [finding.id, finding.target, finding.undecided].join('\n')
      if (!findings.has(key)) findings.set(key, { ...finding, views: new Set() })
      findings.get(key).views.add(name(view))
    }
  }
  return [...findings.values()]
}

// Return where a finding is: its selector, its text, and its views, if it is not in all of them.
function describePlace ({ target, text, views }, all) {
  const every = views.size === all.length
  return `${target}${text && ` “${text}”`}${every ? '' : ` (${[...views].join(', ')})`}`
}

module.exports = { ALL, collectFindings, describePlace, name }
