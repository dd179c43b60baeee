import Findings
import Foundation
import TestSupport
import Testing

@testable import Pipelines

@Suite("Looking at files")
struct FileInspectorTests {
  @Test("shows values only where they were asked for")
  func values() throws {
    let folder = try TestFolder()
    try folder.write("a.gif", TinyGIF.bytes(comment: "a name"))
    let tree = try MediaTree(path: folder.url.path)
    for shows in [true, false] {
      let report = try FileInspector(showsValues: shows).inspect(tree, tool: "test")
      let text = String(decoding: try report.encoded(), as: UTF8.self)
      #expect(text.contains("a name") == shows)
      #expect(report.files.first?.items.contains { $0.category == "content" } == true)
    }
  }

  @Test("ranks what finds one file among all before what all files share")
  func ranks() throws {
    let folder = try TestFolder()
    for number in 0..<8 {
      try folder.write("\(number).gif", TinyGIF.bytes(comment: "note \(number)"))
    }
    try folder.write("8.gif", TinyGIF.bytes(comment: "note 0"))
    let tree = try MediaTree(path: folder.url.path)
    let report = try FileInspector(showsValues: false).inspect(tree, tool: "test")
    let comment = try #require(report.collection.first { $0.category == "content" })
    #expect(comment.files == 9)
    #expect(comment.values == 8)
    #expect(comment.largestGroup == 2)
    // Seven files alone with their value, two that share one: 7/9 log2 9 + 2/9 log2 4.5.
    #expect(abs(comment.bits - (7.0 / 9 * log2(9) + 2.0 / 9 * log2(4.5))) < 0.001)
  }

  @Test("says of a file that can't be read why, and goes on")
  func refusals() throws {
    let folder = try TestFolder()
    try folder.write("a.gif", TinyGIF.bytes(comment: "x"))
    try folder.write("b.bin", [1, 2, 3])
    try folder.write("c.gif", Array("GIF89a".utf8))
    try folder.write("d.gif", [])
    let tree = try MediaTree(path: folder.url.path)
    let report = try FileInspector(showsValues: true).inspect(tree, tool: "test")
    #expect(report.files.map { $0.refusal == nil } == [true, false, false, false])
    #expect(report.files.allSatisfy { ($0.refusal == nil) == ($0.remedy == nil) })
  }

  @Test("follows no link out of the folder")
  func links() throws {
    let folder = try TestFolder()
    try folder.write("outside.gif", TinyGIF.bytes(comment: "x"))
    try folder.write("in/a.gif", TinyGIF.bytes(comment: "x"))
    let link = folder.url.appendingPathComponent("in/link.gif")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: folder.url.appendingPathComponent("outside.gif"))
    let tree = try MediaTree(path: folder.url.path + "/in")
    #expect(tree.paths == ["a.gif"])
  }

  @Test("reads what names tell: a day, an address, a program, a number of one's own")
  func names() throws {
    let folder = try TestFolder()
    let told = [
      "IMG_20190304_171109.gif": "time", "IMG-20190304-WA0007.gif": "software",
      "mail to ann@example.org.gif": "person", "2019-03-04 walk.gif": "time",
      "0f8fad5b-d9cb-469f-a165-70867728950e.gif": "identifier", "DSC01234.gif": "device",
    ]
    for name in told.keys { try folder.write(name, TinyGIF.bytes(comment: "")) }
    try folder.write("holiday.gif", TinyGIF.bytes(comment: ""))
    let tree = try MediaTree(path: folder.url.path)
    let report = try FileInspector(showsValues: true).inspect(tree, tool: "test")
    for file in report.files {
      let categories = file.items.filter { $0.location == "file name" }.map(\.category)
      if let category = told[file.path] {
        #expect(categories.contains(category), "\(file.path)")
      } else {
        #expect(categories.isEmpty, "\(file.path)")
      }
    }
  }
}
