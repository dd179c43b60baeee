import Findings
import Foundation
import Numerics
import Testing

@testable import Pipelines

@Suite("The audit of networks, choices and texts", .enabled(if: EngineLibrary.exists))
struct ChannelAuditTests {
  // Catches a network that is read wrongly, an attack left out, a grade that is too kind.
  @Test("finds people of a network by what surrounds them, from seeds, and by its shape alone")
  func network() throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    try folder.writeNetwork(people: 120, each: 6)
    let report = try folder.audit(
      ChannelFolder.edges(), adversary: "adversary: {overlap: 1, seeds: 12}\n")
    let found = report.attacks.map(\.attack.id)
    for id in [
      "graph/signatures", "graph/percolation", "graph/expansion", "graph/propagation",
      "graph/seedless-alignment",
    ] {
      #expect(found.contains { $0.hasPrefix(id) }, "\(id) is not in \(found)")
    }
    // All ties known: nearly everybody's surroundings are their own.
    #expect(report.attacks.map(\.success.value).max() ?? 0 > 0.8)
    for attack in report.attacks {
      #expect(!attack.sentence.isEmpty && attack.baseline.value < 0.2, "\(attack.id)")
      for chart in attack.charts where chart.kind == .network {
        for series in chart.series { #expect(!series.name.contains(ChannelFolder.canary)) }
      }
    }
    try expectNoCanary(report)
  }

