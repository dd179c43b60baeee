import Foundation
import TestSupport
import Testing

@Suite("Bad input")
struct BadInputTests {
  static let all = BadInput.manifests + BadInput.data + BadInput.usage + BadInput.events

  @Test("there are more than a hundred kinds")
  func hundredKinds() {
    #expect(Self.all.count > 100)
    #expect(Set(Self.all.map(\.name)).count == Self.all.count)
  }

  @Test(
    "gets one clear error that names the place: exit code 2, no crash, no report, no value",
    arguments: all)
  func isRefused(_ input: BadInput) throws {
    // Would catch a trap, a wrong exit code, a half-written report, a value in a message.
    let folder = try TestFolder()
    for file in input.files { try folder.write(file.name, file.bytes) }
    let before = folder.files
    let outcome = try Command.run(input.arguments, in: folder.url)
    #expect(!outcome.crashed, "crashed: \(outcome.complaint)")
    #expect(outcome.exitCode == 2, "exit code \(outcome.exitCode): \(outcome.complaint)")
    #expect(outcome.output.isEmpty, "wrote to standard output")
    for word in input.mustName {
      #expect(outcome.complaint.contains(word), "does not name \(word): \(outcome.complaint)")
    }
    #expect(!outcome.complaint.contains(BadInput.canary), "shows a value: \(outcome.complaint)")
    #expect(outcome.complaint.utf8.count < 4_000, "is no clear message")
    #expect(folder.files == before, "left something behind")
  }
}
