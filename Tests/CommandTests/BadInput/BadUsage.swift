/// Command lines and documents that must be refused.
extension BadInput {
  static let usage: [BadInput] = [
    on(["audit"], names: ["path"]),
    on(["audit", "nothing-here"], names: ["nothing-here"]),
    on(["audit", "."], names: ["palimpsest.yaml", "init"]),
    on(["audit", "data.csv"], names: ["data.csv", "--quasi-identifiers"]),
    on(["audit", "data.csv", "--sensitive", "c"], names: ["--quasi-identifiers"]),
    on(["audit", "data.csv", "--quasi-identifiers", "a,nope"], names: ["nope"]),
    on(["audit", "data.csv", "--quasi-identifiers", "a,a"], names: ["a"]),
    on(["audit", "data.csv", "--quasi-identifiers", "a", "--sensitive", "a"], names: ["a"]),
    on(["audit", "data.csv", "--quasi-identifiers", ","], names: ["--quasi-identifiers"]),
    on(["audit", "data.csv", "--quasi-identifiers", "a,b", "--seed", "abc"], names: ["seed"]),
    on(["audit", "data.csv", "--quasi-identifiers", "a,b", "--seed", "-1"], names: ["seed"]),
    on(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--fail-above", "2"],
      names: ["--fail-above"]),
    on(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--fail-above", "nan"],
      names: ["--fail-above"]),
    on(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--threads", "0"], names: ["--threads"]),
    on(["audit", "data.csv", "--quasi-identifiers", "a,b", "--memory", "1"], names: ["--memory"]),
    on(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--missing", "maybe"],
      names: ["--missing"]),
    on(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--format", "excel"],
      names: ["--format"]),
    on(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--population-size", "0"],
      names: ["population-size"]),
    on(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--weight", "nope"], names: ["nope"]),
    on(["audit", "data.csv", "--quasi-identifiers", "a,b", "--weigth", "c"], names: ["weigth"]),
    on(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--out", "data.csv"], names: ["data.csv"]),
    on(["aduit", "."], names: ["aduit"]),
    on(["report"], names: ["json"]),
    on(["report", "nothing.json"], names: ["nothing.json"]),
    on(["report", "data.csv"], names: ["JSON"]),
    on(["report", "empty.json"], names: ["JSON"], with: ("empty.json", "")),
    on(["report", "list.json"], names: ["object"], with: ("list.json", "[]")),
    on(["report", "cut.json"], names: ["JSON"], with: ("cut.json", "{\"schemaVersion\": \"1.0\"")),
    on(
      ["report", "later.json"], names: ["9.0"],
      with: ("later.json", "{\"schemaVersion\": \"9.0\"}")),
    on(
      ["report", "part.json"], names: ["$.tool"],
      with: ("part.json", "{\"schemaVersion\": \"1.0\"}")),
    on(["demo", "full"], names: ["full"], with: ("full/thing.txt", "x")),
    on(["demo", "new", "--people", "0"], names: ["--people"]),
    on(["demo", "new", "--people", "many"], names: ["people"]),
    on(["init", "nothing-here"], names: ["nothing-here"]),
    on(["init", "empty"], names: ["empty"], with: ("empty/readme.xyz", "x")),
    on(["init", "full"], names: ["palimpsest.yaml"], with: ("full/palimpsest.yaml", "x")),
    on(["inspect", "nothing-here.csv"], names: ["nothing-here.csv"]),
    on(["inspect", "bad.csv"], names: ["bad.csv"], with: ("bad.csv", "a,b\n1\n")),
  ]

  private static func on(
    _ arguments: [String], names: [String], with file: (String, String)? = nil
  ) -> BadInput {
    var files = [("data.csv", Array(sound.utf8))]
    if let file { files.append((file.0, Array(file.1.utf8))) }
    return BadInput(
      "palimpsest " + arguments.joined(separator: " "), files: files, run: arguments, names: names)
  }
}
