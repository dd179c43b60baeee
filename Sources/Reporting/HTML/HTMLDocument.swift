/// What every page has around its own content: the head, and a policy that forbids all that a page
/// of ours does not need.
enum HTMLDocument {
  /// A complete document.
  ///
  /// - Parameters:
  ///   - subject: what the link past the masthead leads to, such as `the report`.
  ///   - main: the sections.
  ///   - colophon: what stands below them.
  static func page(
    title: Markup, subject: Markup, masthead: Markup, main: Markup, colophon: Markup
  ) -> Markup {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex">
    <title>\(title)</title>
    <style>
    \(StyleSheet.all)
    </style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to \(subject)</a>
    \(masthead)
    <main id="main">
    \(main)
    </main>
    \(colophon)
    </body>
    </html>

    """
  }
}
