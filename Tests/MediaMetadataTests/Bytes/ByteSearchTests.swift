import Testing

@testable import MediaMetadata

/// Searching beside the obvious way, on all short words of two letters.
@Suite struct ByteSearchTests {
  private static let words: [[UInt8]] = (0...8).flatMap { count in
    (0..<(1 << count)).map { bits in (0..<count).map { UInt8(bits >> $0 & 1) } }
  }

  @Test func whatStandsSomewhereIsFoundAndNothingElse() {
    for bytes in Self.words {
      for wanted in Self.words where wanted.count <= 4 {
        let isThere =
          bytes.count >= wanted.count
          && (0...(bytes.count - wanted.count)).contains {
            Array(bytes[$0..<($0 + wanted.count)]) == wanted
          }
        #expect(ByteSearch.holds(bytes.span, wanted.span) == isThere)
      }
    }
  }

  @Test func textIsSearchedByItsBytes() {
    #expect("application/ms-word".holds("ms-word") && !"application".holds("Ms"))
    #expect(Array("a:timing".utf8).holds(":timing") && "".holds(""))
  }
}
