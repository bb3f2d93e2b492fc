// Runs in the page: record each element that gets the keyboard focus, and return what is wrong.
//
// `install` is sent to the page as source; it must not use any name from outside.
/* global window, document, getComputedStyle, location, innerWidth, innerHeight, CSSStyleSheet */
'use strict'

module.exports.install = function install () {
  const TARGET = 24 // WCAG 2.2, 2.5.8
  const OUTLINE = { width: 2, contrast: 3 } // WCAG 2.2, 2.4.13 and 1.4.11
  const FOCUSABLE = 'a[href], area[href], button, input, select, textarea, summary, iframe, ' +
    'audio[controls], video[controls], [contenteditable], [tabindex]'
  const visits = []
  const colours = new Map()

  const isShown = element => element.checkVisibility({ visibilityProperty: true }) &&
    element.getClientRects().length > 0
  const focusable = [...document.querySelectorAll(FOCUSABLE)]
    .filter(element => element.tabIndex >= 0 && !element.disabled && isShown(element))

  document.addEventListener('keyup', event => {
    if (event.key === 'Tab') visits.push(recordVisit(document.activeElement))
  }, true)

  function recordVisit (element) {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element)
    const outline = outlineStyle === 'none' ? 0 : parseFloat(outlineWidth)
    const reach = parseFloat(outlineOffset) + outline
    return {
      element,
      outline,
      apart: contrast(colour(outlineColor), background(reach > 0 ? element.parentElement : element)),
      cut: cut(element, reach),
      covered: covered(element)
    }
  }

  // Return whether the focus ring of an element is clipped by an ancestor or by the viewport.
  function cut (element, reach) {
    const ring = grow(element.getBoundingClientRect(), reach)
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box)
      if (overflowX === 'visible' && overflowY === 'visible') continue
      const inner = box.getBoundingClientRect()
      if (ring.left < inner.left - 1 || ring.right > inner.right + 1 ||
        ring.top < inner.top - 1 || ring.bottom > inner.bottom + 1) return true
    }
    return ring.left < -1 || ring.right > innerWidth + 1
  }

  function grow ({ left, right, top, bottom }, by) {
    return { left: left - by, right: right + by, top: top - by, bottom: bottom + by }
  }

  function covered (element) {
    return ![...element.getClientRects()].some(rect => {
      // Of a table taller than the window, the part within it.
      const [left, top] = [Math.max(rect.left, 0), Math.max(rect.top, 0)]
      const [right, bottom] = [Math.min(rect.right, window.innerWidth), Math.min(rect.bottom, window.innerHeight)]
      const at = left < right && top < bottom && document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      return at && (element.contains(at) || at.contains(element))
    })
  }

  function background (element) {
    for (let box = element; box; box = box.parentElement) {
      const own = colour(getComputedStyle(box).backgroundColor)
      if (own[3] > 0) return own
    }
    return window.matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0, 255] : [255, 255, 255, 255]
  }

  // A browser serializes colours in several formats; a painted pixel is always four numbers.
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
    const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a)
    return (lighter + 0.05) / (darker + 0.05)
  }

  function luminance (parts) {
    const [red, green, blue] = [...parts].map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  function describe (element) {
    const own = element.id ? `#${element.id}` : [...element.classList].map(name => `.${name}`).join('')
    const words = element.getAttribute('aria-label') || element.textContent
    return `${element.localName}${own} “${words.replace(/\s+/g, ' ').trim().slice(0, 40)}”`
  }

  // Before any key is pressed: check horizontal overflow and the size of targets.
  function checkStill (width) {
    return [...checkTargets(), ...(width ? [...checkReflow(width, ''), ...checkTextSpacing(width)] : [])]
  }

  // The text spacing that a reader may set (WCAG 2.2, 1.4.12) must not move text out of the page.
  function checkTextSpacing (width) {
    // As its policy stops a style element that is not the page's own, a sheet is adopted.
    const style = new CSSStyleSheet()
    style.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; ' +
      'word-spacing: 0.16em !important } p { margin-block-end: 2em !important }')
    const adopted = [...document.adoptedStyleSheets]
    document.adoptedStyleSheets = [...adopted, style]
    const messages = checkReflow(width, ' where letters and lines are set wider apart')
    document.adoptedStyleSheets = adopted
    return messages
  }

  function checkReflow (width, when) {
    const root = document.scrollingElement
    if (root.scrollWidth <= root.clientWidth) return []
    const [widest] = [...document.body.querySelectorAll('*')].filter(element => {
      const { left, right } = element.getBoundingClientRect()
      return (right > width + 1 || left < -1) && !isClipped(element)
    }).slice(-1)
    const message = `the page scrolls sideways on a screen of ${width} px${when}: it is ${root.scrollWidth} px wide`
    return [{ rule: 'reflow', message, where: widest ? describe(widest) : 'body', clause: when ? '1.4.12' : '1.4.10' }]
  }

  function isClipped (element) {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== 'visible') return true
    }
    return getComputedStyle(element).clipPath !== 'none'
  }

  function checkTargets () {
    const boxes = focusable.filter(element => !isInline(element))
      .map(element => ({ element, box: element.getBoundingClientRect() }))
    return boxes.filter(({ box }) => isSmall(box))
      .filter(each => boxes.some(other => !other.element.contains(each.element) && isNear(each.box, other.box)))
      .map(({ element, box }) => ({
        rule: 'target-size',
        message: `what is touched is ${Math.floor(box.width)} × ${Math.floor(box.height)} px and another is near`,
        where: describe(element),
        clause: '2.5.8'
      }))
  }

  // A link in a sentence may be as small as its line: the criterion allows it.
  function isInline (element) {
    if (getComputedStyle(element).display !== 'inline') return false
    let block = element.parentElement
    while (getComputedStyle(block).display === 'inline') block = block.parentElement
    return block.textContent.trim().length > element.textContent.trim().length
  }

  function isSmall ({ width, height }) {
    return width < TARGET - 0.5 || height < TARGET - 0.5
  }

  // A circle of 24 px around the centre of a small target must not touch another target or the
  // circle of another small target.
  function isNear (one, other) {
    const [x, y] = [one.left + one.width / 2, one.top + one.height / 2]
    if (isSmall(other)) {
      const [away, down] = [other.left + other.width / 2 - x, other.top + other.height / 2 - y]
      return Math.hypot(away, down) < TARGET - 0.5
    }
    const away = Math.max(other.left - x, 0, x - other.right)
    const down = Math.max(other.top - y, 0, y - other.bottom)
    return Math.hypot(away, down) < TARGET / 2 - 0.5
  }

  // After the walk: every stop must be reached once, in the order of the page, and be visible.
  function reportWalk () {
    const walk = visits.map(({ element }) => element)
    const messages = [...findUnreached(walk), ...findSkipLinkErrors()]
    const stops = new Set()
    for (const { element, outline, apart, cut, covered } of visits) {
      if (element === document.body || stops.has(element)) continue
      stops.add(element)
      const where = describe(element)
      if (covered) messages.push({ rule: 'covered', message: 'what has the focus is not seen', where, clause: '2.4.11' })
      if (outline < OUTLINE.width) messages.push({ rule: 'focus-ring', message: 'what has the focus has no ring', where, clause: '2.4.7' })
      else if (apart < OUTLINE.contrast) messages.push({ rule: 'focus-ring', message: `the ring of the focus is faint (${apart.toFixed(1)} : 1)`, where, clause: '1.4.11' })
      else if (cut) messages.push({ rule: 'focus-ring', message: 'the ring of the focus is cut off', where, clause: '2.4.7' })
    }
    return messages
  }

  function findUnreached (walk) {
    const messages = []
    const met = new Set(walk)
    for (const element of focusable) {
      if (!met.has(element)) messages.push({ rule: 'unreached', message: 'the Tab key does not come here', where: describe(element), clause: '2.1.1' })
    }
    const round = walk.findIndex((element, at) => walk.indexOf(element) < at)
    const once = (round < 0 ? walk : walk.slice(0, round)).filter(element => element !== document.body)
    if (messages.length && round >= 0) {
      messages.push({ rule: 'trap', message: 'the Tab key comes back here before it has been everywhere', where: describe(walk[round]), clause: '2.1.2' })
    }
    once.forEach((element, at) => {
      const next = once[at + 1]
      if (next && element.compareDocumentPosition(next) & 2) {
        messages.push({ rule: 'order', message: `the Tab key goes back from here to ${describe(next)}`, where: describe(element), clause: '2.4.3' })
      }
    })
    return messages
  }

  // Return `main` if any stop is before it, so that there is something to skip.
  function mainAfterStops () {
    const main = document.querySelector('main')
    return main && focusable.some(each => main.compareDocumentPosition(each) & 2) ? main : null
  }

  // Return whether the first stop of the walk is a link to the text.
  function hasSkipLink () {
    const [main, [{ element } = {}]] = [mainAfterStops(), visits]
    const hash = (element && element.getAttribute('href')) || ''
    const aim = hash.startsWith('#') && document.getElementById(decodeURIComponent(hash.slice(1)))
    return Boolean(main && aim && (aim.contains(main) || aim === main.querySelector('h1')))
  }

  // The first stop must be a skip link past the repeated parts of a page.
  function findSkipLinkErrors () {
    const [{ element, covered } = {}] = visits
    if (!mainAfterStops()) return []
    if (!hasSkipLink()) {
      return [{ rule: 'skip-link', message: 'the first stop of the Tab key is no link to the text', where: element ? describe(element) : 'body', clause: '2.4.1' }]
    }
    return covered ? [{ rule: 'skip-link', message: 'the link to the text is not seen when it has the focus', where: describe(element), clause: '2.4.7' }] : []
  }

  // After Tab, Enter, Tab: the second stop must be in the text or after it.
  function checkSkipLink () {
    const main = mainAfterStops()
    const { element } = visits.at(-1) || { element: document.body }
    const after = focusable.some(each => main.contains(each) || main.compareDocumentPosition(each) & 4)
    const past = main.contains(element) || main.compareDocumentPosition(element) & 4
    return past || (!after && element === document.body)
      ? []
      : [{ rule: 'skip-link', message: `the link to the text does not lead there: the next stop is ${describe(element)}`, where: 'main', clause: '2.4.1' }]
  }

  window.walk = { count: () => focusable.length, checkStill, reportWalk, hasSkipLink, checkSkipLink }
}
