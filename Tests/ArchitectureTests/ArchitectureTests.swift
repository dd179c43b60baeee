import Foundation
import Testing

@Suite("The house")
struct ArchitectureTests {
  /// The floors of ARCHITECTURE.md, from the ground up.
  static let floors: [[String]] = [
    ["CDuckDB", "CLinux", "Tables", "Numerics", "Findings"],
    ["Engines", "Evaluation", "MediaMetadata", "DifferentialPrivacy"],
    ["Attacks", "Deidentification"],
    ["Pipelines", "Governance", "Reporting"],
    ["palimpsest"],
  ]

  static func floor(of target: String) -> Int? {
    floors.firstIndex { $0.contains(target) }
  }

  @Test("imports run downwards only")
  func importsRunDownwards() {
    // Would catch a room that reaches for its own floor or one above.
    for file in SourceFile.all {
      guard let own = Self.floor(of: file.target) else {
        Issue.record("\(file.path): the target stands on no floor")
        continue
      }
      for name in file.imports {
        guard let other = Self.floor(of: name) else { continue }
        #expect(other < own, "\(file.path) imports \(name)")
      }
    }
  }

  @Test("outside frameworks stay in the rooms that wrap them")
  func frameworksStayInTheirRooms() {
    // Would catch a second way into the engine, the YAML parser or the argument parser.
    let homes = [
      "CDuckDB": "Engines", "Yams": "Tables", "ArgumentParser": "palimpsest",
      "BigInt": "DifferentialPrivacy",
    ]
    for file in SourceFile.all {
      for name in file.imports {
        guard let home = homes[name] else { continue }
        #expect(file.target == home, "\(file.path) imports \(name)")
      }
    }
  }

  @Test("SQL stands in one room")
  func sqlStandsInOneRoom() {
    // Would catch a query written where a second engine could not follow.
    for file in SourceFile.all where file.target != "Engines" {
      for (number, line) in file.lines.enumerated() where !line.contains("//") {
        #expect(!line.contains("SELECT "), "\(file.path):\(number + 1)")
      }
    }
  }

  @Test("files have at most 400 lines, lines 100 characters")
  func filesAreSmall() {
    for file in SourceFile.all {
      #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
      for (number, line) in file.lines.enumerated() {
        #expect(line.count <= 100, "\(file.path):\(number + 1) has \(line.count) characters")
      }
    }
  }

  @Test("functions have at most 70 lines")
  func functionsAreShort() {
    // Counts from a line that opens a function to the line that closes it at the same indent.
    for file in SourceFile.all {
      var open: [(indent: Int, start: Int)] = []
      for (number, line) in file.lines.enumerated() {
        let indent = line.prefix { $0 == " " }.count
        let text = line.dropFirst(indent)
        if let last = open.last, text.hasPrefix("}"), indent == last.indent {
          #expect(number - last.start < 70, "\(file.path):\(last.start + 1)")
          open.removeLast()
        }
        let isFunction = text.contains("func ") || text.contains("init(") || text.hasPrefix("init")
        if isFunction, line.hasSuffix("{"), !text.hasPrefix("//") {
          open.append((indent, number))
        }
      }
    }
  }

  @Test("nothing ends the process on bad input, and nothing is left for later")
  func forbiddenWords() {
    let forbidden = ["try!", "fatalError(", "as!", "TODO", "FIXME", "XXX", "-Ounchecked"]
    for file in SourceFile.all {
      for (number, line) in file.lines.enumerated() {
        for word in forbidden where line.contains(word) {
          Issue.record("\(file.path):\(number + 1) says \(word)")
        }
      }
    }
  }

  @Test("names say what a thing is")
  func namesSayWhatAThingIs() {
    let vague = ["Utils", "Helpers", "Helper", "Manager", "Common", "Misc"]
    for file in SourceFile.all {
      let name = URL(fileURLWithPath: file.path).deletingPathExtension().lastPathComponent
      #expect(!vague.contains { name.hasSuffix($0) && name == $0 }, "\(file.path)")
    }
  }

  @Test("only reports ask the detector: no scrub depends on learned weights")
  func detector() {
    let users = SourceFile.all.filter { file in
      ["MediaMetadata", "Pipelines"].contains(file.target) && !file.path.contains("/Detector/")
        && !file.path.contains("/Protection/")
        && file.lines.contains { $0.contains("FieldDetector") || $0.contains(".flag(") }
    }
    #expect(
      users.map(\.path) == [
        "Sources/Pipelines/MediaFiles/FileInspector.swift",
        "Sources/Pipelines/MediaFiles/KeptFlags.swift",
      ])
  }

  @Test("kernels need no Foundation")
  func kernelsNeedNoFoundation() {
    for file in SourceFile.all where file.target == "Numerics" {
      #expect(!file.imports.contains("Foundation"), "\(file.path)")
    }
  }
}
