// Takes a page from within, notes where the keyboard leads, gives what is wrong on the way.
//
// `install` runs in the page; it may name nothing that stands outside of it.
/* global window, document, getComputedStyle, location, innerWidth, innerHeight */
'use strict'

module.exports.install = function install () {
  const TARGET = 24 // WCAG 2.2, 2.5.8
  const OUTLINE = { width: 2, contrast: 3 } // WCAG 2.2, 2.4.13 and 1.4.11
  const REACHED = 'a[href], area[href], button, input, select, textarea, summary, iframe, ' +
    'audio[controls], video[controls], [contenteditable], [tabindex]'
  const notes = []
  const colours = new Map()

  const shown = element => element.checkVisibility({ visibilityProperty: true }) &&
    element.getClientRects().length > 0
  const reached = [...document.querySelectorAll(REACHED)]
    .filter(element => element.tabIndex >= 0 && !element.disabled && shown(element))

  document.addEventListener('keyup', event => {
    if (event.key === 'Tab') notes.push(note(document.activeElement))
  }, true)

  function note (element) {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element)
    const outline = outlineStyle === 'none' ? 0 : parseFloat(outlineWidth)
    const reach = parseFloat(outlineOffset) + outline
    return {
      element,
      outline,
      apart: contrast(colour(outlineColor), ground(reach > 0 ? element.parentElement : element)),
      cut: cut(element, reach),
      covered: covered(element)
    }
  }

  // What of a ring around an element lies beyond what an element around that lets be seen.
  function cut (element, reach) {
    const ring = grown(element.getBoundingClientRect(), reach)
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box)
      if (overflowX === 'visible' && overflowY === 'visible') continue
      const inner = box.getBoundingClientRect()
      if (ring.left < inner.left - 1 || ring.right > inner.right + 1 ||
        ring.top < inner.top - 1 || ring.bottom > inner.bottom + 1) return true
    }
    return ring.left < -1 || ring.right > innerWidth + 1
  }

  function grown ({ left, right, top, bottom }, by) {
    return { left: left - by, right: right + by, top: top - by, bottom: bottom + by }
  }

  function covered (element) {
    return ![...element.getClientRects()].some(({ left, right, top, bottom }) => {
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      return at && (element.contains(at) || at.contains(element))
    })
  }

  function ground (element) {
    for (let box = element; box; box = box.parentElement) {
      const own = colour(getComputedStyle(box).backgroundColor)
      if (own[3] > 0) return own
    }
    return window.matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0, 255] : [255, 255, 255, 255]
  }

  // A browser writes a colour in many ways; what it paints is always four numbers.
  function colour (text) {
    if (!colours.has(text)) {
      const pen = new window.OffscreenCanvas(1, 1).getContext('2d')
      pen.fillStyle = text
      pen.fillRect(0, 0, 1, 1)
      colours.set(text, pen.getImageData(0, 0, 1, 1).data)
    }
    return colours.get(text)
  }

  function contrast (one, other) {
    const [lighter, darker] = [light(one), light(other)].sort((a, b) => b - a)
    return (lighter + 0.05) / (darker + 0.05)
  }

  function light (parts) {
    const [red, green, blue] = [...parts].map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  function named (element) {
    const own = element.id ? `#${element.id}` : [...element.classList].map(name => `.${name}`).join('')
    const words = element.getAttribute('aria-label') || element.textContent
    return `${element.localName}${own} “${words.replace(/\s+/g, ' ').trim().slice(0, 40)}”`
  }

  // Before a key is pressed: what protrudes, and what is too small for a finger.
  function still (width) {
    return [...targets(), ...(width ? [...sideways(width, ''), ...spaced(width)] : [])]
  }

  // The spaces that a reader may ask for (WCAG 2.2, 1.4.12) must not push words out of the page.
  function spaced (width) {
    const style = document.createElement('style')
    style.textContent = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; ' +
      'word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'
    document.head.append(style)
    const said = sideways(width, ' where letters and lines are set wider apart')
    style.remove()
    return said
  }

  function sideways (width, when) {
    const root = document.scrollingElement
    if (root.scrollWidth <= root.clientWidth) return []
    const [widest] = [...document.body.querySelectorAll('*')].filter(element => {
      const { left, right } = element.getBoundingClientRect()
      return (right > width + 1 || left < -1) && !clipped(element)
    }).slice(-1)
    const message = `the page scrolls sideways on a screen of ${width} px${when}: it is ${root.scrollWidth} px wide`
    return [{ rule: 'reflow', message, where: widest ? named(widest) : 'body', clause: when ? '1.4.12' : '1.4.10' }]
  }

  function clipped (element) {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== 'visible') return true
    }
    return getComputedStyle(element).clipPath !== 'none'
  }

  function targets () {
    const boxes = reached.filter(element => !within(element))
      .map(element => ({ element, box: element.getBoundingClientRect() }))
    return boxes.filter(({ box }) => small(box))
      .filter(each => boxes.some(other => !other.element.contains(each.element) && near(each.box, other.box)))
      .map(({ element, box }) => ({
        rule: 'target-size',
        message: `what is touched is ${Math.floor(box.width)} × ${Math.floor(box.height)} px and another is near`,
        where: named(element),
        clause: '2.5.8'
      }))
  }

  // A link in a sentence is as high as its line, by leave of the criterion.
  function within (element) {
    if (getComputedStyle(element).display !== 'inline') return false
    let block = element.parentElement
    while (getComputedStyle(block).display === 'inline') block = block.parentElement
    return block.textContent.trim().length > element.textContent.trim().length
  }

  function small ({ width, height }) {
    return width < TARGET - 0.5 || height < TARGET - 0.5
  }

  // A circle of 24 px around the middle of what is small may touch neither another thing nor the
  // circle of another small one.
  function near (one, other) {
    const [x, y] = [one.left + one.width / 2, one.top + one.height / 2]
    if (small(other)) {
      const [away, down] = [other.left + other.width / 2 - x, other.top + other.height / 2 - y]
      return Math.hypot(away, down) < TARGET - 0.5
    }
    const away = Math.max(other.left - x, 0, x - other.right)
    const down = Math.max(other.top - y, 0, y - other.bottom)
    return Math.hypot(away, down) < TARGET / 2 - 0.5
  }

  // After the walk: every stop in the order of the page, once, and seen.
  function told () {
    const walk = notes.map(({ element }) => element)
    const said = [...missed(walk), ...first()]
    const stops = new Set()
    for (const { element, outline, apart, cut, covered } of notes) {
      if (element === document.body || stops.has(element)) continue
      stops.add(element)
      const where = named(element)
      if (covered) said.push({ rule: 'covered', message: 'what has the focus is not seen', where, clause: '2.4.11' })
      if (outline < OUTLINE.width) said.push({ rule: 'focus-ring', message: 'what has the focus has no ring', where, clause: '2.4.7' })
      else if (apart < OUTLINE.contrast) said.push({ rule: 'focus-ring', message: `the ring of the focus is faint (${apart.toFixed(1)} : 1)`, where, clause: '1.4.11' })
      else if (cut) said.push({ rule: 'focus-ring', message: 'the ring of the focus is cut off', where, clause: '2.4.7' })
    }
    return said
  }

  function missed (walk) {
    const said = []
    const met = new Set(walk)
    for (const element of reached) {
      if (!met.has(element)) said.push({ rule: 'unreached', message: 'the Tab key does not come here', where: named(element), clause: '2.1.1' })
    }
    const round = walk.findIndex((element, at) => walk.indexOf(element) < at)
    const once = (round < 0 ? walk : walk.slice(0, round)).filter(element => element !== document.body)
    if (said.length && round >= 0) {
      said.push({ rule: 'trap', message: 'the Tab key comes back here before it has been everywhere', where: named(walk[round]), clause: '2.1.2' })
    }
    once.forEach((element, at) => {
      const next = once[at + 1]
      if (next && element.compareDocumentPosition(next) & 2) {
        said.push({ rule: 'order', message: `the Tab key goes back from here to ${named(next)}`, where: named(element), clause: '2.4.3' })
      }
    })
    return said
  }

  // What stands before the text on a page, so that there is something to skip.
  function before () {
    const main = document.querySelector('main')
    return main && reached.some(each => main.compareDocumentPosition(each) & 2) ? main : null
  }

  // Whether the first stop of the walk is a link to the text.
  function leads () {
    const [main, [{ element } = {}]] = [before(), notes]
    const hash = (element && element.getAttribute('href')) || ''
    const aim = hash.startsWith('#') && document.getElementById(decodeURIComponent(hash.slice(1)))
    return Boolean(main && aim && (aim.contains(main) || aim === main.querySelector('h1')))
  }

  // The first stop leads past what stands on every page.
  function first () {
    const [{ element, covered } = {}] = notes
    if (!before()) return []
    if (!leads()) {
      return [{ rule: 'skip-link', message: 'the first stop of the Tab key is no link to the text', where: element ? named(element) : 'body', clause: '2.4.1' }]
    }
    return covered ? [{ rule: 'skip-link', message: 'the link to the text is not seen when it has the focus', where: named(element), clause: '2.4.7' }] : []
  }

  // After Tab, Enter, Tab: the second stop must lie in the text or after it.
  function skipped () {
    const main = before()
    const { element } = notes.at(-1) || { element: document.body }
    const after = reached.some(each => main.contains(each) || main.compareDocumentPosition(each) & 4)
    const past = main.contains(element) || main.compareDocumentPosition(element) & 4
    return past || (!after && element === document.body)
      ? []
      : [{ rule: 'skip-link', message: `the link to the text does not lead there: the next stop is ${named(element)}`, where: 'main', clause: '2.4.1' }]
  }

  window.walk = { count: () => reached.length, still, told, leads, skipped }
}
