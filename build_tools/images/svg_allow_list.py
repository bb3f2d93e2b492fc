"""List what an SVG image may consist of: the static part of SVG 1.1, without what acts or fetches."""

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
XLINK_NAMESPACE = "http://www.w3.org/1999/xlink"
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
XHTML_NAMESPACE = "http://www.w3.org/1999/xhtml"


def _split_names(names: str) -> frozenset[str]:
    return frozenset(names.split())


# What a reader sees; the others group, define or name.
DRAWN_ELEMENTS = _split_names("path rect circle ellipse line polyline polygon text use image")
TEXT_ELEMENTS = _split_names("text tspan textPath")
ELEMENTS = DRAWN_ELEMENTS | _split_names(
    "svg g defs symbol switch title desc style tspan textPath linearGradient radialGradient stop clipPath"
    " mask pattern marker"
)
# What says something to programs alone, and is left out without a word.
SILENT_ELEMENTS = _split_names("metadata")

# Elements that may name another part of the same image by `href`.
REFERRING_ELEMENTS = _split_names("use textPath linearGradient radialGradient pattern")
# Parts that are drawn again wherever they are named by `url(#id)`: a gradient is not.
REPEATED_ELEMENTS = _split_names("clipPath mask pattern marker")

# Attributes that hold a name or words, which nothing interprets as CSS.
WORD_ATTRIBUTES = _split_names(
    "id class lang role version baseProfile systemLanguage requiredFeatures requiredExtensions"
    " contentScriptType contentStyleType zoomAndPan tabindex focusable media type"
)
GEOMETRY_ATTRIBUTES = _split_names(
    "d points x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy width height viewBox offset rotate transform"
    " gradientTransform patternTransform refX refY markerWidth markerHeight orient startOffset textLength"
    " pathLength font-size stroke-width stroke-dasharray stroke-dashoffset stroke-miterlimit"
)
PRESENTATION_PROPERTIES = _split_names(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-rendering"
    " direction display dominant-baseline enable-background fill fill-opacity fill-rule font font-family"
    " font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant"
    " font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures"
    " font-variant-numeric font-variant-position font-variation-settings font-weight"
    " glyph-orientation-horizontal glyph-orientation-vertical image-rendering inline-size isolation kerning"
    " letter-spacing line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode"
    " opacity overflow paint-order pointer-events shape-inside shape-margin shape-padding shape-rendering"
    " shape-subtract solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray"
    " stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width"
    " text-align text-anchor text-decoration text-decoration-color text-decoration-line"
    " text-decoration-style text-decoration-thickness text-indent text-orientation text-overflow"
    " text-rendering text-transform transform transform-box transform-origin unicode-bidi vector-effect"
    " visibility white-space word-spacing writing-mode width height x y cx cy r rx ry"
)
ATTRIBUTES = (
    WORD_ATTRIBUTES
    | GEOMETRY_ATTRIBUTES
    | PRESENTATION_PROPERTIES
    | _split_names(
        "style preserveAspectRatio gradientUnits spreadMethod clipPathUnits maskUnits maskContentUnits"
        " patternUnits patternContentUnits markerUnits lengthAdjust method spacing side"
    )
)
# Of CSS and `transform`; `url` is allowed with the id of a part of the image alone.
CSS_FUNCTIONS = _split_names(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix rect inset circle"
    " ellipse polygon path matrix translate translatex translatey scale scalex scaley rotate skew skewx skewy"
)
