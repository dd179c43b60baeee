/// New names for names that people gave: a number between two words that say nothing.
struct NumberedNames {
  /// The new name of each old one.
  private(set) var names: [[UInt8]: [UInt8]] = [:]
  private let start: [UInt8]
  private let end: [UInt8]

  /// Gives each name its new one: names that say nothing stay, whichever were there before.
  init(_ olds: [[UInt8]], start: String, end: String = "") {
    self.start = Array(start.utf8)
    self.end = Array(end.utf8)
    for old in olds where isNeutral(old) { names[old] = old }
    var number = 0
    for old in olds where names[old] == nil {
      var new: [UInt8]
      repeat {
        number += 1
        new = self.start + Array(String(number).utf8) + self.end
      } while names[new] != nil
      names[old] = new
    }
  }

  /// Whether a name is one of those made here.
  func isNeutral(_ name: [UInt8]) -> Bool {
    guard name.count > start.count + end.count, name.starts(with: start),
      name.suffix(end.count).elementsEqual(end)
    else { return false }
    let digits = name.dropFirst(start.count).dropLast(end.count)
    return digits.count <= 6 && digits.allSatisfy { (0x30...0x39).contains($0) }
  }
}
