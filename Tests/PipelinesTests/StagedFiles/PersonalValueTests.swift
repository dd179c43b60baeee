import Testing

@testable import Pipelines

@Suite("Values that point at people")
struct PersonalValueTests {
  static func kinds(_ text: String) -> [PersonalValue] {
    PersonalValueScan.matches(in: Array(text.utf8)[...]).filter { $0.weight != .unlikely }
      .map(\.kind)
  }

  // Numbers that issuers and offices publish as examples; they belong to nobody.
  @Test(
    "are known by form and check digit",
    arguments: [
      // Card schemes' own test numbers.
      ("4111111111111111", .card), ("5555 5555 5555 4444", .card), ("378282246310005", .card),
      ("3782 822463 10005", .card), ("6011111111111117", .card), ("3530111333300000", .card),
      ("4222222222222", .card), ("30569309025904", .card),
      // The examples of SWIFT's IBAN registry.
      ("DE89370400440532013000", .iban), ("GB29 NWBK 6016 1331 9268 19", .iban),
      ("FR1420041010050500013M02606", .iban), ("NO9386011117947", .iban),
      ("MT84MALT011000012345MTLCAST001S", .iban), ("CH9300762011623852957", .iban),
      // Offices' own examples.
      ("219-09-9998", .socialSecurity), ("QQ 12 34 56 C QQ", nil), ("AB123456C", .britishNumber),
      ("756.9217.0769.85", .swissNumber), ("111.444.777-35", .brazilianNumber),
      ("12345678Z", .spanishNumber), ("X1234567L", .spanishNumber),
      ("RSSMRA85T10A562S", .italianNumber), ("2 55 08 14 168 025 38", .frenchNumber),
      ("255081416802538", .frenchNumber),
      // Telephone numbers.
      ("+49 30 1234567", .phone), ("+1 (212) 736-5000", .phone), ("(212) 736-5000", .phone),
      ("212-736-5000", .phone), ("01 42 68 53 00", .phone), ("+442079460958", .phone),
      ("jane.doe+x@posteo.de", .email), ("<jane@sub.posteo.co.uk>.", .email),
    ] as [(String, PersonalValue?)])
  func known(text: String, kind: PersonalValue?) {
    #expect(Self.kinds(text) == (kind.map { [$0] } ?? []))
    guard let kind else { return }
    #expect(Self.kinds("a (\(text)), b") == [kind])
  }

  @Test(
    "are not seen in what only looks alike",
    arguments: [
      "4111111111111112", "DE88370400440532013000", "DE8937040044053201300",
      "DE893704004405320130001", "000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567",
      "123-45-0000", "078-05-1120", "BG123456C", "AB123456E", "111.444.777-36",
      "756.9217.0769.84", "12345678A", "RSSMRA85T10A562T", "2 55 08 14 168 025 39",
      "2026-11-21", "2026-11-21 10:15:00", "2026-11-21T10:15:00Z", "1700000000",
      "1700000000000", "3.14159265358979", "+1.23456789", "-0.12345678", "+49", "192.168.100.200",
      "212-736-50000", "112-736-5000", "212-555-0123", "00 42 68 53 00", "a@b", "@posteo.de",
      "jane@example.com", "jane@mail.test", "10.1000/182", "978-3-16-148410-0",
      "550e8400-e29b-41d4-a716-446655440000", "0x4111111111111111", "a4111111111111111",
      "sha256:4111111111111111", "1,234,567,890", "12345678901234567890123456789",
    ])
  func alike(text: String) {
    #expect(Self.kinds(text) == [])
  }

  // Luhn's and MOD 97-10's promise: each error in a single digit is seen.
  @Test("lose their check with any single digit changed")
  func singleErrors() {
    let card = Array("4111111111111111".utf8).map { $0 - 48 }
    let iban = Array("DE89370400440532013000".utf8)
    for index in card.indices {
      for digit in UInt8(0)...9 where digit != card[index] {
        var other = card
        other[index] = digit
        #expect(!CheckDigits.luhn(other[...]))
      }
    }
    for index in iban.indices.dropFirst(2) {
      for digit in UInt8(48)...57 where digit != iban[index] {
        var other = iban
        other[index] = digit
        #expect(!CheckDigits.iban(other[...]))
      }
    }
  }

  // Catches a column of row keys that is taken for cards: one in ten passes Luhn.
  @Test("without separators count only if most numbers of their column pass")
  func keysOfRows() {
    let keys = (0..<200).map { "4\(String(repeating: "0", count: 11))\(1_000 + $0 * 7)" }
    #expect(keys.contains { Self.kinds($0) == [.card] })
    let tally = StagedTable.tally(Array(("key\n" + keys.joined(separator: "\n")).utf8)[...])
    #expect(tally.items(file: "").isEmpty)
    let hexadecimal = "key\n00f3a1b2c4d5e6f7\n4111111111111111\n9c3d5e7f1a2b4c6d\n"
    #expect(StagedTable.tally(Array(hexadecimal.utf8)[...]).items(file: "").isEmpty)
    let cards = ["4111111111111111", "4012888888881881", "4111111111111112"]
    let other = StagedTable.tally(Array(("key\n" + cards.joined(separator: "\n")).utf8)[...])
    #expect(other.items(file: "").map(\.count) == [2])
  }
}