  @Test("draws only neighbourhoods that ten people share")
  func drawings() throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    // Twelve pairs, and a chain of three: its shapes are shared by two and by one.
    var text = "a,b\n"
    for pair in 0..<12 { text += "\(ChannelFolder.key(pair)),\(ChannelFolder.key(100 + pair))\n" }
    text += "x,y\ny,z\n"
    try folder.write("ties.csv", text)
    let report = try folder.audit(ChannelFolder.edges())
    let charts = report.attacks.flatMap(\.charts).filter { $0.kind == .network }
    let chart = try #require(charts.first)
    // The ends of the chain look like those of the pairs; its middle is alone.
    #expect(chart.series.map(\.name) == ["26 people"])
    #expect(chart.series[0].points.count == 2 && chart.series[0].ties?.count == 1)
    #expect(chart.alternativeText.contains("1 person has"))
  }

  @Test("counts loops, repeated, reversed and incomplete rows of a network, and says so")
  func networkNotes() throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    try folder.write(
      "ties.csv", "a,b\np,q\np,q\nq,p\np,p\n,q\nq,r\nr,s\ns,p\nu,v\nv,w\nw,u\n")
    let report = try folder.audit(ChannelFolder.edges())
    for words in [
      "1 row without one of its two ends", "1 row that ties a person to itself",
      "1 row that repeats another", "1 row that is another one turned round",
    ] {
      #expect(report.notes.contains { $0.contains(words) }, "\(words): \(report.notes)")
    }
    #expect(report.dataset.tables[0].subjects == 7)
  }

  // Catches a trap on networks without shape; each has broken some matcher.
  @Test(
    "answers for networks that hardly say anything",
    arguments: [
      "p,q\n", "p,q\nq,r\n", "c,1\nc,2\nc,3\nc,4\nc,5\nc,6\n",
      "a,b\nb,c\nc,a\nd,e\ne,f\nf,d\n", "a,b\nb,c\nc,d\nd,a\na,c\nb,d\n",
    ])
  func degenerateNetworks(rows: String) throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    try folder.write("ties.csv", "a,b\n" + rows)
    for overlap in ["1", "0.01"] {
      let report = try folder.audit(
        ChannelFolder.edges(), adversary: "adversary: {overlap: \(overlap)}\n")
      #expect(report.attacks.allSatisfy { (0...1).contains($0.success.value) })
      #expect(report.attacks.contains { $0.attack.channel == .graph })
      _ = try report.encoded()
    }
  }

  @Test("refuses a network in which nobody is tied to anybody, with one clear error")
  func noTies() throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    try folder.write("ties.csv", "a,b\np,p\nq,q\n")
    #expect {
      try folder.audit(ChannelFolder.edges())
    } throws: { error in
      "\(error)".contains("no row ties two different people")
    }
  }

  @Test("takes another party's network, people matched by key for grading")
  func otherNetwork() throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    try folder.writeNetwork(people: 100, each: 6)
    try folder.writeNetwork("known.csv", people: 100, each: 6)
    let report = try folder.audit(
      ChannelFolder.edges("    auxiliary: {source: known.csv}\n"))
    #expect(report.notes.contains { $0.contains("another party's network") })
    // The same network: no tie is missing.
    #expect(report.attacks.map(\.success.value).max() ?? 0 > 0.8)
    try expectNoCanary(report)
  }

  @Test("finds people by a few of their choices, and says what it could not use")
  func choices() throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    var source = SeededGenerator(seed: 2, stream: "choices")
    var text = "who,film,stars\n"
    for person in 0..<80 {
      for film in source.sample(count: 12, of: 400) {
        text += "\(ChannelFolder.key(person)),\(ChannelFolder.canary)f\(film),"
        text += "\(1 + source.index(below: 5))\n"
      }
    }
    try folder.write("ratings.csv", text + ",film,3\n\(ChannelFolder.key(1)),,3\n")
    let report = try folder.audit(ChannelFolder.ratings)
    let result = try #require(report.attacks.first { $0.attack.channel == .histories })
    // Eight of twelve out of 400 films, two of them wrong: nobody else has six of them.
    #expect(result.success.value > 0.9)
    #expect(report.notes.contains { $0.contains("2 rows without a data subject or an item") })
    #expect(report.notMeasured.allSatisfy { $0.channel != .histories })
    try expectNoCanary(report)
  }

  @Test(
    "answers for choices that hardly say anything",
    arguments: ["p,f,1\n", "p,f,1\np,f,1\n", "p,f,\nq,f,\nq,g,\n"])
  func degenerateChoices(rows: String) throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    try folder.write("ratings.csv", "who,film,stars\n" + rows + "r,h,2\n")
    let report = try folder.audit(ChannelFolder.ratings)
    #expect(report.attacks.allSatisfy { (0...1).contains($0.success.value) })
    #expect(report.attacks.contains { $0.attack.channel == .histories })
  }

  @Test("finds people by words of their own")
  func style() throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    var source = SeededGenerator(seed: 4, stream: "style")
    var text = "who,words\n"
    for person in 0..<30 {
      let own = (0..<12).map { _ in "w\(source.index(below: 90))" }
      for post in 0..<16 {
        let words = (0..<14).map { _ in own[source.index(below: own.count)] }
        text += "\(ChannelFolder.key(person)),\(ChannelFolder.canary) \(post) "
        text += words.joined(separator: " ") + "\n"
      }
    }
    try folder.write("texts.csv", text)
    let report = try folder.audit(ChannelFolder.texts)
    let result = try #require(report.attacks.first { $0.attack.channel == .writingStyle })
    #expect(result.success.value > 0.5)
    try expectNoCanary(report)
  }

  @Test("links another party's mistyped records, and says what each of its columns adds")
  func dirtyRecords() throws {
    let folder = try ChannelFolder()
    defer { folder.remove() }
    var source = SeededGenerator(seed: 6, stream: "records")
    var (people, vendor) = ("id,town,job,year\n", "who,place,work,born\n")
    for person in 0..<200 {
      let town = "\(ChannelFolder.canary)town\(100 + source.index(below: 60))"
      let job = "\(ChannelFolder.canary)job\(100 + source.index(below: 40))"
      let year = 1940 + source.index(below: 60)
      people += "\(ChannelFolder.key(person)),\(town),\(job),\(year)\n"
      // One letter less in every third town, a year more in every fifth.
      let typed = person % 3 == 0 ? String(town.dropFirst()) : town
      vendor +=
        "\(ChannelFolder.key(person)),\(typed),\(job),\(person % 5 == 0 ? year + 1 : year)\n"
    }
    try folder.write("people.csv", people)
    try folder.write("vendor.csv", vendor)
    let report = try folder.audit(
      """
          kind: users
          source: people.csv
          auxiliary:
            source: vendor.csv
            columns: {id: who, town: place, job: work, year: born}
          columns:
            id: {role: subject}
            town: {role: quasi-identifier}
            job: {role: quasi-identifier}
            year: {role: quasi-identifier, type: integer}

      """)
    #expect(report.success("linkage/fellegi-sunter") ?? 0 > 0.8)
    #expect(report.attacks.contains { $0.attack.id.hasPrefix("aggregation/columns") })
    try expectNoCanary(report)
  }

  private func expectNoCanary(_ report: RiskReport) throws {
    let document = String(decoding: try report.encoded(), as: UTF8.self)
    #expect(!document.contains(ChannelFolder.canary))
  }
}
