import Foundation

/// Event logs, and ways to describe them, that must be refused.
extension BadInput {
  static let events: [BadInput] = [
    log(
      "a time that is none", "who,when\n\(canary),2024-01-01\nb,\(canary)\n",
      names: ["line 3", "when"]),
    log(
      "an hour of 25", "who,when\na,2024-01-01T10:00:00\nb,2024-01-01T25:00:00\n", names: ["line 3"]
    ),
    log("a day that no calendar has", "who,when\na,2024-01-01\nb,2023-02-29\n", names: ["line 3"]),
    log("a time beyond the year 9999", "who,when\na,5\nb,1e300\n", names: ["line 3", "when"]),
    log("no row with a time", "who,when\n\(canary),\nb,\n", names: ["log", "when", "time"]),
    log(
      "no row with a person", "who,when\n,2024-01-01\n,2024-01-02\n",
      names: ["log", "data subject"]),
    log("a header without events", "who,when\n", names: ["data.csv", "no rows"]),
    log("a time column that is not there", "who,wann\na,1\n", names: ["data.csv", "when"]),
    place(
      "a latitude that is none", "who,lat,lon\na,1,2\nb,\(canary),3\n", names: ["line 3", "lat"]),
    place(
      "a longitude that is none", "who,lat,lon\na,1,2\nb,4,\(canary)\n", names: ["line 3", "lon"]),
    place("a longitude with a decimal comma", "who;lat;lon\na;1.5;2\nb;4.5;3,7\n", names: ["lon"]),
    described(["--subject", "who", "--latitude", "lat"], names: ["lat", "--longitude"]),
    described(["--time", "when", "--latitude", "lat", "--longitude", "lon"], names: ["subject"]),
    described(["--source", "who", "--time", "when"], names: ["target"]),
    described(
      ["--source", "who", "--target", "lat", "--latitude", "lon"], names: ["lon", "latitude"]),
    described(["--subject", "who", "--time", "who"], names: ["who", "two roles"]),
    described(["--subject", "who", "--time", "nope"], names: ["nope"]),
    described(["--subject", "who"], names: ["--subject", "--time"]),
    zone("Mars/Olympus_Mons", names: ["when", "zone", "Europe/Berlin"]),
    zone("; DROP TABLE x", names: ["zone"]),
  ]

  /// A log of who did something when.
  private static func log(_ name: String, _ text: String, names: [String]) -> BadInput {
    let manifest = """
      version: 1
      dataset: {name: bad}
      tables:
        log:
          kind: events
          source: data.csv
          columns: {who: {role: subject}, when: {role: time}}

      """
    return BadInput(
      "events with " + name,
      files: [("palimpsest.yaml", Array(manifest.utf8)), ("data.csv", Array(text.utf8))],
      run: ["audit", "."], names: names)
  }

  /// A log of who was where.
  private static func place(_ name: String, _ text: String, names: [String]) -> BadInput {
    BadInput(
      "events with " + name, files: [("data.csv", Array(text.utf8))],
      run: ["audit", "data.csv", "--subject", "who", "--latitude", "lat", "--longitude", "lon"],
      names: names)
  }

  /// A sound log whose columns are named as `options` say.
  private static func described(_ options: [String], names: [String]) -> BadInput {
    let text = "who,when,lat,lon\n\(canary),2024-01-01,1,2\nb,2024-01-02,3,4\n"
    return BadInput(
      "events named by " + options.joined(separator: " "),
      files: [("data.csv", Array(text.utf8))], run: ["audit", "data.csv"] + options, names: names)
  }

  /// A sound log in a time zone.
  private static func zone(_ zone: String, names: [String]) -> BadInput {
    let manifest = """
      version: 1
      dataset: {name: bad}
      tables:
        log:
          kind: events
          source: data.csv
          columns: {who: {role: subject}, when: {role: time, zone: "\(zone)"}}

      """
    return BadInput(
      "events in the zone \(zone)",
      files: [
        ("palimpsest.yaml", Array(manifest.utf8)),
        ("data.csv", Array("who,when\n\(canary),2024-01-01\nb,2024-01-02\n".utf8)),
      ], run: ["audit", "."], names: names)
  }
}
