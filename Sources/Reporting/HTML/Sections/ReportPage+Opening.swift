import Findings

extension ReportPage {
  /// The line above everything: whose page this is.
  var masthead: Markup {
    """
    <header class="masthead">
    <p class="brand">Palimpsest</p>
    <p class="what">Risk report <span class="of">on</span> <bdi>\(name(report.dataset.name))</bdi>\
    </p>
    <p class="when">\(Markup.escaped(report.day, limit: 12))</p>
    </header>
    """
  }

  /// The first screen: the answer, its picture, what it rests on.
  var opening: Markup {
    if let reading = fusion { return opening(reading) }
    return """
      <section class="opening" aria-labelledby="verdict">
      <p class="eyebrow">\(severity(report.verdict.severity, " severity"))</p>
      <h1 id="verdict" class="\(headlineSize)" dir="auto">\(report.verdict.sentence)</h1>
      \(report.wasMeasured ? pair : .none)
      \(grounds)
      \(facts)
      </section>
      """
  }

  /// A severity as word and scale.
  func severity(_ severity: Severity, _ noun: Markup = .none) -> Markup {
    let steps = Markup.joined(
      (1...5).map { step -> Markup in
        let kind: Markup = step <= severity.step ? "on" : "off"
        return """
          <rect class="\(kind)" x="\((step - 1) * 9)" y="\(10 - step * 2)" width="6" \
          height="\(step * 2)"/>
          """
      }, separator: "")
    let level: Markup = severity >= .high ? "severe" : "mild"
    return """
      <span class="severity \(level)"><svg aria-hidden="true" width="44" height="10" \
      viewBox="0 0 44 10">\(steps)</svg> \(severity.title)\(noun)</span>
      """
  }

  /// The class of the headline, by its length.
  var headlineSize: Markup {
    switch report.verdict.sentence.unicodeScalars.count {
    case ..<170: "short"
    case ..<320: "long"
    default: "very-long"
    }
  }

  private var pair: Markup {
    """
    <div class="pair">
    \(people(report.verdict.risk, id: "people-with", "With this release", "found"))
    \(people(report.verdict.baseline, id: "people-without", "Without it", "base"))
    </div>
    """
  }

  /// A hundred people, as many of them filled as are found, with the number.
  func people(
    _ share: Estimate, id: Markup, _ title: String, _ kind: Markup
  ) -> Markup {
    let drawing = People(share: share, id: id, title: title, kind: kind).markup
    let oneIn: Markup = NumberFormat.oneIn(share.value).map { "<span>\($0)</span>" } ?? .none
    return """
      <figure class="crowd \(kind)">
      <figcaption><span class="label">\(title)</span>
      <strong>\(NumberFormat.ofHundred(share.value))</strong>
      <span class="quiet">\(certainty(share))\(oneIn)</span></figcaption>
      \(drawing)
      </figure>
      """
  }

  private func certainty(_ share: Estimate) -> Markup {
    guard share.method != .exact else { return "<span>exact</span>" }
    return """
      <span>\(NumberFormat.percent(share.level)) interval \
      \(NumberFormat.percentInterval(share))</span>
      """
  }

  private var grounds: Markup {
    guard let index = attackIndices[report.verdict.attack] else {
      return paragraph(report.adversary.sentence, "grounds")
    }
    return """
      <p class="grounds">Measured by <bdi>\(link(toAttack: index))</bdi>: \
      \(tried(report.attacks[index].setting)). <span dir="auto">\
      \(report.adversary.sentence)</span></p>
      """
  }

  /// How many people an attack was tried on, in words.
  func tried(_ setting: AttackSetting) -> Markup {
    if setting.exhaustive { return "tried on all \(NumberFormat.count(setting.targets)) people" }
    return """
      tried on \(NumberFormat.count(setting.targets)) people, \
      \(NumberFormat.count(setting.candidates)) candidates each
      """
  }

  /// What the report is about, in small print.
  var facts: Markup {
    let population = report.adversary.populationSize.map {
      fact("Drawn from", "\(NumberFormat.count($0)) people")
    }
    return """
      <dl class="facts">
      \(fact("Dataset", "<bdi>\(name(report.dataset.name))</bdi>"))
      \(fact("Rows", "\(NumberFormat.count(report.totalRows))"))
      \(fact("People", "\(report.subjects.map(NumberFormat.count) ?? "not known")"))
      \(population ?? .none)
      \(fact("Missing cells", "read as \(name(report.dataset.missing))"))
      \(fact("Seed", "<code>\(name(report.seed))</code>"))
      \(fact("Tool", tool))
      \(fact("Written", "\(name(report.createdAt))"))
      </dl>
      """
  }

  private var tool: Markup {
    "\(name(report.tool.name)) \(name(report.tool.version)), \(name(report.tool.engine))"
  }

  private func fact(_ term: Markup, _ value: Markup) -> Markup {
    "<div><dt>\(term)</dt><dd>\(value)</dd></div>"
  }

  /// Links to the sections.
  var contents: Markup {
    """
    <nav class="contents" aria-label="Sections">
    \(fusedLinks)<a href="#overview">Ways of failing</a>\(methodsLink)
    <a href="#blame">What to blame</a>
    <a href="#findings">Findings</a>
    <a href="#attacks">Attacks</a>
    <a href="#data">The data</a>
    <a href="#limits">What was not measured</a>
    </nav>
    """
  }
}
