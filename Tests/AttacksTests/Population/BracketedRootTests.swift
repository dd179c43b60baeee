import Foundation
import Testing

@testable import Attacks

@Suite struct BracketedRootTests {
  @Test("A bracketed root is found to the last digit, and no bracket gives no root")
  func roots() {
    // Catches a bracket that is lost, an endless loop, and an answer where there is none.
    let root = BracketedRoot.find(lower: 0, upper: 2) { $0 * $0 - 2 }
    #expect(root.map { abs($0 - 2.squareRoot()) < 1e-15 } == true)
    let steep = BracketedRoot.find(lower: -50, upper: 3) { exp($0) - 1e-9 }
    #expect(steep.map { abs($0 - log(1e-9)) < 1e-12 } == true)
    #expect(BracketedRoot.find(lower: 1, upper: 2) { $0 } == nil)
    #expect(BracketedRoot.find(lower: -1, upper: 2) { _ in .nan } == nil)
    #expect(BracketedRoot.find(lower: 0, upper: 2) { $0 } == 0)
  }
}
