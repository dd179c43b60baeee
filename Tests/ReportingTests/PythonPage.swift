import Foundation

/// A reader of HTML and XML that we did not write: Python's standard library.
enum PythonPage {
  static let isInstalled: Bool = (try? run("print('yes')", arguments: [])) == "yes\n"

  /// What is wrong with the structure of a page, a line each; empty where nothing is.
  static func problems(inPage page: String) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-\(UUID().uuidString).html")
    try Data(page.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try run(script, arguments: [file.path])
  }

  private static func run(_ script: String, arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private static let script = #"""
    import re, sys
    from html.parser import HTMLParser
    from xml.etree import ElementTree
    VOID = {"meta", "col", "br", "link", "img", "input", "hr"}
    ALLOWED = set("""html head meta title style body a header main section p span h1 h2 h3 h4 div
      figure figcaption strong svg desc path rect circle line text g dl dt dd nav ul ol li b code bdi
      table caption colgroup col thead tbody tr th td article details summary pre footer""".split())
    text = open(sys.argv[1], encoding="utf-8").read()
    def problem(*words): print(*words)
    class Page(HTMLParser):
        def __init__(self):
            super().__init__()
            self.stack, self.ids, self.targets, self.headings = [], [], [], []
        def handle_starttag(self, tag, attributes):
            self.check(tag, attributes)
            if tag not in VOID: self.stack.append(tag)
        def handle_startendtag(self, tag, attributes): self.check(tag, attributes)
        def handle_endtag(self, tag):
            if not self.stack or self.stack.pop() != tag: problem("unbalanced", tag, self.getpos())
        def check(self, tag, attributes):
            if tag not in ALLOWED: problem("element", tag)
            names = [name for name, _ in attributes]
            if len(set(names)) < len(names): problem("attribute twice", tag, names)
            if re.fullmatch("h[1-6]", tag): self.headings.append(int(tag[1]))
            for name, value in attributes:
                if name.startswith("on"): problem("handler", tag, name)
                if name in ("src", "srcset", "action", "data", "poster", "xlink:href"):
                    problem("outside reference", name, value)
                if name == "href":
                    if not value.startswith("#"): problem("outside reference", value)
                    self.targets.append(value[1:])
                if name == "id": self.ids.append(value)
                if name in ("aria-labelledby", "aria-describedby"): self.targets += value.split()
                if value and ("url(" in value or "javascript:" in value): problem("url", name)
    page = Page()
    page.feed(text)
    page.close()
    if page.stack: problem("open at the end", page.stack)
    for name in {i for i in page.ids if page.ids.count(i) > 1}: problem("id twice", name)
    for name in set(page.targets) - set(page.ids): problem("no such id", name)
    if page.headings[:1] != [1] or page.headings.count(1) != 1: problem("first heading")
    for before, after in zip(page.headings, page.headings[1:]):
        if after > before + 1: problem("heading skipped", before, after)
    for svg in re.findall(r"<svg(?:(?!<svg).)*?</svg>", text, re.S):
        try: ElementTree.fromstring(svg)
        except ElementTree.ParseError as error: problem("svg", error, svg[:200])
    for svg in re.findall(r'<svg class="(?:people|chart).*?\n</svg>', text, re.S):
        tree = ElementTree.fromstring(svg)
        tags = [child.tag.split("}")[1] for child in tree][:2]
        if tags != ["title", "desc"] or tree.get("role") != "img": problem("svg without a name")
    style = re.search(r"<style>(.*?)</style>", text, re.S).group(1)
    if "url(" in style or "@import" in style or "<" in style: problem("style")
    if style.count("{") != style.count("}"): problem("style braces")
    """#
}
